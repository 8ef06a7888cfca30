/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/clients/lsn-client-choices.h"
#include "model/clients/lsn-client-write.h"
#include "model/clients/lsn-duplicate.h"
#include "model/clients/lsn-me.h"
#include "model/clients/lsn-saved-view.h"
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
  lsn_client_query_add (query, LSN_CLIENT_FACET_STATUS, "lead");
  g_assert_cmpuint (count_clients (fixture, query), ==, 1);
  lsn_client_query_clear (query, LSN_CLIENT_FACET_STATUS);

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
  lsn_client_query_add (query, LSN_CLIENT_FACET_STATUS, "active");
  lsn_client_query_add (query, LSN_CLIENT_FACET_STATUS, "at-risk");
  lsn_client_query_add (query, LSN_CLIENT_FACET_CITY, "Ростов, на Дону");
  lsn_client_query_add (query, LSN_CLIENT_FACET_CITY, "");
  lsn_client_query_add (query, LSN_CLIENT_FACET_TAG, "77");
  query->order = LSN_CLIENT_ORDER_NEXT;
  query->descending = TRUE;
  line = lsn_client_query_format (query);
  parsed = lsn_client_query_parse (line);
  again = lsn_client_query_format (parsed);
  g_assert_cmpstr (line, ==, again);
  g_assert_cmpstr (parsed->text, ==, "a b=c");
  g_assert_true (lsn_client_query_has (parsed, LSN_CLIENT_FACET_CITY, "Ростов, на Дону"));
  g_assert_true (lsn_client_query_has (parsed, LSN_CLIENT_FACET_CITY, ""));
  g_assert_cmpuint (parsed->values[LSN_CLIENT_FACET_STATUS]->len, ==, 2);
  g_assert_true (lsn_client_query_is_filtered (parsed));
}

/* Four clients that differ in everything, and what each filter leaves of them, in the order of the
 * query. A stands for Alpha and so on. */
