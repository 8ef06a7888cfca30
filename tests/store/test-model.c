/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-fixture.h"

#include "model/clients/lsn-client-query.h"
#include "model/clients/lsn-client-write.h"
#include "model/followups/lsn-followup-write.h"
#include "model/followups/lsn-today.h"
#include "model/lsn-history.h"
#include "model/lsn-model.h"
#include "model/search/lsn-search.h"
#include "model/timeline/lsn-agreement.h"
#include "model/timeline/lsn-attachment.h"
#include "model/timeline/lsn-entry-write.h"
#include "store/lsn-store.h"

#include <glib/gstdio.h>

#define DAY_US G_TIME_SPAN_DAY
#define TODAY  "2026-11-23"
#define NOW                                                                                        \
  (G_GINT64_CONSTANT (1795514400) * G_USEC_PER_SEC) /* 2026-11-24T10:00:00Z less a day             \
                                                     */

typedef struct
{
  char *folder;
  LsnStore *store;
  gint64 clock;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = NOW;
  fixture->folder = fixture_make_folder ();
  fixture->store = lsn_store_open (fixture->folder, lsn_model_get_schema (), "Anna", &error);
  g_assert_no_error (error);
}

/* What projections keep row by row must equal what they make of the facts in one go. */
static gboolean
compare_with_rebuild_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                                GError **error)
{
  const LsnSchema *schema = lsn_model_get_schema ();
  const char *const tables[] = { "client_state", "search_doc" };
  const char *const words[] = { "search_name", "search_digits", "search_text" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *keep =
          g_strdup_printf ("CREATE TEMP TABLE kept_%s AS SELECT * FROM %s", tables[i], tables[i]);

      if (!lsn_database_execute (db, keep, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *keep = g_strdup_printf (
          "CREATE VIRTUAL TABLE temp.vocab_%s USING fts5vocab (main, %s, instance);"
          "CREATE TEMP TABLE kept_%s AS SELECT term, doc FROM temp.vocab_%s",
          words[i], words[i], words[i], words[i]);

      if (!lsn_database_execute (db, keep, error))
        return FALSE;
    }
  for (guint i = 0; i < schema->n_projections; i++)
    {
      if (!schema->projections[i].rebuild (db, error))
        return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (tables) + G_N_ELEMENTS (words); i++)
    {
      gboolean vocab = i >= G_N_ELEMENTS (tables);
      const char *table = vocab ? words[i - G_N_ELEMENTS (tables)] : tables[i];
      g_autofree char *now = vocab ? g_strdup_printf ("SELECT term, doc FROM temp.vocab_%s", table)
                                   : g_strdup_printf ("SELECT * FROM %s", table);
      g_autofree char *sql =
          g_strdup_printf ("SELECT (SELECT count(*) FROM (%s EXCEPT SELECT * FROM temp.kept_%s)) +"
                           " (SELECT count(*) FROM (SELECT * FROM temp.kept_%s EXCEPT %s))",
                           now, table, table, now);
      gint64 differences;

      if (!lsn_database_get_int64 (db, 0, &differences, error, sql, ""))
        return FALSE;
      if (differences != 0)
        g_test_message ("%s differs in %" G_GINT64_FORMAT " rows", table, differences);
      g_assert_cmpint (differences, ==, 0);
    }

  for (guint i = 0; i < G_N_ELEMENTS (tables) + G_N_ELEMENTS (words); i++)
    {
      gboolean vocab = i >= G_N_ELEMENTS (tables);
      const char *table = vocab ? words[i - G_N_ELEMENTS (tables)] : tables[i];
      g_autofree char *drop =
          g_strdup_printf ("DROP TABLE temp.kept_%s; %s%s", table,
                           vocab ? "DROP TABLE temp.vocab_" : "", vocab ? table : "");

      if (!lsn_database_execute (db, drop, error))
        return FALSE;
    }
  return TRUE;
}

static void
assert_projections (LsnStore *store)
{
  g_autoptr (GError) error = NULL;

  lsn_store_write_sync (store, "Check", compare_with_rebuild_on_worker, NULL, &error);
  g_assert_no_error (error);
  assert_whole (store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  assert_projections (fixture->store);
  lsn_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->store);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
}

/* --- Small verbs
 * ------------------------------------------------------------------------------------ */

static gint64
write_or_fail (Fixture *fixture, LsnStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock += G_USEC_PER_SEC;
  lsn_store_write_sync (fixture->store, "Test", func, data, &error);
  g_assert_no_error (error);
  return 0;
}

static gint64
add_client (Fixture *fixture, const char *name, const char *status, const char *phone)
{
  g_autoptr (LsnClientEdit) edit = g_new0 (LsnClientEdit, 1);

  edit->now = fixture->clock;
  edit->region = "RU";
  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_text (edit->row, LSN_CLIENT_NAME, name);
  lsn_row_set_text (edit->row, LSN_CLIENT_STATUS, status);
  if (phone)
    {
      LsnRow *channel = lsn_row_new (&lsn_channel_info);

      edit->channels = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);
      lsn_row_set_text (channel, LSN_CHANNEL_KIND, "phone");
      lsn_row_set_text (channel, LSN_CHANNEL_VALUE, phone);
      g_ptr_array_add (edit->channels, channel);
    }
  write_or_fail (fixture, lsn_client_edit_on_worker, edit);
  return edit->id;
}

static gint64
add_contact (Fixture *fixture, gint64 client_id, const char *name, const char *role)
{
  g_autoptr (LsnContactEdit) edit = g_new0 (LsnContactEdit, 1);

  edit->client_id = client_id;
  edit->name = g_strdup (name);
  edit->role = g_strdup (role);
  write_or_fail (fixture, lsn_contact_edit_on_worker, edit);
  return edit->contact_id;
}

static gint64
log_touch (Fixture *fixture, gint64 client_id, const char *kind, const char *text, gint64 at)
{
  g_autoptr (LsnEntryEdit) edit = g_new0 (LsnEntryEdit, 1);

  edit->now = fixture->clock;
  edit->row = lsn_row_new (&lsn_entry_info);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_CLIENT_ID, client_id);
  lsn_row_set_text (edit->row, LSN_ENTRY_KIND, kind);
  lsn_row_set_text (edit->row, LSN_ENTRY_TEXT, text);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_AT, at);
  write_or_fail (fixture, lsn_entry_edit_on_worker, edit);
  return edit->id;
}

