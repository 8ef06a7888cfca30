/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-fixture.h"

#include "store/lsn-record-list.h"

typedef struct
{
  char *folder;
  LsnStore *store;
  LsnRecordPool *pool;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = fixture_make_folder ();
  fixture->store = lsn_store_open (fixture->folder, &book_schema, "Anna", &error);
  g_assert_no_error (error);
  fixture->pool = lsn_record_pool_new (fixture->store, BOOK_TYPE_RECORD);
  tell (fixture->store, "INSERT INTO shelf (id, name) VALUES (1, 'Law'), (2, 'Art')");
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->pool));
  lsn_store_close (fixture->store);
  settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
count_changed (guint *count)
{
  (*count)++;
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  BookRecord *book = g_object_new (BOOK_TYPE_RECORD, NULL);
  LsnRecord *record = LSN_RECORD (book);
  guint notified = 0;
  g_autofree char *title = NULL;
  g_autoptr (LsnRow) changes = NULL;

  g_signal_connect (book, "notify::title", G_CALLBACK (count_cb), &notified);
  g_object_set (book, "title", "One", NULL);
  g_object_set (book, "title", "One", NULL);
  g_assert_cmpuint (notified, ==, 1);
  g_object_get (book, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "One");
  g_object_set (book, "lent", TRUE, "shelf", (gint64) 2, NULL);
  g_assert_cmpint (lsn_record_get_int64 (record, BOOK_LENT), ==, 1);

  changes = lsn_record_dup_changes (record);
  g_assert_true (lsn_row_has (changes, BOOK_TITLE));
  g_assert_false (lsn_row_has (changes, BOOK_DUE));

  /* Set and set back is no change. */
  lsn_record_set_null (record, BOOK_TITLE);
  lsn_record_set_null (record, BOOK_LENT);
  lsn_record_set_null (record, BOOK_SHELF);
  g_assert_null (lsn_record_dup_changes (record));
  g_assert_finalize_object (book);
}

typedef struct
{
  LsnRow *row;
  gint64 id;
  gboolean remove;
} Put;

static gboolean
put_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Put *put = data;

  if (put->remove)
    return lsn_row_delete (db, &book_info, put->id, error);
  if (put->id)
    return lsn_row_update (db, put->id, put->row, error);
  return lsn_row_insert (db, put->row, error);
}

static gboolean
load_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Put *put = data;

  return lsn_row_load (db, &book_info, put->id, &put->row, error);
}

