/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-workspace.h"
#include "base/lsn-id.h"
#include "store/lsn-backup.h"
#include "store/lsn-journal.h"
#include "store/lsn-replace.h"
#include "store/lsn-seal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

/* The first page of an SQLite file: https://www.sqlite.org/fileformat.html#the_database_header */
#define HEADER_SIZE           100
#define HEADER_MAGIC          "SQLite format 3"
#define HEADER_WRITE_FORMAT   18
#define HEADER_READ_FORMAT    19
#define MAX_FORMAT            2 /* with a log; SQLite would take more for read-only */
#define HEADER_USER_VERSION   60
#define HEADER_APPLICATION_ID 68

G_GNUC_PRINTF (3, 4)
static gboolean
set_io_error (GError **error, int number, const char *format, ...)
{
  LsnStoreError code = LSN_STORE_ERROR_FAILED;
  va_list args;

  if (number == EACCES || number == EROFS || number == EPERM)
    code = LSN_STORE_ERROR_READ_ONLY;
  else if (number == ENOSPC || number == EDQUOT)
    code = LSN_STORE_ERROR_FULL;

  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (LSN_STORE_ERROR, (int) code, format, args));
  va_end (args);
  return FALSE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  return set_io_error (error, errno, _ ("Could not make the folder “%s”: %s"), path,
                       g_strerror (errno));
}

static gboolean
is_refusal (int number)
{
  return number == EACCES || number == EPERM || number == EROFS;
}

/* Whether the folder or the file refuses to be written. A log is made beside the file, so both must
 * allow it. */
static gboolean
is_read_only (LsnWorkspace *self)
{
  int fd;

  if (g_access (self->folder, W_OK | X_OK) != 0 && is_refusal (errno))
    return TRUE;
  fd = g_open (self->database, O_RDWR | O_CLOEXEC, 0);
  if (fd >= 0)
    close (fd);
  return fd < 0 && is_refusal (errno);
}

/* Who only reads takes the lock where it can, since a writer may come by another way. */
static gboolean
take_lock (LsnWorkspace *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "workspace.lock", NULL);

  self->lock_fd =
      g_open (path, self->read_only ? O_RDONLY | O_CLOEXEC : O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock_fd < 0)
    return self->read_only ||
           set_io_error (error, errno, _ ("Could not open “%s”: %s"), path, g_strerror (errno));
  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno != EWOULDBLOCK)
    return self->read_only ||
           set_io_error (error, errno, _ ("Could not lock “%s”: %s"), path, g_strerror (errno));

  g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_BUSY,
               _ ("The workspace “%s” is already open in another Liaison. Close it there first."),
               self->folder);
  return FALSE;
}

LsnWorkspace *
lsn_workspace_open (const char *folder, GError **error)
{
  g_autoptr (LsnWorkspace) self = g_new0 (LsnWorkspace, 1);

  self->lock_fd = -1;
  self->folder = g_canonicalize_filename (folder, NULL);
  self->database = g_build_filename (self->folder, "workspace.db", NULL);
  self->files = g_build_filename (self->folder, "files", NULL);
  self->backups = g_build_filename (self->folder, "backups", NULL);
  self->read_only = g_file_test (self->database, G_FILE_TEST_EXISTS) && is_read_only (self);
  if (!self->read_only && !make_folder (self->folder, error))
    return NULL;
  if (!take_lock (self, error))
    return NULL;
  if (!self->read_only &&
      (!lsn_replace_finish (self->database, error) || !make_folder (self->files, error) ||
       !make_folder (self->backups, error)))
    return NULL;

  return g_steal_pointer (&self);
}

void
lsn_workspace_free (LsnWorkspace *self)
{
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->files);
  g_free (self->backups);
  g_free (self);
}

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gboolean
check_version (int version, const LsnSchema *schema, const char *path, GError **error)
{
  if (version <= schema->version)
    return TRUE;

  g_set_error (
      error, LSN_STORE_ERROR, LSN_STORE_ERROR_TOO_NEW,
      _ ("“%s” was written by a newer Liaison (data version %d, this one knows %d). Nothing was "
         "changed; update Liaison to open it."),
      path, version, schema->version);
  return FALSE;
}

static gboolean
set_not_ours (const char *path, GError **error)
{
  g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
               _ ("“%s” is not a workspace of Liaison, or its beginning is damaged."), path);
  return FALSE;
}