static gint64
add_followup (Fixture *fixture, gint64 client_id, const char *title, const char *date,
              const char *time, const char *rrule, const char *mode)
{
  LsnFollowupEdit edit = { .now = fixture->clock };

  edit.row = lsn_row_new (&lsn_followup_info);
  if (client_id)
    lsn_row_set_int64 (edit.row, LSN_FOLLOWUP_CLIENT_ID, client_id);
  lsn_row_set_text (edit.row, LSN_FOLLOWUP_TITLE, title);
  lsn_row_set_text (edit.row, LSN_FOLLOWUP_DUE_DATE, date);
  lsn_row_set_text (edit.row, LSN_FOLLOWUP_DUE_TIME, time);
  if (rrule)
    lsn_row_set_text (edit.row, LSN_FOLLOWUP_RRULE, rrule);
  if (mode)
    lsn_row_set_text (edit.row, LSN_FOLLOWUP_REPEAT_MODE, mode);
  write_or_fail (fixture, lsn_followup_edit_on_worker, &edit);
  lsn_row_free (edit.row);
  return edit.id;
}

/* --- The schema
 * ------------------------------------------------------------------------------------- */

static gboolean
check_info_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnRecordInfo *info = data;
  g_autofree char *columns = lsn_record_info_dup_columns (info);
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM %s LIMIT 0", columns, lsn_record_info_get_sources (info));
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);
  guint stored = 0;
  gint64 present;

  lsn_statement_step (statement);
  if (!lsn_statement_finish (statement, error))
    return FALSE;
  for (guint i = 0; i < info->n_fields; i++)
    stored += (info->fields[i].flags & LSN_FIELD_DERIVED) == 0;
  if (!lsn_database_get_int64 (
          db, 0, &present, error,
          "SELECT count(*) FROM pragma_table_info (?) WHERE name <> 'import_id'", "t", info->table))
    return FALSE;
  g_test_message ("%s", info->table);
  g_assert_cmpint (stored, ==, present);
  return TRUE;
}

