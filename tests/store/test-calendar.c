/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/calendar/lsn-calendar.h"
#include "model/calendar/lsn-event-capture.h"
#include "model/calendar/lsn-event-write.h"
#include "model/calendar/lsn-minutes.h"
#include "model/followups/lsn-due.h"
#include "model/search/lsn-search.h"

#define MOSCOW "Europe/Moscow"

static LsnDate
day (const char *iso)
{
  return lsn_date_from_iso (iso);
}

/* @times: "HH:MM-HH:MM", %NULL for whole days */
static gint64
add_event (ModelFixture *fixture, const char *title, const char *start, const char *end,
           const char *times, const char *zone, const char *rrule)
{
  g_autoptr (LsnEventEdit) edit = lsn_event_edit_new (0, NULL, LSN_EVENT_ALL, fixture->clock);

  lsn_row_set_text (edit->row, LSN_EVENT_TITLE, title);
  lsn_row_set_text (edit->row, LSN_EVENT_START_ON, start);
  lsn_row_set_text (edit->row, LSN_EVENT_END_ON, end);
  if (times)
    {
      g_auto (GStrv) both = g_strsplit (times, "-", 2);

      lsn_row_set_text (edit->row, LSN_EVENT_START_TIME, both[0]);
      lsn_row_set_text (edit->row, LSN_EVENT_END_TIME, both[1]);
      lsn_row_set_text (edit->row, LSN_EVENT_ZONE, zone);
    }
  lsn_row_set_text (edit->row, LSN_EVENT_RRULE, rrule);
  write_or_fail (fixture, lsn_event_edit_on_worker, edit);
  return edit->id;
}

static LsnCalendarSpan *
look_from (ModelFixture *fixture, const char *from, const char *to, const char *zone_id)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_id);
  LsnCalendarSpan *span = lsn_calendar_span_new (day (from), day (to), day (TODAY), zone);
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_calendar_span_on_worker, span, &error);
  g_assert_no_error (error);
  return span;
}

/* "title 11-24 15:00-16:00[ done][ overdue], …" */
static char *
describe (const LsnCalendarSpan *span)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < span->items->len; i++)
    {
      const LsnCalendarItem *item = g_ptr_array_index (span->items, i);
      g_autofree char *start = lsn_date_dup_iso (item->time.start);
      g_autofree char *end = lsn_date_dup_iso (item->time.end);

      g_string_append_printf (text, "%s%s %s", i ? ", " : "", item->title, start + 5);
      if (item->time.end != item->time.start)
        g_string_append_printf (text, "…%s", end + 5);
      if (item->time.start_minute >= 0)
        g_string_append_printf (text, " %02d:%02d-%02d:%02d", item->time.start_minute / 60,
                                item->time.start_minute % 60, item->time.end_minute / 60,
                                item->time.end_minute % 60);
      if (item->flags & LSN_CALENDAR_ITEM_DONE)
        g_string_append (text, " done");
      if (item->flags & LSN_CALENDAR_ITEM_OVERDUE)
        g_string_append (text, " overdue");
    }
  return g_string_free_and_steal (text);
}

