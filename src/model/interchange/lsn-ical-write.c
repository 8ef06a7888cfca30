/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-ical-write.h"
#include "model/calendar/lsn-event.h"

#include <string.h>

#define LINE_BYTES 73 /* of 75, without the end */

LsnIcalExport *
lsn_ical_export_new (gint64 now)
{
  LsnIcalExport *self = g_new0 (LsnIcalExport, 1);

  self->now = now;
  self->text = g_string_new (NULL);
  return self;
}

void
lsn_ical_export_free (LsnIcalExport *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* --- Lines ------------------------------------------------------------------------------------ */

/* A long line goes on behind a blank; no letter is cut in two. */
static void
append_line (GString *text, const char *line)
{
  while (strlen (line) > LINE_BYTES)
    {
      const char *end = line + LINE_BYTES;

      while (end > line + 1 && ((guchar) *end & 0xc0) == 0x80)
        end--;
      g_string_append_len (text, line, end - line);
      g_string_append (text, "\r\n ");
      line = end;
    }
  g_string_append (text, line);
  g_string_append (text, "\r\n");
}

static void
append_text (GString *text, const char *name, const char *value)
{
  g_autoptr (GString) line = NULL;

  if (value == NULL)
    return;
  line = g_string_new (name);
  g_string_append_c (line, ':');
  for (const char *p = value; *p; p++)
    {
      if (*p == '\n')
        g_string_append (line, "\\n");
      else if (strchr ("\\;,", *p))
        g_string_append_printf (line, "\\%c", *p);
      else if ((guchar) *p >= ' ')
        g_string_append_c (line, *p);
    }
  append_line (text, line->str);
}

static void
append_moment (GString *text, const char *name, LsnDate date, int minute, const char *zone)
{
  g_autofree char *line = NULL;
  int year, month, day;

  lsn_date_split (date + MAX (minute, 0) / 1440, &year, &month, &day);
  minute = minute < 0 ? -1 : minute % 1440;
  if (minute < 0)
    line = g_strdup_printf ("%s;VALUE=DATE:%04d%02d%02d", name, year, month, day);
  else if (zone && g_str_equal (zone, "UTC"))
    line = g_strdup_printf ("%s:%04d%02d%02dT%02d%02d00Z", name, year, month, day, minute / 60,
                            minute % 60);
  else
    line = g_strdup_printf ("%s%s%s:%04d%02d%02dT%02d%02d00", name, zone ? ";TZID=" : "",
                            zone ? zone : "", year, month, day, minute / 60, minute % 60);
  append_line (text, line);
}

/* --- Events ----------------------------------------------------------------------------------- */

/* What comes from elsewhere keeps its name, so that it is known again. */
static char *
dup_uid (LsnDatabase *db, const LsnRow *row)
{
  gint64 series = lsn_row_get_int64 (row, LSN_EVENT_SERIES_ID);
  char *uid = g_strdup (lsn_row_get_text (row, LSN_EVENT_UID));

  if (series)
    {
      g_clear_pointer (&uid, g_free);
      lsn_database_dup_text (db, &uid, NULL, "SELECT uid FROM event WHERE id = ?", "i", series);
    }
  return uid ? uid
             : g_strdup_printf ("%" G_GINT64_FORMAT "@liaison",
                                series ? series : lsn_row_get_int64 (row, LSN_EVENT_ID));
}

static gboolean
append_dates (LsnDatabase *db, GString *text, const LsnRow *row, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db, "SELECT kind = 'in', date FROM event_date WHERE event_id = ? ORDER BY date", error);

  lsn_statement_bind (statement, "i", lsn_row_get_int64 (row, LSN_EVENT_ID));
  while (lsn_statement_step (statement))
    {
      int minute;
      LsnDate date = lsn_event_parse_moment (lsn_statement_get_text (statement, 1), &minute);

      if (date != LSN_DATE_NONE)
        append_moment (text, lsn_statement_get_int64 (statement, 0) ? "RDATE" : "EXDATE", date,
                       minute, lsn_row_get_text (row, LSN_EVENT_ZONE));
    }
  return lsn_statement_finish (statement, error);
}

