/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-settings.h"

GSettings *
lsn_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source ? g_settings_schema_source_lookup (source, LSN_APP_ID, TRUE) : NULL;

  /* g_settings_new() would end the program where the schema is missing. */
  return schema ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

int
lsn_settings_get_int (GSettings *settings, const char *key, int fallback)
{
  return settings ? g_settings_get_int (settings, key) : fallback;
}

gboolean
lsn_settings_get_boolean (GSettings *settings, const char *key, gboolean fallback)
{
  return settings ? g_settings_get_boolean (settings, key) : fallback;
}

char *
lsn_settings_dup_string (GSettings *settings, const char *key, const char *fallback)
{
  return settings ? g_settings_get_string (settings, key) : g_strdup (fallback);
}