gboolean
lsn_workspace_check_file (const char *path, const LsnSchema *schema, int *version, GError **error)
{
  guint8 header[HEADER_SIZE];
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  guint32 application_id;
  gssize size;

  *version = -1;
  if (fd < 0)
    return errno == ENOENT ||
           set_io_error (error, errno, _ ("Could not read “%s”: %s"), path, g_strerror (errno));
  size = read (fd, header, sizeof header);
  close (fd);

  if (size == 0)
    return TRUE;
  if (size != HEADER_SIZE || memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) != 0)
    return set_not_ours (path, error);

  /* A file whose first transaction still stands in the log has neither yet. */
  *version = (int) read_big_endian (header + HEADER_USER_VERSION);
  application_id = read_big_endian (header + HEADER_APPLICATION_ID);
  if (*version >= 0 && header[HEADER_WRITE_FORMAT] <= MAX_FORMAT &&
      header[HEADER_READ_FORMAT] <= MAX_FORMAT &&
      (application_id == schema->application_id || (application_id == 0 && *version == 0)))
    return TRUE;
  return set_not_ours (path, error);
}

/* An empty file is a new one, unless something was there before. */
gboolean
lsn_workspace_check (LsnWorkspace *self, const LsnSchema *schema, int *version, GError **error)
{
  if (!lsn_workspace_check_file (self->database, schema, version, error))
    return FALSE;
  if (*version >= 0 ||
      (!lsn_seal_exists (self->database) && lsn_backup_get_newest (self->backups) == 0))
    return TRUE;

  g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
               _ ("“%s” is empty or gone, though there was a workspace."), self->database);
  return FALSE;
}

void
lsn_watch_tell (const LsnWatch *watch, const char *what, double fraction)
{
  if (watch && watch->func)
    watch->func (what, fraction, watch->data);
}

static gboolean
migrate_step (LsnDatabase *writer, const LsnSchema *schema, int version, GError **error)
{
  g_autofree char *script = schema->dup_migration (version);
  g_autofree char *bump = g_strdup_printf ("PRAGMA user_version = %d", version);

  if (version == 1)
    {
      g_autofree char *mark =
          g_strdup_printf ("PRAGMA application_id = %u", schema->application_id);

      if (!lsn_database_execute (writer, mark, error) || !lsn_journal_create_tables (writer, error))
        return FALSE;
    }
  return lsn_database_execute (writer, script, error) && lsn_database_execute (writer, bump, error);
}

/* @wanted: (out): what the workspace remembers of a projection that is as it should be */
static gboolean
is_stale (LsnDatabase *writer, const LsnSchema *schema, const LsnProjection *projection,
          char **wanted, gboolean *stale, GError **error)
{
  g_autofree char *key = g_strconcat ("projection.", projection->name, NULL);
  g_autofree char *present = NULL;
  const char *salt;

  if (!lsn_database_dup_text (writer, &present, error, "SELECT value FROM meta WHERE key = ?", "t",
                              key))
    return FALSE;
  salt = present ? strchr (present, ' ') : NULL;
  if (schema->adopt_salt && projection->salted && salt)
    schema->adopt_salt (salt + 1);
  *wanted = g_strdup_printf ("%d %s", projection->version,
                             schema->get_salt && projection->salted ? schema->get_salt () : "");
  /* Older programs wrote the salt behind every version. */
  *stale = present == NULL || (projection->salted ? !g_str_equal (present, *wanted)
                                                  : atoi (present) != projection->version);
  return TRUE;
}

static gboolean
rebuild_projection (LsnDatabase *writer, const LsnProjection *projection, const char *wanted,
                    GError **error)
{
  g_autofree char *key = g_strconcat ("projection.", projection->name, NULL);

  return projection->rebuild (writer, error) &&
         lsn_database_run (writer, error, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
                           "tt", key, wanted);
}

/* Which program wrote last, for an older one that comes later; and once for all which workspace it
 * is. */
static gboolean
sign (LsnDatabase *writer, GError **error)
{
  g_autofree char *id = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", (guint64) lsn_id_new ());

  return lsn_database_run (writer, error,
                           "INSERT INTO meta (key, value) VALUES ('program', ?1) ON CONFLICT (key)"
                           " DO UPDATE SET value = ?1 WHERE value <> ?1",
                           "t", LSN_VERSION) &&
         lsn_database_run (writer, error,
                           "INSERT OR IGNORE INTO meta (key, value) VALUES ('workspace', ?)", "t",
                           id);
}