static void
test_filters (ModelFixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *query;
    const char *names;
  } cases[] = {
    { "order=name", "ABCD" },
    { "order=name desc", "DCBA" },
    { "order=name status=lead", "B" },
    { "order=name status=lead,paused", "BC" },
    { "order=name next=overdue", "A" },
    { "order=name next=today", "B" },
    { "order=name next=week", "BC" },
    { "order=name next=later", "" },
    { "order=name next=none", "D" },
    { "order=name next=none,overdue", "AD" },
    { "order=name next=nonsense", "" },
    { "order=name turn=client", "B" },
    { "order=name turn=us,client", "ABC" },
    { "order=name last=never", "D" },
    { "order=name last=30", "CD" },
    { "order=name last=3", "BCD" },
    { "order=name last=losing", "B" },
    { "order=name segment=1", "AB" },
    { "order=name segment=", "CD" },
    { "order=name segment=1,", "ABCD" },
    { "order=name owner=1", "A" },
    { "order=name owner=me", "A" },
    { "order=name owner=me,2", "AB" },
    { "order=name owner=", "CD" },
    { "order=name tag=1", "AB" },
    { "order=name tag=2", "A" },
    { "order=name tag=", "CD" },
    { "order=name city=%D0%9F%D0%B5%D1%80%D0%BC%D1%8C", "AC" },
    { "order=name city=", "D" },
    { "order=name source=Fair", "B" },
    { "order=name source=Fair,Site", "AB" },
    { "order=name city=%D0%9F%D0%B5%D1%80%D0%BC%D1%8C last=30", "C" },
    { "order=name text=alph", "A" },
    { "order=name archived", "E" },
    { "order=name archived status=lead", "" },
    /* What says nothing stands last both ways; who was never contacted waits longest. */
    { "order=next", "ABCD" },
    { "order=next desc", "CBAD" },
    { "order=city", "BACD" },
    { "order=city desc", "CABD" },
    { "order=source", "BACD" },
    { "order=source desc", "ABDC" },
    { "order=tag", "BACD" },
    { "order=segment", "ABCD" },
    { "order=owner", "ABCD" },
    { "order=last", "DCBA" },
    { "order=last desc", "ABCD" },
    { "order=status", "ABCD" },
    { "order=turn", "BACD" },
  };
  const char *const names[] = { "Alpha", "Beta", "Charlie", "Delta", "Echo" };
  const char *const statuses[] = { "active", "lead", "paused", "lost", "active" };
  const gint64 day = G_TIME_SPAN_DAY;
  gint64 ids[G_N_ELEMENTS (names)];

  tell (fixture->store,
        "INSERT INTO member (id, name, is_me) VALUES (1, 'Ann', 1), (2, 'Bob', 0);"
        "INSERT INTO segment (id, name, cadence_days, position) VALUES (1, 'Key', 5, 1);"
        "INSERT INTO tag (id, name) VALUES (1, 'film'), (2, 'video')");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    ids[i] = add_client (fixture, names[i], statuses[i], NULL);
  log_touch (fixture, ids[0], "call", NULL, NOW - day);
  log_touch (fixture, ids[1], "mail", NULL, NOW - 10 * day);
  log_touch (fixture, ids[2], "call", NULL, NOW - 60 * day);
  log_touch (fixture, ids[3], "note", NULL, NOW - day); /* is no contact */
  add_followup (fixture, ids[0], "Late", "2020-01-01", "10:00", NULL, NULL);
  add_followup (fixture, ids[1], "Now", TODAY, "23:00", NULL, NULL);
  tell (fixture->store,
        "UPDATE followup SET turn = 'client' WHERE title = 'Now';"
        "INSERT INTO followup (id, client_id, title, due_date, turn_since, created_at)"
        " SELECT 99, id, 'Soon', date ('" TODAY "', '+6 days'), 0, 0 FROM client"
        " WHERE name = 'Charlie';"
        "UPDATE client SET segment_id = 1, owner_id = 1, city = 'Пермь', source = 'Site'"
        " WHERE name = 'Alpha';"
        "UPDATE client SET segment_id = 1, owner_id = 2, city = 'Омск', source = 'Fair'"
        " WHERE name = 'Beta';"
        "UPDATE client SET city = 'Пермь' WHERE name = 'Charlie';"
        "UPDATE client SET archived_at = 1 WHERE name = 'Echo';"
        "INSERT INTO client_tag (id, client_id, tag_id) SELECT id, id, 1 FROM client"
        " WHERE name IN ('Alpha', 'Beta');"
        "INSERT INTO client_tag (id, client_id, tag_id) SELECT 5, id, 2 FROM client"
        " WHERE name = 'Alpha'");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LsnClientQuery) query = lsn_client_query_parse (cases[i].query);
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GString) letters = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gpointer pair[] = { query, found };

      query->today = lsn_date_from_iso (TODAY);
      lsn_store_read_sync (fixture->store, list_on_worker, pair, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < found->len; j++)
        {
          for (guint k = 0; k < G_N_ELEMENTS (ids); k++)
            {
              if (ids[k] == g_array_index (found, gint64, j))
                g_string_append_c (letters, "ABCDE"[k]);
            }
        }
      g_test_message ("%s: %s", cases[i].query, letters->str);
      g_assert_cmpstr (letters->str, ==, cases[i].names);
    }
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
  g_assert_cmpuint (count_hits (fixture, "д", "entry"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "до", "entry"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "договор п", "entry"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "акт", "followup"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "123 45", "client"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "8 916 123", "client"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "23456", "client"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "12345679161", "client"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "\" OR * NEAR(", "client"), ==, 0);

  removal.id = entry;
  write_or_fail (fixture, lsn_removal_on_worker, &removal);
  g_assert_cmpuint (count_hits (fixture, "договор", "entry"), ==, 0);
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpuint (count_hits (fixture, "договор", "entry"), ==, 1);
}

/* The titles that are found, in order. */
static char *
dup_found (ModelFixture *fixture, const char *text, guint names_limit)
{
  g_autoptr (LsnSearch) search = lsn_search_new (text, 50);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autoptr (GError) error = NULL;

  search->names_limit = names_limit;
  lsn_store_read_sync (fixture->store, lsn_search_on_worker, search, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < search->hits->len; i++)
    g_strv_builder_add (titles, ((LsnSearchHit *) g_ptr_array_index (search->hits, i))->title);
  list = g_strv_builder_end (titles);
  return g_strjoinv (", ", list);
}