static void
assert_span (ModelFixture *fixture, const char *from, const char *to, const char *expected)
{
  g_autoptr (LsnCalendarSpan) span = look_from (fixture, from, to, MOSCOW);
  g_autofree char *text = describe (span);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_span (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Romashka", "active", NULL);

  add_event (fixture, "Fair", "2026-11-20", "2026-11-26", NULL, NULL, NULL);
  add_event (fixture, "Brief", "2026-11-24", "2026-11-24", "15:00-16:30", MOSCOW, NULL);
  add_event (fixture, "Party", "2026-11-24", "2026-11-25", "22:00-02:00", MOSCOW, NULL);
  add_event (fixture, "Night", "2026-11-24", "2026-11-25", "20:00-00:00", MOSCOW, NULL);
  add_event (fixture, "Later", "2026-12-24", "2026-12-24", NULL, NULL, NULL);
  add_followup (fixture, client, "Late", "2026-11-01", NULL, NULL, NULL);
  add_followup (fixture, client, "Call", "2026-11-24", "10:00", NULL, NULL);
  assert_span (fixture, "2026-11-24", "2026-11-25",
               "Fair 11-20…11-26, Call 11-24 10:00-10:30, Brief 11-24 15:00-16:30,"
               " Night 11-24 20:00-24:00, Party 11-24…11-25 22:00-02:00");
  assert_span (fixture, TODAY, TODAY, "Fair 11-20…11-26, Late 11-23 overdue");
  assert_span (fixture, "2026-11-01", "2026-11-02", "");
}

static void
test_series (ModelFixture *fixture, gconstpointer data)
{
  gint64 id = add_event (fixture, "Weekly", "2026-11-02", "2026-11-02", "10:00-11:00", MOSCOW,
                         "FREQ=WEEKLY");
  g_autoptr (LsnEventEdit) this_one =
      lsn_event_edit_new (id, "2026-11-16T10:00", LSN_EVENT_THIS, NOW);
  g_autoptr (LsnEventEdit) following =
      lsn_event_edit_new (id, "2026-11-23T10:00", LSN_EVENT_FOLLOWING, NOW);
  g_autoptr (LsnEventEdit) all = lsn_event_edit_new (id, "2026-11-09T10:00", LSN_EVENT_ALL, NOW);
  LsnEventRemoval removal = { id, (char *) "2026-11-09T12:00", LSN_EVENT_THIS };
  g_autoptr (GError) error = NULL;

  lsn_event_row_set_time (this_one->row,
                          &(LsnEventTime) { day ("2026-11-17"), day ("2026-11-17"), 840, 900 },
                          MOSCOW);
  write_or_fail (fixture, lsn_event_edit_on_worker, this_one);
  assert_span (fixture, "2026-11-09", "2026-11-24",
               "Weekly 11-09 10:00-11:00, Weekly 11-17 14:00-15:00, Weekly 11-23 10:00-11:00");

  lsn_row_set_text (following->row, LSN_EVENT_TITLE, "Moved");
  lsn_event_row_set_time (following->row,
                          &(LsnEventTime) { day ("2026-11-24"), day ("2026-11-24"), 600, 660 },
                          MOSCOW);
  lsn_row_set_text (following->row, LSN_EVENT_RRULE, "FREQ=WEEKLY");
  write_or_fail (fixture, lsn_event_edit_on_worker, following);
  assert_span (fixture, "2026-11-16", "2026-12-01",
               "Weekly 11-17 14:00-15:00, Moved 11-24 10:00-11:00, Moved 12-01 10:00-11:00");

  /* The occurrence that was changed alone stays what it is, in the place of the moved one. */
  lsn_event_row_set_time (all->row,
                          &(LsnEventTime) { day ("2026-11-09"), day ("2026-11-09"), 720, 780 },
                          MOSCOW);
  write_or_fail (fixture, lsn_event_edit_on_worker, all);
  assert_span (fixture, "2026-11-01", "2026-11-22",
               "Weekly 11-02 12:00-13:00, Weekly 11-09 12:00-13:00, Weekly 11-17 14:00-15:00");

  write_or_fail (fixture, lsn_event_removal_on_worker, &removal);
  assert_span (fixture, "2026-11-01", "2026-11-22",
               "Weekly 11-02 12:00-13:00, Weekly 11-17 14:00-15:00");
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  assert_span (fixture, "2026-11-09", "2026-11-24",
               "Weekly 11-09 10:00-11:00, Weekly 11-16 10:00-11:00, Weekly 11-23 10:00-11:00");
}

static void
test_count (ModelFixture *fixture, gconstpointer data)
{
  gint64 id =
      add_event (fixture, "Four", "2026-11-02", "2026-11-02", NULL, NULL, "FREQ=WEEKLY;COUNT=4");
  LsnEventRemoval removal = { id, (char *) "2026-11-30", LSN_EVENT_FOLLOWING };
  g_autoptr (LsnEventEdit) following =
      lsn_event_edit_new (id, "2026-11-16", LSN_EVENT_FOLLOWING, NOW);

  lsn_row_set_text (following->row, LSN_EVENT_TITLE, "Rest");
  write_or_fail (fixture, lsn_event_edit_on_worker, following);
  assert_span (fixture, "2026-11-01", "2026-12-31",
               "Four 11-02, Four 11-09, Rest 11-16, Rest 11-23");
  removal.id = following->id;
  removal.occurrence = (char *) "2026-11-23";
  write_or_fail (fixture, lsn_event_removal_on_worker, &removal);
  assert_span (fixture, "2026-11-01", "2026-12-31", "Four 11-02, Four 11-09, Rest 11-16");
}

/* A day is a day and a time is a moment, wherever the user is (R15). */
static void
test_zones (ModelFixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *zone;
    const char *expected;
  } zones[] = {
    { "UTC", "Days 11-24…11-25, Talk 11-24 23:30-00:30" },
    { "Pacific/Kiritimati", "Days 11-24…11-25, Talk 11-25 13:30-14:30" },
    { "Pacific/Pago_Pago", "Days 11-24…11-25, Talk 11-24 12:30-13:30" },
    { "Asia/Kathmandu", "Days 11-24…11-25, Talk 11-25 05:15-06:15" },
    { "America/New_York", "Days 11-24…11-25, Talk 11-24 18:30-19:30" },
    { "Africa/Casablanca", "Days 11-24…11-25, Talk 11-25 00:30-01:30" },
    { "Australia/Lord_Howe", "Days 11-24…11-25, Talk 11-25 10:30-11:30" },
    { "Pacific/Apia", "Days 11-24…11-25, Talk 11-25 12:30-13:30" },
  };

  add_event (fixture, "Days", "2025-11-24", "2025-11-25", NULL, NULL, NULL);
  add_event (fixture, "Talk", "2025-11-24", "2025-11-25", "23:30-00:30", "UTC", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (LsnCalendarSpan) span =
          look_from (fixture, "2025-11-24", "2025-11-25", zones[i].zone);
      g_autofree char *text = describe (span);
      g_autofree char *expected = g_strdup (zones[i].expected);

      /* The first one crosses midnight, which the words say. */
      if (i == 0)
        {
          g_free (expected);
          expected = g_strdup ("Days 11-24…11-25, Talk 11-24…11-25 23:30-00:30");
        }
      g_assert_cmpstr (text, ==, expected);
    }
}

