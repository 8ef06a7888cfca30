/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-opening.h"
#include "base/lsn-id.h"
#include "store/lsn-ballast.h"
#include "store/lsn-check.h"
#include "store/lsn-disk.h"
#include "store/lsn-seal.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* --- Reading without writing ------------------------------------------------------------------ */

static gboolean
has_log (const char *database)
{
  g_autofree char *log = g_strconcat (database, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

/* In the folder of the session, which is in memory and goes with it; else in the one for temporary
 * files. */
static char *
make_private_folder (GError **error)
{
  const char *const parents[] = { g_get_user_runtime_dir (), g_get_tmp_dir () };

  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      g_autofree char *folder = g_build_filename (parents[i], "liaison-XXXXXX", NULL);

      if (g_mkdtemp_full (folder, 0700))
        return g_steal_pointer (&folder);
    }
  g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY,
               _ ("Could not make a folder for a copy in “%s”: %s"), g_get_tmp_dir (),
               g_strerror (errno));
  return NULL;
}

/* Folds the log of the copy into it, and brings older data to the version that is asked for.
 * @version: (out): of the data, afterwards */
static gboolean
settle_copy (LsnWorkspace *copy, const LsnSchema *schema, int *version, GError **error)
{
  g_autoptr (LsnDatabase) db = lsn_database_open (copy->database, LSN_DATABASE_WRITER, error);
  gint64 present;

  if (db == NULL || !lsn_database_get_int64 (db, 0, &present, error, "PRAGMA user_version", ""))
    return FALSE;
  if (schema->setup)
    schema->setup (db);
  if (present <= schema->version && !lsn_workspace_migrate (copy, db, schema, NULL, error))
    return FALSE;
  *version = MAX ((int) present, schema->version);
  return lsn_database_execute (db, "PRAGMA journal_mode = DELETE", error);
}

/* A copy that nobody sees and that goes with the connection: its names are gone at once. */
static LsnDatabase *
open_copy (const char *database, const LsnSchema *schema, int *version, GError **error)
{
  g_autofree char *folder = make_private_folder (error);
  g_autofree char *log = g_strconcat (database, "-wal", NULL);
  g_autofree char *path = NULL;
  g_autofree char *path_of_log = NULL;
  LsnDatabase *db = NULL;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "workspace.db", NULL);
  path_of_log = g_strconcat (path, "-wal", NULL);

  if (lsn_disk_copy (database, path, error) &&
      (!has_log (database) || lsn_disk_copy (log, path_of_log, error)) &&
      settle_copy (&(LsnWorkspace) { .folder = folder, .database = path, .lock_fd = -1 }, schema,
                   version, error))
    db = lsn_database_open (path, LSN_DATABASE_IMMUTABLE, error);

  g_unlink (path);
  g_unlink (path_of_log);
  g_rmdir (folder);
  return db;
}

/* What wrote newer data, in its own words. */
static char *
dup_newer (LsnDatabase *db, int version)
{
  g_autofree char *program = NULL;

  lsn_database_dup_text (db, &program, NULL, "SELECT value FROM meta WHERE key = 'program'", "");
  if (program)
    return g_strdup_printf (_ ("it was written by the newer Liaison %s; this is %s. Update Liaison "
                               "to change anything."),
                            program, LSN_VERSION);
  return g_strdup_printf (
      _ ("it was written by a newer Liaison (data version %d). Update Liaison to "
         "change anything."),
      version);
}

static gboolean
open_for_reading (LsnOpening *self, const LsnSchema *schema, int version, GError **error)
{
  const char *database = self->workspace->database;

  /* A log cannot be read without writing beside it. */
  if (!has_log (database) && version >= schema->version)
    self->reader = lsn_database_open (database, LSN_DATABASE_IMMUTABLE, error);
  else
    self->reader = open_copy (database, schema, &version, error);
  if (self->reader == NULL)
    return FALSE;

  self->read_only = version > schema->version
                        ? dup_newer (self->reader, version)
                        : g_strdup_printf (_ ("“%s” cannot be written."), self->workspace->folder);
  return TRUE;
}

/* --- Opening ---------------------------------------------------------------------------------- */

static gboolean
open_for_writing (LsnOpening *self, const LsnSchema *schema, const LsnWatch *watch, GError **error)
{
  LsnWorkspace *workspace = self->workspace;
  gint64 last_id;

  self->writer = lsn_database_open (workspace->database, LSN_DATABASE_WRITER, error);
  if (self->writer && schema->setup)
    schema->setup (self->writer);
  if (self->writer == NULL ||
      !lsn_workspace_migrate (workspace, self->writer, schema, watch, error) ||
      !lsn_database_get_int64 (self->writer, 0, &last_id, error, "SELECT max (id) FROM journal",
                               "") ||
      !lsn_database_dup_text (self->writer, &self->id, error,
                              "SELECT value FROM meta WHERE key = 'workspace'", ""))
    return FALSE;
  /* “The last action” is the one with the highest id, also after the clock was set back. */
  lsn_id_follow (last_id);
  self->reader = lsn_database_open (workspace->database, LSN_DATABASE_READER, error);
  if (self->reader == NULL)
    return FALSE;
  lsn_opening_seal (self);
  return TRUE;
}

