/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  LsnStore *store;
} Fixture;

static LsnStore *
open_store (const char *folder, const LsnSchema *schema)
{
  g_autoptr (GError) error = NULL;
  LsnStore *store = lsn_store_open (folder, schema, "Anna", &error);

  g_assert_no_error (error);
  return store;
}

static void
close_store (LsnStore *store)
{
  lsn_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_make_folder ();
  fixture->store = open_store (fixture->folder, &book_schema);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->store)
    {
      assert_consistent (fixture->store);
      close_store (fixture->store);
    }
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
}

static gint64
add_book (LsnStore *store, gint64 shelf, const char *title)
{
  g_autoptr (GError) error = NULL;
  AddBook add = { .shelf = shelf, .title = title };

  lsn_store_write_sync (store, "Add Book", add_book_on_worker, &add, &error);
  g_assert_no_error (error);
  return add.shelf;
}

static void
undo (LsnStore *store, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  lsn_store_undo_sync (store, 0, &label, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, expected);
}

static void
redo (LsnStore *store, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  lsn_store_redo_sync (store, &label, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, expected);
}

#define BOOKS "SELECT count(*) FROM book"

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "deep", "workspace", NULL);
  g_autofree char *db = g_build_filename (folder, "workspace.db", NULL);
  LsnStore *store = open_store (folder, &book_schema);
  struct stat info;

  g_assert_cmpint (stat (folder, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0700);
  g_assert_cmpstr (lsn_store_get_folder (store), ==, folder);
  g_assert_true (g_file_test (lsn_store_get_files_folder (store), G_FILE_TEST_IS_DIR));
  g_assert_cmpint (ask (store, "PRAGMA application_id"), ==, 0x74657374);
  g_assert_cmpint (ask (store, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (ask (store, "PRAGMA foreign_keys"), ==, 0); /* the reader writes nothing */
  close_store (store);
  g_assert_true (g_file_test (db, G_FILE_TEST_EXISTS));
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LsnStore *second = lsn_store_open (fixture->folder, &book_schema, "Boris", &error);

  g_assert_null (second);
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_BUSY);

  close_store (g_steal_pointer (&fixture->store));
  fixture->store = open_store (fixture->folder, &book_schema);
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AddBook add = { .title = "Lost", .fail = TRUE };

  g_assert_false (
      lsn_store_write_sync (fixture->store, "Add Book", add_book_on_worker, &add, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_FAILED);
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM shelf"), ==, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM journal"), ==, 0);

  g_clear_error (&error);
  add = (AddBook) { .title = "forbidden" };
  g_assert_false (
      lsn_store_write_sync (fixture->store, "Add Book", add_book_on_worker, &add, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CONSTRAINT);
}

static void
test_reader_cannot_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lsn_store_read_sync (fixture->store, tell_on_worker,
                                       (gpointer) "INSERT INTO shelf (name) VALUES ('x')", &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY);
}