static void
test_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnRow) row = lsn_row_new (&book_info);
  g_autoptr (LsnRow) change = lsn_row_new (&book_info);
  g_autoptr (LsnRow) loaded = NULL;
  Put put = { .row = row };

  lsn_row_set_text (row, BOOK_TITLE, " \t");
  g_assert_false (lsn_store_write_sync (fixture->store, "Add", put_on_worker, &put, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID);
  g_clear_error (&error);

  lsn_row_set_text (row, BOOK_TITLE, "One");
  lsn_row_set_text (row, BOOK_DUE, "2026-11-23");
  lsn_row_set_int64 (row, BOOK_SHELF, 1);
  lsn_store_write_sync (fixture->store, "Add", put_on_worker, &put, &error);
  g_assert_no_error (error);

  put.id = lsn_row_get_int64 (row, BOOK_ID);
  put.row = change;
  lsn_row_set_null (change, BOOK_DUE);
  lsn_row_set_int64 (change, BOOK_LENT, 1);
  lsn_store_write_sync (fixture->store, "Edit", put_on_worker, &put, &error);
  g_assert_no_error (error);

  put.row = NULL;
  lsn_store_read_sync (fixture->store, load_on_worker, &put, &error);
  g_assert_no_error (error);
  loaded = put.row;
  g_assert_cmpstr (lsn_row_get_text (loaded, BOOK_TITLE), ==, "One");
  g_assert_cmpstr (lsn_row_get_text (loaded, BOOK_SHELF_NAME), ==, "Law");
  g_assert_true (lsn_row_is_null (loaded, BOOK_DUE));
  g_assert_cmpint (lsn_row_get_int64 (loaded, BOOK_LENT), ==, 1);

  put.remove = TRUE;
  lsn_store_write_sync (fixture->store, "Remove", put_on_worker, &put, &error);
  g_assert_no_error (error);
  g_assert_false (lsn_store_write_sync (fixture->store, "Remove", put_on_worker, &put, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND);
}

static void
wait_until_loaded (LsnRecord *record)
{
  while (!lsn_record_is_loaded (record))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_pool (Fixture *fixture, gconstpointer data)
{
  LsnRecord *book;
  LsnRecord *same;
  guint notified = 0;
  guint changed = 0;

  tell (fixture->store, "INSERT INTO book (id, shelf_id, title) VALUES (10, 2, 'Ten')");
  settle ();
  book = lsn_record_pool_dup (fixture->pool, 10);
  same = lsn_record_pool_dup (fixture->pool, 10);
  g_assert_true (book == same);
  g_object_unref (same);
  g_assert_false (lsn_record_is_loaded (book));
  g_assert_cmpint (lsn_record_get_id (book), ==, 10);

  wait_until_loaded (book);
  g_assert_cmpstr (lsn_record_get_text (book, BOOK_TITLE), ==, "Ten");
  g_assert_cmpstr (lsn_record_get_text (book, BOOK_SHELF_NAME), ==, "Art");

  /* An edit anywhere repaints here, and once, however many fields it touches. */
  g_signal_connect (book, "notify::title", G_CALLBACK (count_cb), &notified);
  g_signal_connect_swapped (book, "changed", G_CALLBACK (count_changed), &changed);
  tell (fixture->store, "UPDATE book SET title = 'X', lent = 1, shelf_id = 1 WHERE id = 10");
  while (notified == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpstr (lsn_record_get_text (book, BOOK_TITLE), ==, "X");
  settle ();
  g_assert_finalize_object (book);
}

/* --- List ------------------------------------------------------------------------------------- */

static gboolean
books_on_worker (LsnDatabase *db, gpointer query, GArray *ids, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db, "SELECT id FROM book WHERE title LIKE ? ORDER BY title, id", error);

  lsn_statement_bind (statement, "t", query ? query : "%");
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return lsn_statement_finish (statement, error);
}

typedef struct
{
  guint count;
  guint position;
  guint removed;
  guint added;
} Emission;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Emission *emission = user_data;

  *emission = (Emission) { emission->count + 1, position, removed, added };
}

static void
wait_for_emission (Emission *emission, guint count)
{
  while (emission->count < count)
    g_main_context_iteration (NULL, TRUE);
  settle ();
  g_assert_cmpuint (emission->count, ==, count);
}

static const char *const watch[] = { "book", NULL };

static gpointer
copy_text (gpointer text)
{
  return g_strdup (text);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  LsnRecordList *list = lsn_record_list_new (fixture->pool, watch);
  GListModel *model = G_LIST_MODEL (list);
  Emission emission = { 0 };
  LsnRecord *book;

  tell (fixture->store,
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
        " INSERT INTO book (id, title) SELECT i, printf ('%04d', i) FROM n");
  settle ();
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &emission);
  g_assert_true (lsn_record_list_is_loading (list));
  lsn_record_list_set_query (list, books_on_worker, NULL, NULL, NULL);
  wait_for_emission (&emission, 1);
  g_assert_false (lsn_record_list_is_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1000);
  g_assert_cmpuint (lsn_record_list_find (list, 500), ==, 499);
  g_assert_cmpuint (lsn_record_list_find (list, 5000), ==, G_MAXUINT);

  book = g_list_model_get_item (model, 999);
  wait_until_loaded (book);
  g_assert_cmpstr (lsn_record_get_text (book, BOOK_TITLE), ==, "1000");

  /* A rename that moves a row by one place touches two rows. */
  tell (fixture->store, "UPDATE book SET title = '0011a' WHERE id = 10");
  wait_for_emission (&emission, 2);
  g_assert_cmpuint (emission.position, ==, 9);
  g_assert_cmpuint (emission.removed, ==, 2);
  g_assert_cmpuint (emission.added, ==, 2);

  /* An edit that moves nothing emits nothing. */
  tell (fixture->store, "UPDATE book SET lent = 1 WHERE id = 10");
  settle ();
  tell (fixture->store, "DELETE FROM book WHERE id = 1000");
  wait_for_emission (&emission, 3);
  g_assert_cmpuint (emission.position, ==, 999);
  g_assert_cmpuint (emission.added, ==, 0);

  lsn_record_list_set_query (list, books_on_worker, (gpointer) "0%5", copy_text, g_free);
  wait_for_emission (&emission, 4);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 100);
  g_assert_cmpstr (lsn_record_list_get_answer (list), ==, "0%5");

  g_object_unref (book);
  g_assert_finalize_object (list);
}

static gboolean
fail_on_worker (LsnDatabase *db, gpointer query, GArray *ids, GCancellable *cancellable,
                GError **error)
{
  g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_FAILED, "No luck");
  return FALSE;
}

static void
test_list_error (Fixture *fixture, gconstpointer data)
{
  LsnRecordList *list = lsn_record_list_new (fixture->pool, watch);

  settle ();
  lsn_record_list_set_query (list, fail_on_worker, NULL, NULL, NULL);
  while (lsn_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (lsn_record_list_get_error_message (list), ==, "No luck");
  g_assert_finalize_object (list);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/record/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("properties", test_properties);
  ADD ("row", test_row);
  ADD ("pool", test_pool);
  ADD ("list", test_list);
  ADD ("list-error", test_list_error);
#undef ADD
  return g_test_run ();
}