/* The version that the data has with its log, and not a byte of either is changed. */
static gboolean
look (const char *database, int *version, GError **error)
{
  g_autoptr (LsnDatabase) db =
      lsn_database_open (database,
                         has_log (database) ? LSN_DATABASE_READER : LSN_DATABASE_IMMUTABLE, error);
  gint64 present;

  if (db == NULL || !lsn_database_get_int64 (db, 0, &present, error, "PRAGMA user_version", ""))
    return FALSE;
  *version = (int) present;
  if (present > 0)
    return TRUE;
  /* Whoever wrote tables wrote their version. */
  if (!lsn_database_get_int64 (db, 0, &present, error, "SELECT count(*) FROM sqlite_schema", ""))
    return FALSE;
  if (present > 0)
    g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
                 _ ("“%s” has data and no version."), database);
  return present == 0;
}

/* A log brings its own pages, so one of another workspace shows itself by whose data are seen. */
static gboolean
check_log (const char *database, const char *id, GError **error)
{
  g_autofree char *sealed = has_log (database) ? lsn_seal_dup_id (database) : NULL;

  if (sealed == NULL || id == NULL || g_str_equal (id, sealed))
    return TRUE;
  g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
               _ ("The log beside “%s” is of another workspace."), database);
  return FALSE;
}

/* Nobody but us touched a sealed file. Any other is read to its end before the first write; of one
 * that will be migrated there is a copy before, whose check is as good. */
static gboolean
check_health (const char *database, gboolean copied, const LsnWatch *watch, GError **error)
{
  g_autofree char *id = NULL;

  if (lsn_seal_holds (database) || (copied && !has_log (database)))
    return TRUE;
  lsn_watch_tell (watch, _ ("Checking the workspace…"), -1);
  return lsn_check_file (database,
                         has_log (database) ? LSN_DATABASE_READER : LSN_DATABASE_IMMUTABLE, &id,
                         watch ? watch->cancellable : NULL, error) &&
         check_log (database, id, error);
}

static LsnOpening *
try_to_open (const char *folder, const LsnSchema *schema, const LsnWatch *watch, GError **error)
{
  g_autoptr (LsnOpening) self = g_new0 (LsnOpening, 1);
  int version = 0;

  self->workspace = lsn_workspace_open (folder, error);
  if (self->workspace == NULL || !lsn_workspace_check (self->workspace, schema, &version, error))
    return NULL;
  if (!self->workspace->read_only && version >= 0 &&
      (!look (self->workspace->database, &version, error) ||
       (version <= schema->version &&
        !check_health (self->workspace->database, version > 0 && version < schema->version, watch,
                       error))))
    return NULL;
  if (!(self->workspace->read_only || version > schema->version
            ? open_for_reading (self, schema, version, error)
            : open_for_writing (self, schema, watch, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/* A full disk does not keep the workspace from opening while there is ballast to give up. */
LsnOpening *
lsn_opening_new (const char *folder, const LsnSchema *schema, const LsnWatch *watch, GError **error)
{
  g_autoptr (GError) problem = NULL;
  LsnOpening *self = try_to_open (folder, schema, watch, &problem);

  if (self == NULL && g_error_matches (problem, LSN_STORE_ERROR, LSN_STORE_ERROR_FULL) &&
      lsn_ballast_release (folder))
    return try_to_open (folder, schema, watch, error);
  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (self->writer)
    lsn_ballast_make (folder);
  return self;
}

void
lsn_opening_seal (LsnOpening *self)
{
  lsn_seal_write (self->workspace->database, self->id);
}

/* What will be replaced needs no folding, and its seal is not the next one's. */
void
lsn_opening_free (LsnOpening *self)
{
  g_clear_pointer (&self->reader, lsn_database_close);
  if (self->writer)
    {
      if (!self->replaced)
        sqlite3_wal_checkpoint_v2 (lsn_database_get_handle (self->writer), NULL,
                                   SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
      g_clear_pointer (&self->writer, lsn_database_close);
      if (!self->replaced && self->id)
        lsn_opening_seal (self);
    }
  g_clear_pointer (&self->workspace, lsn_workspace_free);
  g_free (self->read_only);
  g_free (self->id);
  g_free (self);
}
