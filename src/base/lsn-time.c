/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-time.h"

/* What is left of the number: an hour of twelve where it says so. */
static int
get_half_day (const char *rest)
{
  g_autofree char *word = g_utf8_strdown (rest, -1);

  g_strstrip (word);
  if (*word == '\0')
    return 0;
  if (g_str_equal (word, "am") || g_str_equal (word, "a.m.") || g_str_equal (word, "a"))
    return 1;
  if (g_str_equal (word, "pm") || g_str_equal (word, "p.m.") || g_str_equal (word, "p"))
    return 2;
  return -1;
}

static int
make_minute (int hour, int minute, const char *rest)
{
  int half_day = get_half_day (rest);

  if (half_day < 0 || minute > 59)
    return LSN_TIME_INVALID;
  if (half_day > 0)
    {
      if (hour < 1 || hour > 12)
        return LSN_TIME_INVALID;
      hour = hour % 12 + (half_day == 2 ? 12 : 0);
    }
  return hour > 23 ? LSN_TIME_INVALID : hour * 60 + minute;
}

int
lsn_time_parse (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text ? text : ""));
  const char *p = stripped;
  int first = 0;
  int second = 0;
  gsize digits;

  if (*stripped == '\0')
    return LSN_TIME_NONE;

  for (digits = 0; g_ascii_isdigit (*p) && digits < 5; p++, digits++)
    first = first * 10 + *p - '0';
  if (digits == 0 || digits > 4)
    return LSN_TIME_INVALID;
  if (digits > 2)
    return make_minute (first / 100, first % 100, p);
  if (*p != ':' && *p != '.' && *p != '-')
    return make_minute (first, 0, p);

  p++;
  for (digits = 0; g_ascii_isdigit (*p) && digits < 3; p++, digits++)
    second = second * 10 + *p - '0';
  return digits == 2 ? make_minute (first, second, p) : LSN_TIME_INVALID;
}
