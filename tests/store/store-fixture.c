/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-fixture.h"

#include <glib/gstdio.h>

static const LsnField book_fields[] = {
  [BOOK_ID] = { "id", "id", LSN_FIELD_INTEGER, LSN_FIELD_PLAIN, NULL },
  [BOOK_SHELF] = { "shelf", "shelf_id", LSN_FIELD_INTEGER, LSN_FIELD_PLAIN, NULL },
  [BOOK_TITLE] = { "title", "title", LSN_FIELD_TEXT, LSN_FIELD_REQUIRED, "Title" },
  [BOOK_DUE] = { "due", "due", LSN_FIELD_DATE, LSN_FIELD_PLAIN, NULL },
  [BOOK_LENT] = { "lent", "lent", LSN_FIELD_BOOLEAN, LSN_FIELD_PLAIN, NULL },
  [BOOK_SHELF_NAME] = { "shelf-name", "shelf.name", LSN_FIELD_TEXT, LSN_FIELD_DERIVED, NULL },
};

const LsnRecordInfo book_info = {
  .table = "book",
  .sources = "book LEFT JOIN shelf ON shelf.id = book.shelf_id",
  .fields = book_fields,
  .n_fields = N_BOOK_FIELDS,
};

struct _BookRecord
{
  LsnRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (BookRecord, book_record, LSN_TYPE_RECORD)

static void
book_record_class_init (BookRecordClass *klass)
{
  lsn_record_class_set_info (LSN_RECORD_CLASS (klass), &book_info);
}

static void
book_record_init (BookRecord *self)
{
}

static char *
dup_migration (int version)
{
  if (version == 2)
    return g_strdup ("ALTER TABLE book ADD COLUMN lent INTEGER NOT NULL DEFAULT 0;");
  return g_strdup (
      "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL, import_id INTEGER)"
      " STRICT;"
      "CREATE TABLE book (id INTEGER PRIMARY KEY, shelf_id INTEGER REFERENCES shelf (id)"
      " ON DELETE CASCADE, title TEXT NOT NULL CHECK (title <> 'forbidden'), due TEXT,"
      " import_id INTEGER) STRICT;"
      "CREATE INDEX book_shelf ON book (shelf_id);"
      "CREATE TABLE shelf_count (shelf_id INTEGER PRIMARY KEY, books INTEGER NOT NULL)"
      " STRICT;");
}

#define COUNT                                                                                      \
  "INSERT OR REPLACE INTO shelf_count SELECT s.id, (SELECT count(*) FROM book b WHERE b.shelf_id"  \
  " = s.id) FROM shelf s"

static gboolean
rebuild_count (LsnDatabase *db, GError **error)
{
  return lsn_database_execute (db, "DELETE FROM shelf_count; " COUNT, error);
}

/* The smallest true projection: which shelf a gone book stood on is not told, so all are counted.
 */
static gboolean
apply_count (LsnDatabase *db, LsnChanges *changes, GError **error)
{
  return rebuild_count (db, error);
}

static const LsnFact facts[] = { { "shelf" }, { "book", { { "shelf", 1 } } }, { NULL } };

static const LsnProjection projections[] = { { "shelf_count", 1, FALSE, apply_count,
                                               rebuild_count } };

#define SCHEMA(number)                                                                             \
  {                                                                                                \
    .application_id = 0x74657374,                                                                  \
    .version = number,                                                                             \
    .dup_migration = dup_migration,                                                                \
    .facts = facts,                                                                                \
    .projections = projections,                                                                    \
    .n_projections = 1,                                                                            \
  }

const LsnSchema book_schema = SCHEMA (2);
const LsnSchema book_schema_first = SCHEMA (1);

char *
fixture_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("liaison-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
fixture_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        fixture_remove (path);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

gboolean
add_book_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  AddBook *add = data;
  g_autoptr (LsnRow) row = lsn_row_new (&book_info);

  if (add->shelf == 0)
    {
      if (!lsn_database_run (db, error, "INSERT INTO shelf (name, import_id) VALUES ('A', ?)", "i",
                             lsn_database_get_batch (db)))
        return FALSE;
      add->shelf = sqlite3_last_insert_rowid (lsn_database_get_handle (db));
    }
  lsn_row_set_int64 (row, BOOK_SHELF, add->shelf);
  lsn_row_set_text (row, BOOK_TITLE, add->title);
  if (!lsn_row_insert (db, row, error))
    return FALSE;
  add->book = lsn_row_get_int64 (row, BOOK_ID);
  if (add->fail)
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_FAILED, "as asked");
      return FALSE;
    }
  return TRUE;
}

gboolean
ask_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;

  return lsn_database_get_int64 (db, -1, &question->value, error, question->sql, "");
}

gboolean
tell_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return lsn_database_execute (db, data, error);
}

gint64
ask (LsnStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  Question question = { sql, 0 };

  lsn_store_read_sync (store, ask_on_worker, &question, &error);
  g_assert_no_error (error);
  return question.value;
}

void
tell (LsnStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  lsn_store_write_sync (store, "Tell", tell_on_worker, (gpointer) sql, &error);
  g_assert_no_error (error);
}

/* On a connection of its own: one that has read a full-text table before takes what another
 * connection wrote since for damage (SQLite 3.46). */
void
assert_whole (LsnStore *store)
{
  g_autofree char *path = g_build_filename (lsn_store_get_folder (store), "workspace.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnDatabase) db = lsn_database_open (path, LSN_DATABASE_READER, &error);
  g_autofree char *answer = NULL;

  g_assert_no_error (error);
  lsn_database_dup_text (db, &answer, &error, "PRAGMA integrity_check (1)", "");
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "ok");
}

void
assert_consistent (LsnStore *store)
{
  g_assert_cmpint (ask (store,
                        "SELECT count(*) FROM shelf s LEFT JOIN shelf_count c ON c.shelf_id = s.id"
                        " WHERE c.books IS NOT (SELECT count(*) FROM book b WHERE b.shelf_id"
                        " = s.id)"),
                   ==, 0);
  assert_whole (store);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
}
