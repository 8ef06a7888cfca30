/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <stdio.h>
#include <string.h>

guint
lsn_capture_skip (CaptureParser *self, guint i, CaptureClass class)
{
  return lsn_capture_is (self, i, class) ? 1 : 0;
}

guint
lsn_capture_skip_preposition (CaptureParser *self, guint i)
{
  switch (lsn_capture_token (self, i)->class)
    {
    case WORD_AT:
    case WORD_BY:
    case WORD_ON:
    case WORD_IN:
    case WORD_FOR:
    case WORD_WITH:
      return 1;
    default:
      return 0;
    }
}

gboolean
lsn_capture_is_russian (CaptureParser *self, guint i)
{
  return (guchar) lsn_capture_token (self, i)->fold[0] >= 0x80;
}

guint
lsn_capture_day_month (CaptureParser *self, guint i, int *day, int *month, int *year)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  guint n = 0;
  int used = 0;

  *year = 0;
  if (sscanf (token->fold, "%4d-%2d-%2d%n", year, month, day, &used) == 3 && !token->fold[used] &&
      *year > 1000)
    return 1;
  *year = 0;
  if (!lsn_capture_is (self, i + 1, WORD_MEASURE) && token->before != '$' &&
      strspn (token->fold, "0123456789./") == strlen (token->fold))
    {
      char separator = 0, second = 0;
      int fields = sscanf (token->fold, "%2d%c%2d%n%c%n%4d%n", day, &separator, month, &used,
                           &second, &used, year, &used);
      gsize length = strlen (token->fold);

      if ((gsize) used == length &&
          ((fields == 5 && separator == second && (*year < 100 || *year > 1999)) ||
           (fields == 3 && separator == '.' && length >= 4 && token->fold[length - 3] == '.') ||
           (fields == 3 && separator == '/' && i > 0 &&
            lsn_capture_skip_preposition (self, i - 1))))
        {
          if (separator == '/' && *month > 12)
            {
              int swap = *day;

              *day = *month;
              *month = swap;
            }
          if (*year > 0 && *year < 100)
            *year += 2000;
          return 1;
        }
    }
  *year = 0;
  n = lsn_capture_skip (self, i, WORD_ARTICLE);
  if ((lsn_capture_number (self, i + n, day) || lsn_capture_ordinal (self, i + n, day)))
    {
      n++;
      n += lsn_capture_skip (self, i + n, WORD_OF);
      if (!lsn_capture_is (self, i + n, WORD_MONTH))
        return 0;
      *month = lsn_capture_token (self, i + n)->value;
      n++;
    }
  else if (n == 0 && token->class == WORD_MONTH &&
           (lsn_capture_number (self, i + 1, day) || lsn_capture_ordinal (self, i + 1, day)))
    {
      *month = token->value;
      n = 2;
    }
  else
    return 0;
  if (*day < 1 || *day > 31)
    return 0;
  if (lsn_capture_number (self, i + n, &used) && used >= 2000 && used <= 2100)
    {
      *year = used;
      n++;
      if (lsn_capture_is_russian (self, i + n) &&
          (lsn_capture_is (self, i + n, WORD_UNIT) ||
           g_str_equal (lsn_capture_token (self, i + n)->fold, "г")))
        n++;
    }
  return n;
}

guint
lsn_capture_amount (CaptureParser *self, guint i, int *count, CaptureUnit *unit, int *minutes)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  guint n = 0;
  double factor;
  int more;

  if (token->class == WORD_HALF_HOUR)
    {
      *count = *minutes = 30;
      *unit = UNIT_MINUTE;
      return 1;
    }
  if (token->class == WORD_HALF_YEAR)
    {
      *count = 6;
      *minutes = 0;
      *unit = UNIT_MONTH;
      return 1;
    }
  *count = 1;
  if (g_ascii_isdigit (token->fold[0]) && strpbrk (token->fold, ".,"))
    {
      g_autofree char *number = g_strdelimit (g_strdup (token->fold), ",", '.');
      char *end;

      factor = g_ascii_strtod (number, &end);
      if (*end || factor > 1000)
        return 0;
      *count = (int) factor;
      n = 1;
    }
  else if (token->class == WORD_ONE_AND_HALF)
    {
      factor = 1.5;
      n = 1;
    }
  else if (token->class == WORD_HALF)
    {
      factor = 0.5;
      n = 1;
      if (g_str_equal (lsn_capture_token (self, i + 1)->fold, "an"))
        n++;
    }
  else if (lsn_capture_number (self, i, count))
    {
      n = 1;
      if (lsn_capture_is (self, i + n, WORD_COUPLE))
        {
          *count = 2;
          n++;
          n += lsn_capture_skip (self, i + n, WORD_OF) |
               (g_str_equal (lsn_capture_token (self, i + n)->fold, "of"));
        }
      factor = *count;
    }
  else if (token->class == WORD_COUPLE)
    {
      *count = 2;
      factor = 2;
      n = 1;
    }
  else
    {
      factor = 1;
      if (g_ascii_isdigit (token->fold[0]))
        {
          char *end;

          factor = *count = (int) g_ascii_strtoll (token->fold, &end, 10) % 10000;
          if (g_str_equal (end, "h") || g_str_equal (end, "ч"))
            *minutes = *count * 60, *unit = UNIT_HOUR;
          else if (g_str_equal (end, "m") || g_str_equal (end, "min") || g_str_equal (end, "мин"))
            *minutes = *count, *unit = UNIT_MINUTE;
          else
            return 0;
          return *count > 0 && *count < 1000 ? 1 : 0;
        }
    }
  if (lsn_capture_is (self, i + n, WORD_WORKING))
    {
      n++;
      *unit = UNIT_WORKDAY;
      if (!lsn_capture_is (self, i + n, WORD_UNIT) ||
          lsn_capture_token (self, i + n)->value != UNIT_DAY)
        return 0;
    }
  else if (lsn_capture_is (self, i + n, WORD_UNIT))
    *unit = (CaptureUnit) lsn_capture_token (self, i + n)->value;
  else
    return 0;
  if (*count < 0 || *count > 1000 || factor <= 0)
    return 0;
  *minutes = (int) (factor * (*unit == UNIT_HOUR ? 60 : 1));
  n++;

  /* “an hour 20 minutes”, «час 20 минут» */
  if (*unit == UNIT_HOUR && lsn_capture_number (self, i + n, &more) && more < 60 &&
      lsn_capture_is (self, i + n + 1, WORD_UNIT) &&
      lsn_capture_token (self, i + n + 1)->value == UNIT_MINUTE)
    {
      *minutes += more;
      n += 2;
    }
  return n;
}