static gboolean
append_people (LsnDatabase *db, GString *text, gint64 id, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT coalesce (c.name, p.name), coalesce (p.email, (SELECT h.value FROM channel h"
      " WHERE h.contact_id = p.contact_id AND h.kind = 'email' ORDER BY h.position LIMIT 1))"
      " FROM event_person p LEFT JOIN contact c ON c.id = p.contact_id WHERE p.event_id = ?"
      " ORDER BY p.id",
      error);

  lsn_statement_bind (statement, "i", id);
  while (lsn_statement_step (statement))
    {
      g_autofree char *name = lsn_statement_dup_text (statement, 0);
      const char *email = lsn_statement_get_text (statement, 1);
      g_autofree char *line = NULL;

      if (name)
        g_strdelimit (name, "\"\r\n", ' ');
      line = g_strdup_printf ("ATTENDEE;CN=\"%s\":%s%s", name ? name : email,
                              email ? "mailto:" : "", email ? email : "");
      append_line (text, line);
    }
  return lsn_statement_finish (statement, error);
}

static gboolean
append_event (LsnDatabase *db, LsnIcalExport *self, const LsnRow *row, const char *stamp,
              GError **error)
{
  GString *text = self->text;
  g_autofree char *uid = dup_uid (db, row);
  const char *zone = lsn_row_get_text (row, LSN_EVENT_ZONE);
  const char *instead = lsn_row_get_text (row, LSN_EVENT_INSTEAD_OF);
  LsnEventTime time = lsn_event_row_get_time (row);

  append_line (text, "BEGIN:VEVENT");
  append_text (text, "UID", uid);
  append_line (text, stamp);
  append_text (text, "SUMMARY", lsn_row_get_text (row, LSN_EVENT_TITLE));
  append_moment (text, "DTSTART", time.start, time.start_minute, zone);
  append_moment (text, "DTEND", time.end + (time.start_minute < 0), time.end_minute, zone);
  if (instead)
    {
      int minute;
      LsnDate date = lsn_event_parse_moment (instead, &minute);

      append_moment (text, "RECURRENCE-ID", date, minute, zone);
    }
  if (!lsn_row_is_null (row, LSN_EVENT_RRULE))
    {
      g_autofree char *rule = g_strconcat ("RRULE:", lsn_row_get_text (row, LSN_EVENT_RRULE), NULL);

      append_line (text, rule);
    }
  append_text (text, "LOCATION", lsn_row_get_text (row, LSN_EVENT_PLACE));
  append_text (text, "DESCRIPTION", lsn_row_get_text (row, LSN_EVENT_TEXT));
  if (!lsn_row_is_null (row, LSN_EVENT_LINK))
    append_text (text, "URL", lsn_row_get_text (row, LSN_EVENT_LINK));
  if (!append_dates (db, text, row, error) ||
      !append_people (db, text, lsn_row_get_int64 (row, LSN_EVENT_ID), error))
    return FALSE;
  if (!lsn_row_is_null (row, LSN_EVENT_REMIND_MINUTES))
    {
      g_autofree char *trigger =
          g_strdup_printf ("TRIGGER:-PT%" G_GINT64_FORMAT "M",
                           lsn_row_get_int64 (row, LSN_EVENT_REMIND_MINUTES));

      append_line (text, "BEGIN:VALARM\r\nACTION:DISPLAY");
      append_line (text, trigger);
      append_text (text, "DESCRIPTION", lsn_row_get_text (row, LSN_EVENT_TITLE));
      append_line (text, "END:VALARM");
    }
  append_line (text, "END:VEVENT");
  self->n_events++;
  return TRUE;
}

gboolean
lsn_ical_export_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  LsnIcalExport *self = data;
  g_autoptr (GPtrArray) rows =
      lsn_row_load_many (db, &lsn_event_info, error, "ORDER BY event.id", "");
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc_usec (self->now);
  g_autofree char *stamp = g_date_time_format (now, "DTSTAMP:%Y%m%dT%H%M%SZ");

  if (rows == NULL)
    return FALSE;
  append_line (self->text, "BEGIN:VCALENDAR");
  append_line (self->text, "VERSION:2.0");
  append_line (self->text, "PRODID:-//Liaison//Calendar//EN");
  for (guint i = 0; i < rows->len; i++)
    {
      if (!append_event (db, self, g_ptr_array_index (rows, i), stamp, error) ||
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  append_line (self->text, "END:VCALENDAR");
  return TRUE;
}