static void
test_undo_redo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 shelf = add_book (fixture->store, 0, "One");

  add_book (fixture->store, shelf, "Two");
  tell (fixture->store, "UPDATE book SET title = 'Due' WHERE title = 'Two'");
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 2);

  undo (fixture->store, "Tell");
  g_assert_cmpint (ask (fixture->store, BOOKS " WHERE title = 'Two'"), ==, 1);
  undo (fixture->store, "Add Book");
  g_assert_cmpint (ask (fixture->store, "SELECT books FROM shelf_count"), ==, 1);

  /* Undo and redo outlive the program. */
  close_store (g_steal_pointer (&fixture->store));
  fixture->store = open_store (fixture->folder, &book_schema);
  redo (fixture->store, "Add Book");
  redo (fixture->store, "Tell");
  g_assert_cmpint (ask (fixture->store, BOOKS " WHERE title = 'Due'"), ==, 1);
  g_assert_false (lsn_store_redo_sync (fixture->store, NULL, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND);

  /* What is done after an undo leaves nothing to redo. */
  g_clear_error (&error);
  undo (fixture->store, "Tell");
  add_book (fixture->store, shelf, "Three");
  g_assert_false (lsn_store_redo_sync (fixture->store, NULL, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND);
}

/* The clock stood a day ahead when the first action was done, and was set right since. */
static void
test_undo_after_clock_back (Fixture *fixture, gconstpointer data)
{
  gint64 shelf = add_book (fixture->store, 0, "One");
  g_autofree char *path = g_build_filename (fixture->folder, "workspace.db", NULL);
  g_autofree char *ahead =
      g_strdup_printf ("UPDATE journal SET id = id + %" G_GINT64_FORMAT
                       ";UPDATE journal_row SET journal_id = (SELECT id FROM journal)",
                       (gint64) G_TIME_SPAN_DAY / 1000 << 21);
  sqlite3 *db;

  close_store (g_steal_pointer (&fixture->store));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, ahead, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  fixture->store = open_store (fixture->folder, &book_schema);

  add_book (fixture->store, shelf, "Two");
  tell (fixture->store, "UPDATE book SET title = 'Due' WHERE title = 'Two'");
  undo (fixture->store, "Tell");
  g_assert_cmpint (ask (fixture->store, BOOKS " WHERE title = 'Two'"), ==, 1);
}

static void
test_undo_cascade (Fixture *fixture, gconstpointer data)
{
  gint64 shelf = add_book (fixture->store, 0, "One");

  for (int i = 0; i < 50; i++)
    add_book (fixture->store, shelf, "More");
  tell (fixture->store, "DELETE FROM shelf");
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 0);
  undo (fixture->store, "Tell");
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 51);
  g_assert_cmpint (ask (fixture->store, "SELECT books FROM shelf_count"), ==, 51);
  redo (fixture->store, "Tell");
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 0);
  undo (fixture->store, "Tell");
}

static void
test_undo_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 shelf = add_book (fixture->store, 0, "One");
  gint64 first = ask (fixture->store, "SELECT id FROM journal");

  g_assert_cmpint (shelf, >, 0);
  tell (fixture->store, "UPDATE book SET title = 'Other'");
  g_assert_false (lsn_store_undo_sync (fixture->store, first, NULL, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CONFLICT);
  g_assert_cmpint (ask (fixture->store, BOOKS " WHERE title = 'Other'"), ==, 1);

  undo (fixture->store, "Tell");
  g_clear_error (&error);
  g_assert_true (lsn_store_undo_sync (fixture->store, first, NULL, &error));
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 0);
  g_assert_false (lsn_store_undo_sync (fixture->store, first, NULL, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND);
}

