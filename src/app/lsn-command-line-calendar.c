/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-command-line-private.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/calendar/lsn-calendar.h"
#include "model/calendar/lsn-event-capture.h"

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
  lsn_command_member_text (line, "type", layer->name);
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
