/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/calendar/lsn-event-write.h"
#include "model/sample/lsn-sample-maker.h"

#define MEETINGS 14 /* of three weeks, however many clients there are */

static gboolean
add_event (LsnSampleMaker *self, const char *kind, const char *title, const LsnEventTime *time,
           const char *place, const char *link, const char *rrule, const LsnSampleClient *client,
           GError **error)
{
  g_autoptr (LsnEventEdit) edit = lsn_event_edit_new (0, NULL, LSN_EVENT_ALL, self->sample->now);

  lsn_row_set_text (edit->row, LSN_EVENT_KIND, kind);
  lsn_row_set_text (edit->row, LSN_EVENT_TITLE, title);
  lsn_row_set_text (edit->row, LSN_EVENT_PLACE, place);
  lsn_row_set_text (edit->row, LSN_EVENT_LINK, link);
  lsn_row_set_text (edit->row, LSN_EVENT_RRULE, rrule);
  lsn_event_row_set_time (edit->row, time, self->zone_id);
  if (client)
    {
      LsnEventPerson *person = g_new0 (LsnEventPerson, 1);

      person->contact_id = client->people[0];
      lsn_row_set_int64 (edit->row, LSN_EVENT_CLIENT_ID, client->id);
      edit->people = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_event_person_free);
      g_ptr_array_add (edit->people, person);
    }
  return lsn_event_edit_on_worker (self->db, edit, NULL, error);
}

/* Meetings stand on working days of the weeks around today, some of them one beside the other. */
static gboolean
add_meetings (LsnSampleMaker *self, LsnDate monday, GError **error)
{
  const LsnSampleWords *words = self->words;
  guint n = MIN (MEETINGS, self->clients->len);

  for (guint i = 0; i < n; i++)
    {
      const LsnSampleClient *client =
          &g_array_index (self->clients, LsnSampleClient, (i * 7 + 3) % self->clients->len);
      LsnDate day = monday - 7 + (int) (i * 3 % 21);
      int minute = 9 * 60 + 30 * lsn_sample_between (self, 0, 15);
      int length = 30 * lsn_sample_between (self, 1, 4);
      gboolean online = i % 3 == 0;
      g_autofree char *title = NULL;
      LsnEventTime time;

      if (lsn_date_get_weekday (day) > 5)
        day -= 3;
      title = lsn_sample_dup_filled (words->meetings[i % LSN_SAMPLE_N_OF (words->meetings)],
                                     client->given[0],
                                     words->things[i % LSN_SAMPLE_N_OF (words->things)]);
      time = (LsnEventTime) { day, day, minute, minute + length };
      if (!add_event (self, "meeting", title, &time,
                      online ? NULL : words->places[i % LSN_SAMPLE_N_OF (words->places)],
                      online ? "https://meet.jit.si/liaison-example" : NULL, NULL, client, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_sample_make_events (LsnSampleMaker *self, GError **error)
{
  const LsnSampleWords *words = self->words;
  LsnDate monday = self->today - lsn_date_get_weekday (self->today) + 1;
  LsnEventTime planning = { monday - 28, monday - 28, 9 * 60 + 30, 10 * 60 };
  LsnEventTime fair = { monday + 8, monday + 10, -1, -1 };

  return add_event (self, "event", words->planning, &planning, NULL,
                    "https://meet.jit.si/liaison-planning", "FREQ=WEEKLY", NULL, error) &&
         add_event (self, "event", words->fair, &fair, words->places[0], NULL, NULL, NULL, error) &&
         add_meetings (self, monday, error);
}
