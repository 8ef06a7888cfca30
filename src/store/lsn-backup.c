/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define PREFIX         "workspace-"
#define SUFFIX         ".db"
#define DRAFT          ".part"
#define STAMP          "%Y%m%d-%H%M%S"
#define STAMP_LENGTH   15
#define PAGES_PER_STEP 1024

#define KEEP_DAYS   7
#define KEEP_WEEKS  4
#define KEEP_MONTHS 12

/* The process owns the workspace, so the drafts that a second copy would find are dead ones. */
static GMutex one_at_a_time;

static gboolean
copy_pages (LsnDatabase *source, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (LsnDatabase) target = lsn_database_open (path, LSN_DATABASE_DRAFT, error);
  sqlite3_backup *backup;
  int code = SQLITE_OK;

  if (target == NULL)
    return FALSE;

  backup = sqlite3_backup_init (lsn_database_get_handle (target), "main",
                                lsn_database_get_handle (source), "main");
  if (backup)
    {
      do
        code = sqlite3_backup_step (backup, PAGES_PER_STEP);
      while (code == SQLITE_OK && !g_cancellable_is_cancelled (cancellable));
      sqlite3_backup_finish (backup);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (backup == NULL || code != SQLITE_DONE)
    {
      lsn_store_error_set_from_sqlite (error, lsn_database_get_handle (target), code);
      return FALSE;
    }

  /* One plain file, without a log beside it. */
  return lsn_database_execute (target, "PRAGMA journal_mode = DELETE", error);
}

/* One snapshot from the first page to the last: without it the copy begins anew whenever somebody
 * writes. */
static gboolean
copy_snapshot (LsnDatabase *source, const char *path, GCancellable *cancellable, GError **error)
{
  gint64 version;
  gboolean ok;

  if (!lsn_database_execute (source, "BEGIN", error))
    return FALSE;
  ok = lsn_database_get_int64 (source, 0, &version, error, "PRAGMA schema_version", "") &&
       copy_pages (source, path, cancellable, error);
  lsn_database_execute (source, "ROLLBACK", NULL);
  return ok;
}

static gboolean
check_copy (const char *path, GError **error)
{
  g_autoptr (LsnDatabase) copy = lsn_database_open (path, LSN_DATABASE_IMMUTABLE, error);
  g_autofree char *answer = NULL;

  if (copy == NULL || !lsn_database_dup_text (copy, &answer, error, "PRAGMA quick_check (1)", ""))
    return FALSE;
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;

  g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
               _ ("The backup did not pass its check: %s"), answer);
  return FALSE;
}

static gboolean
sync_path (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;
  int saved = errno;

  if (fd >= 0)
    close (fd);
  if (!ok)
    g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_FAILED, _ ("Could not keep “%s”: %s"),
                 path, g_strerror (saved));
  return ok;
}

/* The moment that a name tells, %NULL where it is not a backup's. */
static GDateTime *
dup_time_of_name (const char *name)
{
  int year, month, day, hour, minute, second;

  if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, SUFFIX) ||
      strlen (name) != strlen (PREFIX) + STAMP_LENGTH + strlen (SUFFIX) ||
      sscanf (name + strlen (PREFIX), "%4d%2d%2d-%2d%2d%2d", &year, &month, &day, &hour, &minute,
              &second) != 6)
    return NULL;
  return g_date_time_new_utc (year, month, day, hour, minute, second);
}

static gint
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) b, *(char *const *) a);
}

static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autoptr (GDateTime) time = dup_time_of_name (name);

      if (time)
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_newest_first);
  return names;
}

/* What a program that was killed in the middle left. */
static void
remove_drafts (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, PREFIX) && strstr (name, SUFFIX DRAFT))
        g_unlink (path);
    }
}

/* Keeps the newest copy of each of the last days, weeks and months that have one. */
static void
thin_out (const char *folder)
{
  g_autoptr (GPtrArray) names = list_names (folder);
  const struct
  {
    const char *format;
    guint keep;
  } rules[] = { { "%Y%m%d", KEEP_DAYS }, { "%G%V", KEEP_WEEKS }, { "%Y%m", KEEP_MONTHS } };
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint r = 0; r < G_N_ELEMENTS (rules); r++)
    {
      g_autoptr (GHashTable) periods =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint i = 0; i < names->len && g_hash_table_size (periods) < rules[r].keep; i++)
        {
          g_autoptr (GDateTime) time = dup_time_of_name (names->pdata[i]);
          char *period = g_date_time_format (time, rules[r].format);

          if (g_hash_table_add (periods, period))
            g_hash_table_add (kept, names->pdata[i]);
        }
    }

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      if (!g_hash_table_contains (kept, names->pdata[i]))
        g_unlink (path);
    }
}

char *
lsn_backup_make (LsnDatabase *source, const char *folder, gint64 now, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (now);
  g_autofree char *stamp = g_date_time_format (time, STAMP);
  g_autofree char *name = g_strconcat (PREFIX, stamp, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *draft = g_strconcat (path, DRAFT, NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);

  remove_drafts (folder);
  if (!copy_snapshot (source, draft, cancellable, error) || !check_copy (draft, error) ||
      !sync_path (draft, error))
    {
      g_prefix_error (error, _ ("Could not make a backup in “%s”: "), folder);
      g_unlink (draft);
      return NULL;
    }
  if (g_rename (draft, path) != 0)
    {
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_FAILED, _ ("Could not keep “%s”: %s"),
                   path, g_strerror (errno));
      g_unlink (draft);
      return NULL;
    }
  if (!sync_path (folder, error))
    return NULL;

  thin_out (folder);
  return g_steal_pointer (&path);
}

gint64
lsn_backup_get_newest (const char *folder)
{
  g_autoptr (GPtrArray) names = list_names (folder);
  g_autoptr (GDateTime) time = names->len > 0 ? dup_time_of_name (names->pdata[0]) : NULL;

  return time ? g_date_time_to_unix_usec (time) : 0;
}
