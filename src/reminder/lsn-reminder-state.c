/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "reminder/lsn-reminder-state.h"

#define KEEP_DAYS 31

GHashTable *
lsn_reminder_state_load (const char *path)
{
  GHashTable *shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return shown;
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      if (*lines[i])
        g_hash_table_add (shown, g_strdup (lines[i]));
    }
  return shown;
}

gboolean
lsn_reminder_state_save (const char *path, GHashTable *shown, GError **error)
{
  g_autoptr (GString) contents = g_string_new (NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_string_append_printf (contents, "%s\n", (const char *) key);
  return g_file_set_contents_full (path, contents->str, (gssize) contents->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

gboolean
lsn_reminder_state_prune (GHashTable *shown, GHashTable *open, LsnDate today)
{
  gboolean any = FALSE;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *date = strchr (key, ':');

      if (g_hash_table_contains (open, key) ||
          (date && g_ascii_strtoll (date + 1, NULL, 10) > today - KEEP_DAYS))
        continue;
      g_hash_table_iter_remove (&iter);
      any = TRUE;
    }
  return any;
}
