/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "reminder/lsn-reminder-plan.h"

/* Up to this late it still counts as on time. */
#define GRACE_US G_TIME_SPAN_MINUTE

gint64
lsn_reminder_get_moment (const LsnDue *due, const LsnReminderHours *hours, GTimeZone *local)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (due->minute < 0)
    return lsn_date_to_instant (due->date, hours->work_start, local);
  if (due->zone_id)
    zone = g_time_zone_new_identifier (due->zone_id);
  return lsn_date_to_instant (due->date, due->minute, zone ? zone : local);
}

gint64
lsn_reminder_hours_get_end_of_quiet (const LsnReminderHours *hours, gint64 now, GTimeZone *local)
{
  int minute;
  LsnDate today = lsn_date_from_instant (now, local, &minute);
  gboolean over_midnight = hours->quiet_end <= hours->quiet_start;

  if (!hours->quiet || hours->quiet_start == hours->quiet_end)
    return now;
  if (over_midnight ? minute < hours->quiet_start && minute >= hours->quiet_end
                    : minute < hours->quiet_start || minute >= hours->quiet_end)
    return now;
  if (over_midnight && minute >= hours->quiet_start)
    today++;
  return lsn_date_to_instant (today, hours->quiet_end, local);
}

static gint
compare_items (gconstpointer a, gconstpointer b)
{
  const LsnReminderItem *x = a;
  const LsnReminderItem *y = b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return (x->due->id > y->due->id) - (x->due->id < y->due->id);
}

LsnReminderPlan *
lsn_reminder_plan_make (GPtrArray *items, GHashTable *shown, const LsnReminderHours *hours,
                        gint64 last_look, gint64 now, GTimeZone *local)
{
  LsnReminderPlan *self = g_new0 (LsnReminderPlan, 1);
  gint64 quiet_end = lsn_reminder_hours_get_end_of_quiet (hours, now, local);

  self->items = g_array_new (FALSE, FALSE, sizeof (LsnReminderItem));
  self->wake_at = G_MAXINT64;
  for (guint i = 0; i < items->len; i++)
    {
      const LsnDue *due = g_ptr_array_index (items, i);
      LsnReminderItem item = { .due = due };
      g_autofree char *key = lsn_due_dup_key (due);

      if (due->date == LSN_DATE_NONE || g_hash_table_contains (shown, key))
        continue;
      item.at = lsn_reminder_get_moment (due, hours, local);
      item.missed = now - item.at > GRACE_US && (due->minute >= 0 || item.at > last_look);
      if (item.at > now)
        self->wake_at = MIN (self->wake_at, item.at);
      else if (quiet_end > now && !(due->urgent && hours->quiet_allows_urgent))
        self->wake_at = MIN (self->wake_at, quiet_end);
      else
        g_array_append_val (self->items, item);
    }
  g_array_sort (self->items, compare_items);
  return self;
}

void
lsn_reminder_plan_free (LsnReminderPlan *self)
{
  g_array_unref (self->items);
  g_free (self);
}
