/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/followups/lsn-due.h"
#include "model/followups/lsn-followup-card.h"
#include "model/followups/lsn-followup-write.h"
#include "model/followups/lsn-today.h"
#include "model/timeline/lsn-entry.h"

static void
test_next_touch (ModelFixture *fixture, gconstpointer data)
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
test_done_twice (ModelFixture *fixture, gconstpointer data)
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
test_done_logs (ModelFixture *fixture, gconstpointer data)
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
test_snooze (ModelFixture *fixture, gconstpointer data)
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
test_refused_followups (ModelFixture *fixture, gconstpointer data)
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
test_recurrence (ModelFixture *fixture, gconstpointer data)
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
test_cadence (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Vega", "active", NULL);
  g_autofree char *sql =
      g_strdup_printf ("UPDATE client SET segment_id = 1 WHERE id = %" G_GINT64_FORMAT, client);

  tell (fixture->store, "INSERT INTO segment (id, name, cadence_days) VALUES (1, 'VIP', 14)");
  tell (fixture->store, sql);
  log_touch (fixture, client, "call", "Hello", NOW - 20 * G_TIME_SPAN_DAY);
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
test_today (ModelFixture *fixture, gconstpointer data)
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
  g_assert_cmpstr (((LsnComingDate *) today->dates->pdata[0])->title, ==, "Birthday");
  g_assert_cmpstr (((LsnComingDate *) today->dates->pdata[0])->client, ==, "Stuck");
}

static gboolean
load_due_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray **items = data;

  *items = lsn_due_load (db, lsn_date_from_iso (TODAY), error);
  return *items != NULL;
}

/* What the reminder is told of: a birthday on the first day of its lead time and on the day. */
static void
test_due (ModelFixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *title;
    const char *remind_on;
  } cases[] = { { "Late", "2026-11-14" },      { "Tomorrow", "2026-11-24" },
                { "Near", "2026-11-21" },      { "First day tomorrow", "2026-11-24" },
                { "Yesterday", "2026-11-22" }, { "On the day", TODAY } };
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *dates = g_strdup_printf (
      "INSERT INTO important_date (client_id, title, date, yearly, lead_days) SELECT"
      " %" G_GINT64_FORMAT ", column1, column2, 1, column3 FROM (VALUES"
      " ('Near', '1980-11-28', 7), ('First day tomorrow', '1980-12-01', 7),"
      " ('Far', '1980-12-02', 7), ('Yesterday', '1980-11-22', 7), ('On the day', '1980-11-23', 0),"
      " ('Long over', '1980-11-19', 7))",
      client);

  add_followup (fixture, 0, "Late", "2026-11-14", NULL, NULL, NULL);
  add_followup (fixture, client, "Tomorrow", "2026-11-24", NULL, NULL, NULL);
  add_followup (fixture, client, "Later", "2026-11-25", NULL, NULL, NULL);
  tell (fixture->store, dates);
  lsn_store_read_sync (fixture->store, load_due_on_worker, &items, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < items->len; i++)
    {
      const LsnDue *due = g_ptr_array_index (items, i);
      g_autofree char *remind_on = lsn_date_dup_iso (due->date);
      guint j = 0;

      while (j < G_N_ELEMENTS (cases) && !g_str_equal (cases[j].title, due->title))
        j++;
      g_assert_cmpuint (j, <, G_N_ELEMENTS (cases));
      g_assert_cmpstr (remind_on, ==, cases[j].remind_on);
      g_assert_cmpstr (due->client, ==, j == 0 ? NULL : "Acme");
    }
}

/* The button of a notification that told of several: one action, one undo; a day keeps the whole
 * day whole. */
