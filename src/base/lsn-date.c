/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-date.h"

#include <string.h>

#define JULIAN_OF_EPOCH 719163  /* 1970-01-01 as GDate counts: 0001-01-01 is 1 */
#define JULIAN_MAX      3652059 /* 9999-12-31 */
#define SECONDS_PER_DAY 86400
#define MINUTES_PER_DAY 1440

static gboolean
is_date (LsnDate date)
{
  return date > -JULIAN_OF_EPOCH && date <= JULIAN_MAX - JULIAN_OF_EPOCH;
}

LsnDate
lsn_date_new (int year, int month, int day)
{
  GDate gdate;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return LSN_DATE_NONE;

  g_date_clear (&gdate, 1);
  g_date_set_dmy (&gdate, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return (LsnDate) g_date_get_julian (&gdate) - JULIAN_OF_EPOCH;
}

void
lsn_date_split (LsnDate date, int *year, int *month, int *day)
{
  GDate gdate;

  g_return_if_fail (is_date (date));

  g_date_clear (&gdate, 1);
  g_date_set_julian (&gdate, (guint32) (date + JULIAN_OF_EPOCH));
  if (year)
    *year = g_date_get_year (&gdate);
  if (month)
    *month = (int) g_date_get_month (&gdate);
  if (day)
    *day = g_date_get_day (&gdate);
}

LsnDate
lsn_date_from_iso (const char *text)
{
  if (!text || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return LSN_DATE_NONE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return LSN_DATE_NONE;

  return lsn_date_new ((int) g_ascii_strtoll (text, NULL, 10),
                       (int) g_ascii_strtoll (text + 5, NULL, 10),
                       (int) g_ascii_strtoll (text + 8, NULL, 10));
}

char *
lsn_date_dup_iso (LsnDate date)
{
  int year, month, day;

  if (date == LSN_DATE_NONE)
    return NULL;

  g_return_val_if_fail (is_date (date), NULL);
  lsn_date_split (date, &year, &month, &day);

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

int
lsn_date_get_weekday (LsnDate date)
{
  g_return_val_if_fail (is_date (date), 1);

  /* 0001-01-01 was a Monday. */
  return (date + JULIAN_OF_EPOCH - 1) % 7 + 1;
}

int
lsn_date_get_days_in_month (int year, int month)
{
  g_return_val_if_fail (year >= 1 && year <= 9999 && month >= 1 && month <= 12, 30);

  return g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
}

LsnDate
lsn_date_add_months (LsnDate date, int months)
{
  int year, month, day;
  gint64 count;

  g_return_val_if_fail (is_date (date), LSN_DATE_NONE);

  lsn_date_split (date, &year, &month, &day);
  count = (gint64) year * 12 + month - 1 + months;
  if (count < 12 || count >= 10000 * 12)
    return LSN_DATE_NONE;
  year = (int) (count / 12);
  month = (int) (count % 12) + 1;

  return lsn_date_new (year, month, MIN (day, lsn_date_get_days_in_month (year, month)));
}

LsnDate
lsn_date_get_month_start (LsnDate date)
{
  int day;

  g_return_val_if_fail (is_date (date), LSN_DATE_NONE);
  lsn_date_split (date, NULL, NULL, &day);

  return date - day + 1;
}

LsnDate
lsn_date_get_month_end (LsnDate date)
{
  int year, month, day;

  g_return_val_if_fail (is_date (date), LSN_DATE_NONE);
  lsn_date_split (date, &year, &month, &day);

  return date - day + lsn_date_get_days_in_month (year, month);
}

LsnDate
lsn_date_get_today (gint64 now_us, GTimeZone *zone)
{
  return lsn_date_from_instant (now_us, zone, NULL);
}

static gint64
get_offset (GTimeZone *zone, gint64 utc)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc);

  return interval < 0 ? 0 : g_time_zone_get_offset (zone, interval);
}

gint64
lsn_date_to_instant (LsnDate date, int minute, GTimeZone *zone)
{
  gint64 wall, before, after;

  g_return_val_if_fail (is_date (date), 0);
  g_return_val_if_fail (minute >= 0 && minute < MINUTES_PER_DAY, 0);
  g_return_val_if_fail (zone, 0);

  /* A day to either side is surely on the two sides of a change, if there is one nearby. */
  wall = (gint64) date * SECONDS_PER_DAY + minute * 60;
  before = get_offset (zone, wall - SECONDS_PER_DAY);
  after = get_offset (zone, wall + SECONDS_PER_DAY);

  /* The earlier offset is right for the first of a repeated hour, and carries a skipped time over
   * the gap; only what surely lies behind the change takes the later one. */
  if (get_offset (zone, wall - before) != before && get_offset (zone, wall - after) == after)
    return (wall - after) * G_USEC_PER_SEC;

  return (wall - before) * G_USEC_PER_SEC;
}

LsnDate
lsn_date_from_instant (gint64 instant_us, GTimeZone *zone, int *minute)
{
  gint64 seconds, days;

  g_return_val_if_fail (zone, LSN_DATE_NONE);

  seconds = instant_us / G_USEC_PER_SEC - (instant_us % G_USEC_PER_SEC < 0);
  seconds += get_offset (zone, seconds);
  days = seconds / SECONDS_PER_DAY - (seconds % SECONDS_PER_DAY < 0);
  if (minute)
    *minute = (int) ((seconds - days * SECONDS_PER_DAY) / 60);

  return days > -JULIAN_OF_EPOCH && days <= JULIAN_MAX - JULIAN_OF_EPOCH ? (LsnDate) days
                                                                         : LSN_DATE_NONE;
}