static void
add_workdays (GDate *date, int count)
{
  while (count > 0)
    {
      g_date_add_days (date, 1);
      if (g_date_get_weekday (date) <= G_DATE_FRIDAY)
        count--;
    }
}

static void
set_moment (CaptureParser *self, int minutes)
{
  int total = self->context->hour * 60 + self->context->minute + minutes;

  g_date_add_days (&self->date, (guint) (total / 1440));
  self->capture->time = total % 1440;
}

static void
move_by (CaptureParser *self, int count, CaptureUnit unit, int minutes)
{
  self->date = self->today;
  switch (unit)
    {
    case UNIT_MINUTE:
    case UNIT_HOUR:
      set_moment (self, minutes);
      break;
    case UNIT_DAY:
      g_date_add_days (&self->date, (guint) count);
      break;
    case UNIT_WORKDAY:
      add_workdays (&self->date, count);
      break;
    case UNIT_WEEK:
      g_date_add_days (&self->date, 7 * (guint) count);
      break;
    case UNIT_MONTH:
      g_date_add_months (&self->date, (guint) count);
      break;
    case UNIT_QUARTER:
      g_date_add_months (&self->date, 3 * (guint) count);
      break;
    case UNIT_YEAR:
    default:
      g_date_add_years (&self->date, (guint) count);
      break;
    }
}

static int
days_into_week (CaptureParser *self, int weekday)
{
  return (weekday - self->context->first_weekday + 7) % 7;
}

static gboolean
end_of (CaptureParser *self, CaptureUnit unit)
{
  int weekday = (int) g_date_get_weekday (&self->today);

  self->date = self->today;
  switch (unit)
    {
    case UNIT_DAY:
      return TRUE;
    case UNIT_WEEK:
      g_date_add_days (&self->date, weekday <= 5 ? (guint) (5 - weekday) : (guint) (7 - weekday));
      return TRUE;
    case UNIT_MONTH:
      g_date_set_day (&self->date, g_date_get_days_in_month (g_date_get_month (&self->today),
                                                             g_date_get_year (&self->today)));
      return TRUE;
    case UNIT_QUARTER:
      g_date_set_dmy (&self->date, 1,
                      (GDateMonth) ((g_date_get_month (&self->today) - 1) / 3 * 3 + 1),
                      g_date_get_year (&self->today));
      g_date_add_months (&self->date, 3);
      g_date_subtract_days (&self->date, 1);
      return TRUE;
    case UNIT_YEAR:
      g_date_set_dmy (&self->date, 31, 12, g_date_get_year (&self->today));
      return TRUE;
    case UNIT_MINUTE:
    case UNIT_HOUR:
    case UNIT_WORKDAY:
    default:
      return FALSE;
    }
}

static gboolean
set_day_month (CaptureParser *self, int day, int month, int year)
{
  int given = year ? year : g_date_get_year (&self->today);

  if (!g_date_valid_dmy ((GDateDay) CLAMP (day, 0, 255), (GDateMonth) month, (GDateYear) given))
    return FALSE;
  g_date_set_dmy (&self->date, (GDateDay) day, (GDateMonth) month, (GDateYear) given);
  if (!year && g_date_compare (&self->date, &self->today) < 0)
    g_date_add_years (&self->date, 1);
  return TRUE;
}

static gboolean
set_day (CaptureParser *self, int day)
{
  self->date = self->today;
  if (day < g_date_get_day (&self->today))
    {
      g_date_set_day (&self->date, 1);
      g_date_add_months (&self->date, 1);
    }
  if (!g_date_valid_dmy ((GDateDay) day, g_date_get_month (&self->date),
                         g_date_get_year (&self->date)))
    return FALSE;
  g_date_set_day (&self->date, (GDateDay) day);
  return TRUE;
}

