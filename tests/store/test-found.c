/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/clients/lsn-client-query.h"

/* The list of clients with many rows: more than are looked up one by one, and kept between two
 * questions. Every client has one contact; client 1001 and contact 5001 belong together. */

#define N_CLIENTS     700
#define FIRST_CLIENT  1000
#define FIRST_CONTACT 5000

static gboolean
list_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gpointer *pair = data;

  return lsn_client_query_on_worker (db, pair[0], pair[1], cancellable, error);
}

static GArray *
list_clients (ModelFixture *fixture, const char *line)
{
  g_autoptr (LsnClientQuery) query = lsn_client_query_parse (line);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gpointer pair[] = { query, ids };

  query->today = lsn_date_from_iso (TODAY);
  lsn_store_read_sync (fixture->store, list_on_worker, pair, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&ids);
}

static void
assert_list (ModelFixture *fixture, const char *line, guint n, gint64 first, gint64 last)
{
  g_autoptr (GArray) ids = list_clients (fixture, line);

  g_test_message ("%s: %u", line, ids->len);
  g_assert_cmpuint (ids->len, ==, n);
  if (n == 0)
    return;
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, first);
  g_assert_cmpint (g_array_index (ids, gint64, n - 1), ==, last);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i) - g_array_index (ids, gint64, i - 1), ==,
                     first < last ? 1 : -1);
}

static void
set_up (ModelFixture *fixture, gconstpointer data)
{
  model_set_up (fixture, data);
  tell (fixture->store,
        "WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n LIMIT 700)"
        " INSERT INTO client (id, name, created_at)"
        " SELECT 1000 + i, printf ('Acme %03d', i), 0 FROM n");
  tell (fixture->store,
        "INSERT INTO contact (id, name) SELECT id + 4000, 'Boris ' || id FROM client;"
        "INSERT INTO client_contact (id, client_id, contact_id)"
        " SELECT id + 8000, id, id + 4000 FROM client;"
        "INSERT INTO channel (id, contact_id, kind, value, normal)"
        " SELECT id + 8000, id + 4000, 'phone', '+7 916 0000' || substr (id, -3),"
        " '+79160000' || substr (id, -3) FROM client");
}

static void
test_many (ModelFixture *fixture, gconstpointer data)
{
  const gint64 end = FIRST_CLIENT + N_CLIENTS - 1;

  assert_list (fixture, "order=name", N_CLIENTS, FIRST_CLIENT, end);
  assert_list (fixture, "order=name text=acme", N_CLIENTS, FIRST_CLIENT, end);
  assert_list (fixture, "order=name text=b", N_CLIENTS, FIRST_CLIENT, end);
  assert_list (fixture, "order=name desc text=boris", N_CLIENTS, end, FIRST_CLIENT);
  assert_list (fixture, "order=next text=9160000", N_CLIENTS, FIRST_CLIENT, end);
  assert_list (fixture, "order=name text=91600", N_CLIENTS, FIRST_CLIENT, end);
  assert_list (fixture, "order=name text=0000042", 1, FIRST_CLIENT + 42, FIRST_CLIENT + 42);
  assert_list (fixture, "order=name text=8916000069", 10, FIRST_CLIENT + 690, FIRST_CLIENT + 699);
  assert_list (fixture, "order=name text=0000916", 0, 0, 0);
  assert_list (fixture, "order=name text=9160000042", 1, FIRST_CLIENT + 42, FIRST_CLIENT + 42);
  assert_list (fixture, "order=name text=boris%201099", 1, FIRST_CLIENT + 99, FIRST_CLIENT + 99);
  assert_list (fixture, "order=name status=lost text=b", 0, 0, 0);
  assert_list (fixture, "order=name text=zebra", 0, 0, 0);
}

static void
test_shared_contact (ModelFixture *fixture, gconstpointer data)
{
  tell (fixture->store, "DELETE FROM client_contact;"
                        "INSERT INTO client_contact (id, client_id, contact_id)"
                        " SELECT id + 8000, id, 5000 FROM client");
  assert_list (fixture, "order=name text=b", N_CLIENTS, FIRST_CLIENT, FIRST_CLIENT + N_CLIENTS - 1);
  assert_list (fixture, "order=name text=1699", 0, 0, 0);
}

/* What is kept from one question to the next must not outlive a write. */
static void
test_changes (ModelFixture *fixture, gconstpointer data)
{
  const gint64 end = FIRST_CLIENT + N_CLIENTS - 1;
  g_autoptr (GError) error = NULL;

  assert_list (fixture, "order=name text=b", N_CLIENTS, FIRST_CLIENT, end);
  tell (fixture->store, "UPDATE client SET archived_at = 1 WHERE id = 1699");
  assert_list (fixture, "order=name text=b", N_CLIENTS - 1, FIRST_CLIENT, end - 1);
  assert_list (fixture, "order=name archived text=b", 1, end, end);
  tell (fixture->store, "DELETE FROM client_contact WHERE client_id = 1698");
  assert_list (fixture, "order=name text=b", N_CLIENTS - 2, FIRST_CLIENT, end - 2);

  for (guint i = 0; i < 2; i++)
    {
      lsn_store_undo_sync (fixture->store, 0, NULL, &error);
      g_assert_no_error (error);
    }
  assert_list (fixture, "order=name text=b", N_CLIENTS, FIRST_CLIENT, end);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/found/" name, ModelFixture, NULL, set_up, func, model_tear_down)
  ADD ("many", test_many);
  ADD ("shared-contact", test_shared_contact);
  ADD ("changes", test_changes);
#undef ADD
  return g_test_run ();
}