static void
test_many (ModelFixture *fixture, gconstpointer data)
{
  gint64 whole = add_followup (fixture, 0, "Whole", TODAY, NULL, NULL, NULL);
  gint64 timed = add_followup (fixture, 0, "Timed", TODAY, "15:00", NULL, NULL);
  gint64 over = add_followup (fixture, 0, "Over", TODAY, NULL, NULL, NULL);
  const gint64 ids[] = { whole, over, timed };
  LsnFollowupDone done = { .id = over, .now = NOW, .today = lsn_date_from_iso (TODAY) };
  LsnFollowupMany *many = g_new0 (LsnFollowupMany, 1);
  g_autoptr (GError) error = NULL;

  lsn_store_write_sync (fixture->store, "Done", lsn_followup_done_on_worker, &done, &error);
  g_assert_no_error (error);
  many->func = lsn_followup_snooze_on_worker;
  many->each = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_followup_snooze_free);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      LsnFollowupSnooze *snooze = g_new0 (LsnFollowupSnooze, 1);

      snooze->id = ids[i];
      snooze->date = lsn_date_from_iso ("2026-11-26");
      snooze->minute = 9 * 60;
      snooze->by_day = TRUE;
      snooze->zone = g_strdup ("UTC");
      g_ptr_array_add (many->each, snooze);
    }
  lsn_store_write_sync (fixture->store, "Snooze", lsn_followup_many_on_worker, many, &error);
  g_assert_no_error (error);
  lsn_followup_many_free (many);

  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM followup WHERE due_date ="
                                        " '2026-11-26' AND done_at IS NULL"),
                   ==, 2);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM followup WHERE title = 'Whole'"
                                        " AND due_time IS NULL"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM followup WHERE title = 'Timed'"
                                        " AND due_time = '09:00' AND due_zone = 'UTC'"),
                   ==, 1);
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store,
                        "SELECT count(*) FROM followup WHERE due_date = '" TODAY "'"),
                   ==, 3);
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

/* What is done stands in a list of its own, and can be opened again. */
static void
test_done_steps (ModelFixture *fixture, gconstpointer data)
{
  gint64 acme = add_client (fixture, "Acme", "active", NULL);
  gint64 act = add_followup (fixture, acme, "Send the act", TODAY, NULL, NULL, NULL);
  g_autoptr (LsnDoneSteps) done = lsn_done_steps_new (acme);
  g_autoptr (LsnDoneSteps) after = lsn_done_steps_new (acme);
  LsnFollowupEdit *edit = g_new0 (LsnFollowupEdit, 1);
  g_autoptr (GError) error = NULL;

  add_followup (fixture, acme, "Call", TODAY, NULL, NULL, NULL);
  tell (fixture->store, "UPDATE followup SET done_at = 5, outcome = 'Sent' WHERE title <> 'Call'");
  lsn_store_read_sync (fixture->store, lsn_done_steps_on_worker, done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done->steps->len, ==, 1);
  g_assert_cmpstr (lsn_row_get_text (g_ptr_array_index (done->steps, 0), LSN_FOLLOWUP_OUTCOME), ==,
                   "Sent");

  edit->id = act;
  edit->now = NOW;
  edit->row = lsn_row_new (&lsn_followup_info);
  lsn_row_set_null (edit->row, LSN_FOLLOWUP_DONE_AT);
  write_or_fail (fixture, lsn_followup_edit_on_worker, edit);
  lsn_followup_edit_free (edit);
  lsn_store_read_sync (fixture->store, lsn_done_steps_on_worker, after, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->steps->len, ==, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT open_followups FROM client_state"), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/followups/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("done-steps", test_done_steps);
  ADD ("next-touch", test_next_touch);
  ADD ("done-twice", test_done_twice);
  ADD ("done-logs", test_done_logs);
  ADD ("snooze", test_snooze);
  ADD ("refused", test_refused_followups);
  ADD ("recurrence", test_recurrence);
  ADD ("cadence", test_cadence);
  ADD ("today", test_today);
  ADD ("due", test_due);
  ADD ("many", test_many);
#undef ADD
  g_test_add_func ("/followups/severity", test_severity);
  g_test_add_func ("/followups/important-dates", test_important_dates);
  return g_test_run ();
}
