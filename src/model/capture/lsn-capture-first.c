/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <stdlib.h>
#include <string.h>

/* Enough for a yearly rule on 29 February, also across 2100. */
#define DAYS_TO_TRY (366 * 9)

static int
rule_number (const char *rule, const char *part)
{
  const char *at = strstr (rule, part);

  return at ? atoi (at + strlen (part)) : 0;
}

static gboolean
is_nth (const GDate *date, int place, gboolean working)
{
  GDate other = *date;
  int step = place > 0 ? -1 : 1;
  int passed = 0;

  for (;;)
    {
      gboolean counts = working ? g_date_get_weekday (&other) <= G_DATE_FRIDAY
                                : g_date_get_weekday (&other) == g_date_get_weekday (date);

      passed += counts;
      if (step > 0)
        g_date_add_days (&other, 1);
      else if (g_date_get_julian (&other) > 1)
        g_date_subtract_days (&other, 1);
      if (g_date_get_month (&other) != g_date_get_month (date))
        return passed == abs (place);
    }
}

/* @list: days of the month, -1 its last. */
static gboolean
is_in_list (const char *list, const GDate *date)
{
  for (;;)
    {
      char *end;
      gint64 day = g_ascii_strtoll (list, &end, 10);

      if (day == g_date_get_day (date) || (day < 0 && g_date_is_last_of_month (date)))
        return TRUE;
      if (*end != ',')
        return FALSE;
      list = end + 1;
    }
}

static gboolean
matches (const char *rule, const GDate *date)
{
  static const char *const names[] = { "", "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  const char *days = strstr (rule, "BYDAY=");
  int month = rule_number (rule, "BYMONTH=");
  const char *month_days = strstr (rule, "BYMONTHDAY=");
  int place = rule_number (rule, "BYSETPOS=");

  if (month && (int) g_date_get_month (date) != month)
    return FALSE;
  if (month_days && !is_in_list (month_days + strlen ("BYMONTHDAY="), date))
    return FALSE;
  if (days && !strstr (days, names[g_date_get_weekday (date)]))
    return FALSE;
  if (place)
    return is_nth (date, place, TRUE);
  if (days && (g_ascii_isdigit (days[6]) || days[6] == '-'))
    return is_nth (date, atoi (days + 6), FALSE);
  return TRUE;
}

void
lsn_capture_first_of_rule (CaptureParser *self, gboolean today_is_past)
{
  GDate date = self->today;

  if (today_is_past)
    g_date_add_days (&date, 1);
  for (int i = 0; i < DAYS_TO_TRY; i++)
    {
      if (matches (self->capture->rrule, &date))
        {
          self->date = date;
          self->has_date = TRUE;
          return;
        }
      g_date_add_days (&date, 1);
    }
}
