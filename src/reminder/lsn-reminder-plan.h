/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/followups/lsn-due.h"

G_BEGIN_DECLS

/* What is to be shown now, and when to look again: a pure function of what is due, the wall clock,
 * the user's hours and what was shown before. */

typedef struct
{
  int work_start; /* minutes: when what is due the whole day is reminded of */
  gboolean quiet; /* whether there are quiet hours */
  int quiet_start;
  int quiet_end; /* before @quiet_start where the night turns the day */
  gboolean quiet_allows_urgent;
} LsnReminderHours;

typedef struct
{
  const LsnDue *due; /* borrowed */
  gint64 at;         /* its moment, UTC microseconds */
  gboolean missed;   /* it comes late: the machine slept, or nothing ran to tell of it */
} LsnReminderItem;

typedef struct
{
  GArray *items;  /* owned; element-type LsnReminderItem: to be shown now, the earliest first */
  gint64 wake_at; /* UTC microseconds: the next moment something is due; G_MAXINT64 for none */
} LsnReminderPlan;

/* The moment of @due, UTC microseconds; a date is due at the beginning of work in @local. */
gint64 lsn_reminder_get_moment (const LsnDue *due, const LsnReminderHours *hours, GTimeZone *local);

/**
 * lsn_reminder_plan_make:
 * @items: element-type LsnDue, borrowed by the plan
 * @shown: set of keys that were shown
 * @last_look: when this was asked last; what is due the whole day is missed only when nobody was
 *   looking at its moment
 */
LsnReminderPlan *
lsn_reminder_plan_make (GPtrArray *items, GHashTable *shown, const LsnReminderHours *hours,
                        gint64 last_look, gint64 now, GTimeZone *local) G_GNUC_WARN_UNUSED_RESULT;
void lsn_reminder_plan_free (LsnReminderPlan *self);

/* The end of the quiet hours that @now falls into; @now itself outside of them. */
gint64
lsn_reminder_hours_get_end_of_quiet (const LsnReminderHours *hours, gint64 now, GTimeZone *local);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnReminderPlan, lsn_reminder_plan_free)

G_END_DECLS