static guint
date_core (CaptureParser *self, guint i, gboolean marked)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  guint n = lsn_capture_skip (self, i, WORD_ARTICLE);
  gboolean next = FALSE, this = FALSE;
  int day, month, year, count, minutes;
  CaptureUnit unit;
  guint length;

  if ((length = lsn_capture_day_month (self, i, &day, &month, &year)))
    return set_day_month (self, day, month, year) ? length : 0;
  if (g_str_equal (lsn_capture_token (self, i + n)->fold, "day") &&
      lsn_capture_is (self, i + n + 1, WORD_AFTER) &&
      g_str_equal (lsn_capture_token (self, i + n + 2)->fold, "tomorrow"))
    {
      move_by (self, 2, UNIT_DAY, 0);
      return n + 3;
    }
  if (token->class == WORD_DAY)
    {
      move_by (self, token->value, UNIT_DAY, 0);
      return 1;
    }
  if (lsn_capture_is (self, i + n, WORD_END))
    {
      guint m = n + 1;

      if (g_str_equal (lsn_capture_token (self, i + m)->fold, "of"))
        m++;
      m += lsn_capture_skip (self, i + m, WORD_ARTICLE);
      if (lsn_capture_is (self, i + m, WORD_UNIT) &&
          end_of (self, (CaptureUnit) lsn_capture_token (self, i + m)->value))
        return m + 1;
      return 0;
    }
  if (token->class == WORD_END_OF)
    return end_of (self, (CaptureUnit) token->value) ? 1 : 0;
  if (marked && lsn_capture_ordinal (self, i + n, &day) &&
      g_ascii_isdigit (lsn_capture_token (self, i + n)->fold[0]))
    return set_day (self, day) ? n + 1 + lsn_capture_skip (self, i + n + 1, WORD_DATE_NOUN) : 0;
  if ((lsn_capture_number (self, i, &day) || lsn_capture_ordinal (self, i, &day)) && day > 0 &&
      day < 32 && lsn_capture_is (self, i + 1, WORD_DATE_NOUN))
    return set_day (self, day) ? 2 : 0;
  if ((length = lsn_capture_amount (self, i, &count, &unit, &minutes)) &&
      g_str_equal (lsn_capture_token (self, i + length)->fold, "from") &&
      lsn_capture_is (self, i + length + 1, WORD_NOW))
    {
      move_by (self, count, unit, minutes);
      return length + 2;
    }
  n = lsn_capture_skip (self, i, WORD_ARTICLE);
  next = lsn_capture_is (self, i + n, WORD_NEXT);
  this = lsn_capture_is (self, i + n, WORD_THIS);
  n += next || this;
  token = lsn_capture_token (self, i + n);
  if (token->class == WORD_WEEKDAY)
    {
      int today = days_into_week (self, (int) g_date_get_weekday (&self->today));
      int wanted = days_into_week (self, token->value);
      int days = next ? 7 - today + wanted : wanted - today;

      if (!marked && !next && !token->capital && !lsn_capture_is_russian (self, i + n) &&
          strlen (token->fold) == 3)
        return 0;
      if (days < 0 || (days == 0 && !this))
        days += 7;
      move_by (self, days, UNIT_DAY, 0);
      return n + 1;
    }
  if (token->class == WORD_WEEKEND && (marked || n))
    {
      int days = (6 - (int) g_date_get_weekday (&self->today) + 7) % 7 + (next ? 7 : 0);

      move_by (self, days, UNIT_DAY, 0);
      return n + 1;
    }
  if (token->class != WORD_UNIT || !(next || this))
    return 0;
  unit = (CaptureUnit) token->value;
  if (this)
    return end_of (self, unit) ? n + 1 : 0;
  if (unit != UNIT_WEEK && unit != UNIT_MONTH && unit != UNIT_YEAR)
    return 0;
  move_by (self, 1, unit, 0);
  if (unit == UNIT_WEEK)
    g_date_subtract_days (&self->date,
                          (guint) days_into_week (self, (int) g_date_get_weekday (&self->date)));
  else
    g_date_set_day (&self->date, 1);
  if (unit == UNIT_YEAR)
    g_date_set_month (&self->date, 1);
  return n + 1;
}

guint
lsn_capture_date_at (CaptureParser *self, guint i)
{
  guint n = lsn_capture_skip_preposition (self, i);
  guint length;
  int count, minutes;
  CaptureUnit unit;

  if (self->has_date)
    return 0;
  if (lsn_capture_is (self, i, WORD_IN) &&
      (length = lsn_capture_amount (self, i + 1, &count, &unit, &minutes)))
    {
      move_by (self, count, unit, minutes);
      n = 1 + length;
    }
  else
    {
      length = date_core (self, i + n, n > 0);
      if (!length)
        return 0;
      n += length;
    }
  self->has_date = TRUE;
  lsn_capture_take (self, i, n, LSN_CAPTURE_SPAN_DATE);
  return n;
}
