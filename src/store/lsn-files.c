/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-files.h"
#include "store/lsn-backup.h"

#include <glib/gstdio.h>

#define HASH_LENGTH 64 /* hex digits of SHA-256 */
#define ASIDE       ".gone-"

/* --- Which there are -------------------------------------------------------------------------- */

static gboolean
is_hash (const char *name)
{
  return strlen (name) == HASH_LENGTH && strspn (name, "0123456789abcdef") == HASH_LENGTH;
}

static gboolean
is_old (const char *path, gint64 now)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) &&
         (gint64) info.st_mtime * G_USEC_PER_SEC < now - LSN_FILES_KEPT_US;
}

/* Of a collection that was cut short. */
static void
put_back (const char *folder, const char *hidden)
{
  g_autofree char *path = g_build_filename (folder, hidden + strlen (ASIDE), NULL);
  g_autofree char *aside = g_build_filename (folder, hidden, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_unlink (aside);
  else
    g_rename (aside, path);
}

static GHashTable *
list_old (const char *folder, gint64 now)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, ASIDE) && is_hash (name + strlen (ASIDE)))
        put_back (folder, name);
      else if (is_hash (name) && is_old (path, now))
        g_hash_table_add (names, g_strdup (name));
    }
  return names;
}

/* What lies beside the database: a damaged one that the user may still want read, another that is
 * to take its place. */
static gboolean
has_others (const LsnWorkspace *workspace)
{
  g_autofree char *base = g_path_get_basename (workspace->database);
  g_autoptr (GDir) dir = g_dir_open (workspace->folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      const char *end = g_str_has_prefix (name, base) ? name + strlen (base) : "";

      if (*end && !g_str_equal (end, "-wal") && !g_str_equal (end, "-shm"))
        return TRUE;
    }
  return dir == NULL;
}

/* --- Which are named -------------------------------------------------------------------------- */

/* A hash is a run of so many hex digits and no more, in a text as well as in a changeset. */
static void
strike_bytes (GHashTable *names, const char *bytes, gsize size)
{
  gsize begin = 0;

  for (gsize i = 0; i <= size; i++)
    {
      if (i < size && g_ascii_isxdigit (bytes[i]))
        continue;
      if (i - begin == HASH_LENGTH)
        {
          g_autofree char *run = g_strndup (bytes + begin, HASH_LENGTH);

          g_hash_table_remove (names, run);
        }
      begin = i + 1;
    }
}

static gboolean
strike_table (GHashTable *names, LsnDatabase *db, const char *table, GCancellable *cancellable,
              GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3 *handle = lsn_database_get_handle (db);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (statement);
      for (int i = 0; code == SQLITE_ROW && i < sqlite3_column_count (statement); i++)
        {
          int type = sqlite3_column_type (statement, i);

          if (type == SQLITE_TEXT || type == SQLITE_BLOB)
            {
              const char *bytes = sqlite3_column_blob (statement, i);

              strike_bytes (names, bytes, (gsize) sqlite3_column_bytes (statement, i));
            }
        }
      if (g_hash_table_size (names) == 0)
        code = SQLITE_DONE;
    }
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    return TRUE;
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    lsn_store_error_set_from_sqlite (error, handle, code);
  return FALSE;
}

/* Those first that are small and name files, the journal last: mostly nothing is left by then. */
static const char tables_sql[] =
    "SELECT t.name FROM pragma_table_list t WHERE t.schema = 'main' AND t.type = 'table'"
    " AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " ORDER BY t.name = 'journal', NOT EXISTS (SELECT 1 FROM pragma_table_info (t.name) c"
    " WHERE c.name IN ('hash', 'avatar')), t.name";

/* @mode: of a file that others may write meanwhile, or one that nobody does */
static gboolean
strike_database (GHashTable *names, const char *path, LsnDatabaseMode mode,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (LsnDatabase) db = NULL;
  g_autoptr (LsnStatement) statement = NULL;
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  gboolean ok;

  if (g_hash_table_size (names) == 0)
    return TRUE;
  db = lsn_database_open (path, mode, error);
  if (db == NULL || !lsn_database_execute (db, "BEGIN", error))
    return FALSE;
  statement = lsn_database_prepare (db, tables_sql, error);
  while (lsn_statement_step (statement))
    g_ptr_array_add (tables, lsn_statement_dup_text (statement, 0));
  ok = lsn_statement_finish (statement, error);
  lsn_database_set_cancellable (db, cancellable);
  for (guint i = 0; ok && i < tables->len && g_hash_table_size (names) > 0; i++)
    ok = strike_table (names, db, tables->pdata[i], cancellable, error);
  lsn_database_set_cancellable (db, NULL);
  lsn_database_execute (db, "ROLLBACK", NULL);
  return ok;
}

static gboolean
strike_backups (GHashTable *names, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
          !strike_database (names, path, LSN_DATABASE_IMMUTABLE, cancellable, error))
        return FALSE;
    }
  return dir != NULL;
}

/* --- Which go --------------------------------------------------------------------------------- */

/* The same bytes may be kept anew at this moment: that puts a young file in the place of the old
 * one. What was taken aside is looked at once more, so that none such is lost. */
static gboolean
remove_file (const char *folder, const char *name, gint64 now)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *hidden = g_strconcat (ASIDE, name, NULL);
  g_autofree char *aside = g_build_filename (folder, hidden, NULL);

  if (g_rename (path, aside) != 0)
    return FALSE;
  if (is_old (aside, now))
    return g_unlink (aside) == 0;
  g_rename (aside, path);
  return FALSE;
}

gboolean
lsn_files_collect (const LsnWorkspace *workspace, gint64 now, guint *n, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GHashTable) names = list_old (workspace->files, now);
  GHashTableIter iter;
  gpointer name;

  *n = 0;
  if (g_hash_table_size (names) == 0 || has_others (workspace))
    return TRUE;
  if (!strike_database (names, workspace->database, LSN_DATABASE_READER, cancellable, error) ||
      !strike_backups (names, workspace->backups, cancellable, error))
    return FALSE;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    *n += remove_file (workspace->files, name, now);
  return TRUE;
}