static void
test_field_tables (Fixture *fixture, gconstpointer data)
{
  const LsnRecordInfo *infos[] = {
    &lsn_client_info,         &lsn_contact_info,    &lsn_client_contact_info, &lsn_channel_info,
    &lsn_important_date_info, &lsn_segment_info,    &lsn_member_info,         &lsn_tag_info,
    &lsn_entry_info,          &lsn_attachment_info, &lsn_agreement_info,      &lsn_followup_info
  };

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (GError) error = NULL;

      lsn_store_read_sync (fixture->store, check_info_on_worker, (gpointer) infos[i], &error);
      g_assert_no_error (error);
    }
}

/* Every table is a fact, derived, or the store's own; every fact names its parents' columns
 * rightly. */
static void
test_facts (Fixture *fixture, gconstpointer data)
{
  const LsnSchema *schema = lsn_model_get_schema ();

  for (const LsnFact *fact = schema->facts; fact->table; fact++)
    {
      for (guint i = 0; fact->parents[i].table; i++)
        {
          g_autofree char *sql = g_strdup_printf (
              "SELECT count(*) FROM pragma_foreign_key_list ('%s') k JOIN pragma_table_info ('%s') c"
              " ON c.name = k.\"from\" WHERE k.\"table\" = '%s' AND c.cid = %d",
              fact->table, fact->table, fact->parents[i].table, fact->parents[i].column);

          g_test_message ("%s → %s", fact->table, fact->parents[i].table);
          g_assert_cmpint (ask (fixture->store, sql), ==, 1);
        }
    }

  /* Every foreign key has an index that begins with it. */
  g_assert_cmpint (
      ask (
          fixture->store,
          "SELECT count(*) FROM sqlite_schema m, pragma_foreign_key_list (m.name) k WHERE m.type = 'table'"
          " AND NOT EXISTS (SELECT 1 FROM pragma_index_list (m.name) i, pragma_index_info (i.name) c"
          " WHERE c.seqno = 0 AND c.name = k.\"from\")"),
      ==, 0);
}

/* --- Follow-ups
 * ------------------------------------------------------------------------------------- */

static void
test_next_touch (Fixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Ромашка", "active", NULL);
  gint64 later = add_followup (fixture, client, "Later", "2026-12-01", NULL, NULL, NULL);
  gint64 sooner = add_followup (fixture, client, "Sooner", "2026-11-25", "15:00", NULL, NULL);
  LsnFollowupDone done = { .id = sooner, .now = fixture->clock };

  g_assert_cmpint (later, !=, sooner);
  done.today = lsn_date_from_iso (TODAY);
  g_assert_cmpint (ask (fixture->store,
                        "SELECT next_touch = '2026-11-25T15:00' AND open_followups = 2"
                        " FROM client_state"),
                   ==, 1);
  write_or_fail (fixture, lsn_followup_done_on_worker, &done);
  g_assert_cmpint (ask (fixture->store, "SELECT next_touch = '2026-12-01' FROM client_state"), ==,
                   1);
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT next_followup_id FROM client_state"), ==, sooner);
}

static void
test_done_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LsnFollowupDone done = { .id = add_followup (fixture, 0, "Once", TODAY, NULL, NULL, NULL),
                           .now = fixture->clock };

  done.today = lsn_date_from_iso (TODAY);
  write_or_fail (fixture, lsn_followup_done_on_worker, &done);
  g_assert_false (
      lsn_store_write_sync (fixture->store, "Done", lsn_followup_done_on_worker, &done, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND);
}

static void
test_done_logs (Fixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  LsnFollowupDone done = { .now = fixture->clock, .log = TRUE };
  LsnFollowupEdit edit = { .now = fixture->clock };

  edit.row = lsn_row_new (&lsn_followup_info);
  edit.id = add_followup (fixture, client, "Call about the offer", TODAY, NULL, NULL, NULL);
  lsn_row_set_text (edit.row, LSN_FOLLOWUP_KIND, "call");
  write_or_fail (fixture, lsn_followup_edit_on_worker, &edit);
  lsn_row_free (edit.row);

  done.id = edit.id;
  done.today = lsn_date_from_iso (TODAY);
  done.outcome = (char *) "Agreed on two videos";
  write_or_fail (fixture, lsn_followup_done_on_worker, &done);
  g_assert_cmpint (ask (fixture->store,
                        "SELECT count(*) FROM entry e JOIN entry_link l ON l.entry_id ="
                        " e.id WHERE e.kind = 'call' AND e.text = 'Agreed on two videos'"
                        " AND l.target_kind = 'followup'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT last_touch IS NOT NULL FROM client_state"), ==, 1);
}

