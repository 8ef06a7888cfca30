/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-command-line-private.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/calendar/lsn-calendar.h"
#include "model/calendar/lsn-event-capture.h"
#include "model/interchange/lsn-ical-import.h"
#include "model/interchange/lsn-ical-write.h"

#include <glib/gi18n-lib.h>

#define USUAL_DAYS 7
#define MAX_DAYS   3700

static void
add_moment (Line *line, const char *name, LsnDate date, int minute)
{
  g_autofree char *day = lsn_date_dup_iso (date + MAX (minute, 0) / 1440);
  g_autofree char *time =
      minute < 0 ? NULL : g_strdup_printf ("%02d:%02d", minute % 1440 / 60, minute % 60);
  g_autofree char *moment = lsn_command_dup_due (day, time, NULL);

  lsn_command_member_text (line, name, moment);
}

static void
print_item (Line *line, const LsnCalendarItem *item, const LsnCalendarLayer *layer)
{
  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "type", layer->tables[0]);
  lsn_command_member_int (line, "id", item->id);
  if (item->occurrence)
    lsn_command_member_text (line, "occurrence", item->occurrence);
  lsn_command_member_text (line, "title", item->title);
  if (item->client)
    lsn_command_member_text (line, "client", item->client);
  if (item->place)
    lsn_command_member_text (line, "place", item->place);
  if (item->link)
    lsn_command_member_text (line, "link", item->link);
  add_moment (line, "start", item->time.start, item->time.start_minute);
  add_moment (line, "end", item->time.end, item->time.end_minute);
  json_builder_set_member_name (line->builder, "done");
  json_builder_add_boolean_value (line->builder, (item->flags & LSN_CALENDAR_ITEM_DONE) != 0);
  json_builder_set_member_name (line->builder, "overdue");
  json_builder_add_boolean_value (line->builder, (item->flags & LSN_CALENDAR_ITEM_OVERDUE) != 0);
  json_builder_end_object (line->builder);
}

static void
print_line (Line *line, const LsnCalendarItem *item, LsnDate *day, LsnDate today)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (item->time.start != *day)
    {
      g_autofree char *heading = lsn_when_dup_day_heading (item->time.start, today);

      g_string_append_printf (line->out, "%s\n", heading);
      *day = item->time.start;
    }
  if (item->time.start_minute >= 0)
    {
      from = lsn_when_dup_time (item->time.start_minute);
      to = lsn_when_dup_time (item->time.end_minute % 1440);
    }
  g_string_append_printf (line->out, "  %s%s%s  %s%s%s\n", from ? from : _ ("all day"),
                          from ? "–" : "", to ? to : "", item->title, item->client ? " · " : "",
                          item->client ? item->client : "");
}

static gboolean
read_day (Line *line, const char *text, LsnDate usual, LsnDate *day)
{
  *day = text ? lsn_date_from_iso (text) : usual;
  if (*day != LSN_DATE_NONE)
    return TRUE;
  g_string_append_printf (line->errors, _ ("liaison: “%s” is not a date such as 2026-11-23\n"),
                          text);
  return FALSE;
}

int
lsn_command_run_agenda (Line *line)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnDate today = lsn_date_get_today (lsn_clock_now (), zone);
  g_autoptr (LsnCalendarSpan) span = NULL;
  g_autoptr (GError) error = NULL;
  const LsnCalendarLayer *layers;
  LsnDate day = LSN_DATE_NONE;
  LsnDate from, to;
  guint n_layers;

  if (!read_day (line, line->from, today, &from) ||
      !read_day (line, line->to, from + USUAL_DAYS - 1, &to))
    return EXIT_USAGE;
  if (to < from || to - from > MAX_DAYS)
    return lsn_command_refuse_usage (line, _ ("agenda goes from a day to a later one, up to ten"
                                              " years"));
  span = lsn_calendar_span_new (from, to, today, zone);
  if (!lsn_store_read_sync (line->store, lsn_calendar_span_on_worker, span, &error))
    return lsn_command_fail (line, error);

  layers = lsn_calendar_get_layers (&n_layers);
  json_builder_begin_array (line->builder);
  for (guint i = 0; i < span->items->len; i++)
    {
      const LsnCalendarItem *item = g_ptr_array_index (span->items, i);

      print_item (line, item, &layers[item->layer]);
      if (!line->json)
        print_line (line, item, &day, today);
    }
  json_builder_end_array (line->builder);
  if (line->json)
    lsn_command_print_json (line);
  return EXIT_DONE;
}