static void
test_search_order (ModelFixture *fixture, gconstpointer data)
{
  gint64 first = add_client (fixture, "Vega", "active", NULL);
  gint64 later = add_client (fixture, "Vegas North", "active", NULL);
  g_autofree char *vega = NULL, *north = NULL, *few = NULL, *recent = NULL, *nothing = NULL;

  add_client (fixture, "South Vega", "active", NULL);
  add_contact (fixture, first, "Vega Smith", NULL);
  log_touch (fixture, first, "call", "Vega calls back", NOW - 2);
  log_touch (fixture, later, "call", "A talk", NOW - 1);

  vega = dup_found (fixture, "vega", 50);
  g_assert_cmpstr (vega, ==, "Vega, Vegas North, Vega Smith, South Vega, Vega calls back");
  north = dup_found (fixture, "north", 50);
  g_assert_cmpstr (north, ==, "Vegas North");
  few = dup_found (fixture, "vega", 1);
  g_assert_cmpstr (few, ==, "Vega, Vega calls back");
  recent = dup_found (fixture, "", 50);
  g_assert_cmpstr (recent, ==, "Vegas North, Vega");
  nothing = dup_found (fixture, "?!", 50);
  g_assert_cmpstr (nothing, ==, "");
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

/* --- Writing
 * ---------------------------------------------------------------------------------------- */

static void
test_delete (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LsnClientsEdit) edit = NULL;
  LsnContactEdit link = { .is_primary = -1 };
  gint64 gone = add_client (fixture, "Gone", "lost", NULL);
  gint64 stays = add_client (fixture, "Stays", "active", NULL);
  gint64 both = add_contact (fixture, gone, "Both", NULL);

  add_contact (fixture, gone, "Only there", NULL);
  link.client_id = stays;
  link.contact_id = both;
  write_or_fail (fixture, lsn_contact_edit_on_worker, &link);

  g_array_append_val (ids, gone);
  edit = lsn_clients_edit_new (ids, fixture->clock);
  edit->remove = TRUE;
  write_or_fail (fixture, lsn_clients_edit_on_worker, edit);
  g_assert_cmpint (ask (fixture->store, "SELECT id FROM contact"), ==, both);
  g_assert_cmpuint (count_hits (fixture, "only there", "contact"), ==, 0);

  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM contact"), ==, 2);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client_contact"), ==, 3);
  g_assert_cmpuint (count_hits (fixture, "only there", "contact"), ==, 1);
}

static void
keep_changes_cb (LsnStore *store, LsnChanges *changes, gpointer user_data)
{
  LsnChanges **kept = user_data;

  g_clear_pointer (kept, lsn_changes_unref);
  *kept = lsn_changes_ref (changes);
}

/* Records that show something of the row that changes are announced with it. */
static void
test_shown (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", "+7 916 123-45-67");
  gint64 contact = add_contact (fixture, client, "Ann", NULL);
  gint64 followup = add_followup (fixture, client, "Call", TODAY, NULL, NULL, NULL);
  gint64 entry = log_touch (fixture, client, "call", "Hello", NOW);
  g_autoptr (LsnChanges) changes = NULL;
  const struct
  {
    const char *sql;
    const char *table;
    gint64 id;
    gboolean shown;
  } cases[] = {
    { "UPDATE client SET name = 'New'", "followup", followup, TRUE },
    { "UPDATE client SET name = 'Newer'", "entry", entry, TRUE },
    { "UPDATE contact SET name = 'Anna'", "client_contact", 0, TRUE },
    { "UPDATE channel SET value = '+7 916 000-00-00'", "followup", followup, TRUE },
    { "UPDATE channel SET value = '+7 916 000-00-01'", "entry", entry, FALSE },
    { "UPDATE segment SET name = 'VIP'", "client", client, TRUE },
    { "UPDATE tag SET name = 'video'", "client", client, TRUE },
  };

  tell (fixture->store, "INSERT INTO segment (id, name) VALUES (1, 'A');"
                        "INSERT INTO tag (id, name) VALUES (2, 'film');"
                        "UPDATE client SET segment_id = 1;"
                        "INSERT INTO client_tag (client_id, tag_id) SELECT id, 2 FROM client");
  g_assert_cmpint (contact, >, 0);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (keep_changes_cb), &changes);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_clear_pointer (&changes, lsn_changes_unref);
      tell (fixture->store, cases[i].sql);
      while (changes == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_test_message ("%s", cases[i].sql);
      if (cases[i].id)
        g_assert_cmpint (lsn_changes_get (changes, cases[i].table, cases[i].id) != 0, ==,
                         cases[i].shown);
      else
        g_assert_cmpuint (lsn_changes_count (changes, cases[i].table), ==, 1);
    }
  g_signal_handlers_disconnect_by_data (fixture->store, &changes);
}