static void
test_snooze (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_followup (fixture, 0, "Send the act", "2026-11-20", NULL, NULL, NULL);
  LsnFollowupSnooze snooze = { .id = id, .minute = 10 * 60, .zone = (char *) "Europe/Moscow" };

  snooze.date = lsn_date_from_iso ("2026-11-24");
  write_or_fail (fixture, lsn_followup_snooze_on_worker, &snooze);
  snooze.date = lsn_date_from_iso ("2026-11-26");
  snooze.minute = -1;
  write_or_fail (fixture, lsn_followup_snooze_on_worker, &snooze);
  g_assert_cmpint (ask (fixture->store, "SELECT due_date = '2026-11-26' AND due_time IS NULL AND"
                                        " snoozed_from = '2026-11-20' FROM followup"),
                   ==, 1);
}

static void
test_refused_followups (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *date;
    const char *time;
    const char *rrule;
  } bad[] = {
    { "2026-02-30", NULL, NULL }, { "tomorrow", NULL, NULL },
    { TODAY, "25:00x", NULL },    { TODAY, NULL, "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30" },
    { TODAY, NULL, "rubbish" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      LsnFollowupEdit edit = { .now = fixture->clock };

      edit.row = lsn_row_new (&lsn_followup_info);
      lsn_row_set_text (edit.row, LSN_FOLLOWUP_TITLE, "Bad");
      lsn_row_set_text (edit.row, LSN_FOLLOWUP_DUE_DATE, bad[i].date);
      lsn_row_set_text (edit.row, LSN_FOLLOWUP_DUE_TIME, bad[i].time);
      lsn_row_set_text (edit.row, LSN_FOLLOWUP_RRULE, bad[i].rrule);
      g_assert_false (
          lsn_store_write_sync (fixture->store, "Add", lsn_followup_edit_on_worker, &edit, &error));
      g_assert_nonnull (error);
      lsn_row_free (edit.row);
    }
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM followup"), ==, 0);
}

static void
test_recurrence (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *due;
    const char *rrule;
    const char *mode;
    const char *done_on;
    const char *next; /* nullable */
  } cases[] = {
    { "2026-11-23", "FREQ=WEEKLY;INTERVAL=2", "fixed", "2026-11-23", "2026-12-07" },
    { "2026-11-23", "FREQ=WEEKLY", "fixed", "2026-12-20", "2026-12-21" },
    { "2026-11-23", "FREQ=DAILY;INTERVAL=3", "after-done", "2026-11-30", "2026-12-03" },
    { "2026-10-30", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "fixed", "2026-11-02",
      "2026-11-30" },
    { "2026-11-23", "FREQ=WEEKLY;COUNT=1", "fixed", "2026-11-23", NULL },
    { "2026-11-23", "FREQ=WEEKLY;UNTIL=20261125", "fixed", "2026-11-23", NULL },
    { "2026-11-23", NULL, NULL, "2026-11-23", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 id =
          add_followup (fixture, 0, "Repeat", cases[i].due, "10:00", cases[i].rrule, cases[i].mode);
      LsnFollowupDone done = { .id = id, .now = fixture->clock };
      g_autofree char *sql = NULL;

      done.today = lsn_date_from_iso (cases[i].done_on);
      write_or_fail (fixture, lsn_followup_done_on_worker, &done);
      g_test_message ("%s from %s", cases[i].rrule, cases[i].due);
      if (cases[i].next == NULL)
        {
          g_assert_cmpint (done.next_id, ==, 0);
          continue;
        }
      sql = g_strdup_printf ("SELECT count(*) FROM followup WHERE previous_id = %" G_GINT64_FORMAT
                             " AND due_date = '%s' AND due_time = '10:00' AND done_at IS NULL",
                             id, cases[i].next);
      g_assert_cmpint (ask (fixture->store, sql), ==, 1);

      /* Both come and go together. */
      lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
      g_assert_cmpint (ask (fixture->store, sql), ==, 0);
      lsn_store_redo_sync (fixture->store, NULL, NULL);
      g_assert_cmpint (ask (fixture->store, sql), ==, 1);
    }
}

