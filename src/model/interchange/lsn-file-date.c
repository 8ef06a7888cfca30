/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-file-date.h"
#include "base/lsn-date.h"

#include <stdio.h>
#include <string.h>

/* The rest of the text: nothing, or a time. */
static gboolean
is_end (const char *rest)
{
  return *rest == '\0' || ((*rest == 'T' || *rest == ' ') && g_ascii_isdigit (rest[1]));
}

static char *
dup_date (int year, int month, int day)
{
  return lsn_date_dup_iso (lsn_date_new (year, month, day));
}

/* Three numbers with one separator. */
static char *
dup_separated (const char *text)
{
  int a, b, c;
  int end = 0;
  char first, second;

  if (sscanf (text, "%4d%c%2d%c%4d%n", &a, &first, &b, &second, &c, &end) != 5 || first != second ||
      !strchr ("-./", first) || !is_end (text + end) || a < 0 || b < 0 || c < 0)
    return NULL;
  if (a > 31)
    return dup_date (a, b, c);
  if (c < 100)
    return NULL;
  if (first != '/')
    return dup_date (c, b, a);
  if (a == b || a > 12)
    return dup_date (c, b, a);
  return b > 12 ? dup_date (c, a, b) : NULL;
}

char *
lsn_file_date_dup_iso (const char *text)
{
  int year = LSN_FILE_DATE_NO_YEAR;
  int month, day;
  int end = 0;

  if (sscanf (text, "--%2d%2d%n", &month, &day, &end) == 2 && end == 6 && is_end (text + end))
    return dup_date (year, month, day);
  if (sscanf (text, "--%2d-%2d%n", &month, &day, &end) == 2 && end == 7 && is_end (text + end))
    return dup_date (year, month, day);
  if (strspn (text, "0123456789") == 8 && is_end (text + 8) &&
      sscanf (text, "%4d%2d%2d", &year, &month, &day) == 3)
    return dup_date (year, month, day);
  return dup_separated (text);
}

char *
lsn_file_date_dup_instant (gint64 instant_us)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  int minute;
  LsnDate date = lsn_date_from_instant (instant_us, utc, &minute);
  gint64 rest = instant_us - lsn_date_to_instant (date, minute, utc);
  g_autofree char *day = lsn_date_dup_iso (date);

  return g_strdup_printf ("%sT%02d:%02d:%02d.%06dZ", day, minute / 60, minute % 60,
                          (int) (rest / G_USEC_PER_SEC), (int) (rest % G_USEC_PER_SEC));
}

gboolean
lsn_file_date_parse_instant (const char *text, gint64 *instant_us)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  int year, month, day, hour, minute, second, rest;
  int end = 0;
  LsnDate date;

  if (sscanf (text, "%4d-%2d-%2dT%2d:%2d:%2d.%6dZ%n", &year, &month, &day, &hour, &minute, &second,
              &rest, &end) != 7 ||
      end != 27 || text[end] != '\0' || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  date = lsn_date_new (year, month, day);
  if (date == LSN_DATE_NONE)
    return FALSE;
  *instant_us =
      lsn_date_to_instant (date, hour * 60 + minute, utc) + second * (gint64) G_USEC_PER_SEC + rest;
  return TRUE;
}