static void
test_mine (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (LsnClientQuery) query = lsn_client_query_parse ("owner=me");

  add_client (fixture, "Ours", "active", NULL);
  tell (fixture->store, "INSERT INTO member (id, name, is_me) VALUES (1, 'Me', 1), (2, 'You', 0);"
                        "UPDATE client SET owner_id = 1");
  add_client (fixture, "Nobody's", "active", NULL);
  g_assert_cmpuint (count_clients (fixture, query), ==, 1);
  tell (fixture->store, "UPDATE client SET owner_id = 2 WHERE owner_id = 1");
  g_assert_cmpuint (count_clients (fixture, query), ==, 0);
}

static void
test_duplicate (ModelFixture *fixture, gconstpointer data)
{
  gint64 acme = add_client (fixture, "Acme", "active", "+7 916 123-45-67");
  const struct
  {
    const char *kind;
    const char *value;
    gint64 except;
    gint64 found;
  } cases[] = {
    { "phone", "8 (916) 123-45-67", 0, acme }, { "phone", "8 (916) 123-45-67", acme, 0 },
    { "phone", "8 (916) 123-45-68", 0, 0 },    { "phone", "8 91", 0, 0 },
    { "email", "8 (916) 123-45-67", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LsnDuplicate) duplicate =
          lsn_duplicate_new (cases[i].kind, cases[i].value, "RU", cases[i].except);
      g_autoptr (GError) error = NULL;

      lsn_store_read_sync (fixture->store, lsn_duplicate_on_worker, duplicate, &error);
      g_assert_no_error (error);
      g_assert_cmpint (duplicate->client_id, ==, cases[i].found);
      g_assert_cmpstr (duplicate->name, ==, cases[i].found ? "Acme" : NULL);
    }
}

static gint64
get_view (LsnSavedViews *views, guint position)
{
  return lsn_row_get_int64 (g_ptr_array_index (views->views, position), LSN_SAVED_VIEW_ID);
}

