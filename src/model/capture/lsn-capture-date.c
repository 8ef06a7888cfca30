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
    case UNIT_FORTNIGHT:
      g_date_add_days (&self->date, 14 * (guint) count);
      break;
    case UNIT_YEAR:
    default:
      g_date_add_years (&self->date, (guint) count);
      break;
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

static gboolean
says (CaptureParser *self, guint i, const char *word)
{
  return g_str_equal (lsn_capture_token (self, i)->fold, word);
}

guint
lsn_capture_deadline_at (CaptureParser *self, guint i)
{
  guint n = 0;

  if (says (self, i, "не") && (says (self, i + 1, "позднее") || says (self, i + 1, "позже")))
    return 2 + says (self, i + 2, "чем");
  if ((says (self, i, "no") || says (self, i, "not")) && says (self, i + 1, "later") &&
      says (self, i + 2, "than"))
    return 3;
  if (says (self, i, "крайний") || says (self, i, "the"))
    n = 1;
  if (lsn_capture_is (self, i + n, WORD_DEADLINE))
    return n + 1 + says (self, i + n + 1, "is");
  if (says (self, i, "due") &&
      (lsn_capture_is (self, i + 1, WORD_BY) || lsn_capture_is (self, i + 1, WORD_ON)))
    return 1;
  if (says (self, i, "later") &&
      (lsn_capture_is (self, i + 1, WORD_DAY) || lsn_capture_is (self, i + 1, WORD_THIS)))
    return 1;
  return 0;
}

/* Three letters are a day only where it can be nothing else: “sun cream”, “at Mon Café”. */
static gboolean
is_weekday (CaptureParser *self, guint i, gboolean marked)
{
  const CaptureToken *token = lsn_capture_token (self, i);

  if (token->class != WORD_WEEKDAY)
    return FALSE;
  if (lsn_capture_is_russian (self, i))
    return TRUE;
  if (i > 0 && says (self, i - 1, "at"))
    return FALSE;
  return marked || token->capital || strlen (token->fold) != 3;
}

/* “The day after tomorrow”, “the end of the month”, “the 5th”, «5 числа». */
static guint
spoken_day_at (CaptureParser *self, guint i, gboolean marked)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  guint n = lsn_capture_skip (self, i, WORD_ARTICLE);
  guint length;
  int day;

  if (says (self, i + n, "day") && lsn_capture_is (self, i + n + 1, WORD_AFTER) &&
      says (self, i + n + 2, "tomorrow"))
    {
      move_by (self, 2, UNIT_DAY, 0);
      return n + 3;
    }
  if (token->class == WORD_DAY)
    {
      move_by (self, token->value, UNIT_DAY, 0);
      return 1;
    }
  if ((length = lsn_capture_edge_at (self, i + n)))
    return n + length;
  if (token->class == WORD_END_OF)
    {
      self->day_is_open = token->value == UNIT_DAY;
      return lsn_capture_set_edge (self, (CaptureUnit) token->value, EDGE_END, 0) ? 1 : 0;
    }
  if (lsn_capture_ordinal (self, i + n, &day) &&
      g_ascii_isdigit (lsn_capture_token (self, i + n)->fold[0]) &&
      (marked || (lsn_capture_is_russian (self, i + n + 1) &&
                  (strstr (lsn_capture_token (self, i + n)->fold, "го") ||
                   strstr (lsn_capture_token (self, i + n)->fold, "му")))))
    return set_day (self, day) ? n + 1 + lsn_capture_skip (self, i + n + 1, WORD_DATE_NOUN) : 0;
  if ((lsn_capture_number (self, i, &day) || lsn_capture_ordinal (self, i, &day)) && day > 0 &&
      day < 32 && lsn_capture_is (self, i + 1, WORD_DATE_NOUN))
    return set_day (self, day) ? 2 : 0;
  return 0;
}

static gboolean
opens_week (CaptureParser *self, CaptureUnit unit)
{
  self->week_is_open = unit == UNIT_WEEK || unit == UNIT_FORTNIGHT;
  return TRUE;
}

/* «на той неделе» is the next one, where it is about what is to be done. */
static gboolean
is_next (CaptureParser *self, guint i)
{
  return lsn_capture_is (self, i, WORD_NEXT) ||
         (says (self, i, "той") && says (self, i + 1, "неделе"));
}

