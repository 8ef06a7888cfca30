/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-vcard-library.h"

G_BEGIN_DECLS

/* What one property of a vCard says. Texts are valid UTF-8, with "\n" as the only end of line. */

/* All of it; where it has parts, separated by ";". */
char *lsn_vcard_dup_text (EVCardAttribute *attribute) G_GNUC_WARN_UNUSED_RESULT;

/* Its parts. Never %NULL. */
char **lsn_vcard_dup_parts (EVCardAttribute *attribute) G_GNUC_WARN_UNUSED_RESULT;

/* What a label is called: Apple's "_$!<Work>!$_" is “Work”. */
char *lsn_vcard_dup_label (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* @type: "WORK", whatever its case */
gboolean lsn_vcard_has_type (EVCardAttribute *attribute, const char *type);

/* @name: in capitals: a phone, an address, a messenger, a site */
gboolean lsn_vcard_is_channel (const char *name);

/**
 * lsn_vcard_dup_channel:
 * @text: of lsn_vcard_dup_text()
 * @value: (out): without the scheme that says what it is
 * @label: (out) (nullable): of TYPE, in words of the user
 *
 * Returns: the kind of channel, 'phone'; static.
 */
const char *lsn_vcard_dup_channel (EVCardAttribute *attribute, const char *name, const char *text,
                                   char **value, char **label);

G_END_DECLS
