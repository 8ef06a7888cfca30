/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-journal-private.h"

#include <glib/gi18n-lib.h>

struct _LsnRecording
{
  LsnDatabase *db;
  const LsnSchema *schema;
  sqlite3_session *session;
};

static const char tables[] =
    "CREATE TABLE meta ("
    "  key   TEXT PRIMARY KEY,"
    "  value TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE journal ("
    "  id        INTEGER PRIMARY KEY,"
    "  at        INTEGER NOT NULL,"
    "  actor     TEXT NOT NULL,"
    "  label     TEXT NOT NULL,"
    "  kind      INTEGER NOT NULL,"
    "  changeset BLOB,"
    "  undone_at INTEGER"
    ") STRICT;"
    "CREATE INDEX journal_undone ON journal (undone_at) WHERE undone_at IS NOT NULL;"
    "CREATE TABLE journal_row ("
    "  tbl        TEXT NOT NULL,"
    "  row_id     INTEGER NOT NULL,"
    "  journal_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,"
    "  op         INTEGER NOT NULL,"
    "  PRIMARY KEY (tbl, row_id, journal_id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX journal_row_entry ON journal_row (journal_id);";

gboolean
lsn_journal_create_tables (LsnDatabase *db, GError **error)
{
  return lsn_database_execute (db, tables, error);
}

static const LsnFact *
find_fact (const LsnSchema *schema, const char *table)
{
  for (const LsnFact *fact = schema->facts; fact->table; fact++)
    {
      if (g_str_equal (fact->table, table))
        return fact;
    }
  return NULL;
}

static int
filter_cb (void *user_data, const char *table)
{
  return find_fact (user_data, table) != NULL;
}

