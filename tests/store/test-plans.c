/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/calendar/lsn-calendar.h"
#include "model/clients/lsn-client-card.h"
#include "model/clients/lsn-client-choices.h"
#include "model/followups/lsn-today.h"
#include "model/search/lsn-search.h"
#include "model/timeline/lsn-entry.h"
#include "store/lsn-record-list.h"

/* What a question asks SQLite is caught while it runs, and then explained: no list may sort its
 * rows or look at every row of a table that grows. */

typedef struct
{
  LsnStoreFunc func;
  LsnRecordQueryFunc query;
  gpointer data;
  gboolean may_sort; /* what it sorts is a day or a page, not a table */
} Ask;

static int
trace_cb (unsigned int what, void *context, void *statement, void *text)
{
  g_ptr_array_add (context, g_strdup (sqlite3_sql (statement)));
  return 0;
}

static gboolean
is_bad (const char *step, gboolean may_sort)
{
  const char *const small[] = { "SCAN m",
                                "SCAN d",
                                "SCAN member",
                                "SCAN segment",
                                "SCAN tag",
                                "SCAN words", /* as many as choices */
                                "SCAN every", /* all, once until the next write */
                                "SCAN CONSTANT ROW",
                                "SCAN (" };

  if (strstr (step, "TEMP B-TREE FOR ORDER BY"))
    return !may_sort;
  if (strstr (step, "(kind=?)")) /* a handful of kinds tell apart nothing */
    return TRUE;
  if (!g_str_has_prefix (step, "SCAN ") || strstr (step, "VIRTUAL TABLE"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (small); i++)
    {
      if (g_str_has_prefix (step, small[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
explain_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask *question = data;
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean ok;

  sqlite3_trace_v2 (lsn_database_get_handle (db), SQLITE_TRACE_STMT, trace_cb, asked);
  ok = question->query ? question->query (db, question->data, ids, NULL, error)
                       : question->func (db, question->data, NULL, error);
  sqlite3_trace_v2 (lsn_database_get_handle (db), 0, NULL, NULL);

  for (guint i = 0; ok && i < asked->len; i++)
    {
      const char *sql = g_ptr_array_index (asked, i);
      g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
      g_autoptr (LsnStatement) statement = NULL;

      /* FTS5 asks its own tables in its own way. */
      if (g_str_has_prefix (sql, "--") || strstr (sql, "main'."))
        continue;
      statement = lsn_database_prepare (db, explain, error);
      while (lsn_statement_step (statement))
        {
          const char *step = lsn_statement_get_text (statement, 3);

          if (is_bad (step, question->may_sort))
            g_error ("%s: %s", step, sql);
        }
      ok = lsn_statement_finish (statement, error);
    }
  g_assert_cmpuint (asked->len, >, 0);
  return ok;
}

static void
explain (ModelFixture *fixture, LsnStoreFunc func, LsnRecordQueryFunc query, gpointer data,
         gboolean may_sort)
{
  Ask question = { func, query, data, may_sort };
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, explain_on_worker, &question, &error);
  g_assert_no_error (error);
}

static void
test_client_lists (ModelFixture *fixture, gconstpointer data)
{
  const char *const filters[] = {
    "",
    "status=lead,active",
    "text=anna",
    "text=916",
    "segment=1",
    "segment=1,2,",
    "owner=1",
    "owner=me,",
    "tag=1,2",
    "tag=",
    "city=Perm,Moscow",
    "city=",
    "source=Website,",
    "turn=us,client",
    "next=overdue",
    "next=today,none",
    "next=week",
    "next=later",
    "last=30",
    "last=losing,never",
    "archived",
    "owner=me last=losing text=a city=Perm status=lead archived",
  };

  for (guint order = 0; order < N_LSN_CLIENT_ORDERS; order++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (filters) * 2; i++)
        {
          g_autoptr (LsnClientQuery) query = lsn_client_query_parse (filters[i / 2]);

          query->order = order;
          query->descending = i % 2;
          query->today = lsn_date_from_iso (TODAY);
          explain (fixture, NULL, lsn_client_query_on_worker, query, FALSE);
        }
    }
}

static void
test_timeline (ModelFixture *fixture, gconstpointer data)
{
  const char *const kinds[] = { NULL, "call" };
  const char *const texts[] = { NULL, "offer" };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (LsnTimelineQuery) query = lsn_timeline_query_new (1, kinds[i % 2], texts[i / 2]);

      explain (fixture, NULL, lsn_timeline_query_on_worker, query, FALSE);
    }
}

static void
test_pages (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (LsnToday) today = lsn_today_new (lsn_date_from_iso (TODAY), 100);
  g_autoptr (LsnClientChoices) choices = lsn_client_choices_new ();
  g_autoptr (LsnClientCard) card =
      lsn_client_card_new (add_client (fixture, "Acme", "active", "+7 916 123-45-67"));

  explain (fixture, lsn_today_on_worker, NULL, today, TRUE);
  explain (fixture, lsn_client_card_on_worker, NULL, card, TRUE);
  explain (fixture, lsn_client_choices_on_worker, NULL, choices, TRUE);
}

static void
test_search (ModelFixture *fixture, gconstpointer data)
{
  const char *const texts[] = { "anna", "916 123", "a b c", "" };

  add_client (fixture, "Anna", "active", "+7 916 123-45-67");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LsnSearch) search = lsn_search_new (texts[i], 20);

      explain (fixture, lsn_search_on_worker, NULL, search, FALSE);
    }
}

/* A month is found by the days it has, whatever there is besides. */
static void
test_calendar (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  LsnDate today = lsn_date_from_iso (TODAY);
  g_autoptr (LsnCalendarSpan) now = lsn_calendar_span_new (today - 20, today + 20, today, zone);
  g_autoptr (LsnCalendarSpan) then = lsn_calendar_span_new (today + 60, today + 90, today, zone);

  explain (fixture, lsn_calendar_span_on_worker, NULL, now, FALSE);
  explain (fixture, lsn_calendar_span_on_worker, NULL, then, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/plans/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("client-lists", test_client_lists);
  ADD ("timeline", test_timeline);
  ADD ("pages", test_pages);
  ADD ("search", test_search);
  ADD ("calendar", test_calendar);
#undef ADD
  return g_test_run ();
}
