/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"

G_BEGIN_DECLS

/* What is to be shown now, and when to look again: a pure function of the open follow-ups, the wall
 * clock, the user's hours and what was shown before. */

typedef struct
{
  gint64 id;
  char *title;  /* owned */
  char *client; /* owned, nullable */
  LsnDate date;
  int minute;    /* of the day, -1 for the whole day */
  char *zone_id; /* owned, nullable: of @minute */
  gboolean urgent;
} LsnReminderItem;

typedef struct
{
  int work_start; /* minutes: when a follow-up of the whole day is due */
  gboolean quiet; /* whether there are quiet hours */
  int quiet_start;
  int quiet_end; /* before @quiet_start where the night turns the day */
  gboolean quiet_allows_urgent;
} LsnReminderHours;

typedef struct
{
  GPtrArray *items; /* owned; borrowed LsnReminderItem: to be shown now, the earliest first */
  gint64 wake_at;   /* UTC microseconds: the next moment something is due; G_MAXINT64 for none */
} LsnReminderPlan;

LsnReminderItem *lsn_reminder_item_new (gint64 id, const char *title, LsnDate date, int minute,
                                        const char *zone_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_reminder_item_free (gpointer item);

/* The moment @item is due, UTC microseconds; a date is due at the beginning of work in @local. */
gint64 lsn_reminder_item_get_due (const LsnReminderItem *item, const LsnReminderHours *hours,
                                  GTimeZone *local);

/* Names this due moment of this follow-up: one that is snoozed is due anew. */
char *lsn_reminder_item_dup_key (const LsnReminderItem *item) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_reminder_plan_make:
 * @items: element-type LsnReminderItem
 * @shown: set of keys that were shown
 */
LsnReminderPlan *
lsn_reminder_plan_make (GPtrArray *items, GHashTable *shown, const LsnReminderHours *hours,
                        gint64 now, GTimeZone *local) G_GNUC_WARN_UNUSED_RESULT;
void lsn_reminder_plan_free (LsnReminderPlan *self);

/* The end of the quiet hours that @now falls into; @now itself outside of them. */
gint64
lsn_reminder_hours_get_end_of_quiet (const LsnReminderHours *hours, gint64 now, GTimeZone *local);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnReminderPlan, lsn_reminder_plan_free)

G_END_DECLS
