/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#define MONDAY    1
#define WEDNESDAY 3
#define FRIDAY    5

int
lsn_capture_days_into_week (CaptureParser *self, int weekday)
{
  return (weekday - self->context->first_weekday + 7) % 7;
}

/* The day of the week that @date is in. */
GDate
lsn_capture_day_of_week (CaptureParser *self, GDate date, int weekday)
{
  int from = lsn_capture_days_into_week (self, (int) g_date_get_weekday (&date));
  int to = lsn_capture_days_into_week (self, weekday);

  if (to >= from)
    g_date_add_days (&date, (guint) (to - from));
  else
    g_date_subtract_days (&date, (guint) (from - to));
  return date;
}

/* The first day of the month, quarter or year that @date is in. */
static GDate
first_day (GDate date, CaptureUnit unit)
{
  guint month = g_date_get_month (&date);

  if (unit == UNIT_QUARTER)
    month = (month - 1) / 3 * 3 + 1;
  else if (unit == UNIT_YEAR)
    month = 1;
  g_date_set_dmy (&date, 1, (GDateMonth) month, g_date_get_year (&date));
  return date;
}

static guint
months_in (CaptureUnit unit)
{
  return unit == UNIT_YEAR ? 12 : unit == UNIT_QUARTER ? 3 : 1;
}

/* @first: the first day of a period of @months. */
static GDate
edge_of_months (GDate first, guint months, CaptureEdge edge)
{
  if (edge == EDGE_END)
    {
      g_date_add_months (&first, months);
      g_date_subtract_days (&first, 1);
    }
  else if (edge == EDGE_MIDDLE)
    {
      g_date_add_months (&first, months / 2);
      if (months % 2)
        g_date_set_day (&first, 15);
    }
  return first;
}

gboolean
lsn_capture_set_edge (CaptureParser *self, CaptureUnit unit, CaptureEdge edge, guint ahead)
{
  GDate date = self->today;

  switch (unit)
    {
    case UNIT_DAY:
      self->date = self->today;
      return edge == EDGE_END;
    case UNIT_WEEK:
      g_date_add_days (&date, 7 * ahead);
      date = lsn_capture_day_of_week (self, date,
                                      edge == EDGE_START    ? MONDAY
                                      : edge == EDGE_MIDDLE ? WEDNESDAY
                                                            : FRIDAY);
      /* Said on a Saturday, the end of the week is tomorrow. */
      if (ahead == 0 && edge == EDGE_END && g_date_compare (&date, &self->today) < 0)
        {
          date = self->today;
          g_date_add_days (&date, 7 - (guint) g_date_get_weekday (&date));
        }
      if (g_date_compare (&date, &self->today) < 0)
        g_date_add_days (&date, 7);
      break;
    case UNIT_MONTH:
    case UNIT_QUARTER:
    case UNIT_YEAR:
      date = first_day (date, unit);
      g_date_add_months (&date, ahead * months_in (unit));
      self->date = edge_of_months (date, months_in (unit), edge);
      if (g_date_compare (&self->date, &self->today) < 0)
        {
          g_date_add_months (&date, months_in (unit));
          self->date = edge_of_months (date, months_in (unit), edge);
        }
      return TRUE;
    case UNIT_MINUTE:
    case UNIT_HOUR:
    case UNIT_WORKDAY:
    case UNIT_FORTNIGHT:
    default:
      return FALSE;
    }
  self->date = date;
  return TRUE;
}

void
lsn_capture_set_month (CaptureParser *self, int month, CaptureEdge edge)
{
  GDate first;
  gboolean is_now = (int) g_date_get_month (&self->today) == month;

  /* “In November”, said in November, is by its end. */
  g_date_set_dmy (&first, 1, (GDateMonth) month, g_date_get_year (&self->today));
  self->date = edge_of_months (first, 1, is_now && edge == EDGE_NONE ? EDGE_END : edge);
  if (g_date_compare (&self->date, &self->today) < 0)
    {
      g_date_add_years (&first, 1);
      self->date = edge_of_months (first, 1, edge);
    }
}

/* “The end of next week”, “mid December”, «в начале следующего месяца». */
guint
lsn_capture_edge_at (CaptureParser *self, guint i)
{
  CaptureEdge edge = (CaptureEdge) lsn_capture_token (self, i)->value;
  guint n = 1;
  gboolean next;

  if (!lsn_capture_is (self, i, WORD_EDGE))
    return 0;
  n += g_str_equal (lsn_capture_token (self, i + n)->fold, "of");
  n += lsn_capture_skip (self, i + n, WORD_ARTICLE);
  next = lsn_capture_is (self, i + n, WORD_NEXT);
  n += next || lsn_capture_is (self, i + n, WORD_THIS);
  if (lsn_capture_is (self, i + n, WORD_MONTH))
    {
      lsn_capture_set_month (self, lsn_capture_token (self, i + n)->value, edge);
      return n + 1;
    }
  if (!lsn_capture_is (self, i + n, WORD_UNIT) ||
      !lsn_capture_set_edge (self, (CaptureUnit) lsn_capture_token (self, i + n)->value, edge,
                             next))
    return 0;
  self->day_is_open = (CaptureUnit) lsn_capture_token (self, i + n)->value == UNIT_DAY && !next;
  return n + 1;
}
