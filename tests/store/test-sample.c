/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/sample/lsn-sample.h"

static void
make_sample (ModelFixture *fixture, guint clients, guint entries, const char *language)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Moscow");
  g_autoptr (LsnSample) sample = lsn_sample_new (clients, entries, 7, language, NOW, zone);
  g_autoptr (GError) error = NULL;

  lsn_store_import_sync (fixture->store, "Sample", lsn_sample_on_worker, sample, NULL, &error);
  g_assert_no_error (error);
}

static gint64
count (ModelFixture *fixture, const char *table, const char *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE %s", table, condition);

  return ask (fixture->store, sql);
}

/* What the pages need to have something true to show. */
static void
test_content (ModelFixture *fixture, gconstpointer language)
{
  const struct
  {
    const char *table;
    const char *condition;
    gint64 least;
    gint64 most;
  } cases[] = {
    { "client", "TRUE", 60, 60 },
    { "client", "kind = 'person'", 5, 12 },
    { "entry", "TRUE", 400, 400 },
    { "followup", "TRUE", 90, 150 },
    { "followup", "done_at IS NULL AND due_date < '" TODAY "'", 2, 20 },
    { "followup", "done_at IS NULL AND due_date = '" TODAY "'", 2, 20 },
    { "followup", "done_at IS NULL AND due_date = '2026-11-24'", 1, 20 },
    { "followup", "rrule IS NOT NULL", 1, 20 },
    { "client_state", "listed AND next_touch IS NULL AND status_rank < 3", 1, 20 },
    { "client_state", "listed AND touch_due < '" TODAY "'", 2, 25 },
    { "client_state", "turn = 'client'", 1, 40 },
    { "event", "TRUE", 10, 30 },
    { "event", "rrule IS NOT NULL", 1, 3 },
    { "event", "title LIKE '%{%'", 0, 0 },
    { "agreement", "proof_entry_id IS NOT NULL", 10, 100 },
    { "important_date", "TRUE", 3, 40 },
    { "segment", "cadence_days > 0", 4, 4 },
    { "member", "is_me", 1, 1 },
    { "entry", "text LIKE '%{%'", 0, 0 },
    { "entry", "at > 1795428000000000", 0, 0 },
    { "channel", "kind = 'email' AND value NOT LIKE '%.example'", 0, 0 },
    { "channel", "kind = 'phone' AND normal NOT GLOB '+[0-9]*'", 0, 0 },
    { "(SELECT id FROM entry ORDER BY at DESC LIMIT 1)", "id <> (SELECT max (id) FROM entry)", 0,
      0 },
  };

  make_sample (fixture, 60, 400, language);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 n = count (fixture, cases[i].table, cases[i].condition);

      g_test_message ("%s %s: %" G_GINT64_FORMAT, cases[i].table, cases[i].condition, n);
      g_assert_cmpint (n, >=, cases[i].least);
      g_assert_cmpint (n, <=, cases[i].most);
    }
}

/* The same seed tells the same stories. */
static void
test_same (ModelFixture *fixture, gconstpointer data)
{
  make_sample (fixture, 20, 100, "ru");
  make_sample (fixture, 20, 100, "ru");
  g_assert_cmpint (count (fixture, "segment", "TRUE"), ==, 4);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM (SELECT text, at FROM entry GROUP BY"
                                        " text, at HAVING count(*) % 2 = 1)"),
                   ==, 0);
  g_assert_cmpint (ask (fixture->store,
                        "SELECT count(*) FROM (SELECT name, status, city FROM client"
                        " GROUP BY name, status, city HAVING count(*) = 2)"),
                   ==, 20);
}

static void
test_undo (ModelFixture *fixture, gconstpointer data)
{
  const char *const tables[] = { "client", "contact", "channel",   "entry",        "followup",
                                 "tag",    "member",  "agreement", "client_state", "search_doc" };
  gint64 own = add_client (fixture, "Own", "active", NULL);
  g_autoptr (GError) error = NULL;

  make_sample (fixture, 30, 120, "en");
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      gboolean has_own = strstr ("client client_state search_doc", tables[i]) != NULL;

      g_test_message ("%s", tables[i]);
      g_assert_cmpint (count (fixture, tables[i], "TRUE"), ==, has_own ? 1 : 0);
    }
  g_assert_cmpint (ask (fixture->store, "SELECT id FROM client"), ==, own);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func)                                                                      \
  g_test_add ("/sample/" name, ModelFixture, data, model_set_up, func, model_tear_down)
  ADD ("content/ru", "ru", test_content);
  ADD ("content/en", "en", test_content);
  ADD ("same", NULL, test_same);
  ADD ("undo", NULL, test_undo);
#undef ADD
  return g_test_run ();
}
