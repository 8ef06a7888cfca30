/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-replace.h"
#include "store/lsn-disk.h"
#include "store/lsn-seal.h"

#include <glib/gstdio.h>
#include <string.h>

#define NEXT    ".next-"
#define DRAFT   ".draft"
#define DAMAGED "damaged-"
#define COPIED  "replaced-"

static const char *const beside[] = { "-wal", "-journal", "" };

char *
lsn_replace_dup_draft (const char *database)
{
  char *draft = g_strconcat (database, DRAFT, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *path = g_strconcat (draft, beside[i], NULL);

      g_unlink (path);
    }
  return draft;
}

gboolean
lsn_replace_commit (const char *database, const char *draft, LsnReplaceKind kind, gint64 now,
                    char **aside, GError **error)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (now);
  g_autofree char *stamp = g_date_time_format (time, "%Y%m%d-%H%M%S");
  g_autofree char *label = g_strconcat (kind == LSN_REPLACE_KEPT ? DAMAGED : COPIED, stamp, NULL);
  g_autofree char *next = g_strconcat (database, NEXT, label, NULL);
  g_autofree char *folder = g_path_get_dirname (database);

  if (!lsn_disk_sync (draft, error) || !lsn_disk_rename (draft, next, error) ||
      !lsn_disk_sync (folder, error))
    return FALSE;
  if (aside)
    *aside = g_strconcat (database, ".", label, NULL);
  return TRUE;
}

/* The names in @folder that begin with @prefix. */
static GPtrArray *
list (const char *folder, const char *prefix)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      if (g_str_has_prefix (name, prefix))
        g_ptr_array_add (names, g_strdup (name));
    }
  return names;
}

static const char *
get_stamp (const char *name)
{
  return strchr (strstr (name, NEXT) + strlen (NEXT), '-');
}

/* Returns: (nullable): the newest; those that it overtook are removed. */
static char *
take_next (const char *folder, const char *prefix)
{
  g_autoptr (GPtrArray) names = list (folder, prefix);
  guint newest = 0;

  for (guint i = 1; i < names->len; i++)
    {
      if (strcmp (get_stamp (names->pdata[i]), get_stamp (names->pdata[newest])) > 0)
        newest = i;
    }
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      if (i != newest)
        g_unlink (path);
    }
  return names->len > 0 ? g_strdup (names->pdata[newest]) : NULL;
}

static gboolean
put_aside (const char *database, const char *label, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *from = g_strconcat (database, beside[i], NULL);
      g_autofree char *to = g_strconcat (database, ".", label, beside[i], NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && !lsn_disk_rename (from, to, error))
        return FALSE;
    }
  return TRUE;
}

/* What was replaced and has a copy, and drafts that nobody works on any more. */
static void
sweep (const char *folder, const char *base)
{
  const char *const ends[] = { "." COPIED, DRAFT };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *prefix = g_strconcat (base, ends[i], NULL);
      g_autoptr (GPtrArray) names = list (folder, prefix);

      for (guint j = 0; j < names->len; j++)
        {
          g_autofree char *path = g_build_filename (folder, names->pdata[j], NULL);

          g_unlink (path);
        }
    }
}

gboolean
lsn_replace_finish (const char *database, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *base = g_path_get_basename (database);
  g_autofree char *prefix = g_strconcat (base, NEXT, NULL);
  g_autofree char *shared = g_strconcat (database, "-shm", NULL);
  g_autofree char *name = take_next (folder, prefix);
  g_autofree char *next = name ? g_build_filename (folder, name, NULL) : NULL;
  const char *label = name ? name + strlen (prefix) : NULL;

  if (next == NULL)
    {
      sweep (folder, base);
      return TRUE;
    }
  lsn_seal_break (database);
  g_unlink (shared);
  if (!put_aside (database, label, error) || !lsn_disk_sync (folder, error) ||
      !lsn_disk_rename (next, database, error) || !lsn_disk_sync (folder, error))
    return FALSE;
  sweep (folder, base);
  return TRUE;
}
