/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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
  if (!lsn_capture_is (self, i + 1, WORD_MEASURE) && !token->amount &&
      strspn (token->fold, "0123456789./") == strlen (token->fold))
    {
      char separator = 0, second = 0;
      int fields = sscanf (token->fold, "%2d%c%2d%n%c%n%4d%n", day, &separator, month, &used,
                           &second, &used, year, &used);
      gsize length = strlen (token->fold);

      if ((gsize) used == length &&
          ((fields == 5 && separator == second && (*year < 100 || *year > 1999)) ||
           (fields == 3 && separator == '.' && length >= 4 && token->fold[length - 3] == '.') ||
           (fields == 3 && separator == '/' && length == 5) ||
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

/* «дней», «минут»: as after a number, so that a number may follow it: «через дней десять». */
gboolean
lsn_capture_is_many (CaptureParser *self, guint i)
{
  static const char *const many[] = { "минут",  "часов",   "дней",      "суток",
                                      "недель", "месяцев", "кварталов", NULL };

  return g_strv_contains (many, lsn_capture_token (self, i)->fold);
}

/* “2 h”, “90m”, «15мин» in one word. */
static guint
glued_amount (const char *fold, int *count, CaptureUnit *unit, int *minutes)
{
  char *end;

  *count = (int) (g_ascii_strtoll (fold, &end, 10) % 10000);
  if (g_str_equal (end, "h") || g_str_equal (end, "ч") || g_str_equal (end, "-hour"))
    *minutes = *count * 60, *unit = UNIT_HOUR;
  else if (g_str_equal (end, "m") || g_str_equal (end, "min") || g_str_equal (end, "мин") ||
           g_str_equal (end, "-min") || g_str_equal (end, "-minute"))
    *minutes = *count, *unit = UNIT_MINUTE;
  else
    return 0;
  return *count > 0 && *count < 1000 ? 1 : 0;
}

/* How many tokens say how many: “a couple of”, “1.5”, «две или три», “2-3” (the lower). */
static guint
factor_at (CaptureParser *self, guint i, double *factor)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  guint n = 1;
  int number, used = 0;

  if (g_ascii_isdigit (token->fold[0]) && strpbrk (token->fold, ".,"))
    {
      g_autofree char *text = g_strdelimit (g_strdup (token->fold), ",", '.');
      char *end;

      *factor = g_ascii_strtod (text, &end);
      return !*end && *factor <= 1000 ? 1 : 0;
    }
  if (sscanf (token->fold, "%3d-%*3d%n", &number, &used) == 1 && used > 0 && !token->fold[used])
    {
      *factor = number;
      return 1;
    }
  if (token->class == WORD_ONE_AND_HALF)
    *factor = 1.5;
  else if (token->class == WORD_HALF)
    {
      *factor = 0.5;
      n += g_str_equal (lsn_capture_token (self, i + 1)->fold, "an");
    }
  else if (token->class == WORD_COUPLE)
    *factor = token->value;
  else if (lsn_capture_number (self, i, &number))
    {
      *factor = number;
      if (lsn_capture_is (self, i + n, WORD_COUPLE))
        *factor = lsn_capture_token (self, i + n++)->value;
      else if (lsn_capture_is (self, i + n, WORD_OR) &&
               lsn_capture_number (self, i + n + 1, &number))
        n += 2;
    }
  else
    {
      *factor = 1;
      return 0;
    }
  return n + g_str_equal (lsn_capture_token (self, i + n)->fold, "of");
}

/* Half a week and half a month in days. */
static void
round_amount (double factor, int *count, CaptureUnit *unit)
{
  *count = (int) factor;
  if (factor == *count)
    return;
  if (*unit == UNIT_WEEK)
    *count = (int) ceil (factor * 7), *unit = UNIT_DAY;
  else if (*unit == UNIT_MONTH)
    *count = (int) ceil (factor * 30), *unit = UNIT_DAY;
  else if (*unit == UNIT_YEAR)
    *count = (int) ceil (factor * 12), *unit = UNIT_MONTH;
  else
    *count = MAX (1, (int) factor);
}

guint
lsn_capture_amount (CaptureParser *self, guint i, int *count, CaptureUnit *unit, int *minutes)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  double factor;
  guint n;
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
  n = factor_at (self, i, &factor);
  if (n == 0 && g_ascii_isdigit (token->fold[0]))
    return glued_amount (token->fold, count, unit, minutes);
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
  if (factor <= 0 || factor > 1000)
    return 0;
  *minutes = (int) (factor * (*unit == UNIT_HOUR ? 60 : 1));
  round_amount (factor, count, unit);
  n++;

  /* “an hour 20 minutes”, «час 20 минут», “an hour and a half” */
  if (*unit != UNIT_HOUR)
    return n;
  if (lsn_capture_number (self, i + n, &more) && more < 60 &&
      lsn_capture_is (self, i + n + 1, WORD_UNIT) &&
      lsn_capture_token (self, i + n + 1)->value == UNIT_MINUTE)
    {
      *minutes += more;
      n += 2;
    }
  else if (lsn_capture_is (self, i + n, WORD_AND) &&
           g_str_equal (lsn_capture_token (self, i + n + 1)->fold, "a") &&
           lsn_capture_is (self, i + n + 2, WORD_HALF))
    {
      *minutes += 30;
      n += 3;
    }
  return n;
}
