/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-journal-private.h"

#include <glib/gi18n-lib.h>

/* Above this many rows an undone import is not kept for redo: the user imports the file again. */
#define REDO_BATCH_ROWS 50000

/* --- What may stand in the way ---------------------------------------------------------------- */

static gboolean
has_import_id (LsnDatabase *db, const char *table, gboolean *has, GError **error)
{
  gint64 count;

  if (!lsn_database_get_int64 (
          db, 0, &count, error,
          "SELECT count(*) FROM pragma_table_info (?) WHERE name = 'import_id'", "t", table))
    return FALSE;
  *has = count > 0;
  return TRUE;
}

/* A row of the batch that an action changed later, or a row of another origin that hangs on one of
 * them. */
static gboolean
check_untouched (LsnDatabase *db, const char *table, gint64 batch, const char *label,
                 GError **error)
{
  g_autoptr (LsnStatement) keys = NULL;
  g_autofree char *changed = g_strdup_printf (
      "SELECT count(*) FROM journal_row r JOIN journal j ON j.id = r.journal_id JOIN %s f ON f.id = r.row_id"
      " WHERE r.tbl = ? AND f.import_id = ? AND j.undone_at IS NULL AND j.id <> ?"
      " AND r.op <> 8", /* LSN_CHANGE_DERIVED alone: what hangs on the row is looked at below */
      table);
  gint64 count;

  if (!lsn_database_get_int64 (db, 0, &count, error, changed, "tii", table, batch, batch))
    return FALSE;

  keys = lsn_database_prepare (
      db,
      "SELECT m.name, k.\"from\" FROM sqlite_schema m, pragma_foreign_key_list"
      " (m.name) k WHERE m.type = 'table' AND k.\"table\" = ?",
      error);
  lsn_statement_bind (keys, "t", table);
  while (count == 0 && lsn_statement_step (keys))
    {
      const char *child = lsn_statement_get_text (keys, 0);
      const char *column = lsn_statement_get_text (keys, 1);
      gboolean imported = FALSE;
      g_autofree char *sql = NULL;

      if (!has_import_id (db, child, &imported, error))
        return FALSE;
      sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s p JOIN %s c ON c.%s = p.id"
                             " WHERE p.import_id = ? AND %s)",
                             table, child, column,
                             imported ? "c.import_id IS NOT p.import_id" : "TRUE");
      if (!lsn_database_get_int64 (db, 0, &count, error, sql, "i", batch))
        return FALSE;
    }
  if (!lsn_statement_finish (keys, error))
    return FALSE;
  if (count == 0)
    return TRUE;

  g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CONFLICT,
               _ ("“%s” cannot be undone or repeated: what it touched was changed since."), label);
  return FALSE;
}

/* --- What the entry keeps --------------------------------------------------------------------- */

static GBytes *
end_group (sqlite3_changegroup *group, int code, GError **error)
{
  void *data = NULL;
  int size = 0;

  if (code == SQLITE_OK)
    code = sqlite3changegroup_output (group, &size, &data);
  if (code != SQLITE_OK)
    {
      lsn_store_error_set_from_sqlite (error, NULL, code);
      return NULL;
    }
  return g_bytes_new_with_free_func (data, size, sqlite3_free, data);
}

/* @amendment: (nullable) */
static GBytes *
join (GBytes *amendment, GBytes *deletion, GError **error)
{
  GBytes *const parts[] = { amendment, deletion };
  sqlite3_changegroup *group = NULL;
  GBytes *joined;
  int code = sqlite3changegroup_new (&group);

  for (guint i = 0; i < G_N_ELEMENTS (parts) && code == SQLITE_OK; i++)
    {
      gsize size;
      gconstpointer data = parts[i] ? g_bytes_get_data (parts[i], &size) : NULL;

      if (data)
        code = sqlite3changegroup_add (group, (int) size, (void *) data);
    }
  joined = end_group (group, code, error);
  sqlite3changegroup_delete (group);
  return joined;
}

/* Returns: (nullable): the deletions of @changeset, or all that are none; %NULL with @error set. */
static GBytes *
pick (GBytes *changeset, gboolean deletions, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (changeset, &size);
  sqlite3_changegroup *group = NULL;
  sqlite3_changeset_iter *iter = NULL;
  GBytes *picked;
  int code = sqlite3changegroup_new (&group);
  int end = SQLITE_OK;

  if (code == SQLITE_OK)
    code = sqlite3changeset_start (&iter, (int) size, (void *) data);
  while (code == SQLITE_OK && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table;
      int columns, op, indirect;

      sqlite3changeset_op (iter, &table, &columns, &op, &indirect);
      if ((op == SQLITE_DELETE) == deletions)
        code = sqlite3changegroup_add_change (group, iter);
    }
  end = sqlite3changeset_finalize (iter);
  picked = end_group (group, code == SQLITE_OK ? end : code, error);
  sqlite3changegroup_delete (group);
  return picked;
}

