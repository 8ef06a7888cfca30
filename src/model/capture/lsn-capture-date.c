/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <stdio.h>
#include <string.h>

static guint
skip (CaptureParser *self, guint i, CaptureClass class)
{
  return lsn_capture_is (self, i, class) ? 1 : 0;
}

static guint
skip_preposition (CaptureParser *self, guint i)
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

static gboolean
is_russian (CaptureParser *self, guint i)
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
           (fields == 3 && separator == '/' && i > 0 && skip_preposition (self, i - 1))))
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
  n = skip (self, i, WORD_ARTICLE);
  if ((lsn_capture_number (self, i + n, day) || lsn_capture_ordinal (self, i + n, day)))
    {
      n++;
      n += skip (self, i + n, WORD_OF);
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
      if (is_russian (self, i + n) && (lsn_capture_is (self, i + n, WORD_UNIT) ||
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
          n += skip (self, i + n, WORD_OF) |
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
  return n + 1;
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
  guint n = skip (self, i, WORD_ARTICLE);
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
      m += skip (self, i + m, WORD_ARTICLE);
      if (lsn_capture_is (self, i + m, WORD_UNIT) &&
          end_of (self, (CaptureUnit) lsn_capture_token (self, i + m)->value))
        return m + 1;
      return 0;
    }
  if (token->class == WORD_END_OF)
    return end_of (self, (CaptureUnit) token->value) ? 1 : 0;
  if (marked && lsn_capture_ordinal (self, i + n, &day) &&
      g_ascii_isdigit (lsn_capture_token (self, i + n)->fold[0]))
    return set_day (self, day) ? n + 1 + skip (self, i + n + 1, WORD_DATE_NOUN) : 0;
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
  n = skip (self, i, WORD_ARTICLE);
  next = lsn_capture_is (self, i + n, WORD_NEXT);
  this = lsn_capture_is (self, i + n, WORD_THIS);
  n += next || this;
  token = lsn_capture_token (self, i + n);
  if (token->class == WORD_WEEKDAY)
    {
      int today = days_into_week (self, (int) g_date_get_weekday (&self->today));
      int wanted = days_into_week (self, token->value);
      int days = next ? 7 - today + wanted : wanted - today;

      if (!marked && !next && !token->capital && !is_russian (self, i + n) &&
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
  guint n = skip_preposition (self, i);
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

static gboolean
counts_something (CaptureParser *self, guint i)
{
  static const char *const endings[] = { "ов", "ев", "ей", "ах", "ях", "шт", "раза" };
  const CaptureToken *token = lsn_capture_token (self, i);

  if (token->class == WORD_MEASURE || token->class == WORD_MONTH || token->class == WORD_ONCE)
    return TRUE;
  if (token->class != WORD_OTHER || token->capital)
    return FALSE;
  for (guint e = 0; e < G_N_ELEMENTS (endings); e++)
    if (g_str_has_suffix (token->fold, endings[e]))
      return TRUE;
  return !is_russian (self, i) && g_str_has_suffix (token->fold, "s");
}

/* How many tokens say an hour; @marked when a preposition says that it is one. */
static guint
clock_at (CaptureParser *self, guint i, gboolean marked, int *time, gboolean *vague)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  const CaptureToken *after;
  int hour, minute = 0, used = 0;
  guint n = 1;
  char tail[3] = { 0 };
  gboolean colon = FALSE;

  *vague = FALSE;
  if (token->class == WORD_MOMENT)
    {
      *time = token->value;
      return 1;
    }
  if (marked && g_str_equal (token->fold, "час"))
    {
      *time = 13 * 60;
      return 1 + (g_str_equal (lsn_capture_token (self, i + 1)->fold, "дня") ? 1 : 0);
    }
  if (g_ascii_isdigit (token->fold[0]) &&
      sscanf (token->fold, "%2d:%2d%n", &hour, &minute, &used) == 2 && used >= 4)
    {
      g_strlcpy (tail, token->fold + used, sizeof tail);
      if (strlen (token->fold + used) > 2)
        return 0;
      colon = TRUE;
    }
  else if (g_ascii_isdigit (token->fold[0]) &&
           sscanf (token->fold, "%2d%2[apm]%n", &hour, tail, &used) == 2 && !token->fold[used])
    minute = 0;
  else if (!lsn_capture_number (self, i, &hour) || g_str_equal (token->fold, "a") ||
           g_str_equal (token->fold, "an"))
    return 0;
  if (hour > 23 || minute > 59 ||
      (tail[0] && !g_str_equal (tail, "am") && !g_str_equal (tail, "pm")))
    return 0;

  after = lsn_capture_token (self, i + n);
  if (after->class == WORD_UNIT && after->value == UNIT_HOUR && is_russian (self, i + n) &&
      (marked || lsn_capture_is (self, i + n + 1, WORD_MERIDIEM)))
    {
      int more;

      n++;
      if (lsn_capture_number (self, i + n, &more) && more < 60 &&
          lsn_capture_is (self, i + n + 1, WORD_UNIT) &&
          lsn_capture_token (self, i + n + 1)->value == UNIT_MINUTE)
        {
          minute = more;
          n += 2;
        }
      after = lsn_capture_token (self, i + n);
    }
  if (tail[0] || after->class == WORD_MERIDIEM ||
      ((marked || n > 1 || colon) && g_str_equal (after->fold, "дня")))
    {
      gboolean late =
          tail[0] ? tail[0] == 'p' : after->class != WORD_MERIDIEM || after->value == 12;

      if (hour > 12 && !late)
        return 0;
      if (hour <= 12)
        hour = hour % 12 + (late ? 12 : 0);
      n += tail[0] ? 0 : 1;
    }
  else if (!colon && n == 1 &&
           (!marked || (!token->comma && counts_something (self, i + 1)) ||
            after->class == WORD_UNIT))
    return 0;
  else if (hour < 12 && token->fold[0] != '0')
    {
      *vague = TRUE;
      if (!colon && hour > 0 && hour <= self->context->afternoon_until)
        hour += 12;
    }
  *time = hour * 60 + minute;
  return n;
}

static guint
range_at (CaptureParser *self, guint i, int *start, int *end, gboolean *vague)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  int h1, m1, h2, m2, used = 0;
  guint n, m;

  if (sscanf (token->fold, "%2d:%2d-%2d:%2d%n", &h1, &m1, &h2, &m2, &used) == 4 ||
      sscanf (token->fold, "%2d:%2d–%2d:%2d%n", &h1, &m1, &h2, &m2, &used) == 4)
    {
      if (token->fold[used] || h1 < 0 || h1 > 23 || h2 < 0 || h2 > 23 || m1 < 0 || m1 > 59 ||
          m2 < 0 || m2 > 59)
        return 0;
      *start = h1 * 60 + m1;
      *end = h2 * 60 + m2;
      return *end > *start ? 1 : 0;
    }
  if (token->class != WORD_WITH && token->class != WORD_FROM)
    return 0;
  n = clock_at (self, i + 1, TRUE, start, vague);
  if (!n ||
      !(lsn_capture_is (self, i + 1 + n, WORD_BY) || lsn_capture_is (self, i + 1 + n, WORD_TO)))
    return 0;
  m = clock_at (self, i + 2 + n, TRUE, end, vague);
  return m && *end > *start ? 2 + n + m : 0;
}

guint
lsn_capture_time_at (CaptureParser *self, guint i)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  gboolean vague = FALSE;
  int start, end;
  guint n;

  if (self->capture->time < 0 && (n = range_at (self, i, &start, &end, &vague)))
    {
      self->capture->time = start;
      self->capture->duration = end - start;
      lsn_capture_take (self, i, n, LSN_CAPTURE_SPAN_TIME);
      return n;
    }
  if (self->capture->time < 0)
    {
      gboolean marked = token->class == WORD_AT || token->class == WORD_BY;
      guint skipped = marked ? 1 : skip_preposition (self, i);

      n = clock_at (self, i + skipped, marked, &start, &vague);
      if (n)
        {
          self->capture->time = start;
          self->time_is_vague = vague;
          lsn_capture_take (self, i, skipped + n, LSN_CAPTURE_SPAN_TIME);
          return skipped + n;
        }
    }
  if (self->part == PART_NONE)
    {
      guint skipped = skip_preposition (self, i);

      skipped += skip (self, i + skipped, WORD_ARTICLE) | skip (self, i + skipped, WORD_THIS);
      token = lsn_capture_token (self, i + skipped);
      if (token->class == WORD_DAY_PART ||
          (token->class == WORD_PART_NOUN && (skipped > 0 || self->has_date)) ||
          (skipped && i + skipped < self->tokens->len && g_str_equal (token->fold, "утра")))
        {
          self->part = token->class == WORD_MERIDIEM ? PART_MORNING : (CapturePart) token->value;
          lsn_capture_take (self, i, skipped + 1, LSN_CAPTURE_SPAN_TIME);
          return skipped + 1;
        }
    }
  return 0;
}

guint
lsn_capture_duration_at (CaptureParser *self, guint i)
{
  int count, minutes;
  CaptureUnit unit;
  guint n;

  if (self->capture->duration >= 0 || !lsn_capture_is (self, i, WORD_FOR))
    return 0;
  n = lsn_capture_amount (self, i + 1, &count, &unit, &minutes);
  if (!n || (unit != UNIT_MINUTE && unit != UNIT_HOUR) || minutes <= 0)
    return 0;
  self->capture->duration = minutes;
  lsn_capture_take (self, i, n + 1, LSN_CAPTURE_SPAN_DURATION);
  return n + 1;
}
