/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <libebook-contacts/libebook-contacts.h>

G_BEGIN_DECLS

/**
 * LsnVcardLibrary: what we use of libebook-contacts.
 *
 * It draws in twenty libraries, of mail, certificates and the web, which cost every start of the
 * program 12 ms and some megabytes; so it is loaded when the first vCard is read.
 */
typedef struct
{
  __typeof__ (&e_vcard_new_from_string) new_from_string;
  __typeof__ (&e_vcard_get_attribute) get_attribute;
  __typeof__ (&e_vcard_get_attributes) get_attributes;
  __typeof__ (&e_vcard_attribute_get_name) attribute_get_name;
  __typeof__ (&e_vcard_attribute_get_group) attribute_get_group;
  __typeof__ (&e_vcard_attribute_get_params) attribute_get_params;
  __typeof__ (&e_vcard_attribute_get_values_decoded) attribute_get_values_decoded;
  __typeof__ (&e_vcard_attribute_param_get_name) param_get_name;
  __typeof__ (&e_vcard_attribute_param_get_values) param_get_values;
} LsnVcardLibrary;

/* Any thread. %FALSE with @error set (G_FILE_ERROR) where the library is not there. */
gboolean lsn_vcard_library_load (GError **error);

/* Once it is loaded. Static. */
const LsnVcardLibrary *lsn_vcard_library (void) G_GNUC_CONST;

G_END_DECLS
