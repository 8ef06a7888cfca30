/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/interchange/lsn-import-write.h"

#include <gio/gio.h>

/* An import so large that derived tables are made anew by sorting, read on a thread of its own. */

#define N_CLIENTS 6000

typedef struct
{
  guint at;
  guint n;
  guint fail_at;             /* 0: never */
  guint cancel_at;           /* 0: never */
  GCancellable *cancellable; /* owned, nullable */
} Source;

static gboolean
next_client (gpointer data, LsnImportRecord *record, GError **error)
{
  Source *self = data;
  g_autofree char *name = g_strdup_printf ("Acme %05u", self->at * 7919 % self->n);
  g_autofree char *phone = g_strdup_printf ("8 916 %07u", self->at);

  if (self->fail_at && self->at == self->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "as asked");
      return FALSE;
    }
  if (self->cancel_at && self->at == self->cancel_at)
    g_cancellable_cancel (self->cancellable);
  if (self->at == self->n)
    return FALSE;

  lsn_import_record_clear (record, ++self->at);
  record->name = lsn_import_record_keep (record, name);
  record->city = self->at % 2 ? "Perm" : NULL;
  lsn_import_record_add_channel (record, LSN_IMPORT_CLIENT, "phone", phone, NULL);
  return TRUE;
}

static gboolean
import_clients (ModelFixture *fixture, Source *source, GError **error)
{
  g_autoptr (LsnImport) import = lsn_import_new (next_client, source, "RU", NOW);
  gboolean ok = lsn_store_import_sync (fixture->store, "Import", lsn_import_on_worker, import,
                                       source->cancellable, error);

  if (ok)
    g_assert_cmpuint (import->n_imported, ==, source->n);
  return ok;
}

static gint64
count_indexes (ModelFixture *fixture)
{
  return ask (fixture->store, "SELECT count(*) FROM sqlite_schema WHERE type = 'index'"
                              " AND tbl_name = 'client_state'");
}

static void
test_all (ModelFixture *fixture, gconstpointer data)
{
  Source source = { .n = N_CLIENTS };
  gint64 indexes = count_indexes (fixture);
  g_autoptr (GError) error = NULL;

  add_client (fixture, "Before", "active", "8 495 111-22-33");
  import_clients (fixture, &source, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_indexes (fixture), ==, indexes);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client_state WHERE listed = 1"), ==,
                   N_CLIENTS + 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM search_digits WHERE search_digits"
                                        " MATCH '\"91600\" \"00000\" \"00042\"'"),
                   ==, 1);
  assert_projections (fixture->store);

  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client_state"), ==, 1);
}

/* The last record that can be read is far behind the first that is written. */
static void
test_nothing (ModelFixture *fixture, gconstpointer data)
{
  Source failing = { .n = N_CLIENTS, .fail_at = N_CLIENTS - 1 };
  Source cancelled = { .n = N_CLIENTS, .cancel_at = 10, .cancellable = g_cancellable_new () };
  gint64 indexes = count_indexes (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (import_clients (fixture, &failing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  g_assert_false (import_clients (fixture, &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (cancelled.at, <, N_CLIENTS);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client"), ==, 0);
  g_assert_cmpint (count_indexes (fixture), ==, indexes);
  g_object_unref (cancelled.cancellable);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/import-many/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("all", test_all);
  ADD ("nothing", test_nothing);
#undef ADD
  return g_test_run ();
}