/* Ten years of every change of the clocks: a weekly talk at 2:30 stays at 2:30 of its own zone, the
 * skipped one goes on by what was skipped, and there is never one too few or too many. */
static void
test_transitions (ModelFixture *fixture, gconstpointer data)
{
  const char *const zones[] = { "UTC",
                                "Pacific/Kiritimati",
                                "Pacific/Pago_Pago",
                                "Asia/Kathmandu",
                                "America/New_York",
                                "Africa/Casablanca",
                                "Australia/Lord_Howe",
                                "Pacific/Apia" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
      gint64 id = add_event (fixture, "Talk", "2020-01-05", "2020-01-05", "02:30-03:00", zones[i],
                             "FREQ=DAILY;COUNT=3653");
      g_autoptr (LsnCalendarSpan) span = look_from (fixture, "2019-12-31", "2030-12-31", zones[i]);
      g_autoptr (LsnCalendarSpan) utc = look_from (fixture, "2019-12-31", "2030-12-31", "UTC");
      LsnEventRemoval removal = { id, NULL, LSN_EVENT_ALL };

      g_assert_cmpuint (span->items->len, ==, 3653);
      g_assert_cmpuint (utc->items->len, ==, 3653);
      for (guint j = 0; j < span->items->len; j++)
        {
          const LsnCalendarItem *own = g_ptr_array_index (span->items, j);
          const LsnCalendarItem *far = g_ptr_array_index (utc->items, j);
          int minute;
          LsnDate date = lsn_date_from_instant (lsn_date_to_instant (own->time.start,
                                                                     own->time.start_minute, zone),
                                                zone, &minute);

          g_assert_cmpint (own->time.start, ==, day ("2020-01-05") + (int) j);
          g_assert_cmpint (own->time.start_minute, ==, 150);
          /* In the gap it is carried over by the hour, or half of it, that is skipped. */
          g_assert_cmpint (date, ==, own->time.start);
          g_assert_true (minute == 150 || minute == 180 || minute == 210);
          g_assert_cmpint (far->time.end_minute - far->time.start_minute +
                               (far->time.end - far->time.start) * 1440,
                           <=, 90);
        }
      write_or_fail (fixture, lsn_event_removal_on_worker, &removal);
    }
}

