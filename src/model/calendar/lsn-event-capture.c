/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/calendar/lsn-event-capture.h"
#include "model/calendar/lsn-event-write.h"

#include <glib/gi18n-lib.h>

#define USUAL_MINUTES 60

LsnEventCapture *
lsn_event_capture_new (const char *text, gint64 now, GTimeZone *zone)
{
  LsnEventCapture *self = g_new0 (LsnEventCapture, 1);

  self->job = lsn_capture_job_new (text, 0, now, zone);
  return self;
}

void
lsn_event_capture_free (LsnEventCapture *self)
{
  lsn_capture_job_free (self->job);
  g_free (self);
}

gboolean
lsn_event_capture_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  LsnEventCapture *self = data;
  g_autoptr (LsnEventEdit) edit = lsn_event_edit_new (0, NULL, LSN_EVENT_ALL, self->job->now);
  LsnEventTime time = { .start_minute = -1, .end_minute = -1 };
  const LsnCapture *capture;

  if (!lsn_capture_job_parse_on_worker (db, self->job, cancellable, error))
    return FALSE;
  capture = self->job->capture;
  if (capture->title == NULL || *capture->title == '\0')
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID,
                           _ ("Say what takes place, such as “meet Anna tomorrow at 15”."));
      return FALSE;
    }
  time.start = capture->due_date ? lsn_date_from_iso (capture->due_date) : self->job->today;
  time.end = time.start;
  if (capture->time >= 0)
    {
      int end = capture->time + (capture->duration > 0 ? capture->duration : USUAL_MINUTES);

      time.start_minute = capture->time;
      time.end += (end - 1) / 1440;
      time.end_minute = (end - 1) % 1440 + 1;
    }
  lsn_event_row_set_time (edit->row, &time, self->job->zone);
  lsn_row_set_text (edit->row, LSN_EVENT_KIND,
                    capture->kind == LSN_CAPTURE_MEETING || capture->contact_id ? "meeting"
                                                                                : "event");
  lsn_row_set_text (edit->row, LSN_EVENT_TITLE, capture->title);
  if (capture->client_id)
    lsn_row_set_int64 (edit->row, LSN_EVENT_CLIENT_ID, capture->client_id);
  if (capture->rrule)
    lsn_row_set_text (edit->row, LSN_EVENT_RRULE, capture->rrule);
  if (capture->contact_id)
    {
      LsnEventPerson *person = g_new0 (LsnEventPerson, 1);

      person->contact_id = capture->contact_id;
      edit->people = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_event_person_free);
      g_ptr_array_add (edit->people, person);
    }
  if (!lsn_event_edit_on_worker (db, edit, cancellable, error))
    return FALSE;
  self->event_id = edit->id;
  return TRUE;
}
