/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-settings.h"

GSettings *
lsn_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source ? g_settings_schema_source_lookup (source, LSN_APP_ID_BASE, TRUE) : NULL;

  /* g_settings_new() would end the program where the schema is missing. */
  return schema ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
