/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-command-line-private.h"
#include "model/lsn-model.h"
#include "store/lsn-rescue.h"

#include <glib/gi18n-lib.h>

static void
report (Line *line, const char *member, const char *path, const char *before, const char *sentence)
{
  if (line->json)
    {
      json_builder_begin_object (line->builder);
      lsn_command_member_text (line, member, path);
      if (before)
        lsn_command_member_text (line, "before", before);
      json_builder_end_object (line->builder);
      lsn_command_print_json (line);
      return;
    }
  g_string_append_printf (line->out, "%s\n", sentence);
}

int
lsn_command_run_backup (Line *line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *path = NULL;
  g_autofree char *sentence = NULL;

  if (line->arguments[0])
    wanted = g_canonicalize_filename (line->arguments[0], line->folder);
  path = lsn_store_backup_sync (line->store, wanted, &error);
  if (path == NULL)
    return lsn_command_fail (line, error);
  sentence = g_strdup_printf (_ ("Backed up to “%s”."), path);
  report (line, "backup", path, NULL, sentence);
  return EXIT_DONE;
}

/* A path, or the name of one of the workspace's own backups. */
static char *
find_backup (const char *name, const char *folder, const char *backups)
{
  g_autofree char *path = g_canonicalize_filename (name, folder);
  g_autofree char *own = g_build_filename (backups, name, NULL);

  return !g_file_test (path, G_FILE_TEST_EXISTS) && g_file_test (own, G_FILE_TEST_EXISTS)
             ? g_steal_pointer (&own)
             : g_steal_pointer (&path);
}

int
lsn_command_run_restore (Line *line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  g_autofree char *sentence = NULL;

  path = find_backup (line->arguments[0], line->folder, lsn_store_get_backups_folder (line->store));
  before = lsn_store_restore_sync (line->store, path, &error);
  if (before == NULL)
    return lsn_command_fail (line, error);
  sentence =
      g_strdup_printf (_ ("Restored from “%s”. What was there before is in “%s”."), path, before);
  report (line, "restored", path, before, sentence);
  return EXIT_DONE;
}

/* The line of a workspace that does not open: only putting a backup in its place is possible. */
gboolean
lsn_command_line_rescue (const char *workspace, char **argv, const char *folder, GError **error)
{
  g_autofree char *backups = g_build_filename (workspace, "backups", NULL);
  const char *name = NULL;
  g_autofree char *path = NULL;

  if (argv[0] == NULL || !g_str_equal (argv[0], "restore"))
    return FALSE;
  for (guint i = 1; argv[i]; i++)
    {
      if (!g_str_has_prefix (argv[i], "-"))
        name = argv[i];
    }
  if (name == NULL)
    return FALSE;
  path = find_backup (name, folder, backups);
  g_clear_error (error);
  return lsn_rescue_restore (workspace, lsn_model_get_schema (), path, NULL, error);
}
