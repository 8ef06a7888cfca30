/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "reminder/lsn-reminder-plan.h"

LsnReminderItem *
lsn_reminder_item_new (gint64 id, const char *title, LsnDate date, int minute, const char *zone_id)
{
  LsnReminderItem *self = g_new0 (LsnReminderItem, 1);

  self->id = id;
  self->title = g_strdup (title);
  self->date = date;
  self->minute = minute;
  self->zone_id = g_strdup (zone_id);
  return self;
}

void
lsn_reminder_item_free (gpointer item)
{
  LsnReminderItem *self = item;

  g_free (self->title);
  g_free (self->client);
  g_free (self->zone_id);
  g_free (self);
}

gint64
lsn_reminder_item_get_due (const LsnReminderItem *item, const LsnReminderHours *hours,
                           GTimeZone *local)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (item->minute < 0)
    return lsn_date_to_instant (item->date, hours->work_start, local);
  if (item->zone_id)
    zone = g_time_zone_new_identifier (item->zone_id);
  return lsn_date_to_instant (item->date, item->minute, zone ? zone : local);
}

char *
lsn_reminder_item_dup_key (const LsnReminderItem *item)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%d:%d", item->id, item->date, item->minute);
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

typedef struct
{
  LsnReminderItem *item;
  gint64 due;
} Due;

static gint
compare_due (gconstpointer a, gconstpointer b)
{
  const Due *x = a;
  const Due *y = b;

  if (x->due != y->due)
    return x->due < y->due ? -1 : 1;
  return (x->item->id > y->item->id) - (x->item->id < y->item->id);
}

LsnReminderPlan *
lsn_reminder_plan_make (GPtrArray *items, GHashTable *shown, const LsnReminderHours *hours,
                        gint64 now, GTimeZone *local)
{
  LsnReminderPlan *self = g_new0 (LsnReminderPlan, 1);
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (Due));
  gint64 quiet_end = lsn_reminder_hours_get_end_of_quiet (hours, now, local);

  self->items = g_ptr_array_new ();
  self->wake_at = G_MAXINT64;
  for (guint i = 0; i < items->len; i++)
    {
      Due entry = { g_ptr_array_index (items, i), 0 };
      g_autofree char *key = lsn_reminder_item_dup_key (entry.item);

      if (entry.item->date == LSN_DATE_NONE || g_hash_table_contains (shown, key))
        continue;
      entry.due = lsn_reminder_item_get_due (entry.item, hours, local);
      if (entry.due > now)
        self->wake_at = MIN (self->wake_at, entry.due);
      else if (quiet_end > now && !(entry.item->urgent && hours->quiet_allows_urgent))
        self->wake_at = MIN (self->wake_at, quiet_end);
      else
        g_array_append_val (due, entry);
    }

  g_array_sort (due, compare_due);
  for (guint i = 0; i < due->len; i++)
    g_ptr_array_add (self->items, g_array_index (due, Due, i).item);
  return self;
}

void
lsn_reminder_plan_free (LsnReminderPlan *self)
{
  g_ptr_array_unref (self->items);
  g_free (self);
}
