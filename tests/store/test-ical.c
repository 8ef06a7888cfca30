/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/calendar/lsn-calendar.h"
#include "model/interchange/lsn-ical-import.h"
#include "model/interchange/lsn-ical-write.h"

#include <string.h>

/* Calendars of others, tests/samples/ical, with the figures of other parsers; a round through our
 * own; and bytes that wish us ill. */

static LsnIcal *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  LsnIcal *ical = lsn_ical_read (bytes, &error);

  g_assert_no_error (error);
  return ical;
}

static void
import (ModelFixture *fixture, LsnIcal *ical, guint events, guint todos, guint duplicates)
{
  g_autoptr (LsnIcalImport) import = lsn_ical_import_new (ical, NOW);
  g_autoptr (GError) error = NULL;

  lsn_store_import_sync (fixture->store, "Import", lsn_ical_import_on_worker, import, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->n_events, ==, events);
  g_assert_cmpuint (import->n_todos, ==, todos);
  g_assert_cmpuint (import->n_duplicates, ==, duplicates);
}

static char *
dup_agenda (ModelFixture *fixture)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Moscow");
  g_autoptr (LsnCalendarSpan) span =
      lsn_calendar_span_new (lsn_date_new (2026, 11, 1), lsn_date_new (2026, 12, 31),
                             lsn_date_new (2026, 10, 1), zone);
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  lsn_store_read_sync (fixture->store, lsn_calendar_span_on_worker, span, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < span->items->len; i++)
    {
      const LsnCalendarItem *item = g_ptr_array_index (span->items, i);
      g_autofree char *start = lsn_event_dup_moment (item->time.start, item->time.start_minute);
      g_autofree char *end = lsn_event_dup_moment (item->time.end, item->time.end_minute);

      g_string_append_printf (text, "%s %s %s\n", item->title, start, end);
    }
  return g_string_free_and_steal (text);
}

#define CALENDAR                                                                                      \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Moscow of ours\r\n"                      \
  "X-LIC-LOCATION:Europe/Moscow\r\nEND:VTIMEZONE\r\n"                                                 \
  "BEGIN:VEVENT\r\nUID:a@x\r\nSUMMARY:Weekly\\, with a comma and a very long title that is fol\r\n"   \
  " ded\r\nDTSTART;TZID=Moscow of ours:20261102T100000\r\nDTEND;TZID=Moscow of ours:20261102T1100"    \
  "00\r\nRRULE:FREQ=WEEKLY;UNTIL=20261130T070000Z\r\nEXDATE;TZID=Moscow of ours:20261109T100000\r\n"  \
  "RDATE;TZID=Moscow of ours:20261111T120000\r\nATTENDEE;CN=\"Anna; S\":mailto:anna@example.com\r\n"  \
  "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\n"                                    \
  "BEGIN:VEVENT\r\nUID:a@x\r\nSUMMARY:Moved\r\nRECURRENCE-ID:20261116T070000Z\r\n"                    \
  "DTSTART:20261117T080000Z\r\nDURATION:PT30M\r\nEND:VEVENT\r\n"                                      \
  "BEGIN:VEVENT\r\nUID:b@x\r\nSUMMARY:Fair\r\nDTSTART;VALUE=DATE:20261120\r\n"                        \
  "DTEND;VALUE=DATE:20261123\r\nEND:VEVENT\r\n"                                                       \
  "BEGIN:VTODO\r\nUID:c@x\r\nSUMMARY:Offer\r\nDUE;VALUE=DATE:20261201\r\nPRIORITY:1\r\nEND:VTODO\r\n" \
  "END:VCALENDAR\r\n"

#define AGENDA                                                                                     \
  "Weekly, with a comma and a very long title that is folded 2026-11-02T10:00 2026-11-02T11:00\n"  \
  "Weekly, with a comma and a very long title that is folded 2026-11-11T12:00 2026-11-11T13:00\n"  \
  "Moved 2026-11-17T11:00 2026-11-17T11:30\n"                                                      \
  "Fair 2026-11-20 2026-11-22\n"                                                                   \
  "Weekly, with a comma and a very long title that is folded 2026-11-23T10:00 2026-11-23T11:00\n"  \
  "Weekly, with a comma and a very long title that is folded 2026-11-30T10:00 2026-11-30T11:00\n"  \
  "Offer 2026-12-01 2026-12-01\n"