int
lsn_command_run_event (Line *line)
{
  g_autofree char *text = NULL;
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autoptr (LsnEventCapture) capture = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (line->arguments[0], "add"))
    return lsn_command_refuse_usage (line, _ ("event needs “add” and a text"));
  text = g_strjoinv (" ", line->arguments + 1);
  capture = lsn_event_capture_new (text, lsn_clock_now (), zone);
  if (!lsn_store_write_sync (line->store, _ ("New Event"), lsn_event_capture_on_worker, capture,
                             &error))
    return lsn_command_fail (line, error);

  if (line->json)
    {
      json_builder_begin_object (line->builder);
      lsn_command_member_text (line, "type", "event");
      lsn_command_member_int (line, "id", capture->event_id);
      lsn_command_member_text (line, "title", capture->job->capture->title);
      json_builder_end_object (line->builder);
      lsn_command_print_json (line);
    }
  else
    g_string_append_printf (line->out, "%s\n", capture->job->capture->title);
  return EXIT_DONE;
}

/* --- Calendars in and out --------------------------------------------------------------------- */

static void
report_calendar (Line *line, const LsnIcalImport *import)
{
  const GPtrArray *problems = import->ical->problems;

  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "kind", "ical");
  lsn_command_member_int (line, "imported", import->n_events + import->n_todos);
  lsn_command_member_int (line, "events", import->ical->n_events);
  lsn_command_member_int (line, "todos", import->ical->n_todos);
  lsn_command_member_int (line, "occurrences", import->n_occurrences);
  lsn_command_member_int (line, "duplicates", import->n_duplicates);
  lsn_command_member_int (line, "left_out", import->ical->n_others);
  json_builder_set_member_name (line->builder, "errors");
  json_builder_begin_array (line->builder);
  for (guint i = 0; i < problems->len; i++)
    {
      const LsnIcalProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *place = g_strdup_printf (_ ("Line %u"), problem->line);

      json_builder_begin_object (line->builder);
      lsn_command_member_int (line, "row", problem->line);
      lsn_command_member_text (line, "message", problem->message);
      json_builder_end_object (line->builder);
      if (!line->json)
        g_string_append_printf (line->errors, "%s: %s\n", place, problem->message);
    }
  json_builder_end_array (line->builder);
  json_builder_end_object (line->builder);
  if (line->json)
    lsn_command_print_json (line);
  else
    {
      g_string_append_printf (line->out, _ ("%u events, %u to-dos, %u known already"),
                              import->n_events, import->n_todos, import->n_duplicates);
      g_string_append_c (line->out, '\n');
    }
}

gboolean
lsn_command_import_calendar (Line *line, GFile *file, const char *label, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnIcalImport) import = NULL;
  LsnIcal *ical = lsn_ical_read_file (file, NULL, &error);
  gboolean ok;

  /* What cannot be opened at all is told by who reads clients. */
  if (ical == NULL && (error == NULL || error->domain == G_IO_ERROR))
    return FALSE;
  if (ical == NULL)
    {
      *status = lsn_command_fail (line, error);
      return TRUE;
    }
  import = lsn_ical_import_new (ical, lsn_clock_now ());
  if (line->duplicates)
    {
      *status =
          lsn_command_refuse_usage (line, _ ("--duplicates is for clients, not for calendars"));
      return TRUE;
    }
  import->dry_run = line->dry_run;
  if (line->dry_run)
    ok = lsn_store_read_sync (line->store, lsn_ical_import_on_worker, import, &error);
  else
    ok =
        lsn_store_import_sync (line->store, label, lsn_ical_import_on_worker, import, NULL, &error);
  if (!ok)
    {
      *status = lsn_command_fail (line, error);
      return TRUE;
    }
  report_calendar (line, import);
  *status = import->n_events + import->n_todos > 0 ? EXIT_DONE : EXIT_REFUSED;
  return TRUE;
}

int
lsn_command_export_calendar (Line *line, const char *path)
{
  g_autoptr (LsnIcalExport) export = lsn_ical_export_new (lsn_clock_now ());
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  if (!lsn_store_read_sync (line->store, lsn_ical_export_on_worker, export, &error) ||
      !g_file_replace_contents (file, export->text->str, export->text->len, NULL, FALSE,
                                G_FILE_CREATE_PRIVATE, NULL, NULL, &error))
    return lsn_command_fail (line, error);
  if (line->json)
    {
      json_builder_begin_object (line->builder);
      lsn_command_member_text (line, "kind", "ics");
      lsn_command_member_int (line, "exported", export->n_events);
      json_builder_end_object (line->builder);
      lsn_command_print_json (line);
    }
  else
    {
      g_string_append_printf (line->out,
                              ngettext ("%u event in %s", "%u events in %s", export->n_events),
                              export->n_events, path);
      g_string_append_c (line->out, '\n');
    }
  return EXIT_DONE;
}
