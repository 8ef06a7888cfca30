/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-vcard-library.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>

static LsnVcardLibrary library;

static const struct
{
  const char *name;
  gsize offset;
} symbols[] = {
  { "e_vcard_new_from_string", G_STRUCT_OFFSET (LsnVcardLibrary, new_from_string) },
  { "e_vcard_get_attribute", G_STRUCT_OFFSET (LsnVcardLibrary, get_attribute) },
  { "e_vcard_get_attributes", G_STRUCT_OFFSET (LsnVcardLibrary, get_attributes) },
  { "e_vcard_attribute_get_name", G_STRUCT_OFFSET (LsnVcardLibrary, attribute_get_name) },
  { "e_vcard_attribute_get_group", G_STRUCT_OFFSET (LsnVcardLibrary, attribute_get_group) },
  { "e_vcard_attribute_get_params", G_STRUCT_OFFSET (LsnVcardLibrary, attribute_get_params) },
  { "e_vcard_attribute_get_values_decoded",
    G_STRUCT_OFFSET (LsnVcardLibrary, attribute_get_values_decoded) },
  { "e_vcard_attribute_param_get_name", G_STRUCT_OFFSET (LsnVcardLibrary, param_get_name) },
  { "e_vcard_attribute_param_get_values", G_STRUCT_OFFSET (LsnVcardLibrary, param_get_values) },
};
G_STATIC_ASSERT (G_N_ELEMENTS (symbols) * sizeof (gpointer) == sizeof (LsnVcardLibrary));

/* Its types stay registered, so it is never unloaded. */
static gboolean
open_library (void)
{
  GModule *module = g_module_open (LSN_EBOOK_CONTACTS, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gboolean complete = module != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (symbols) && complete; i++)
    complete =
        g_module_symbol (module, symbols[i].name, G_STRUCT_MEMBER_P (&library, symbols[i].offset));
  if (complete)
    g_module_make_resident (module);
  return complete;
}

gboolean
lsn_vcard_library_load (GError **error)
{
  static GMutex mutex;
  static gboolean loaded;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  loaded = loaded || open_library ();
  if (!loaded)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                 _ ("vCards cannot be read on this computer: %s"), g_module_error ());
  return loaded;
}

const LsnVcardLibrary *
lsn_vcard_library (void)
{
  return &library;
}