static gboolean
import_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  AddBook add = { 0 };

  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    {
      g_autofree char *title = g_strdup_printf ("Imported %d", i);

      add.title = title;
      if (!add_book_on_worker (db, &add, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static void
import (LsnStore *store, int count)
{
  g_autoptr (GError) error = NULL;

  lsn_store_import_sync (store, "Import", import_on_worker, GINT_TO_POINTER (count), NULL, &error);
  g_assert_no_error (error);
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_book (fixture->store, 0, "Own");
  import (fixture->store, 1000);
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 1001);
  g_assert_cmpint (ask (fixture->store, BOOKS " WHERE import_id IN (SELECT id FROM journal)"), ==,
                   1000);
  undo (fixture->store, "Import");
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 1);
  redo (fixture->store, "Import");
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 1001);
  undo (fixture->store, "Import");
  redo (fixture->store, "Import");

  /* A row that was edited since, and a row that somebody hung on an imported one, both stay. */
  tell (fixture->store, "UPDATE book SET title = 'Mine' WHERE title = 'Imported 7'");
  g_assert_false (lsn_store_undo_sync (
      fixture->store, ask (fixture->store, "SELECT id FROM journal WHERE kind = 1"), NULL, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CONFLICT);
  undo (fixture->store, "Tell");
  add_book (fixture->store, ask (fixture->store, "SELECT id FROM shelf WHERE import_id > 0"),
            "Hung");
  g_clear_error (&error);
  g_assert_false (lsn_store_undo_sync (
      fixture->store, ask (fixture->store, "SELECT id FROM journal WHERE kind = 1"), NULL, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CONFLICT);
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 1002);
}

static void
test_empty_import (Fixture *fixture, gconstpointer data)
{
  import (fixture->store, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM journal"), ==, 0);
}

/* --- Announced changes ------------------------------------------------------------------------ */

static void
keep_changes_cb (LsnStore *store, LsnChanges *changes, gpointer user_data)
{
  LsnChanges **kept = user_data;

  g_clear_pointer (kept, lsn_changes_unref);
  *kept = lsn_changes_ref (changes);
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LsnChanges) changes = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  AddBook add = { .title = "One" };

  g_signal_connect (fixture->store, "changed", G_CALLBACK (keep_changes_cb), &changes);
  lsn_store_write_sync (fixture->store, "Add Book", add_book_on_worker, &add, &error);
  g_assert_null (changes); /* only from the main loop */
  while (changes == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (lsn_changes_count (changes, "book"), ==, 1);
  g_assert_cmpuint (lsn_changes_get (changes, "book", add.book), ==, LSN_CHANGE_INSERT);
  g_assert_cmpuint (lsn_changes_get (changes, "shelf", add.shelf), ==,
                    LSN_CHANGE_INSERT | LSN_CHANGE_DERIVED);
  g_assert_false (lsn_changes_touches (changes, "shelf_count"));
  ids = lsn_changes_dup_ids (changes, "book");
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, add.book);

  g_clear_pointer (&changes, lsn_changes_unref);
  undo (fixture->store, "Add Book");
  while (changes == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (lsn_changes_get (changes, "book", add.book), ==, LSN_CHANGE_DELETE);

  /* A change of a row is announced for what it hangs on, before and after, also where it stays. */
  tell (fixture->store, "INSERT INTO shelf (id, name) VALUES (1, 'A'), (2, 'B');"
                        "INSERT INTO book (id, shelf_id, title) VALUES (7, 1, 'x')");
  g_clear_pointer (&changes, lsn_changes_unref);
  while (changes == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&changes, lsn_changes_unref);
  tell (fixture->store, "UPDATE book SET title = 'y' WHERE id = 7");
  while (changes == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (lsn_changes_get (changes, "shelf", 1), ==, LSN_CHANGE_DERIVED);
  g_clear_pointer (&changes, lsn_changes_unref);
  tell (fixture->store, "UPDATE book SET shelf_id = 2 WHERE id = 7");
  while (changes == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (lsn_changes_get (changes, "shelf", 1), ==, LSN_CHANGE_DERIVED);
  g_assert_cmpuint (lsn_changes_get (changes, "shelf", 2), ==, LSN_CHANGE_DERIVED);
}

/* --- Asynchronous calls ----------------------------------------------------------------------- */

typedef struct
{
  gboolean done;
  gint64 value;
  gint64 journal_id;
  GError *error;
} Answer;

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  Question *question = lsn_store_finish (LSN_STORE (source), result, &answer->error);

  answer->value = question ? question->value : 0;
  answer->done = TRUE;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  AddBook *add = lsn_store_finish (LSN_STORE (source), result, &answer->error);

  answer->value = add ? add->book : 0;
  answer->journal_id = lsn_store_get_journal_id (LSN_STORE (source), result);
  answer->done = TRUE;
}

static void
wait_for (Answer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  Answer answer = { 0 };
  AddBook add = { .title = "One" };
  Question question = { BOOKS, 0 };

  lsn_store_write_async (fixture->store, "Add Book", add_book_on_worker,
                         g_memdup2 (&add, sizeof add), g_free, NULL, added_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpint (answer.value, >, 0);
  g_assert_cmpint (answer.journal_id, ==, ask (fixture->store, "SELECT id FROM journal"));

  answer = (Answer) { 0 };
  lsn_store_read_async (fixture->store, ask_on_worker, g_memdup2 (&question, sizeof question),
                        g_free, NULL, asked_cb, &answer);
  wait_for (&answer);
  g_assert_cmpint (answer.value, ==, 1);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTimer) timer = g_timer_new ();
  Answer answer = { 0 };
  Question question = { "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                        " SELECT count(*) FROM n",
                        0 };

  lsn_store_read_async (fixture->store, ask_on_worker, g_memdup2 (&question, sizeof question),
                        g_free, cancellable, asked_cb, &answer);
  g_timeout_add (50, cancel_cb, cancellable);
  wait_for (&answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);

  /* The connection goes on serving. */
  g_assert_cmpint (ask (fixture->store, BOOKS), ==, 0);
}

/* --- Versions --------------------------------------------------------------------------------- */

static guint
count_backups (const char *folder)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir))
    count++;
  return count;
}