LsnRecording *
lsn_recording_new (LsnDatabase *db, const LsnSchema *schema, GError **error)
{
  g_autoptr (LsnRecording) self = g_new0 (LsnRecording, 1);
  int code = sqlite3session_create (lsn_database_get_handle (db), "main", &self->session);

  self->db = db;
  self->schema = schema;
  if (code == SQLITE_OK)
    {
      sqlite3session_table_filter (self->session, filter_cb, (gpointer) schema);
      code = sqlite3session_attach (self->session, NULL);
    }
  if (code != SQLITE_OK)
    {
      lsn_store_error_set_from_sqlite (error, lsn_database_get_handle (db), code);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
lsn_recording_free (LsnRecording *self)
{
  if (self->session)
    sqlite3session_delete (self->session);
  g_free (self);
}

void
lsn_recording_set_enabled (LsnRecording *self, gboolean enabled)
{
  sqlite3session_enable (self->session, enabled);
}

GBytes *
lsn_recording_end (LsnRecording *self, GError **error)
{
  void *data = NULL;
  int size = 0;
  int code = sqlite3session_changeset (self->session, &size, &data);

  g_clear_pointer (&self->session, sqlite3session_delete);
  if (code != SQLITE_OK)
    {
      lsn_store_error_set_from_sqlite (error, lsn_database_get_handle (self->db), code);
      return NULL;
    }
  return g_bytes_new_with_free_func (data, size, sqlite3_free, data);
}

static LsnChange
get_change (int op)
{
  switch (op)
    {
    case SQLITE_INSERT:
      return LSN_CHANGE_INSERT;
    case SQLITE_UPDATE:
      return LSN_CHANGE_UPDATE;
    case SQLITE_DELETE:
      return LSN_CHANGE_DELETE;
    default:
      g_assert_not_reached ();
    }
}

/* Every fact table has its id as the first column, which is the primary key and in every change. */
static gint64
get_row_id (sqlite3_changeset_iter *iter, int op)
{
  sqlite3_value *value = NULL;

  if (op == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &value);
  else
    sqlite3changeset_old (iter, 0, &value);
  return value ? sqlite3_value_int64 (value) : 0;
}

static gboolean
add_value (LsnChanges *changes, const char *table, sqlite3_value *value)
{
  if (value == NULL)
    return FALSE;
  if (sqlite3_value_type (value) == SQLITE_INTEGER)
    lsn_changes_add (changes, table, sqlite3_value_int64 (value), LSN_CHANGE_DERIVED);
  return TRUE;
}

/* A changeset has both values of a column that changed, and none of one that did not: that is in
 * the row. */
static gboolean
add_parents (LsnDatabase *db, const LsnFact *fact, sqlite3_changeset_iter *iter, int op,
             LsnChanges *changes, GError **error)
{
  for (guint i = 0; fact->parents[i].table; i++)
    {
      const char *parent = fact->parents[i].table;
      int column = fact->parents[i].column;
      sqlite3_value *value = NULL;
      gboolean told = FALSE;

      if (op != SQLITE_INSERT && sqlite3changeset_old (iter, column, &value) == SQLITE_OK)
        told = add_value (changes, parent, value);
      value = NULL;
      if (op != SQLITE_DELETE && sqlite3changeset_new (iter, column, &value) == SQLITE_OK)
        told = add_value (changes, parent, value) || told;
      if (!told && op == SQLITE_UPDATE)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s WHERE id = ?", fact->table);
          g_autoptr (LsnStatement) row = lsn_database_prepare (db, sql, error);

          lsn_statement_bind (row, "i", get_row_id (iter, op));
          if (lsn_statement_step (row) && !lsn_statement_is_null (row, column))
            lsn_changes_add (changes, parent, lsn_statement_get_int64 (row, column),
                             LSN_CHANGE_DERIVED);
          if (!lsn_statement_finish (row, error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
lsn_journal_read_changes (LsnDatabase *db, const LsnSchema *schema, GBytes *changeset,
                          LsnChanges *changes, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (changeset, &size);
  sqlite3_changeset_iter *iter = NULL;
  gboolean ok = TRUE;
  int code = sqlite3changeset_start (&iter, (int) size, (void *) data);

  if (code == SQLITE_OK)
    {
      while (ok && sqlite3changeset_next (iter) == SQLITE_ROW)
        {
          const char *table;
          int columns, op, indirect;

          sqlite3changeset_op (iter, &table, &columns, &op, &indirect);
          lsn_changes_add (changes, table, get_row_id (iter, op), get_change (op));
          ok = add_parents (db, find_fact (schema, table), iter, op, changes, error);
        }
      code = sqlite3changeset_finalize (iter);
    }
  if (ok && code != SQLITE_OK)
    lsn_store_error_set_from_sqlite (error, NULL, code);
  return ok && code == SQLITE_OK;
}

typedef struct
{
  LsnStatement *statement;
  gint64 journal_id;
  gboolean ok;
  GError **error;
} IndexRows;

static void
index_row (const char *table, gint64 id, LsnChange change, gpointer user_data)
{
  IndexRows *index = user_data;

  if (!index->ok)
    return;

  lsn_statement_bind (index->statement, "tiii", table, id, index->journal_id, (gint64) change);
  lsn_statement_step (index->statement);
  index->ok = lsn_statement_finish (index->statement, index->error);
}

gboolean
lsn_journal_append (LsnDatabase *db, gint64 id, gint64 at, const char *actor, const char *label,
                    LsnJournalKind kind, GBytes *changeset, LsnChanges *changes, GError **error)
{
  g_autoptr (LsnStatement) rows = NULL;
  IndexRows index = { .journal_id = id, .error = error };

  if (!lsn_database_run (db, error,
                         "INSERT INTO journal (id, at, actor, label, kind, changeset)"
                         " VALUES (?, ?, ?, ?, ?, ?)",
                         "iittib", id, at, actor, label, (gint64) kind, changeset))
    return FALSE;

  rows = lsn_database_prepare (db,
                               "INSERT OR IGNORE INTO journal_row (tbl, row_id, journal_id, op)"
                               " VALUES (?, ?, ?, ?)",
                               error);
  index.statement = rows;
  index.ok = rows != NULL;
  lsn_changes_foreach (changes, NULL, index_row, &index);
  return index.ok;
}

/* --- Applying a changeset --------------------------------------------------------------------- */

typedef struct
{
  char *table; /* owned, nullable: where the first conflict was */
  gint64 row_id;
} Conflict;

static int
conflict_cb (void *user_data, int kind, sqlite3_changeset_iter *iter)
{
  Conflict *conflict = user_data;
  const char *table = NULL;
  int columns, op, indirect;

  if (kind == SQLITE_CHANGESET_FOREIGN_KEY)
    {
      conflict->table = g_strdup ("");
      return SQLITE_CHANGESET_ABORT;
    }

  sqlite3changeset_op (iter, &table, &columns, &op, &indirect);
  conflict->table = g_strdup (table);
  conflict->row_id = get_row_id (iter, op);
  return SQLITE_CHANGESET_ABORT;
}

gboolean
lsn_journal_apply (LsnDatabase *db, GBytes *changeset, const char *label, GError **error)
{
  Conflict conflict = { NULL, 0 };
  g_autofree char *table = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (changeset, &size);
  int code;

  if (!lsn_database_execute (db, "PRAGMA defer_foreign_keys = ON", error))
    return FALSE;

  code = sqlite3changeset_apply_v2 (lsn_database_get_handle (db), (int) size, (void *) data, NULL,
                                    conflict_cb, &conflict, NULL, NULL,
                                    SQLITE_CHANGESETAPPLY_NOSAVEPOINT |
                                        SQLITE_CHANGESETAPPLY_FKNOACTION);
  table = conflict.table;
  if (code == SQLITE_OK)
    return TRUE;

  if (table)
    g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CONFLICT,
                 _ ("“%s” cannot be undone or repeated: what it touched was changed since."),
                 label);
  else
    lsn_store_error_set_from_sqlite (error, lsn_database_get_handle (db), code);
  return FALSE;
}

gboolean
lsn_journal_apply_inverse (LsnDatabase *db, const LsnSchema *schema, GBytes *changeset,
                           LsnChanges *changes, const char *label, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (changeset, &size);
  g_autoptr (GBytes) inverse = NULL;
  void *inverted = NULL;
  int inverted_size = 0;
  int code = sqlite3changeset_invert ((int) size, data, &inverted_size, &inverted);

  if (code != SQLITE_OK)
    {
      lsn_store_error_set_from_sqlite (error, NULL, code);
      return FALSE;
    }
  inverse = g_bytes_new_with_free_func (inverted, inverted_size, sqlite3_free, inverted);
  return lsn_journal_apply (db, inverse, label, error) &&
         lsn_journal_read_changes (db, schema, inverse, changes, error);
}

/* --- Undo and redo ---------------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  char *label;
  LsnJournalKind kind;
  GBytes *changeset; /* nullable */
} Entry;

static void
entry_clear (Entry *entry)
{
  g_free (entry->label);
  g_clear_pointer (&entry->changeset, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static gboolean
find_entry (LsnDatabase *db, const char *where, gint64 id, Entry *entry, const char *nothing,
            GError **error)
{
  g_autofree char *sql =
      g_strconcat ("SELECT id, label, kind, changeset FROM journal ", where, NULL);
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);

  if (id != 0)
    lsn_statement_bind (statement, "i", id);
  if (lsn_statement_step (statement))
    {
      entry->id = lsn_statement_get_int64 (statement, 0);
      entry->label = lsn_statement_dup_text (statement, 1);
      entry->kind = (LsnJournalKind) lsn_statement_get_int64 (statement, 2);
      entry->changeset = lsn_statement_dup_bytes (statement, 3);
    }
  if (!lsn_statement_finish (statement, error))
    return FALSE;
  if (entry->id != 0)
    return TRUE;

  g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND, nothing);
  return FALSE;
}

gboolean
lsn_journal_undo (LsnDatabase *db, const LsnSchema *schema, gint64 id, gint64 now,
                  LsnChanges *changes, char **label, GError **error)
{
  g_auto (Entry) entry = { 0 };
  gboolean ok;

  if (!find_entry (db,
                   id ? "WHERE id = ? AND undone_at IS NULL"
                      : "WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1",
                   id, &entry,
                   id ? _ ("This was already undone.") : _ ("There is nothing to undo."), error))
    return FALSE;

  if (entry.kind == LSN_JOURNAL_BATCH)
    ok =
        lsn_journal_undo_batch (db, schema, entry.id, entry.changeset, changes, entry.label, error);
  else
    ok = lsn_journal_apply_inverse (db, schema, entry.changeset, changes, entry.label, error);
  if (!ok || !lsn_database_run (db, error, "UPDATE journal SET undone_at = ? WHERE id = ?", "ii",
                                now, entry.id))
    return FALSE;

  *label = g_steal_pointer (&entry.label);
  return TRUE;
}

gboolean
lsn_journal_redo (LsnDatabase *db, const LsnSchema *schema, LsnChanges *changes, char **label,
                  GError **error)
{
  g_auto (Entry) entry = { 0 };
  gboolean ok;

  if (!find_entry (db,
                   "WHERE undone_at IS NOT NULL AND undone_at > coalesce ("
                   "(SELECT at FROM journal WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1), 0)"
                   " ORDER BY undone_at DESC, id LIMIT 1",
                   0, &entry, _ ("There is nothing to redo."), error))
    return FALSE;

  if (entry.kind == LSN_JOURNAL_BATCH)
    ok =
        lsn_journal_redo_batch (db, schema, entry.id, entry.changeset, changes, entry.label, error);
  else
    ok = lsn_journal_apply (db, entry.changeset, entry.label, error) &&
         lsn_journal_read_changes (db, schema, entry.changeset, changes, error);
  if (!ok || !lsn_database_run (db, error, "UPDATE journal SET undone_at = NULL WHERE id = ?", "i",
                                entry.id))
    return FALSE;

  *label = g_steal_pointer (&entry.label);
  return TRUE;
}
