/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/clients/lsn-client-query.h"
#include "model/search/lsn-search.h"
#include "model/timeline/lsn-entry-write.h"

/* --- Lists ------------------------------------------------------------------------------------ */

static gboolean
list_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gpointer *pair = data;

  return lsn_client_query_on_worker (db, pair[0], pair[1], cancellable, error);
}

static guint
count_clients (ModelFixture *fixture, LsnClientQuery *query)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gpointer pair[] = { query, ids };

  lsn_store_read_sync (fixture->store, list_on_worker, pair, &error);
  g_assert_no_error (error);
  return ids->len;
}

static void
test_client_query (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (LsnClientQuery) query = lsn_client_query_new ();
  g_autoptr (LsnClientQuery) parsed = NULL;
  g_autofree char *line = NULL;
  g_autofree char *again = NULL;
  gint64 acme = add_client (fixture, "Acme", "active", "8 (916) 123-45-67");

  add_client (fixture, "Ёлка", "lead", NULL);
  add_client (fixture, "Жук", "lost", NULL);
  add_contact (fixture, acme, "Иван Петров", "директор");
  g_assert_cmpuint (count_clients (fixture, query), ==, 3);
  query->statuses = 1u << LSN_CLIENT_LEAD;
  g_assert_cmpuint (count_clients (fixture, query), ==, 1);
  query->statuses = 0;
  query->no_next_step = TRUE;
  g_assert_cmpuint (count_clients (fixture, query), ==, 2);
  query->no_next_step = FALSE;

  g_set_str (&query->text, "елк");
  g_assert_cmpuint (count_clients (fixture, query), ==, 1);
  g_set_str (&query->text, "петр");
  g_assert_cmpuint (count_clients (fixture, query), ==, 1);
  g_set_str (&query->text, "123-45");
  g_assert_cmpuint (count_clients (fixture, query), ==, 1);
  g_set_str (&query->text, "8916123");
  g_assert_cmpuint (count_clients (fixture, query), ==, 1);
  g_set_str (&query->text, "555");
  g_assert_cmpuint (count_clients (fixture, query), ==, 0);

  g_set_str (&query->text, "a b=c");
  query->statuses = 3;
  query->order = LSN_CLIENT_ORDER_NEXT;
  query->descending = TRUE;
  query->losing_touch = TRUE;
  query->tag_id = 77;
  line = lsn_client_query_format (query);
  parsed = lsn_client_query_parse (line);
  again = lsn_client_query_format (parsed);
  g_assert_cmpstr (line, ==, again);
  g_assert_cmpstr (parsed->text, ==, "a b=c");
  g_assert_true (parsed->losing_touch);
}

/* --- Search ----------------------------------------------------------------------------------- */

static guint
count_hits (ModelFixture *fixture, const char *text, const char *kind)
{
  g_autoptr (LsnSearch) search = lsn_search_new (text, 50);
  g_autoptr (GError) error = NULL;
  guint count = 0;

  lsn_store_read_sync (fixture->store, lsn_search_on_worker, search, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < search->hits->len; i++)
    count += g_str_equal (((LsnSearchHit *) g_ptr_array_index (search->hits, i))->kind, kind);
  return count;
}

static void
test_search (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "ООО «Ромашка»", "active", "+7 916 123-45-67");
  gint64 entry;
  LsnRemoval removal = { &lsn_entry_info, 0 };

  add_contact (fixture, client, "Анна Сидорова", NULL);
  entry = log_touch (fixture, client, "call", "Обещали прислать договоры", NOW);
  add_followup (fixture, client, "Отправить акт", TODAY, NULL, NULL, NULL);
  g_assert_cmpuint (count_hits (fixture, "ромаш", "client"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "РОМАШКА", "client"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "сидор", "contact"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "договор", "entry"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "договора прислать", "entry"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "акт", "followup"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "123 45", "client"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "8 916 123", "client"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "\" OR * NEAR(", "client"), ==, 0);

  removal.id = entry;
  write_or_fail (fixture, lsn_removal_on_worker, &removal);
  g_assert_cmpuint (count_hits (fixture, "договор", "entry"), ==, 0);
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpuint (count_hits (fixture, "договор", "entry"), ==, 1);
}

static void
test_name_query (ModelFixture *fixture, gconstpointer data)
{
  gint64 romashka = add_client (fixture, "ООО «Ромашка»", "active", NULL);
  gint64 acme = add_client (fixture, "Acme", "active", NULL);
  gint64 ivan = add_contact (fixture, romashka, "Иван Петров", NULL);
  gint64 other = add_contact (fixture, acme, "Иван Сидоров", NULL);
  const struct
  {
    const char *phrase;
    gint64 wanted;
    gint64 client;
    gint64 contact;
  } cases[] = {
    { "ромашка", 0, romashka, 0 },        { "acme", 0, acme, 0 },
    { "иван", romashka, romashka, ivan }, { "иван", acme, acme, other },
    { "иван петров", 0, romashka, ivan }, { "nobody", 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      LsnNameQuery query = { .phrase = cases[i].phrase, .client_id = cases[i].wanted };

      lsn_store_read_sync (fixture->store, lsn_name_query_on_worker, &query, &error);
      g_assert_no_error (error);
      g_test_message ("%s", cases[i].phrase);
      g_assert_cmpint (query.client_id, ==, cases[i].client);
      g_assert_cmpint (query.contact_id, ==, cases[i].contact);
      g_free (query.name);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/clients/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("query", test_client_query);
  ADD ("search", test_search);
  ADD ("name-query", test_name_query);
#undef ADD
  return g_test_run ();
}