static void
test_cadence (Fixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Vega", "active", NULL);
  g_autofree char *sql =
      g_strdup_printf ("UPDATE client SET segment_id = 1 WHERE id = %" G_GINT64_FORMAT, client);

  tell (fixture->store, "INSERT INTO segment (id, name, cadence_days) VALUES (1, 'VIP', 14)");
  tell (fixture->store, sql);
  log_touch (fixture, client, "call", "Hello", NOW - 20 * DAY_US);
  g_assert_cmpint (ask (fixture->store, "SELECT touch_due < '" TODAY "' FROM client_state"), ==, 1);

  /* A note is no contact. */
  log_touch (fixture, client, "note", "Thought of them", NOW);
  g_assert_cmpint (ask (fixture->store, "SELECT touch_due < '" TODAY "' FROM client_state"), ==, 1);
  log_touch (fixture, client, "mail", "Wrote to them", NOW);
  g_assert_cmpint (ask (fixture->store, "SELECT touch_due > '" TODAY "' FROM client_state"), ==, 1);

  tell (fixture->store, "UPDATE segment SET cadence_days = NULL");
  g_assert_cmpint (ask (fixture->store, "SELECT touch_due IS NULL FROM client_state"), ==, 1);
}

static void
test_today (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LsnToday) today = lsn_today_new (lsn_date_from_iso (TODAY), 50);
  g_autoptr (GError) error = NULL;
  gint64 stuck = add_client (fixture, "Stuck", "active", NULL);
  gint64 lost = add_client (fixture, "Lost", "lost", NULL);
  gint64 late = add_followup (fixture, 0, "Late", "2026-11-14", NULL, NULL, NULL);
  gint64 any = add_followup (fixture, 0, "Any time", TODAY, NULL, NULL, NULL);
  gint64 ten = add_followup (fixture, 0, "Ten", TODAY, "10:00", NULL, NULL);
  gint64 next = add_followup (fixture, 0, "Next", "2026-11-24", NULL, NULL, NULL);
  g_autofree char *dates = g_strdup_printf (
      "INSERT INTO important_date (client_id, title, date, yearly, lead_days) VALUES"
      " (%" G_GINT64_FORMAT ", 'Birthday', '1980-11-28', 1, 7), (%" G_GINT64_FORMAT
      ", 'Far', '1980-01-28', 1, 7), (%" G_GINT64_FORMAT ", 'Past', '2025-11-24', 0, 7)",
      stuck, stuck, stuck);

  g_assert_cmpint (lost, >, 0);
  tell (fixture->store, dates);
  lsn_store_read_sync (fixture->store, lsn_today_on_worker, today, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (today->overdue->len, ==, 1);
  g_assert_cmpint (g_array_index (today->overdue, gint64, 0), ==, late);
  g_assert_cmpuint (today->due->len, ==, 2);
  g_assert_cmpint (g_array_index (today->due, gint64, 0), ==, ten);
  g_assert_cmpint (g_array_index (today->due, gint64, 1), ==, any);
  g_assert_cmpint (g_array_index (today->tomorrow, gint64, 0), ==, next);
  g_assert_cmpint (today->n_stuck, ==, 1);
  g_assert_cmpint (g_array_index (today->stuck, gint64, 0), ==, stuck);
  g_assert_cmpuint (today->dates->len, ==, 1);
}

static void
test_severity (void)
{
  const int severities[] = { 0, 1, 1, 1, 2, 2, 2, 2, 3, 3 };

  for (int late = -1; late < (int) G_N_ELEMENTS (severities); late++)
    g_assert_cmpint (lsn_today_get_severity (1000, 1000 + late), ==,
                     late < 0 ? 0 : severities[late]);
}

static void
test_important_dates (void)
{
  const struct
  {
    const char *date;
    gboolean yearly;
    const char *next;
  } cases[] = {
    { "1980-11-23", TRUE, "2026-11-23" }, { "1980-11-22", TRUE, "2027-11-22" },
    { "2000-02-29", TRUE, "2027-02-28" }, { "2026-12-31", FALSE, "2026-12-31" },
    { "2026-11-22", FALSE, NULL },        { "2030-05-01", TRUE, "2030-05-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *next = lsn_date_dup_iso (
          lsn_important_date_get_next (lsn_date_from_iso (cases[i].date), cases[i].yearly,
                                       lsn_date_from_iso (TODAY)));

      g_assert_cmpstr (next, ==, cases[i].next);
    }
}

/* --- Lists
 * ------------------------------------------------------------------------------------------ */

static gboolean
list_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gpointer *pair = data;

  return lsn_client_query_on_worker (db, pair[0], pair[1], cancellable, error);
}