static void
test_move (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Romashka", "active", NULL);
  gint64 event = add_event (fixture, "Brief", "2026-11-24", "2026-11-24", "15:00-16:00",
                            "America/New_York", NULL);
  gint64 followup = add_followup (fixture, client, "Call", "2026-11-24", NULL, NULL, NULL);
  LsnCalendarMove move = { .layer = 0, .id = event, .zone = (char *) MOSCOW, .now = NOW };
  g_autoptr (GError) error = NULL;

  move.to = (LsnEventTime) { day ("2026-11-26"), day ("2026-11-26"), 600, 690 };
  write_or_fail (fixture, lsn_calendar_move_on_worker, &move);
  g_assert_cmpint (ask (fixture->store, "SELECT start_on = '2026-11-26' AND start_time = '02:00'"
                                        " AND end_time = '03:30' AND zone = 'America/New_York'"
                                        " FROM event"),
                   ==, 1);
  move.layer = 1;
  move.id = followup;
  move.to = (LsnEventTime) { day ("2026-11-27"), day ("2026-11-27"), 720, 750 };
  write_or_fail (fixture, lsn_calendar_move_on_worker, &move);
  assert_span (fixture, "2026-11-24", "2026-11-30",
               "Brief 11-26 10:00-11:30, Call 11-27 12:00-12:30");
  move.layer = 4; /* an important date */
  lsn_store_write_sync (fixture->store, "Test", lsn_calendar_move_on_worker, &move, &error);
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID);
}

static void
test_refused (ModelFixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *start, *end, *from, *to, *rrule;
  } rows[] = {
    { "2026-11-24", "2026-11-23", NULL, NULL, NULL },
    { "2026-11-24", "2026-11-24", "15:00", "14:00", NULL },
    { "2026-02-30", "2026-03-01", NULL, NULL, NULL },
    { "2026-11-24", "2026-11-24", NULL, NULL, "FREQ=SECONDLY" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LsnEventEdit) edit = lsn_event_edit_new (0, NULL, LSN_EVENT_ALL, NOW);
      g_autoptr (GError) error = NULL;

      lsn_row_set_text (edit->row, LSN_EVENT_TITLE, "Wrong");
      lsn_row_set_text (edit->row, LSN_EVENT_START_ON, rows[i].start);
      lsn_row_set_text (edit->row, LSN_EVENT_END_ON, rows[i].end);
      lsn_row_set_text (edit->row, LSN_EVENT_START_TIME, rows[i].from);
      lsn_row_set_text (edit->row, LSN_EVENT_END_TIME, rows[i].to);
      lsn_row_set_text (edit->row, LSN_EVENT_RRULE, rows[i].rrule);
      g_assert_false (
          lsn_store_write_sync (fixture->store, "Test", lsn_event_edit_on_worker, edit, &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM event"), ==, 0);
}

static void
test_capture (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (MOSCOW);
  gint64 client = add_client (fixture, "Romashka", "active", NULL);
  g_autoptr (LsnEventCapture) capture = NULL;
  g_autoptr (LsnSearch) search = lsn_search_new ("budget", 10);
  g_autoptr (GError) error = NULL;

  add_contact (fixture, client, "Anna Sidorova", "director");
  capture =
      lsn_event_capture_new ("Meet Anna about the budget tomorrow at 15 for 90 min", NOW, zone);
  write_or_fail (fixture, lsn_event_capture_on_worker, capture);
  g_assert_cmpint (ask (fixture->store,
                        "SELECT count(*) FROM event e JOIN event_person p"
                        " ON p.event_id = e.id JOIN contact c ON c.id = p.contact_id"
                        " WHERE e.kind = 'meeting' AND e.start_on = '2026-11-24'"
                        " AND e.start_time = '15:00' AND e.end_time = '16:30'"
                        " AND e.client_id IS NOT NULL AND e.zone = 'Europe/Moscow'"),
                   ==, 1);
  lsn_store_read_sync (fixture->store, lsn_search_on_worker, search, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (search->hits->len, ==, 1);
  g_assert_cmpstr (((LsnSearchHit *) search->hits->pdata[0])->kind, ==, "event");
}

typedef struct
{
  LsnDate today;
  GPtrArray *items;
} LsnDueLook;

static gboolean
load_due_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnDueLook *look = data;

  look->items = lsn_due_load (db, look->today, error);
  return look->items != NULL;
}

static void
close_meeting (ModelFixture *fixture, gint64 id, const char *minutes, guint followups,
               guint agreements)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (MOSCOW);
  g_autoptr (LsnMeetingClose) close =
      lsn_meeting_close_new (id, minutes, day (TODAY), zone, fixture->clock);

  write_or_fail (fixture, lsn_meeting_close_on_worker, close);
  g_assert_cmpuint (close->n_followups, ==, followups);
  g_assert_cmpuint (close->n_agreements, ==, agreements);
  g_assert_nonnull (strstr (close->protocol, "Brief"));
}

/* One action makes of the minutes what follows, and one undo takes it all back. */
static void
test_minutes (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Romashka", "active", NULL);
  gint64 id = add_event (fixture, "Brief", TODAY, TODAY, "10:00-11:00", MOSCOW, NULL);
  g_autoptr (LsnEventEdit) edit = lsn_event_edit_new (id, NULL, LSN_EVENT_ALL, NOW);
  g_autoptr (GError) error = NULL;

  lsn_row_set_int64 (edit->row, LSN_EVENT_CLIENT_ID, client);
  write_or_fail (fixture, lsn_event_edit_on_worker, edit);
  close_meeting (fixture, id,
                 "They like it\n! Version B\n@ Send the estimate\n? Who signs\n> 2 films", 2, 1);
  g_assert_cmpint (ask (fixture->store,
                        "SELECT count(*) FROM event e JOIN entry n ON n.id = e.entry_id"
                        " JOIN agreement a ON a.proof_entry_id = n.id WHERE n.kind = 'meeting'"
                        " AND n.duration_s = 3600 AND n.text LIKE '%Version B%'"
                        " AND a.text = '2 films' AND n.client_id = a.client_id"),
                   ==, 1);
  close_meeting (fixture, id, "! Version B\n@ Send the estimate\n@ Book the studio\n> 2 films", 1,
                 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM entry"), ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM followup"), ==, 3);
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store, "SELECT (SELECT count(*) FROM entry)"
                                        " + (SELECT count(*) FROM followup)"
                                        " + (SELECT count(*) FROM agreement)"),
                   ==, 0);
}

