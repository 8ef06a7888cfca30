/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-record.h"

G_BEGIN_DECLS

/* What takes place at a time: an event, a meeting, a block of time kept for a task. */

typedef enum
{
  LSN_EVENT_ID,
  LSN_EVENT_CLIENT_ID,
  LSN_EVENT_PROJECT_ID,
  LSN_EVENT_SERIES_ID, /* nullable: of an occurrence that was changed alone */
  LSN_EVENT_KIND,      /* 'event', 'meeting', 'block' */
  LSN_EVENT_TITLE,
  LSN_EVENT_START_ON,
  LSN_EVENT_START_TIME, /* nullable, with the end: whole days */
  LSN_EVENT_END_ON,     /* the last day, which counts in */
  LSN_EVENT_END_TIME,
  LSN_EVENT_ZONE, /* TZID of the times; nullable: wherever one is */
  LSN_EVENT_PLACE,
  LSN_EVENT_LINK,
  LSN_EVENT_TEXT,
  LSN_EVENT_RRULE,
  LSN_EVENT_INSTEAD_OF, /* with the series: 'YYYY-MM-DD' or 'YYYY-MM-DDTHH:MM' */
  LSN_EVENT_REMIND_MINUTES,
  LSN_EVENT_TASK_ID,
  LSN_EVENT_FOLLOWUP_ID,
  LSN_EVENT_ENTRY_ID, /* nullable: what stands of it in the timeline */
  LSN_EVENT_AGENDA,
  LSN_EVENT_MINUTES,
  LSN_EVENT_UID, /* as other calendars know it */
  LSN_EVENT_CREATED_AT,
  /* derived */
  LSN_EVENT_CLIENT_NAME,
  LSN_EVENT_PROJECT_NAME,
  N_LSN_EVENT_FIELDS
} LsnEventField;

#define LSN_TYPE_EVENT (lsn_event_get_type ())
G_DECLARE_FINAL_TYPE (LsnEvent, lsn_event, LSN, EVENT, LsnRecord)

extern const LsnRecordInfo lsn_event_info;

/* When something is: days, the last of which counts in, and minutes of them; -1 both for whole
 * days. The end of a day is minute 1440 of it. */
typedef struct
{
  LsnDate start;
  LsnDate end;
  int start_minute;
  int end_minute;
} LsnEventTime;

/* As it is stored, on the wall clock of the event's zone. */
LsnEventTime lsn_event_row_get_time (const LsnRow *row);
void lsn_event_row_set_time (LsnRow *row, const LsnEventTime *time, const char *zone);

/**
 * lsn_event_time_to_zone:
 * @zone: (nullable): that @time is in; %NULL stands for any
 *
 * Carries a time over to another zone; whole days stay what they are.
 */
LsnEventTime lsn_event_time_to_zone (const LsnEventTime *time, GTimeZone *zone, GTimeZone *to);

/* How long it lasts, in minutes; of whole days 0. */
int lsn_event_time_get_minutes (const LsnEventTime *time);

/* A moment as 'YYYY-MM-DD', with a minute of the day 'YYYY-MM-DDTHH:MM'; and back. */
char *lsn_event_dup_moment (LsnDate date, int minute) G_GNUC_WARN_UNUSED_RESULT;
LsnDate lsn_event_parse_moment (const char *text, int *minute);

/**
 * lsn_event_find_link:
 *
 * Returns: (nullable): the first link to a meeting of Zoom, Google Meet, Teams, Telemost, Jitsi,
 * MAX, Webex or Skype in @text, which may be %NULL
 */
char *lsn_event_find_link (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
