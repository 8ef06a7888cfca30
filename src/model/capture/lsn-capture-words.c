/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/capture/lsn-capture-words.h"
#include "base/lsn-recurrence.h"
#include "base/lsn-when.h"
#include "model/followups/lsn-followup.h"

#include <glib/gi18n-lib.h>

const char *
lsn_capture_kind_get_name (LsnCaptureKind kind)
{
  static const char *const names[] = { "task", "call", "mail", "message", "meeting" };

  return (guint) kind < G_N_ELEMENTS (names) ? names[kind] : names[0];
}

const char *
lsn_capture_priority_get_mark (int priority)
{
  static const char *const marks[] = { NULL, "!", "!!", "!!!" };

  return marks[CLAMP (priority, 0, 3)];
}

static char *
dup_due (const LsnCapture *self, LsnDate today)
{
  LsnDate date = lsn_date_from_iso (self->due_date);
  g_autofree char *weekday = NULL;
  g_autofree char *day = NULL;
  g_autofree char *time = self->time >= 0 ? lsn_when_dup_time (self->time) : NULL;

  if (date == LSN_DATE_NONE)
    date = today;
  weekday = lsn_when_dup_weekday (lsn_date_get_weekday (date), TRUE);
  day = lsn_when_dup_short (date, today);

  /* Translators: weekday, day and time: “Tue 24 Nov, 15:00” */
  if (time)
    return g_strdup_printf (C_ ("weekday, day, time", "%s %s, %s"), weekday, day, time);
  /* Translators: “Tue 24 Nov” */
  return g_strdup_printf (C_ ("weekday, day", "%s %s"), weekday, day);
}

static char *
dup_repeat (const LsnCapture *self, LsnWorkdays *workdays)
{
  LsnRecurrenceMode mode = self->repeat == LSN_CAPTURE_REPEAT_AFTER_DONE ? LSN_RECURRENCE_AFTER_DONE
                                                                         : LSN_RECURRENCE_FIXED;
  g_autoptr (LsnRecurrence) rule =
      self->rrule ? lsn_recurrence_parse (self->rrule, mode, workdays, NULL) : NULL;

  return rule ? lsn_recurrence_dup_text (rule) : NULL;
}

char *
lsn_capture_dup_words (const LsnCapture *self, LsnCaptureWhat what, LsnDate today,
                       LsnWorkdays *workdays)
{
  switch (what)
    {
    case LSN_CAPTURE_SPAN_KIND:
      return g_strdup (lsn_followup_kind_get_label (lsn_capture_kind_get_name (self->kind)));
    case LSN_CAPTURE_SPAN_CONTACT:
      return g_strdup (self->contact_phrase);
    case LSN_CAPTURE_SPAN_CLIENT:
      return g_strdup (self->client_phrase);
    case LSN_CAPTURE_SPAN_DATE:
    case LSN_CAPTURE_SPAN_TIME:
      return dup_due (self, today);
    case LSN_CAPTURE_SPAN_DURATION:
      return self->duration > 0 ? lsn_when_dup_duration (self->duration) : NULL;
    case LSN_CAPTURE_SPAN_PRIORITY:
      return g_strdup (lsn_capture_priority_get_mark (self->priority));
    case LSN_CAPTURE_SPAN_REPEAT:
      return dup_repeat (self, workdays);
    case LSN_CAPTURE_SPAN_TAG:
    case LSN_CAPTURE_SPAN_ASKING:
    default:
      return NULL;
    }
}

char *
lsn_capture_dup_all_words (const LsnCapture *self, LsnDate today, LsnWorkdays *workdays)
{
  const LsnCaptureWhat order[] = { LSN_CAPTURE_SPAN_KIND,     LSN_CAPTURE_SPAN_CONTACT,
                                   LSN_CAPTURE_SPAN_CLIENT,   LSN_CAPTURE_SPAN_DATE,
                                   LSN_CAPTURE_SPAN_DURATION, LSN_CAPTURE_SPAN_REPEAT,
                                   LSN_CAPTURE_SPAN_PRIORITY };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *words = lsn_capture_dup_words (self, order[i], today, workdays);

      if (words && *words)
        g_string_append_printf (all, "%s%s", all->len ? " · " : "", words);
    }
  for (guint i = 0; self->tags[i]; i++)
    g_string_append_printf (all, " · #%s", self->tags[i]);
  return g_string_free (g_steal_pointer (&all), FALSE);
}