static gboolean
in_transaction (LsnDatabase *writer, gboolean ok, GError **error)
{
  if (ok && lsn_database_execute (writer, "COMMIT", error))
    return TRUE;
  lsn_database_execute (writer, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
keep_backup (LsnWorkspace *self, LsnDatabase *writer, const LsnWatch *watch, GError **error)
{
  g_autofree char *backup = NULL;

  lsn_watch_tell (watch, _ ("Keeping a backup…"), 0);
  backup = lsn_backup_make (writer, self->backups, LSN_BACKUP_UPGRADE, g_get_real_time (),
                            watch ? watch->cancellable : NULL, error);
  return backup != NULL;
}

/* Of the projections that are made anew, which is what takes time. */
typedef struct
{
  const LsnWatch *watch; /* nullable */
  guint n;
  guint done;
} Report;

static void
report_cb (double fraction, gpointer data)
{
  const Report *report = data;

  lsn_watch_tell (report->watch, _ ("Bringing the workspace up to date…"),
                  report->n ? ((double) report->done + fraction) / report->n : 0);
}

static gboolean
rebuild_stale (LsnDatabase *writer, const LsnSchema *schema, const LsnWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) stale = g_array_new (FALSE, FALSE, sizeof (guint));
  Report report = { watch, 0, 0 };
  gboolean ok = TRUE;

  for (guint i = 0; i < schema->n_projections; i++)
    {
      char *version = NULL;
      gboolean is = FALSE;

      ok = ok && is_stale (writer, schema, &schema->projections[i], &version, &is, error);
      g_ptr_array_add (wanted, version);
      if (is)
        g_array_append_val (stale, i);
    }
  report.n = stale->len;
  lsn_database_set_report (writer, report_cb, &report);
  for (; ok && report.done < report.n; report.done++)
    {
      guint i = g_array_index (stale, guint, report.done);

      report_cb (0, &report);
      ok = rebuild_projection (writer, &schema->projections[i], wanted->pdata[i], error);
    }
  lsn_database_set_report (writer, NULL, NULL);
  return ok;
}

/* Each step is whole or not at all, so a stop in between costs no more than the step. */
static gboolean
migrate (LsnWorkspace *self, LsnDatabase *writer, const LsnSchema *schema, const LsnWatch *watch,
         GError **error)
{
  gint64 present;

  if (!lsn_database_get_int64 (writer, 0, &present, error, "PRAGMA user_version", ""))
    return FALSE;
  for (int version = (int) present + 1; version <= schema->version; version++)
    {
      if (!lsn_database_execute (writer, "BEGIN IMMEDIATE", error) ||
          !in_transaction (writer, migrate_step (writer, schema, version, error), error))
        {
          /* The data are not what their version says. */
          if (error && g_error_matches (*error, LSN_STORE_ERROR, LSN_STORE_ERROR_FAILED))
            (*error)->code = LSN_STORE_ERROR_CORRUPT;
          g_prefix_error (error, _ ("Could not bring “%s” to data version %d: "), self->database,
                          version);
          return FALSE;
        }
    }

  return lsn_database_execute (writer, "BEGIN IMMEDIATE", error) &&
         in_transaction (writer,
                         rebuild_stale (writer, schema, watch, error) && sign (writer, error),
                         error);
}

gboolean
lsn_workspace_migrate (LsnWorkspace *self, LsnDatabase *writer, const LsnSchema *schema,
                       const LsnWatch *watch, GError **error)
{
  gint64 present;
  gboolean ok;

  if (!lsn_database_get_int64 (writer, 0, &present, error, "PRAGMA user_version", "") ||
      !check_version ((int) present, schema, self->database, error))
    return FALSE;
  if (present > 0 && present < schema->version && self->backups &&
      !keep_backup (self, writer, watch, error))
    return FALSE;

  /* What is derived of a million rows touches every page of every index. */
  lsn_database_set_cancellable (writer, watch ? watch->cancellable : NULL);
  ok = lsn_database_execute (writer, LSN_DATABASE_CACHE_BULK, error) &&
       migrate (self, writer, schema, watch, error);
  lsn_database_execute (writer, LSN_DATABASE_CACHE_USUAL, NULL);
  lsn_database_set_cancellable (writer, NULL);
  return ok;
}
