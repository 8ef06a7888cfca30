/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-workspace.h"
#include "store/lsn-backup.h"
#include "store/lsn-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* The first page of an SQLite file: https://www.sqlite.org/fileformat.html#the_database_header */
#define HEADER_SIZE           100
#define HEADER_MAGIC          "SQLite format 3"
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
      (!make_folder (self->files, error) || !make_folder (self->backups, error)))
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

gboolean
lsn_workspace_check (LsnWorkspace *self, const LsnSchema *schema, int *version, GError **error)
{
  guint8 header[HEADER_SIZE];
  int fd = g_open (self->database, O_RDONLY | O_CLOEXEC, 0);
  gssize size;

  *version = -1;
  if (fd < 0)
    return errno == ENOENT || set_io_error (error, errno, _ ("Could not read “%s”: %s"),
                                            self->database, g_strerror (errno));
  size = read (fd, header, sizeof header);
  close (fd);

  if (size == 0)
    return TRUE;
  if (size == HEADER_SIZE && memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) == 0)
    {
      guint32 application_id = read_big_endian (header + HEADER_APPLICATION_ID);

      /* A file whose first transaction still stands in the log has neither yet. */
      *version = (int) read_big_endian (header + HEADER_USER_VERSION);
      if (application_id == schema->application_id || (application_id == 0 && *version == 0))
        return TRUE;
    }

  g_set_error (
      error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
      _ ("“%s” is not a workspace of Liaison, or its beginning is damaged. It was left as it is; "
         "backups are in “%s”."),
      self->database, self->backups);
  return FALSE;
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

/* @stale: which projections to rebuild when it differs from what the workspace remembers. */
static gboolean
rebuild_projection (LsnDatabase *writer, const LsnSchema *schema, const LsnProjection *projection,
                    gboolean all, GError **error)
{
  g_autofree char *key = g_strconcat ("projection.", projection->name, NULL);
  g_autofree char *wanted =
      g_strdup_printf ("%d %s", projection->version, schema->get_salt ? schema->get_salt () : "");
  g_autofree char *present = NULL;

  if (!lsn_database_dup_text (writer, &present, error, "SELECT value FROM meta WHERE key = ?", "t",
                              key))
    return FALSE;
  if (!all && g_strcmp0 (present, wanted) == 0)
    return TRUE;

  return projection->rebuild (writer, error) &&
         lsn_database_run (writer, error, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
                           "tt", key, wanted);
}

/* Which program wrote last, for an older one that comes later. */
static gboolean
sign (LsnDatabase *writer, GError **error)
{
  return lsn_database_run (writer, error,
                           "INSERT INTO meta (key, value) VALUES ('program', ?1) ON CONFLICT (key)"
                           " DO UPDATE SET value = ?1 WHERE value <> ?1",
                           "t", LSN_VERSION);
}

static gboolean
in_transaction (LsnDatabase *writer, gboolean ok, GError **error)
{
  if (ok && lsn_database_execute (writer, "COMMIT", error))
    return TRUE;
  lsn_database_execute (writer, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
lsn_workspace_migrate (LsnWorkspace *self, LsnDatabase *writer, const LsnSchema *schema,
                       GError **error)
{
  gint64 present;
  gboolean ok = TRUE;

  if (!lsn_database_get_int64 (writer, 0, &present, error, "PRAGMA user_version", "") ||
      !check_version ((int) present, schema, self->database, error))
    return FALSE;

  if (present > 0 && present < schema->version && self->backups)
    {
      g_autofree char *backup =
          lsn_backup_make (writer, self->backups, g_get_real_time (), NULL, error);

      if (backup == NULL)
        return FALSE;
    }

  for (int version = (int) present + 1; version <= schema->version; version++)
    {
      if (!lsn_database_execute (writer, "BEGIN IMMEDIATE", error) ||
          !in_transaction (writer, migrate_step (writer, schema, version, error), error))
        {
          g_prefix_error (error, _ ("Could not bring “%s” to data version %d: "), self->database,
                          version);
          return FALSE;
        }
    }

  if (!lsn_database_execute (writer, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; ok && i < schema->n_projections; i++)
    ok = rebuild_projection (writer, schema, &schema->projections[i], present < schema->version,
                             error);
  ok = ok && sign (writer, error);
  return in_transaction (writer, ok, error);
}