static void
test_saved_views (ModelFixture *fixture, gconstpointer data)
{
  const char *const names[] = { "Leads", "Quiet", "Perm" };
  g_autoptr (LsnSavedViews) views = lsn_saved_views_new ("clients");
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 ids[G_N_ELEMENTS (names)];
  LsnRemoval removal = { &lsn_saved_view_info, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LsnRow) row = lsn_row_new (&lsn_saved_view_info);
      LsnSavedViewAdd add = { .row = row };

      lsn_row_set_text (row, LSN_SAVED_VIEW_PAGE, "clients");
      lsn_row_set_text (row, LSN_SAVED_VIEW_NAME, names[i]);
      lsn_row_set_text (row, LSN_SAVED_VIEW_QUERY, "order=name");
      write_or_fail (fixture, lsn_saved_view_add_on_worker, &add);
      ids[i] = add.id;
    }
  lsn_store_read_sync (fixture->store, lsn_saved_views_on_worker, views, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (views->views->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (get_view (views, i), ==, ids[i]);

  g_array_append_val (order, ids[2]);
  g_array_append_val (order, ids[0]);
  g_array_append_val (order, ids[1]);
  write_or_fail (fixture, lsn_saved_views_order_on_worker, order);
  lsn_store_read_sync (fixture->store, lsn_saved_views_on_worker, views, NULL);
  g_assert_cmpint (get_view (views, 0), ==, ids[2]);
  g_assert_cmpint (get_view (views, 2), ==, ids[1]);

  removal.id = ids[0];
  write_or_fail (fixture, lsn_removal_on_worker, &removal);
  write_or_fail (fixture, lsn_saved_views_order_on_worker, order);
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  lsn_store_read_sync (fixture->store, lsn_saved_views_on_worker, views, NULL);
  g_assert_cmpuint (views->views->len, ==, 3);
}

static void
test_choices (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (LsnClientChoices) choices = lsn_client_choices_new ();
  g_autoptr (LsnClientQuery) query =
      lsn_client_query_parse ("city=Perm,Omsk next=none last=21 segment=1,77 tag=9");
  g_autoptr (GError) error = NULL;
  g_autofree char *city = NULL;
  g_autofree char *next = NULL;
  g_autofree char *last = NULL;
  g_autofree char *segment = NULL;
  g_autofree char *tag = NULL;

  for (guint i = 0; i < 30; i++)
    add_client (fixture, "Acme", "active", NULL);
  tell (fixture->store, "INSERT INTO segment (id, name) VALUES (1, 'VIP');"
                        "INSERT INTO member (id, name, is_me) VALUES (1, 'Ann', 1);"
                        "UPDATE client SET city = 'Perm' WHERE id % 2 = 0;"
                        "UPDATE client SET city = 'Omsk' WHERE id % 2 = 1;"
                        "UPDATE client SET city = 'Tver', archived_at = 1 WHERE id IN"
                        " (SELECT id FROM client LIMIT 1)");
  lsn_store_read_sync (fixture->store, lsn_client_choices_on_worker, choices, &error);
  g_assert_no_error (error);

  /* Omsk, Perm and none; what only archived clients have is left out. */
  g_assert_cmpuint (choices->choices[LSN_CLIENT_FACET_CITY]->len, ==, 3);
  g_assert_cmpuint (choices->choices[LSN_CLIENT_FACET_SOURCE]->len, ==, 1);
  g_assert_cmpuint (choices->choices[LSN_CLIENT_FACET_OWNER]->len, ==, 3);
  g_assert_cmpstr (lsn_client_choices_get_label (choices, LSN_CLIENT_FACET_SEGMENT, "1"), ==,
                   "VIP");

  city = lsn_client_choices_dup_words (choices, query, LSN_CLIENT_FACET_CITY);
  next = lsn_client_choices_dup_words (choices, query, LSN_CLIENT_FACET_NEXT);
  last = lsn_client_choices_dup_words (choices, query, LSN_CLIENT_FACET_LAST);
  g_assert_cmpstr (city, ==, "City: Perm or Omsk");
  g_assert_cmpstr (next, ==, "Next Step: None");
  g_assert_cmpstr (last, ==, "Last Contact: Over 21 Days Ago");

  /* A segment and a tag that are gone leave the filter with it. */
  g_assert_true (lsn_client_choices_prune (choices, query));
  g_assert_false (lsn_client_choices_prune (choices, query));
  segment = lsn_client_choices_dup_words (choices, query, LSN_CLIENT_FACET_SEGMENT);
  tag = lsn_client_choices_dup_words (choices, query, LSN_CLIENT_FACET_TAG);
  g_assert_cmpstr (segment, ==, "Segment: VIP");
  g_assert_null (tag);
}

static void
assert_me (ModelFixture *fixture, const char *name, gint64 n_members)
{
  g_autoptr (LsnMe) me = lsn_me_new (NULL);
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_me_on_worker, me, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (me->name, ==, name);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM member"), ==, n_members);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM member WHERE is_me"), ==,
                   name ? 1 : 0);
}

static void
call_me (ModelFixture *fixture, const char *name)
{
  g_autoptr (LsnMe) me = lsn_me_new (name);

  write_or_fail (fixture, lsn_me_write_on_worker, me);
}

static void
test_me (ModelFixture *fixture, gconstpointer data)
{
  assert_me (fixture, NULL, 0);
  call_me (fixture, "  ");
  assert_me (fixture, NULL, 0);
  call_me (fixture, " Анна ");
  assert_me (fixture, "Анна", 1);
  /* The same person under another name. */
  call_me (fixture, "Анна Ким");
  assert_me (fixture, "Анна Ким", 1);
  /* One of the others, whatever the case. */
  tell (fixture->store, "INSERT INTO member (id, name, archived_at) VALUES (7, 'Олег', 1)");
  call_me (fixture, "олег");
  assert_me (fixture, "олег", 2);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM member WHERE id = 7 AND is_me"
                                        " AND archived_at IS NULL"),
                   ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/clients/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("query", test_client_query);
  ADD ("filters", test_filters);
  ADD ("search", test_search);
  ADD ("search-order", test_search_order);
  ADD ("name-query", test_name_query);
  ADD ("delete", test_delete);
  ADD ("shown", test_shown);
  ADD ("mine", test_mine);
  ADD ("duplicate", test_duplicate);
  ADD ("saved-views", test_saved_views);
  ADD ("choices", test_choices);
  ADD ("me", test_me);
#undef ADD
  return g_test_run ();
}
