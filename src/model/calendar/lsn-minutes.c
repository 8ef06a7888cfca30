/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/calendar/lsn-minutes.h"
#include "base/lsn-when.h"
#include "model/followups/lsn-followup-write.h"
#include "model/projects/lsn-task-write.h"
#include "model/timeline/lsn-agreement.h"
#include "model/timeline/lsn-entry-write.h"

#include <glib/gi18n-lib.h>

static void
line_free (gpointer data)
{
  LsnMinutesLine *line = data;

  g_free (line->text);
  g_free (line);
}

static LsnMinutesKind
find_kind (char mark)
{
  switch (mark)
    {
    case '!':
      return LSN_MINUTES_DECISION;
    case '?':
      return LSN_MINUTES_QUESTION;
    case '@':
      return LSN_MINUTES_TASK;
    case '>':
      return LSN_MINUTES_AGREEMENT;
    default:
      return LSN_MINUTES_NOTE;
    }
}

GPtrArray *
lsn_minutes_parse (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_auto (GStrv) parts = g_strsplit (text ? text : "", "\n", -1);

  for (guint i = 0; parts[i]; i++)
    {
      char *part = g_strstrip (parts[i]);
      LsnMinutesKind kind = find_kind (*part);
      LsnMinutesLine *line;

      if (kind != LSN_MINUTES_NOTE)
        part = g_strchug (part + 1);
      if (*part == '\0')
        continue;
      line = g_new0 (LsnMinutesLine, 1);
      line->kind = kind;
      line->text = g_strdup (part);
      g_ptr_array_add (lines, line);
    }
  return lines;
}

static const char *
get_heading (LsnMinutesKind kind)
{
  switch (kind)
    {
    case LSN_MINUTES_DECISION:
      return _ ("Decided");
    case LSN_MINUTES_AGREEMENT:
      return _ ("Agreed");
    case LSN_MINUTES_TASK:
      return _ ("To Do");
    case LSN_MINUTES_QUESTION:
      return _ ("Open Questions");
    case LSN_MINUTES_NOTE:
    case LSN_N_MINUTES_KINDS:
    default:
      return _ ("Notes");
    }
}

char *
lsn_minutes_dup_protocol (const char *title, const char *client, const LsnEventTime *time,
                          const char *text)
{
  const LsnMinutesKind order[] = { LSN_MINUTES_DECISION, LSN_MINUTES_AGREEMENT, LSN_MINUTES_TASK,
                                   LSN_MINUTES_QUESTION, LSN_MINUTES_NOTE };
  g_autoptr (GPtrArray) lines = lsn_minutes_parse (text);
  g_autoptr (GString) protocol = g_string_new (title);
  g_autofree char *when =
      lsn_when_dup_exact (time->start,
                          time->start_minute < 0 ? LSN_WHEN_NO_TIME : time->start_minute);

  g_string_append_printf (protocol, "\n%s%s%s\n", when, client ? " · " : "", client ? client : "");
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      gboolean has_heading = FALSE;

      for (guint j = 0; j < lines->len; j++)
        {
          const LsnMinutesLine *line = g_ptr_array_index (lines, j);

          if (line->kind != order[i])
            continue;
          if (!has_heading)
            g_string_append_printf (protocol, "\n%s\n", get_heading (order[i]));
          has_heading = TRUE;
          g_string_append_printf (protocol, "— %s\n", line->text);
        }
    }
  return g_string_free_and_steal (g_steal_pointer (&protocol));
}

/* --- Closing ---------------------------------------------------------------------------------- */

LsnMeetingClose *
lsn_meeting_close_new (gint64 event_id, const char *minutes, LsnDate today, GTimeZone *zone,
                       gint64 now)
{
  LsnMeetingClose *self = g_new0 (LsnMeetingClose, 1);

  self->event_id = event_id;
  self->minutes = g_strdup (minutes);
  self->today = today;
  self->zone = g_time_zone_ref (zone);
  self->now = now;
  return self;
}

void
lsn_meeting_close_free (LsnMeetingClose *self)
{
  g_free (self->minutes);
  g_free (self->protocol);
  g_time_zone_unref (self->zone);
  g_free (self);
}

typedef struct
{
  LsnDatabase *db;
  LsnMeetingClose *close;
  const LsnRow *event;
  gint64 client_id;
  gint64 contact_id;
  gint64 project_id;
  gint64 entry_id;
} Closing;

static gboolean
write_entry (Closing *self, const LsnEventTime *local, GError **error)
{
  g_autoptr (LsnEntryEdit) edit = g_new0 (LsnEntryEdit, 1);
  g_autoptr (LsnRow) change = lsn_row_new (&lsn_event_info);
  gint64 start =
      lsn_date_to_instant (local->start, MAX (local->start_minute, 0), self->close->zone);

  edit->now = self->close->now;
  edit->id = lsn_row_get_int64 (self->event, LSN_EVENT_ENTRY_ID);
  edit->row = lsn_row_new (&lsn_entry_info);
  lsn_row_set_text (edit->row, LSN_ENTRY_KIND, "meeting");
  lsn_row_set_text (edit->row, LSN_ENTRY_DIRECTION, "none");
  lsn_row_set_text (edit->row, LSN_ENTRY_TITLE, lsn_row_get_text (self->event, LSN_EVENT_TITLE));
  lsn_row_set_text (edit->row, LSN_ENTRY_TEXT, self->close->protocol);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_AT, MIN (start, self->close->now));
  if (local->start_minute >= 0)
    lsn_row_set_int64 (edit->row, LSN_ENTRY_DURATION_S, lsn_event_time_get_minutes (local) * 60);
  if (self->client_id)
    lsn_row_set_int64 (edit->row, LSN_ENTRY_CLIENT_ID, self->client_id);
  if (self->contact_id)
    lsn_row_set_int64 (edit->row, LSN_ENTRY_CONTACT_ID, self->contact_id);
  if (!lsn_entry_edit_on_worker (self->db, edit, NULL, error))
    return FALSE;
  self->entry_id = edit->id;
  lsn_row_set_int64 (change, LSN_EVENT_ENTRY_ID, edit->id);
  lsn_row_set_text (change, LSN_EVENT_MINUTES, self->close->minutes);
  lsn_row_set_text (change, LSN_EVENT_KIND, "meeting");
  return lsn_row_update (self->db, self->close->event_id, change, error);
}

