/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <string.h>

#define WORKDAYS "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"

/* What a rule may say, see base/lsn-recurrence.c. */
#define MAX_INTERVAL 400

static const char *const day_names[] = { "", "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static char *
rule_of (CaptureUnit unit, int count)
{
  static const char *const names[] = {
    [UNIT_DAY] = "DAILY",       [UNIT_WEEK] = "WEEKLY", [UNIT_MONTH] = "MONTHLY",
    [UNIT_QUARTER] = "MONTHLY", [UNIT_YEAR] = "YEARLY", [UNIT_WORKDAY] = "DAILY",
    [UNIT_FORTNIGHT] = "WEEKLY"
  };

  if (unit < UNIT_DAY || count < 1)
    return NULL;
  if (unit == UNIT_WORKDAY && count == 1)
    return g_strdup (WORKDAYS);
  if (unit == UNIT_QUARTER)
    count *= 3;
  if (unit == UNIT_FORTNIGHT)
    count *= 2;
  if (count > MAX_INTERVAL)
    return NULL;
  return count == 1 ? g_strdup_printf ("FREQ=%s", names[unit])
                    : g_strdup_printf ("FREQ=%s;INTERVAL=%d", names[unit], count);
}

/* How many tokens list weekdays. @days: (out): as in BYDAY; @count: how many they are */
static guint
weekday_list_at (CaptureParser *self, guint i, char **list, int *count)
{
  gboolean wanted[8] = { FALSE };
  g_autoptr (GString) days = g_string_new (NULL);
  guint n = 0;

  while (lsn_capture_is (self, i + n, WORD_WEEKDAY) || lsn_capture_is (self, i + n, WORD_WEEKDAYS))
    {
      guint joined;

      wanted[lsn_capture_token (self, i + n)->value] = TRUE;
      n++;
      joined = n + (lsn_capture_is (self, i + n, WORD_AND) ? 1 : 0);
      if (lsn_capture_is (self, i + joined, WORD_PER) || lsn_capture_is (self, i + joined, WORD_ON))
        joined++;
      if (lsn_capture_is (self, i + joined, WORD_WEEKDAY) ||
          lsn_capture_is (self, i + joined, WORD_WEEKDAYS))
        n = joined;
    }
  *count = 0;
  for (int day = 1; day <= 7; day++)
    if (wanted[day])
      {
        g_string_append_printf (days, "%s%s", days->len ? "," : "", day_names[day]);
        ++*count;
      }
  if (n)
    *list = g_strdup (days->str);
  return n;
}

static guint
weekdays_at (CaptureParser *self, guint i, int interval, char **rule)
{
  g_autofree char *days = NULL;
  int count;
  guint n = weekday_list_at (self, i, &days, &count);

  if (n == 0)
    return 0;
  *rule = interval > 1 ? g_strdup_printf ("FREQ=WEEKLY;INTERVAL=%d;BYDAY=%s", interval, days)
                       : g_strdup_printf ("FREQ=WEEKLY;BYDAY=%s", days);
  return n;
}

/* «пн ср пт» without a word of repeating, when they are three or more. */
static guint
many_weekdays_at (CaptureParser *self, guint i, char **rule)
{
  g_autofree char *days = NULL;
  int count;
  guint n = weekday_list_at (self, i, &days, &count);

  if (count < 3)
    return 0;
  *rule = g_strdup_printf ("FREQ=WEEKLY;BYDAY=%s", days);
  return n;
}

/* “The 1st and 15th of every month”, «5 числа каждого месяца», «каждое 1-е и 15-е число». */
static guint
days_of_month_at (CaptureParser *self, guint i, char **rule)
{
  g_autoptr (GString) days = g_string_new (NULL);
  gboolean every = FALSE;
  guint n = lsn_capture_is (self, i, WORD_ON) || lsn_capture_is (self, i, WORD_AT) ||
            lsn_capture_is (self, i, WORD_BY);
  int day;

  every = lsn_capture_is (self, i + n, WORD_EVERY);
  n += every;
  n += lsn_capture_skip (self, i + n, WORD_ARTICLE);
  while (lsn_capture_ordinal (self, i + n, &day) ||
         (lsn_capture_number (self, i + n, &day) && day > 0 && day < 32))
    {
      g_string_append_printf (days, "%s%d", days->len ? "," : "", day);
      n++;
      if (!lsn_capture_is (self, i + n, WORD_AND) &&
          !g_array_index (self->tokens, CaptureToken, i + n - 1).comma)
        break;
      n += lsn_capture_skip (self, i + n, WORD_AND) +
           lsn_capture_skip (self, i + n + 1, WORD_ARTICLE);
    }
  if (days->len == 0)
    return 0;
  n += lsn_capture_skip (self, i + n, WORD_DATE_NOUN);
  if (lsn_capture_is (self, i + n, WORD_WEEKDAY) || lsn_capture_is (self, i + n, WORD_MONTH))
    return 0;
  if (!every)
    {
      n += g_str_equal (lsn_capture_token (self, i + n)->fold, "of");
      if (!lsn_capture_is (self, i + n, WORD_EVERY) ||
          !lsn_capture_is (self, i + n + 1, WORD_UNIT) ||
          lsn_capture_token (self, i + n + 1)->value != UNIT_MONTH)
        return 0;
      n += 2;
    }
  else if (!strchr (days->str, ','))
    return 0;
  *rule = g_strdup_printf ("FREQ=MONTHLY;BYMONTHDAY=%s", days->str);
  return n;
}

/* “At the end of every month”, «в начале каждого месяца». */
static guint
edge_of_months_at (CaptureParser *self, guint i, char **rule)
{
  guint n = lsn_capture_skip_preposition (self, i);
  CaptureEdge edge;

  n += lsn_capture_skip (self, i + n, WORD_ARTICLE);
  edge = (CaptureEdge) lsn_capture_token (self, i + n)->value;
  if (!lsn_capture_is (self, i + n, WORD_EDGE))
    return 0;
  n++;
  n += g_str_equal (lsn_capture_token (self, i + n)->fold, "of");
  if (!lsn_capture_is (self, i + n, WORD_EVERY) || !lsn_capture_is (self, i + n + 1, WORD_UNIT) ||
      lsn_capture_token (self, i + n + 1)->value != UNIT_MONTH)
    return 0;
  *rule = g_strdup_printf ("FREQ=MONTHLY;BYMONTHDAY=%d", edge == EDGE_START    ? 1
                                                         : edge == EDGE_MIDDLE ? 15
                                                                               : -1);
  return n + 2;
}

/* The days that a rule without them gets later in the line: “weekly call … on Fridays”. */
static guint
later_days_at (CaptureParser *self, guint i)
{
  LsnCapture *capture = self->capture;
  gboolean marked = lsn_capture_is (self, i, WORD_PER) || lsn_capture_is (self, i, WORD_ON);
  g_autofree char *days = NULL;
  g_autofree char *rule = g_strdup (capture->rrule);
  guint n;
  int count;

  if (!marked || !g_str_has_prefix (rule, "FREQ=WEEKLY") || strstr (rule, "BYDAY"))
    return 0;
  n = weekday_list_at (self, i + 1, &days, &count);
  if (n == 0)
    return 0;
  g_free (capture->rrule);
  capture->rrule = g_strdup_printf ("%s;BYDAY=%s", rule, days);
  lsn_capture_take (self, i, n + 1, LSN_CAPTURE_SPAN_REPEAT);
  return n + 1;
}

/* «каждое утро», “every morning”, “every weekend”. */
static guint
every_part_at (CaptureParser *self, guint i, char **rule)
{
  const CaptureToken *token = lsn_capture_token (self, i + 1);
  gboolean every = lsn_capture_is (self, i, WORD_EVERY);

  if (every && token->class == WORD_PART_NOUN)
    {
      self->part = (CapturePart) token->value;
      *rule = g_strdup ("FREQ=DAILY");
      return 2;
    }
  if (token->class == WORD_WEEKEND &&
      (every || lsn_capture_is (self, i, WORD_PER) || (token->value && i + 1 < self->tokens->len)))
    {
      *rule = g_strdup ("FREQ=WEEKLY;BYDAY=SA,SU");
      return 2;
    }
  return 0;
}

/* “last working day of the month”, “first Monday of the month” */
static guint
place_in_month_at (CaptureParser *self, guint i, char **rule)
{
  guint n = 0;
  int place = -1;

  if (lsn_capture_is (self, i, WORD_AT) || lsn_capture_is (self, i, WORD_ON) ||
      lsn_capture_is (self, i, WORD_EVERY))
    n++;
  if (lsn_capture_is (self, i + n, WORD_EVERY) || lsn_capture_is (self, i + n, WORD_ARTICLE))
    n++;
  if (!lsn_capture_is (self, i + n, WORD_LAST) && !lsn_capture_ordinal (self, i + n, &place))
    return 0;
  n++;
  if (lsn_capture_is (self, i + n, WORD_WEEKDAY) && place <= 5)
    *rule = g_strdup_printf ("FREQ=MONTHLY;BYDAY=%d%s", place,
                             day_names[lsn_capture_token (self, i + n)->value]);
  else if (lsn_capture_is (self, i + n, WORD_WORKING) && place <= 20)
    {
      *rule = g_strdup_printf ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=%d", place);
      n++;
    }
  else if (lsn_capture_is (self, i + n, WORD_UNIT) && place <= 31)
    *rule = g_strdup_printf ("FREQ=MONTHLY;BYMONTHDAY=%d", place);
  else
    return 0;
  n++;
  if (g_str_equal (lsn_capture_token (self, i + n)->fold, "of"))
    n++;
  if (lsn_capture_is (self, i + n, WORD_EVERY) || lsn_capture_is (self, i + n, WORD_ARTICLE))
    n++;
  if (lsn_capture_is (self, i + n, WORD_UNIT) &&
      lsn_capture_token (self, i + n)->value == UNIT_MONTH)
    return n + 1;
  g_clear_pointer (rule, g_free);
  return 0;
}

/* The day that follows “monthly”, “every month”: on the 5th, 5 числа. */
static guint
month_day_at (CaptureParser *self, guint i, int *day)
{
  guint n = 0;

  if (lsn_capture_is (self, i, WORD_AT) || lsn_capture_is (self, i, WORD_ON))
    n++;
  if (lsn_capture_is (self, i + n, WORD_ARTICLE))
    n++;
  if ((lsn_capture_ordinal (self, i + n, day) && !lsn_capture_is (self, i + n + 1, WORD_AND)) ||
      (lsn_capture_number (self, i + n, day) && *day > 0 && *day < 32 &&
       lsn_capture_is (self, i + n + 1, WORD_DATE_NOUN)))
    return n + 1 + (lsn_capture_is (self, i + n + 1, WORD_DATE_NOUN) ? 1 : 0);
  return 0;
}

static guint
every_at (CaptureParser *self, guint i, char **rule)
{
  CaptureUnit unit = UNIT_DAY;
  int count = 1, minutes, day, month, year;
  guint n = 1, length;

  if (lsn_capture_is (self, i, WORD_FREQUENCY))
    {
      unit = (CaptureUnit) lsn_capture_token (self, i)->value;
      if (unit == UNIT_DAY && lsn_capture_is (self, i + 2, WORD_WORKDAYS))
        {
          *rule = g_strdup (WORKDAYS);
          return 3;
        }
    }
  else if (lsn_capture_is (self, i, WORD_ONCE))
    {
      if (lsn_capture_is (self, i + 1, WORD_AT) || lsn_capture_is (self, i + 1, WORD_EVERY))
        n = 2;
      length = lsn_capture_amount (self, i + n, &count, &unit, &minutes);
      if (!length)
        return 0;
      n += length;
    }
  else if (lsn_capture_is (self, i, WORD_EVERY))
    {
      if ((length = lsn_capture_day_month (self, i + 1, &day, &month, &year)) && !year)
        {
          *rule = g_strdup_printf ("FREQ=YEARLY;BYMONTH=%d;BYMONTHDAY=%d", month, day);
          return 1 + length;
        }
      if ((length = weekdays_at (self, i + 1, 1, rule)))
        return 1 + length;
      if (lsn_capture_ordinal (self, i + 1, &count) && lsn_capture_is (self, i + 2, WORD_UNIT))
        {
          unit = (CaptureUnit) lsn_capture_token (self, i + 2)->value;
          n = 3;
        }
      else if (lsn_capture_ordinal (self, i + 1, &count) && count <= 2 &&
               (length = weekdays_at (self, i + 2, count, rule)))
        return 2 + length;
      else if ((length = month_day_at (self, i + 1, &day)))
        {
          *rule = g_strdup_printf ("FREQ=MONTHLY;BYMONTHDAY=%d", day);
          return 1 + length;
        }
      else if ((length = lsn_capture_amount (self, i + 1, &count, &unit, &minutes)))
        n = 1 + length;
      else
        return 0;
    }
  else
    return 0;

  if (unit == UNIT_MONTH && (length = month_day_at (self, i + n, &day)))
    {
      *rule = count > 1 ? g_strdup_printf ("FREQ=MONTHLY;INTERVAL=%d;BYMONTHDAY=%d", count, day)
                        : g_strdup_printf ("FREQ=MONTHLY;BYMONTHDAY=%d", day);
      return n + length;
    }
  if (unit == UNIT_WEEK)
    {
      guint skipped = lsn_capture_is (self, i + n, WORD_AT) ||
                      lsn_capture_is (self, i + n, WORD_ON) ||
                      lsn_capture_is (self, i + n, WORD_PER);

      if ((length = weekdays_at (self, i + n + skipped, count, rule)))
        return n + skipped + length;
    }
  *rule = rule_of (unit, count);
  return *rule ? n : 0;
}

guint
lsn_capture_repeat_at (CaptureParser *self, guint i)
{
  g_autofree char *rule = NULL;
  CaptureUnit unit;
  int count, minutes;
  guint n = 0;

  if (self->capture->rrule)
    return later_days_at (self, i);
  if (!(n = place_in_month_at (self, i, &rule)) && !(n = days_of_month_at (self, i, &rule)) &&
      !(n = edge_of_months_at (self, i, &rule)) && !(n = every_part_at (self, i, &rule)) &&
      !(n = many_weekdays_at (self, i, &rule)))
    n = every_at (self, i, &rule);
  if (!n && lsn_capture_is (self, i, WORD_WORKDAYS) && lsn_capture_token (self, i)->value)
    {
      rule = g_strdup (WORKDAYS);
      n = 1;
    }
  if (!n && (((lsn_capture_is (self, i, WORD_PER) || lsn_capture_is (self, i, WORD_ON)) &&
              lsn_capture_is (self, i + 1, WORD_WORKDAYS)) ||
             (lsn_capture_is (self, i, WORD_PER) && lsn_capture_is (self, i + 1, WORD_WORKING) &&
              lsn_capture_is (self, i + 2, WORD_UNIT))))
    {
      rule = g_strdup (WORKDAYS);
      n = lsn_capture_is (self, i + 1, WORD_WORKDAYS) ? 2 : 3;
    }
  if (!n && (lsn_capture_is (self, i, WORD_PER) || lsn_capture_is (self, i, WORD_ON)) &&
      (lsn_capture_is (self, i + 1, WORD_WEEKDAYS) ||
       (lsn_capture_is (self, i + 1, WORD_WEEKDAY) && lsn_capture_is (self, i, WORD_PER) &&
        strlen (lsn_capture_token (self, i + 1)->fold) == strlen ("пн"))))
    n = 1 + weekdays_at (self, i + 1, 1, &rule);
  if (!n)
    {
      guint skipped = lsn_capture_is (self, i, WORD_IN);
      guint length = lsn_capture_amount (self, i + skipped, &count, &unit, &minutes);

      if (length && lsn_capture_is (self, i + skipped + length, WORD_AFTER) &&
          lsn_capture_is (self, i + skipped + length + 1, WORD_DONE))
        {
          rule = rule_of (unit, count);
          n = skipped + length;
        }
    }
  if (!rule)
    return 0;
  self->capture->repeat = LSN_CAPTURE_REPEAT_FIXED;
  if (lsn_capture_is (self, i + n, WORD_AFTER) && lsn_capture_is (self, i + n + 1, WORD_DONE))
    {
      self->capture->repeat = LSN_CAPTURE_REPEAT_AFTER_DONE;
      n += 2;
    }
  self->capture->rrule = g_steal_pointer (&rule);
  lsn_capture_take (self, i, n, LSN_CAPTURE_SPAN_REPEAT);
  return n;
}