/* What is reminded of is each occurrence, so long before it as was wished. */
static void
test_reminders (ModelFixture *fixture, gconstpointer data)
{
  gint64 id =
      add_event (fixture, "Daily", "2026-11-01", "2026-11-01", "10:00-11:00", MOSCOW, "FREQ=DAILY");
  g_autoptr (LsnEventEdit) edit = lsn_event_edit_new (id, NULL, LSN_EVENT_ALL, NOW);

  add_event (fixture, "Silent", TODAY, TODAY, "12:00-13:00", MOSCOW, NULL);
  lsn_row_set_int64 (edit->row, LSN_EVENT_REMIND_MINUTES, 15);
  write_or_fail (fixture, lsn_event_edit_on_worker, edit);
  {
    g_autoptr (GError) error = NULL;
    LsnDueLook look = { .today = day (TODAY) };

    lsn_store_read_sync (fixture->store, load_due_on_worker, &look, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (look.items->len, ==, 3); /* today, tomorrow, the day after */
    for (guint i = 0; i < look.items->len; i++)
      {
        const LsnDue *due = g_ptr_array_index (look.items, i);

        g_assert_cmpint (due->kind, ==, LSN_DUE_EVENT);
        g_assert_cmpint (due->date, ==, day (TODAY) + (int) i);
        g_assert_cmpint (due->minute, ==, 6 * 60 + 45); /* UTC */
        g_assert_cmpstr (due->zone_id, ==, "UTC");
      }
    g_ptr_array_unref (look.items);
  }
}

static void
test_links (ModelFixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *text;
    const char *link;
  } rows[] = {
    { "Join (https://us02web.zoom.us/j/123?pwd=a), see you",
      "https://us02web.zoom.us/j/123?pwd=a" },
    { "https://meet.google.com/abc-defg-hij.", "https://meet.google.com/abc-defg-hij" },
    { "https://example.com/ https://telemost.yandex.ru/j/1", "https://telemost.yandex.ru/j/1" },
    { "https://teams.microsoft.com/l/meetup-join/19%3a",
      "https://teams.microsoft.com/l/meetup-join/19%3a" },
    { "https://meet.jit.si/Brief", "https://meet.jit.si/Brief" },
    { "https://max.ru/call/1", "https://max.ru/call/1" },
    { "https://evil.example/zoom.us/j/1", NULL },
    { "https://notzoom.us/j/1", NULL },
    { "javascript:zoom.us/", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *link = lsn_event_find_link (rows[i].text);

      g_assert_cmpstr (link, ==, rows[i].link);
    }
  g_assert_null (lsn_event_find_link (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/calendar/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("span", test_span);
  ADD ("series", test_series);
  ADD ("count", test_count);
  ADD ("zones", test_zones);
  ADD ("transitions", test_transitions);
  ADD ("move", test_move);
  ADD ("refused", test_refused);
  ADD ("capture", test_capture);
  ADD ("links", test_links);
  ADD ("minutes", test_minutes);
  ADD ("reminders", test_reminders);
#undef ADD

  return g_test_run ();
}