static void
test_migration (Fixture *fixture, gconstpointer data)
{
  close_store (g_steal_pointer (&fixture->store));
  fixture_remove (fixture->folder);
  fixture->store = open_store (fixture->folder, &book_schema_first);
  tell (fixture->store, "INSERT INTO shelf (id, name) VALUES (1, 'A');"
                        "INSERT INTO book (shelf_id, title) VALUES (1, 'Old')");
  g_assert_cmpuint (count_backups (fixture->folder), ==, 0);
  close_store (g_steal_pointer (&fixture->store));

  fixture->store = open_store (fixture->folder, &book_schema);
  g_assert_cmpint (ask (fixture->store, "SELECT lent FROM book"), ==, 0);
  g_assert_cmpuint (count_backups (fixture->folder), ==, 1);
  undo (fixture->store, "Tell");
  redo (fixture->store, "Tell");
}

static char *
checksum (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
}

static void
assert_refused (Fixture *fixture, const LsnSchema *schema, int code)
{
  g_autofree char *path = g_build_filename (fixture->folder, "workspace.db", NULL);
  g_autofree char *before = checksum (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (lsn_store_open (fixture->folder, schema, "Anna", &error));
  g_assert_error (error, LSN_STORE_ERROR, code);
  after = checksum (path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "workspace.db", NULL);

  close_store (g_steal_pointer (&fixture->store));
  g_assert_true (g_file_set_contents (path, "This is a letter, not a workspace.", -1, NULL));
  assert_refused (fixture, &book_schema, LSN_STORE_ERROR_CORRUPT);
}

/* --- Backup ----------------------------------------------------------------------------------- */

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autofree char *path = lsn_store_backup_finish (LSN_STORE (source), result, &answer->error);

  answer->value = path != NULL;
  answer->done = TRUE;
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  Answer answer = { 0 };

  g_autofree char *draft =
      g_build_filename (fixture->folder, "backups", "workspace-20260101-000000.db.part", NULL);

  /* A copy that was cut off does not stay. */
  g_assert_true (g_file_set_contents (draft, "half", -1, NULL));
  add_book (fixture->store, 0, "One");
  lsn_store_backup_async (fixture->store, LSN_BACKUP_DAILY, 0, NULL, backed_up_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_true (answer.value);
  g_assert_cmpuint (count_backups (fixture->folder), ==, 1);

  answer = (Answer) { 0 };
  lsn_store_backup_async (fixture->store, LSN_BACKUP_DAILY, G_TIME_SPAN_DAY, NULL, backed_up_cb,
                          &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_false (answer.value);
}

/* Random actions, undos and redos: derived values always equal what the facts say. */
static void
test_random_walk (Fixture *fixture, gconstpointer data)
{
  gint64 shelf = add_book (fixture->store, 0, "First");

  for (int i = 0; i < 300; i++)
    {
      switch (g_test_rand_int_range (0, 7))
        {
        case 0:
          add_book (fixture->store, 0, "New shelf");
          break;
        case 1:
        case 2:
          if (ask (fixture->store, "SELECT count(*) FROM shelf") > 0)
            shelf = ask (fixture->store, "SELECT id FROM shelf ORDER BY random () LIMIT 1");
          else
            shelf = 0;
          add_book (fixture->store, shelf, "Book");
          break;
        case 3:
          tell (fixture->store, "DELETE FROM book WHERE id = (SELECT min(id) FROM book)");
          break;
        case 4:
          tell (fixture->store, "DELETE FROM shelf WHERE id = (SELECT min(id) FROM shelf)");
          break;
        case 5:
          lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
          break;
        default:
          lsn_store_redo_sync (fixture->store, NULL, NULL);
          break;
        }
      if (i % 20 == 0)
        assert_consistent (fixture->store);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/store/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("folder", test_folder);
  ADD ("lock", test_lock);
  ADD ("rollback", test_rollback);
  ADD ("reader-cannot-write", test_reader_cannot_write);
  ADD ("undo-redo", test_undo_redo);
  ADD ("undo-after-clock-back", test_undo_after_clock_back);
  ADD ("undo-cascade", test_undo_cascade);
  ADD ("undo-conflict", test_undo_conflict);
  ADD ("import", test_import);
  ADD ("empty-import", test_empty_import);
  ADD ("changed", test_changed);
  ADD ("async", test_async);
  ADD ("cancel", test_cancel);
  ADD ("migration", test_migration);
  ADD ("refusals", test_refusals);
  ADD ("backup", test_backup);
  ADD ("random-walk", test_random_walk);
#undef ADD
  return g_test_run ();
}