static gboolean
add_followup (Closing *self, const LsnMinutesLine *line, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_followup_info);
  g_autofree char *due = lsn_date_dup_iso (self->close->today + 1);

  lsn_row_set_text (row, LSN_FOLLOWUP_TITLE, line->text);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_DATE, due);
  if (self->client_id)
    lsn_row_set_int64 (row, LSN_FOLLOWUP_CLIENT_ID, self->client_id);
  if (self->contact_id)
    lsn_row_set_int64 (row, LSN_FOLLOWUP_CONTACT_ID, self->contact_id);
  self->close->n_followups++;
  return lsn_followup_insert (self->db, row, self->close->now, error);
}

static gboolean
add_card (Closing *self, const LsnMinutesLine *line, GError **error)
{
  LsnTaskEdit edit = { .now = self->close->now };
  gboolean ok;

  edit.row = lsn_row_new (&lsn_task_info);
  lsn_row_set_text (edit.row, LSN_TASK_TITLE, line->text);
  lsn_row_set_int64 (edit.row, LSN_TASK_PROJECT_ID, self->project_id);
  ok = lsn_task_edit_on_worker (self->db, &edit, NULL, error);
  lsn_row_free (edit.row);
  self->close->n_cards++;
  return ok;
}

static gboolean
add_agreement (Closing *self, const LsnMinutesLine *line, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_agreement_info);
  g_autofree char *today = lsn_date_dup_iso (self->close->today);

  lsn_row_set_text (row, LSN_AGREEMENT_TEXT, line->text);
  lsn_row_set_int64 (row, LSN_AGREEMENT_CLIENT_ID, self->client_id);
  lsn_row_set_text (row, LSN_AGREEMENT_AGREED_ON, today);
  lsn_row_set_int64 (row, LSN_AGREEMENT_PROOF_ENTRY_ID, self->entry_id);
  lsn_row_set_int64 (row, LSN_AGREEMENT_TURN_SINCE, self->close->now);
  self->close->n_agreements++;
  return lsn_row_insert (self->db, row, error);
}

/* What an earlier closing made is not made twice. */
static gboolean
is_new (const GPtrArray *before, const LsnMinutesLine *line)
{
  for (guint i = 0; i < before->len; i++)
    {
      const LsnMinutesLine *old = g_ptr_array_index (before, i);

      if (old->kind == line->kind && g_str_equal (old->text, line->text))
        return FALSE;
    }
  return TRUE;
}

static gboolean
follow (Closing *self, const LsnMinutesLine *line, GError **error)
{
  switch (line->kind)
    {
    case LSN_MINUTES_TASK:
      return self->project_id ? add_card (self, line, error) : add_followup (self, line, error);
    case LSN_MINUTES_QUESTION:
      return add_followup (self, line, error);
    case LSN_MINUTES_AGREEMENT:
      return self->client_id ? add_agreement (self, line, error) : add_followup (self, line, error);
    case LSN_MINUTES_DECISION:
    case LSN_MINUTES_NOTE:
    case LSN_N_MINUTES_KINDS:
    default:
      return TRUE;
    }
}

gboolean
lsn_meeting_close_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  LsnMeetingClose *self = data;
  g_autoptr (LsnRow) event = NULL;
  g_autoptr (GPtrArray) lines = lsn_minutes_parse (self->minutes);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  Closing closing = { .db = db, .close = self };
  LsnEventTime own, local;

  if (!lsn_row_load (db, &lsn_event_info, self->event_id, &event, error))
    return FALSE;
  if (event == NULL)
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                           _ ("This event does not exist any more."));
      return FALSE;
    }
  before = lsn_minutes_parse (lsn_row_is_null (event, LSN_EVENT_ENTRY_ID)
                                  ? NULL
                                  : lsn_row_get_text (event, LSN_EVENT_MINUTES));
  closing.event = event;
  closing.client_id = lsn_row_get_int64 (event, LSN_EVENT_CLIENT_ID);
  closing.project_id = lsn_row_get_int64 (event, LSN_EVENT_PROJECT_ID);
  if (!lsn_database_get_int64 (db, 0, &closing.contact_id, error,
                               "SELECT contact_id FROM event_person WHERE event_id = ?"
                               " AND contact_id IS NOT NULL ORDER BY id LIMIT 1",
                               "i", self->event_id))
    return FALSE;
  own = lsn_event_row_get_time (event);
  if (!lsn_row_is_null (event, LSN_EVENT_ZONE))
    zone = g_time_zone_new_identifier (lsn_row_get_text (event, LSN_EVENT_ZONE));
  local = lsn_event_time_to_zone (&own, zone, self->zone);
  self->protocol = lsn_minutes_dup_protocol (lsn_row_get_text (event, LSN_EVENT_TITLE),
                                             lsn_row_get_text (event, LSN_EVENT_CLIENT_NAME),
                                             &local, self->minutes);
  if (!write_entry (&closing, &local, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      if (is_new (before, g_ptr_array_index (lines, i)) &&
          !follow (&closing, g_ptr_array_index (lines, i), error))
        return FALSE;
    }
  return TRUE;
}
