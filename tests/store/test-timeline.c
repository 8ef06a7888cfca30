/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "base/lsn-clock.h"
#include "model/timeline/lsn-entry-write.h"

#define HOUR G_TIME_SPAN_HOUR

/* --- The timeline ----------------------------------------------------------------------------- */

static gboolean
list_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gpointer *pair = data;

  return lsn_timeline_query_on_worker (db, pair[0], pair[1], cancellable, error);
}

static LsnTimelineQuery *
list (ModelFixture *fixture, gint64 client_id, const char *kind, const char *text, GArray **ids)
{
  LsnTimelineQuery *query = lsn_timeline_query_new (client_id, kind, text);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gpointer pair[] = { query, found };

  lsn_store_read_sync (fixture->store, list_on_worker, pair, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, query->days->len);
  if (ids)
    *ids = g_steal_pointer (&found);
  return query;
}

static void
assert_day (const LsnTimelineQuery *query, guint position, const char *day)
{
  g_autofree char *iso = lsn_date_dup_iso (g_array_index (query->days, LsnDate, position));

  g_assert_cmpstr (iso, ==, day);
}

/* A day is the user's: 22:00 UTC is the next day in Moscow, and the one before it in New York stays
 * where it is. */
static void
test_days (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  g_autoptr (LsnTimelineQuery) moscow = NULL;
  g_autoptr (LsnTimelineQuery) york = NULL;

  log_touch (fixture, client, "call", "one", NOW);
  log_touch (fixture, client, "call", "two", NOW + 12 * HOUR);
  log_touch (fixture, client, "call", "three", NOW + 13 * HOUR);
  log_touch (fixture, client, "call", "four", NOW - 400 * 24 * HOUR);

  lsn_clock_set_for_test (0, "Europe/Moscow");
  moscow = list (fixture, client, NULL, NULL, NULL);
  g_assert_cmpuint (moscow->days->len, ==, 4);
  assert_day (moscow, 0, "2026-11-24");
  assert_day (moscow, 1, "2026-11-24");
  assert_day (moscow, 2, "2026-11-23");
  assert_day (moscow, 3, "2025-10-19");

  lsn_clock_set_for_test (0, "America/New_York");
  york = list (fixture, client, NULL, NULL, NULL);
  assert_day (york, 0, "2026-11-23");
  assert_day (york, 2, "2026-11-23");
  lsn_clock_set_for_test (0, NULL);
}

static void
test_filter (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  gint64 other = add_client (fixture, "Vega", "active", NULL);
  gint64 mail = log_touch (fixture, client, "mail", "Отправили договоры", NOW);
  gint64 theirs = log_touch (fixture, other, "mail", "Договор у юристов", NOW - HOUR);
  LsnEntryLink link = { theirs, "client", client, FALSE };
  g_autoptr (LsnTimelineQuery) query = NULL;
  g_autoptr (LsnTimelineQuery) calls = NULL;
  g_autoptr (GArray) ids = NULL;

  log_touch (fixture, client, "call", "Обсудили баннер", NOW + HOUR);
  write_or_fail (fixture, lsn_entry_link_on_worker, &link);
  query = list (fixture, client, "mail", "договор", &ids);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, mail);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, theirs);
  calls = list (fixture, client, "call", "договор", NULL);
  g_assert_cmpuint (calls->days->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add ("/timeline" path, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("/days", test_days);
  ADD ("/filter", test_filter);
#undef ADD
  return g_test_run ();
}