static guint
count_clients (Fixture *fixture, LsnClientQuery *query)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gpointer pair[] = { query, ids };

  lsn_store_read_sync (fixture->store, list_on_worker, pair, &error);
  g_assert_no_error (error);
  return ids->len;
}

static void
test_client_query (Fixture *fixture, gconstpointer data)
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

/* --- Search
 * ----------------------------------------------------------------------------------------- */

static guint
count_hits (Fixture *fixture, const char *text, const char *kind)
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
test_search (Fixture *fixture, gconstpointer data)
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
test_name_query (Fixture *fixture, gconstpointer data)
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

/* --- Timeline, agreements, files, history
 * ----------------------------------------------------------- */

static void
test_agreement (Fixture *fixture, gconstpointer data)
{
  LsnAgreementEdit edit = { .now = fixture->clock };
  gint64 client = add_client (fixture, "Acme", "active", NULL);

  edit.row = lsn_row_new (&lsn_agreement_info);
  lsn_row_set_int64 (edit.row, LSN_AGREEMENT_CLIENT_ID, client);
  lsn_row_set_text (edit.row, LSN_AGREEMENT_TEXT, "2 videos by 15 December");
  lsn_row_set_text (edit.row, LSN_AGREEMENT_AGREED_ON, TODAY);
  write_or_fail (fixture, lsn_agreement_edit_on_worker, &edit);
  g_clear_pointer (&edit.row, lsn_row_free);

  edit.row = lsn_row_new (&lsn_agreement_info);
  edit.now += DAY_US;
  lsn_row_set_text (edit.row, LSN_AGREEMENT_STATE, "confirmed");
  lsn_row_set_text (edit.row, LSN_AGREEMENT_TURN, "client");
  write_or_fail (fixture, lsn_agreement_edit_on_worker, &edit);
  lsn_row_free (edit.row);
  g_assert_cmpint (ask (fixture->store, "SELECT turn_since = confirmed_at AND turn = 'client' FROM"
                                        " agreement"),
                   ==, 1);
}

static void
test_attachment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LsnEntryEdit) edit = g_new0 (LsnEntryEdit, 1);
  g_autofree char *path = g_build_filename (fixture->folder, "brief v3.txt", NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "brief", -1);
  g_autofree char *kept =
      lsn_attachment_dup_path (lsn_store_get_files_folder (fixture->store), hash);

  g_assert_true (g_file_set_contents (path, "brief", -1, NULL));
  edit->now = fixture->clock;
  edit->row = lsn_row_new (&lsn_entry_info);
  lsn_row_set_text (edit->row, LSN_ENTRY_KIND, "file");
  edit->files_folder = g_strdup (lsn_store_get_files_folder (fixture->store));
  edit->files = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (edit->files, g_file_new_for_path (path));
  write_or_fail (fixture, lsn_entry_edit_on_worker, edit);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_cmpint (ask (fixture->store, "SELECT size FROM attachment WHERE name = 'brief v3.txt'"),
                   ==, 5);
}

static void
test_safe_names (void)
{
  const char *const names[][2] = {
    { "../../etc/passwd", "....etcpasswd" },
    { "..", "file" },
    { "", "file" },
    { "a\nb\tc", "abc" },
    { "invoice\u202efdp.exe", "invoicefdp.exe" },
    { "Договор №5.pdf", "Договор №5.pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *safe = lsn_attachment_dup_safe_name (names[i][0]);

      g_assert_cmpstr (safe, ==, names[i][1]);
    }
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  g_autoptr (LsnHistory) own = lsn_history_new (client, 50);
  g_autoptr (LsnHistory) all = lsn_history_new (0, 50);
  g_autoptr (GError) error = NULL;

  add_client (fixture, "Other", "active", NULL);
  log_touch (fixture, client, "call", "Hello", NOW);
  lsn_store_read_sync (fixture->store, lsn_history_on_worker, own, &error);
  g_assert_no_error (error);
  lsn_store_read_sync (fixture->store, lsn_history_on_worker, all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (own->items->len, ==, 2);
  g_assert_cmpuint (all->items->len, ==, 3);
}

static void
test_many_clients (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LsnClientsEdit) edit = NULL;
  gint64 id;

  id = add_client (fixture, "A", "lead", NULL);
  g_array_append_val (ids, id);
  id = add_client (fixture, "B", "lead", NULL);
  g_array_append_val (ids, id);

  edit = lsn_clients_edit_new (ids, fixture->clock);
  edit->add_tag = g_strdup ("vip");
  edit->owner = g_strdup ("Anna");
  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_text (edit->row, LSN_CLIENT_STATUS, "active");
  edit->followup = lsn_row_new (&lsn_followup_info);
  lsn_row_set_text (edit->followup, LSN_FOLLOWUP_TITLE, "Say hello");
  lsn_row_set_text (edit->followup, LSN_FOLLOWUP_DUE_DATE, TODAY);
  write_or_fail (fixture, lsn_clients_edit_on_worker, edit);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client_tag"), ==, 2);
  g_assert_cmpint (ask (fixture->store,
                        "SELECT count(*) FROM client_state WHERE status_rank = 0 AND"
                        " owner_key IS NOT NULL AND next_touch = '" TODAY "'"),
                   ==, 2);

  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client_tag"), ==, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM followup"), ==, 0);
}

