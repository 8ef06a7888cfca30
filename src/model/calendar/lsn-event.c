/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/calendar/lsn-event.h"
#include "model/followups/lsn-followup.h"

#include <glib/gi18n-lib.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT
#define TIME LSN_FIELD_INSTANT
#define DAY  LSN_FIELD_DATE

#define DAY_MINUTES 1440

static const LsnField fields[] = {
  [LSN_EVENT_ID] = { "id", "id", INT },
  [LSN_EVENT_CLIENT_ID] = { "client-id", "client_id", INT },
  [LSN_EVENT_PROJECT_ID] = { "project-id", "project_id", INT },
  [LSN_EVENT_SERIES_ID] = { "series-id", "series_id", INT },
  [LSN_EVENT_KIND] = { "kind", "kind", TEXT },
  [LSN_EVENT_TITLE] = { "title", "title", TEXT, LSN_FIELD_REQUIRED, N_ ("Title") },
  [LSN_EVENT_START_ON] = { "start-on", "start_on", DAY, LSN_FIELD_REQUIRED, N_ ("Start") },
  [LSN_EVENT_START_TIME] = { "start-time", "start_time", TEXT },
  [LSN_EVENT_END_ON] = { "end-on", "end_on", DAY, LSN_FIELD_REQUIRED, N_ ("End") },
  [LSN_EVENT_END_TIME] = { "end-time", "end_time", TEXT },
  [LSN_EVENT_ZONE] = { "zone", "zone", TEXT },
  [LSN_EVENT_PLACE] = { "place", "place", TEXT },
  [LSN_EVENT_LINK] = { "link", "link", TEXT },
  [LSN_EVENT_TEXT] = { "text", "text", TEXT },
  [LSN_EVENT_RRULE] = { "rrule", "rrule", TEXT },
  [LSN_EVENT_INSTEAD_OF] = { "instead-of", "instead_of", TEXT },
  [LSN_EVENT_REMIND_MINUTES] = { "remind-minutes", "remind_minutes", INT },
  [LSN_EVENT_TASK_ID] = { "task-id", "task_id", INT },
  [LSN_EVENT_FOLLOWUP_ID] = { "followup-id", "followup_id", INT },
  [LSN_EVENT_ENTRY_ID] = { "entry-id", "entry_id", INT },
  [LSN_EVENT_AGENDA] = { "agenda", "agenda", TEXT },
  [LSN_EVENT_MINUTES] = { "minutes", "minutes", TEXT },
  [LSN_EVENT_UID] = { "uid", "uid", TEXT },
  [LSN_EVENT_CREATED_AT] = { "created-at", "created_at", TIME },
  [LSN_EVENT_CLIENT_NAME] = { "client-name", "client.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_EVENT_PROJECT_NAME] = { "project-name", "project.name", TEXT, LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_LSN_EVENT_FIELDS);

const LsnRecordInfo lsn_event_info = {
  .table = "event",
  .sources = "event LEFT JOIN client ON client.id = event.client_id"
             " LEFT JOIN project ON project.id = event.project_id",
  .fields = fields,
  .n_fields = N_LSN_EVENT_FIELDS,
};

struct _LsnEvent
{
  LsnRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (LsnEvent, lsn_event, LSN_TYPE_RECORD)

static void
lsn_event_class_init (LsnEventClass *klass)
{
  lsn_record_class_set_info (LSN_RECORD_CLASS (klass), &lsn_event_info);
}

static void
lsn_event_init (LsnEvent *self)
{
}

/* --- Times ------------------------------------------------------------------------------------ */

/* Midnight belongs to the day that it ends. */
static void
end_with_day (LsnEventTime *time)
{
  if (time->end_minute == 0 && time->end > time->start)
    {
      time->end--;
      time->end_minute = DAY_MINUTES;
    }
}

LsnEventTime
lsn_event_row_get_time (const LsnRow *row)
{
  LsnEventTime time = {
    .start = lsn_date_from_iso (lsn_row_get_text (row, LSN_EVENT_START_ON)),
    .end = lsn_date_from_iso (lsn_row_get_text (row, LSN_EVENT_END_ON)),
    .start_minute = lsn_followup_parse_time (lsn_row_get_text (row, LSN_EVENT_START_TIME)),
    .end_minute = lsn_followup_parse_time (lsn_row_get_text (row, LSN_EVENT_END_TIME)),
  };

  end_with_day (&time);
  return time;
}

void
lsn_event_row_set_time (LsnRow *row, const LsnEventTime *time, const char *zone)
{
  gboolean timed = time->start_minute >= 0;
  gboolean midnight = timed && time->end_minute >= DAY_MINUTES;
  g_autofree char *start_on = lsn_date_dup_iso (time->start);
  g_autofree char *end_on = lsn_date_dup_iso (time->end + midnight);
  g_autofree char *start_time = lsn_followup_dup_time (time->start_minute);
  g_autofree char *end_time =
      timed ? lsn_followup_dup_time (midnight ? 0 : time->end_minute) : NULL;

  lsn_row_set_text (row, LSN_EVENT_START_ON, start_on);
  lsn_row_set_text (row, LSN_EVENT_END_ON, end_on);
  lsn_row_set_text (row, LSN_EVENT_START_TIME, start_time);
  lsn_row_set_text (row, LSN_EVENT_END_TIME, end_time);
  lsn_row_set_text (row, LSN_EVENT_ZONE, timed ? zone : NULL);
}

static LsnDate
carry_over (LsnDate date, int minute, GTimeZone *zone, GTimeZone *to, int *there)
{
  LsnDate day = date + minute / DAY_MINUTES;

  return lsn_date_from_instant (lsn_date_to_instant (day, minute % DAY_MINUTES, zone), to, there);
}

LsnEventTime
lsn_event_time_to_zone (const LsnEventTime *time, GTimeZone *zone, GTimeZone *to)
{
  LsnEventTime there = *time;

  if (time->start_minute < 0 || zone == NULL || to == NULL ||
      g_str_equal (g_time_zone_get_identifier (zone), g_time_zone_get_identifier (to)))
    return there;
  there.start = carry_over (time->start, time->start_minute, zone, to, &there.start_minute);
  there.end = carry_over (time->end, time->end_minute, zone, to, &there.end_minute);
  end_with_day (&there);
  return there;
}

int
lsn_event_time_get_minutes (const LsnEventTime *time)
{
  if (time->start_minute < 0)
    return 0;
  return (time->end - time->start) * DAY_MINUTES + time->end_minute - time->start_minute;
}

char *
lsn_event_dup_moment (LsnDate date, int minute)
{
  g_autofree char *day = lsn_date_dup_iso (date);

  return minute < 0 ? g_steal_pointer (&day)
                    : g_strdup_printf ("%sT%02d:%02d", day, minute / 60, minute % 60);
}

LsnDate
lsn_event_parse_moment (const char *text, int *minute)
{
  g_autofree char *day = text ? g_strndup (text, 10) : NULL;

  *minute =
      text && strlen (text) == 16 && text[10] == 'T' ? lsn_followup_parse_time (text + 11) : -1;
  return lsn_date_from_iso (day);
}

/* --- Links ------------------------------------------------------------------------------------ */

char *
lsn_event_find_link (const char *text)
{
  /* The host, and what follows it in the address of a meeting. */
  static const char *const hosts[] = {
    "zoom.us/",        "zoom.com/",        "meet.google.com/",     "teams.microsoft.com/",
    "teams.live.com/", "telemost.yandex.", "telemost.360.yandex.", "meet.jit.si/",
    "jitsi.",          "max.ru/",          "webex.com/",           "join.skype.com/"
  };
  const char *p = text;

  while (p && (p = strstr (p, "http")) != NULL)
    {
      gsize length = strcspn (p, " \t\r\n<>\"'");
      g_autofree char *link = NULL;

      while (length > 0 && strchr (".,;:!?)]", p[length - 1]))
        length--;
      link = g_strndup (p, length);
      if (g_str_has_prefix (link, "https://") || g_str_has_prefix (link, "http://"))
        {
          for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
            {
              const char *host = strstr (link, "://") + 3;
              const char *found = strstr (host, hosts[i]);

              /* At the start of the host's name or of a part of it, not in the path. */
              if (found && (found == host || found[-1] == '.') &&
                  found < host + strcspn (host, "/?#"))
                return g_steal_pointer (&link);
            }
        }
      p += MAX (length, 4);
    }
  return NULL;
}