static gboolean
keep (LsnDatabase *db, gint64 batch, GBytes *changeset, GError **error)
{
  if (changeset && g_bytes_get_size (changeset) == 0)
    changeset = NULL;
  return lsn_database_run (db, error, "UPDATE journal SET changeset = ? WHERE id = ?", "bi",
                           changeset, batch);
}

/* --- Undo and redo ---------------------------------------------------------------------------- */

static guint
count_facts (const LsnSchema *schema)
{
  guint n = 0;

  while (schema->facts[n].table)
    n++;
  return n;
}

/* @total: of the rows that are to go */
static gboolean
check_batch (LsnDatabase *db, const LsnSchema *schema, gint64 batch, const char *label,
             gint64 *total, GError **error)
{
  for (guint i = 0; i < count_facts (schema); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT count(*) FROM %s WHERE import_id = ?", schema->facts[i].table);
      gboolean imported = FALSE;
      gint64 count = 0;

      if (!has_import_id (db, schema->facts[i].table, &imported, error) ||
          (imported && (!lsn_database_get_int64 (db, 0, &count, error, sql, "i", batch) ||
                        !check_untouched (db, schema->facts[i].table, batch, label, error))))
        return FALSE;
      *total += count;
    }
  return TRUE;
}

/* Children first. */
static gboolean
delete_batch (LsnDatabase *db, const LsnSchema *schema, gint64 batch, GError **error)
{
  for (guint i = count_facts (schema); i > 0; i--)
    {
      g_autofree char *sql =
          g_strdup_printf ("DELETE FROM %s WHERE import_id = ?", schema->facts[i - 1].table);
      gboolean imported = FALSE;

      if (!has_import_id (db, schema->facts[i - 1].table, &imported, error) ||
          (imported && !lsn_database_run (db, error, sql, "i", batch)))
        return FALSE;
    }
  return TRUE;
}

/* What was there before may hang on rows of the batch by now, such as a segment, so that goes back
 * first. The deletion is kept, so that a redo brings the rows back; for a very large import it is
 * not, and redo says so. */
gboolean
lsn_journal_undo_batch (LsnDatabase *db, const LsnSchema *schema, gint64 batch, GBytes *changeset,
                        LsnChanges *changes, const char *label, GError **error)
{
  g_autoptr (LsnRecording) recording = NULL;
  g_autoptr (GBytes) deletion = NULL;
  g_autoptr (GBytes) both = NULL;
  gint64 total = 0;

  if ((changeset && !lsn_journal_apply_inverse (db, schema, changeset, changes, label, error)) ||
      !check_batch (db, schema, batch, label, &total, error))
    return FALSE;

  lsn_changes_set_batch (changes, batch, TRUE);
  if (total > REDO_BATCH_ROWS)
    return delete_batch (db, schema, batch, error) && keep (db, batch, NULL, error);

  recording = lsn_recording_new (db, schema, error);
  if (recording == NULL || !delete_batch (db, schema, batch, error))
    return FALSE;
  deletion = lsn_recording_end (recording, error);
  both = deletion ? join (changeset, deletion, error) : NULL;
  return both && keep (db, batch, both, error);
}

gboolean
lsn_journal_redo_batch (LsnDatabase *db, const LsnSchema *schema, gint64 batch, GBytes *changeset,
                        LsnChanges *changes, const char *label, GError **error)
{
  g_autoptr (GBytes) deletion = NULL;
  g_autoptr (GBytes) amendment = NULL;

  if (changeset == NULL)
    {
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                   _ ("“%s” was too large to be repeated. Import the file again."), label);
      return FALSE;
    }
  deletion = pick (changeset, TRUE, error);
  amendment = deletion ? pick (changeset, FALSE, error) : NULL;
  if (amendment == NULL)
    return FALSE;

  lsn_changes_set_batch (changes, batch, FALSE);
  return lsn_journal_apply_inverse (db, schema, deletion, changes, label, error) &&
         lsn_journal_apply (db, amendment, label, error) &&
         lsn_journal_read_changes (db, schema, amendment, changes, error) &&
         keep (db, batch, amendment, error);
}
