/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/followups/lsn-snooze.h"

#include <glib/gi18n-lib.h>

#define EARLIEST_EVENING (17 * 60)
#define LATEST_EVENING   (21 * 60)

const LsnSnoozeTarget lsn_snooze_targets[] = {
  { "hour", NC_ ("snooze", "In an _Hour") },   { "evening", NC_ ("snooze", "This _Evening") },
  { "tomorrow", NC_ ("snooze", "_Tomorrow") }, { "workday", NC_ ("snooze", "Next _Working Day") },
  { "week", NC_ ("snooze", "_Next Week") },    { NULL },
};

const char *
lsn_snooze_target_get_label (const LsnSnoozeTarget *target)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "snooze", target->label);
}

static LsnDate
add_minutes (const LsnSnoozeClock *clock, int minutes, int *minute)
{
  return lsn_date_from_instant (clock->now + minutes * G_TIME_SPAN_MINUTE, clock->zone, minute);
}

LsnDate
lsn_snooze_find (const char *name, const LsnSnoozeClock *clock, int *minute)
{
  LsnDate today = lsn_date_get_today (clock->now, clock->zone);
  LsnDate monday = today + 8 - lsn_date_get_weekday (today);

  if (g_str_equal (name, "a-while"))
    return add_minutes (clock, clock->while_minutes, minute);
  if (g_str_equal (name, "hour"))
    return add_minutes (clock, 60, minute);
  if (g_str_equal (name, "evening"))
    {
      *minute = CLAMP (clock->work_end, EARLIEST_EVENING, LATEST_EVENING);
      return today;
    }

  *minute = clock->work_start;
  if (g_str_equal (name, "tomorrow"))
    return today + 1;
  if (g_str_equal (name, "workday"))
    return lsn_workdays_get_next (clock->workdays, today);
  if (g_str_equal (name, "week"))
    return lsn_workdays_get_next (clock->workdays, monday - 1);
  return lsn_date_from_iso (name);
}

gboolean
lsn_snooze_is_day (const char *name)
{
  return !g_str_equal (name, "a-while") && !g_str_equal (name, "hour") &&
         !g_str_equal (name, "evening");
}

gboolean
lsn_snooze_is_offered (const LsnSnoozeTarget *target, const LsnSnoozeClock *clock)
{
  int minute, other, now;
  LsnDate date = lsn_snooze_find (target->name, clock, &minute);
  LsnDate today = lsn_date_from_instant (clock->now, clock->zone, &now);

  if (date < today || (date == today && minute <= now))
    return FALSE;
  for (const LsnSnoozeTarget *before = lsn_snooze_targets; before != target; before++)
    {
      if (lsn_snooze_find (before->name, clock, &other) == date && other == minute)
        return FALSE;
    }
  return TRUE;
}