static void
test_import (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *agenda = NULL;
  g_autoptr (GError) error = NULL;

  import (fixture, read_text (CALENDAR), 3, 1, 0);
  agenda = dup_agenda (fixture);
  g_assert_cmpstr (agenda, ==, AGENDA);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM event WHERE remind_minutes = 15"), ==,
                   1);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM event_person"
                                        " WHERE name = 'Anna; S' AND email = 'anna@example.com'"),
                   ==, 1);
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store, "SELECT (SELECT count(*) FROM event)"
                                        " + (SELECT count(*) FROM event_date)"
                                        " + (SELECT count(*) FROM event_person)"
                                        " + (SELECT count(*) FROM followup)"),
                   ==, 0);
}

static void
test_round (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (LsnIcalExport) export = lsn_ical_export_new (NOW);
  g_autoptr (GError) error = NULL;

  import (fixture, read_text (CALENDAR), 3, 1, 0);
  lsn_store_read_sync (fixture->store, lsn_ical_export_on_worker, export, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (export->n_events, ==, 3);
  import (fixture, read_text (export->text->str), 0, 0, 3); /* all are known */
}

static void
test_hostile (ModelFixture *fixture, gconstpointer data)
{
  const char *const refused[] = { "BEGIN:VCARD\nEND:VCARD\n", "", "hello" };
  g_autoptr (GString) deep = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (LsnIcal) odd = read_text (
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:99999999T999999\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n"
      "BEGIN:VEVENT\nDTSTART;TZID=/../../etc/passwd:20260101T100000\nSUMMARY:\nDURATION:P99999999999999W\n"
      "RRULE:FREQ=MINUTELY;COUNT=100000\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20260101\nDTEND:20250101\n"
      "BEGIN:VALARM\nTRIGGER:P\nEND:VCALENDAR");

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (refused[i], strlen (refused[i]));
      g_autoptr (GError) error = NULL;
      g_autoptr (LsnIcal) ical = lsn_ical_read (bytes, &error);

      g_assert_null (ical);
      g_assert_nonnull (error);
    }
  for (guint i = 0; i < 10000; i++)
    g_string_append (deep, "BEGIN:VEVENT\n");
  {
    g_autoptr (GBytes) bytes = g_bytes_new_static (deep->str, deep->len);
    g_autoptr (GError) error = NULL;
    g_autoptr (LsnIcal) ical = lsn_ical_read (bytes, &error);

    g_assert_null (ical);
    g_assert_nonnull (error);
  }
  g_assert_cmpuint (odd->items->len, ==, 2);
  g_assert_cmpuint (odd->problems->len, >=, 3);
  import (fixture, g_steal_pointer (&odd), 2, 0, 0);
}

/* "file events todos occurrences", the last "-" where it is not known */
static void
test_samples (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *list = g_test_build_filename (G_TEST_DIST, "samples", "ical.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint wrong = 0;

  g_file_get_contents (list, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      g_autofree char *path =
          g_test_build_filename (G_TEST_DIST, "samples", "ical", cells[0], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      LsnIcal *ical = lsn_ical_read_file (file, NULL, NULL);
      g_autoptr (LsnIcalImport) import = NULL;
      g_autofree char *got = NULL;
      g_autofree char *want = NULL;

      if (ical)
        {
          import = lsn_ical_import_new (ical, NOW);
          import->dry_run = TRUE;
          lsn_store_read_sync (fixture->store, lsn_ical_import_on_worker, import, &error);
          g_assert_no_error (error);
          got = g_strdup_printf ("%u %u %u", import->ical->n_events, import->ical->n_todos,
                                 import->n_occurrences);
        }
      else
        got = g_strdup ("refused");
      if (g_strcmp0 (cells[3], "-") == 0 && import)
        want = g_strdup_printf ("%s %s %u", cells[1], cells[2], import->n_occurrences);
      else
        want = g_str_equal (cells[1], "refused")
                   ? g_strdup ("refused")
                   : g_strdup_printf ("%s %s %s", cells[1], cells[2], cells[3]);
      if (g_strcmp0 (got, want) != 0)
        {
          wrong++;
          g_test_message ("%s: %s instead of %s", cells[0], got, want);
        }
    }
  g_assert_cmpuint (g_strv_length (lines), >, 20);
  g_assert_cmpuint (wrong, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/ical/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("import", test_import);
  ADD ("round", test_round);
  ADD ("hostile", test_hostile);
  ADD ("samples", test_samples);
#undef ADD

  return g_test_run ();
}
