/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-backup.h"
#include "store/lsn-check.h"
#include "store/lsn-disk.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define PREFIX         "workspace-"
#define SUFFIX         ".db"
#define DRAFT          ".part"
#define STAMP          "%Y%m%d-%H%M%S"
#define STAMP_LENGTH   15
#define PAGES_PER_STEP 1024

#define KEEP_DAYS   7
#define KEEP_WEEKS  4
#define KEEP_MONTHS 12

/* Copies that were made for a reason stay so long, the newest of each reason. */
#define KEEP_REASON_DAYS 30
#define KEEP_OF_REASON   5

static const char *const reasons[] = {
  [LSN_BACKUP_DAILY] = "",           [LSN_BACKUP_ASKED] = "-asked",
  [LSN_BACKUP_UPGRADE] = "-upgrade", [LSN_BACKUP_IMPORT] = "-import",
  [LSN_BACKUP_RESTORE] = "-restore",
};

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

/* The moment that a name tells, %NULL where it is not a backup's. */
static GDateTime *
dup_time_of_name (const char *name, LsnBackupReason *reason)
{
  int year, month, day, hour, minute, second;
  gsize length = strlen (PREFIX) + STAMP_LENGTH;

  if (!g_str_has_prefix (name, PREFIX) || strlen (name) < length ||
      sscanf (name + strlen (PREFIX), "%4d%2d%2d-%2d%2d%2d", &year, &month, &day, &hour, &minute,
              &second) != 6)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *end = g_strconcat (reasons[i], SUFFIX, NULL);

      if (g_str_equal (name + length, end))
        {
          *reason = i;
          return g_date_time_new_utc (year, month, day, hour, minute, second);
        }
    }
  return NULL;
}

static gint
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const LsnBackup *first = *(LsnBackup *const *) a;
  const LsnBackup *second = *(LsnBackup *const *) b;

  return first->at == second->at ? 0 : first->at < second->at ? 1 : -1;
}

void
lsn_backup_free (LsnBackup *self)
{
  g_free (self->path);
  g_free (self);
}

GPtrArray *
lsn_backup_list (const char *folder)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_backup_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      LsnBackupReason reason;
      g_autoptr (GDateTime) time = dup_time_of_name (name, &reason);
      LsnBackup *backup;
      GStatBuf info;

      if (time == NULL)
        continue;
      backup = g_new0 (LsnBackup, 1);
      backup->path = g_build_filename (folder, name, NULL);
      backup->at = g_date_time_to_unix_usec (time);
      backup->reason = reason;
      backup->size = g_stat (backup->path, &info) == 0 ? info.st_size : 0;
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_newest_first);
  return backups;
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

static void
keep_of_reasons (GPtrArray *backups, gint64 now, GHashTable *kept)
{
  guint counts[G_N_ELEMENTS (reasons)] = { 0 };

  for (guint i = 0; i < backups->len; i++)
    {
      LsnBackup *backup = g_ptr_array_index (backups, i);

      if (backup->reason != LSN_BACKUP_DAILY &&
          now - backup->at < KEEP_REASON_DAYS * G_TIME_SPAN_DAY &&
          counts[backup->reason]++ < KEEP_OF_REASON)
        g_hash_table_add (kept, backup);
    }
}

/* Keeps the newest copy of each of the last days, weeks and months that have one. */
static void
thin_out (const char *folder, gint64 now)
{
  g_autoptr (GPtrArray) backups = lsn_backup_list (folder);
  const struct
  {
    const char *format;
    guint keep;
  } rules[] = { { "%Y%m%d", KEEP_DAYS }, { "%G%V", KEEP_WEEKS }, { "%Y%m", KEEP_MONTHS } };
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);

  keep_of_reasons (backups, now, kept);
  for (guint r = 0; r < G_N_ELEMENTS (rules); r++)
    {
      g_autoptr (GHashTable) periods =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint i = 0; i < backups->len && g_hash_table_size (periods) < rules[r].keep; i++)
        {
          LsnBackup *backup = g_ptr_array_index (backups, i);
          g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (backup->at);

          if (g_hash_table_add (periods, g_date_time_format (time, rules[r].format)))
            g_hash_table_add (kept, backup);
        }
    }

  for (guint i = 0; i < backups->len; i++)
    {
      LsnBackup *backup = g_ptr_array_index (backups, i);

      if (!g_hash_table_contains (kept, backup))
        g_unlink (backup->path);
    }
}

/* A name that nobody has: two copies may be made in one second. */
static char *
dup_free_path (const char *folder, LsnBackupReason reason, gint64 now)
{
  for (;; now += G_TIME_SPAN_SECOND)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (now);
      g_autofree char *stamp = g_date_time_format (time, STAMP);
      g_autofree char *name = g_strconcat (PREFIX, stamp, reasons[reason], SUFFIX, NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

gboolean
lsn_backup_copy (LsnDatabase *source, const char *draft, GCancellable *cancellable, GError **error)
{
  g_unlink (draft);
  if (copy_snapshot (source, draft, cancellable, error) &&
      lsn_check_file (draft, LSN_DATABASE_IMMUTABLE, NULL, cancellable, error) &&
      lsn_disk_sync (draft, error))
    return TRUE;
  g_unlink (draft);
  return FALSE;
}

/* Copies to @path by way of a draft beside it. */
static gboolean
make (LsnDatabase *source, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *draft = g_strconcat (path, DRAFT, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (lsn_backup_copy (source, draft, cancellable, error))
    {
      if (lsn_disk_rename (draft, path, error) && lsn_disk_sync (folder, error))
        return TRUE;
      g_unlink (draft);
    }
  g_prefix_error (error, _ ("Could not make a backup in “%s”: "), folder);
  return FALSE;
}

char *
lsn_backup_make (LsnDatabase *source, const char *folder, LsnBackupReason reason, gint64 now,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);
  g_autofree char *path = dup_free_path (folder, reason, now);

  remove_drafts (folder);
  if (!make (source, path, cancellable, error))
    return NULL;
  thin_out (folder, now);
  return g_steal_pointer (&path);
}

gboolean
lsn_backup_make_at (LsnDatabase *source, const char *path, GCancellable *cancellable,
                    GError **error)
{
  return make (source, path, cancellable, error);
}

gint64
lsn_backup_get_newest (const char *folder)
{
  g_autoptr (GPtrArray) backups = lsn_backup_list (folder);

  return backups->len > 0 ? ((LsnBackup *) g_ptr_array_index (backups, 0))->at : 0;
}