static guint
next_or_this_at (CaptureParser *self, guint i, gboolean marked)
{
  guint n = lsn_capture_skip (self, i, WORD_ARTICLE);
  gboolean next = is_next (self, i + n);
  gboolean this = lsn_capture_is (self, i + n, WORD_THIS);
  gboolean coming;
  const CaptureToken *token;
  CaptureUnit unit;

  n += next || this;
  coming = lsn_capture_is (self, i + n, WORD_COMING);
  n += coming;
  token = lsn_capture_token (self, i + n);
  if (is_weekday (self, i + n, marked || next || coming))
    {
      int today = lsn_capture_days_into_week (self, (int) g_date_get_weekday (&self->today));
      int wanted = lsn_capture_days_into_week (self, token->value);
      int days = next ? 7 - today + wanted : wanted - today;

      if (days < 0 || (days == 0 && !this))
        days += 7;
      move_by (self, days, UNIT_DAY, 0);
      self->weekday_is_open = !next && !this;
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
    return lsn_capture_set_edge (self, unit, EDGE_END, 0) && opens_week (self, unit) ? n + 1 : 0;
  if (unit != UNIT_WEEK && unit != UNIT_MONTH && unit != UNIT_QUARTER && unit != UNIT_YEAR)
    return 0;
  opens_week (self, unit);
  lsn_capture_set_edge (self, unit, EDGE_START, 1);
  return n + 1;
}

/* “In December”, «к декабрю»; what a report “for December” is about is no date. */
static guint
month_at (CaptureParser *self, guint i)
{
  const CaptureToken *before = i > 0 ? lsn_capture_token (self, i - 1) : NULL;
  int number;

  if (!lsn_capture_is (self, i, WORD_MONTH) || before == NULL ||
      lsn_capture_number (self, i + 1, &number))
    return 0;
  if (before->class != WORD_BY && before->class != WORD_IN &&
      !(lsn_capture_is_russian (self, i) &&
        (before->class == WORD_AT || before->class == WORD_WITH)))
    return 0;
  lsn_capture_set_month (self, lsn_capture_token (self, i)->value,
                         before->class == WORD_BY ? EDGE_START : EDGE_NONE);
  return 1;
}

static guint
date_core (CaptureParser *self, guint i, gboolean marked)
{
  int day, month, year, count, minutes;
  CaptureUnit unit;
  guint length;

  if ((length = lsn_capture_day_month (self, i, &day, &month, &year)))
    return set_day_month (self, day, month, year) ? length : 0;
  if ((length = spoken_day_at (self, i, marked)))
    return length;
  if ((length = lsn_capture_amount (self, i, &count, &unit, &minutes)) &&
      says (self, i + length, "from"))
    {
      if (lsn_capture_is (self, i + length + 1, WORD_NOW))
        {
          move_by (self, count, unit, minutes);
          return length + 2;
        }
      if (is_weekday (self, i + length + 1, TRUE) && unit == UNIT_WEEK)
        {
          guint n = next_or_this_at (self, i + length + 1, TRUE);

          g_date_add_days (&self->date, 7 * (guint) count);
          self->weekday_is_open = FALSE;
          return length + 1 + n;
        }
    }
  if ((length = next_or_this_at (self, i, marked)))
    return length;
  return month_at (self, i);
}

/* «минут через 20», «через дней 10», “in 3 days”, «спустя неделю». */
static guint
distance_at (CaptureParser *self, guint i)
{
  guint n = lsn_capture_is (self, i, WORD_IN) || lsn_capture_is (self, i, WORD_AFTER);
  int count, minutes;
  CaptureUnit unit;
  guint length = n ? lsn_capture_amount (self, i + 1, &count, &unit, &minutes) : 0;
  gboolean turned =
      lsn_capture_is (self, i + n, WORD_UNIT) && lsn_capture_is_russian (self, i + n) &&
      (n == 0 ? lsn_capture_is (self, i + 1, WORD_IN) : lsn_capture_is_many (self, i + n));

  if (turned && lsn_capture_number (self, i + 2, &count) &&
      !lsn_capture_is (self, i + 3, WORD_UNIT) && count > 0 && count < 1000)
    {
      unit = (CaptureUnit) lsn_capture_token (self, i + n)->value;
      minutes = count * (unit == UNIT_HOUR ? 60 : 1);
      length = 3 - n;
    }
  if (!length)
    return 0;
  move_by (self, count, unit, minutes);
  opens_week (self, unit);
  return n + length;
}

/* “2 weeks before 31 December”, «за неделю до 31 декабря». */
static guint
ahead_of_date_at (CaptureParser *self, guint i)
{
  guint n = says (self, i, "за");
  int count, minutes;
  CaptureUnit unit;
  guint length = lsn_capture_amount (self, i + n, &count, &unit, &minutes);

  n += length;
  if (!length || !lsn_capture_is (self, i + n, WORD_BY) ||
      (unit != UNIT_DAY && unit != UNIT_WEEK && unit != UNIT_MONTH))
    return 0;
  length = date_core (self, i + n + 1, TRUE);
  if (!length)
    return 0;
  if (unit == UNIT_MONTH)
    g_date_subtract_months (&self->date, (guint) count);
  else
    g_date_subtract_days (&self->date, (guint) count * (unit == UNIT_WEEK ? 7 : 1));
  if (g_date_compare (&self->date, &self->today) < 0)
    self->date = self->today;
  return n + 1 + length;
}

/* What makes a day that was said more exact: “next week … on Wednesday”, “Thursday, 26 November”.
 */
static guint
refine_at (CaptureParser *self, guint i)
{
  guint n = lsn_capture_skip_preposition (self, i);
  int day, month, year;
  guint length;

  n += says (self, i + n, "of") + lsn_capture_skip (self, i + n, WORD_ARTICLE);
  if (self->week_is_open && is_weekday (self, i + n, TRUE))
    {
      self->date =
          lsn_capture_day_of_week (self, self->date, lsn_capture_token (self, i + n)->value);
      n++;
    }
  else if (self->weekday_is_open && is_next (self, i + n) &&
           lsn_capture_is (self, i + n + 1, WORD_UNIT) &&
           lsn_capture_token (self, i + n + 1)->value == UNIT_WEEK)
    {
      GDate date = self->today;

      g_date_add_days (&date, 7);
      self->date = lsn_capture_day_of_week (self, date, (int) g_date_get_weekday (&self->date));
      n += 2;
    }
  else if (self->weekday_is_open && (length = lsn_capture_day_month (self, i, &day, &month, &year)))
    {
      if (!set_day_month (self, day, month, year))
        return 0;
      n = length;
    }
  else if (is_weekday (self, i + n, n > 0) &&
           lsn_capture_token (self, i + n)->value == (int) g_date_get_weekday (&self->date))
    n++;
  else if (self->day_is_open &&
           (length = spoken_day_at (self, i + n, n > 0) ?: next_or_this_at (self, i + n, n > 0)))
    n += length;
  else if ((length = lsn_capture_edge_at (self, i + n)) && self->day_is_open)
    n += length;
  else if (lsn_capture_is (self, i + n, WORD_END_OF) &&
           lsn_capture_token (self, i + n)->value == UNIT_DAY)
    n++;
  else
    return 0;
  self->week_is_open = self->weekday_is_open = self->day_is_open = FALSE;
  lsn_capture_take (self, i, n, LSN_CAPTURE_SPAN_DATE);
  return n;
}

guint
lsn_capture_date_at (CaptureParser *self, guint i)
{
  guint led = lsn_capture_deadline_at (self, i);
  guint n = led;
  guint length;
  int day, month, year;

  if (self->has_date)
    return refine_at (self, i);

  /* Of a document: “invoice 154 of 20 November”. */
  if (i > 0 && (says (self, i - 1, "от") || says (self, i - 1, "dated")))
    return 0;
  if (says (self, i, "from") || lsn_capture_is (self, i, WORD_AFTER))
    n = i == 0 || !lsn_capture_day_month (self, i + 1, &day, &month, &year) ||
        lsn_capture_is (self, i, WORD_AFTER);
  else if (lsn_capture_is (self, i, WORD_TO) && i > 0)
    n = 1;
  else if (i > 1 && says (self, i - 1, "from") &&
           lsn_capture_day_month (self, i, &day, &month, &year))
    return 0;
  if ((length = distance_at (self, i)) || (length = ahead_of_date_at (self, i)))
    n = length;
  else
    {
      n += lsn_capture_skip_preposition (self, i + n);
      length = date_core (self, i + n, n > 0);
      if (!length)
        return 0;
      n += length;
    }
  n += says (self, i + n, "включительно") || says (self, i + n, "inclusive");
  self->has_date = TRUE;
  lsn_capture_take (self, i, n, LSN_CAPTURE_SPAN_DATE);
  return n;
}