/* --- Projections
 * ------------------------------------------------------------------------------------ */

static gint64
any_id (Fixture *fixture, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s ORDER BY random () LIMIT 1", table);

  return ask (fixture->store, sql);
}

static void
test_random_walk (Fixture *fixture, gconstpointer data)
{
  const char *const tables[] = { "client", "contact", "entry", "followup", "segment" };

  tell (fixture->store,
        "INSERT INTO segment (id, name, cadence_days) VALUES (1, 'A', 7), (2, 'B', 30)");
  add_client (fixture, "First", "active", "+7 916 000-00-00");
  for (int i = 0; i < 250; i++)
    {
      gint64 client = any_id (fixture, "client");
      g_autofree char *name = g_strdup_printf ("Клиент %d", i);
      g_autofree char *sql = NULL;

      switch (g_test_rand_int_range (0, 10))
        {
        case 0:
          add_client (fixture, name, i % 2 ? "active" : "paused", i % 3 ? "8 916 123-45-67" : NULL);
          break;
        case 1:
          if (client > 0)
            add_contact (fixture, client, name, "boss");
          break;
        case 2:
        case 3:
          if (client > 0)
            log_touch (fixture, client, i % 2 ? "call" : "note", name, NOW - i * DAY_US);
          break;
        case 4:
        case 5:
          if (client > 0)
            add_followup (fixture, client, name, i % 2 ? TODAY : "2026-12-01",
                          i % 3 ? "10:00" : NULL, NULL, NULL);
          break;
        case 6:
          sql = g_strdup_printf (
              "UPDATE client SET name = '%s', segment_id = %d WHERE id = %" G_GINT64_FORMAT, name,
              i % 2 + 1, client);
          if (ask (fixture->store, "SELECT count(*) FROM segment") == 2)
            tell (fixture->store, sql);
          break;
        case 7:
          sql = g_strdup_printf (
              "DELETE FROM %s WHERE id = (SELECT id FROM %s ORDER BY random () LIMIT 1)",
              tables[i % G_N_ELEMENTS (tables)], tables[i % G_N_ELEMENTS (tables)]);
          tell (fixture->store, sql);
          break;
        case 8:
          lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
          break;
        default:
          lsn_store_redo_sync (fixture->store, NULL, NULL);
          break;
        }
      if (i % 50 == 0)
        assert_projections (fixture->store);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/model/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("field-tables", test_field_tables);
  ADD ("facts", test_facts);
  ADD ("next-touch", test_next_touch);
  ADD ("done-twice", test_done_twice);
  ADD ("done-logs", test_done_logs);
  ADD ("snooze", test_snooze);
  ADD ("refused-followups", test_refused_followups);
  ADD ("recurrence", test_recurrence);
  ADD ("cadence", test_cadence);
  ADD ("today", test_today);
  ADD ("client-query", test_client_query);
  ADD ("search", test_search);
  ADD ("name-query", test_name_query);
  ADD ("agreement", test_agreement);
  ADD ("attachment", test_attachment);
  ADD ("history", test_history);
  ADD ("many-clients", test_many_clients);
  ADD ("random-walk", test_random_walk);
#undef ADD
  g_test_add_func ("/model/severity", test_severity);
  g_test_add_func ("/model/important-dates", test_important_dates);
  g_test_add_func ("/model/safe-names", test_safe_names);
  return g_test_run ();
}
