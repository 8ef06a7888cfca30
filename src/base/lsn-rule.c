/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-rule.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define MAX_LENGTH    1000
#define MAX_INTERVAL  10000
#define MAX_COUNT     100000
#define MAX_PERIODS   400000 /* more than a thousand years of days */
#define MAX_ORDINALS  64
#define MAX_POSITIONS 64
#define DAY_MINUTES   1440

typedef enum
{
  FREQ_DAILY,
  FREQ_WEEKLY,
  FREQ_MONTHLY,
  FREQ_YEARLY,
  N_FREQS
} Freq;

G_DEFINE_QUARK (lsn-rule-error-quark, lsn_rule_error)

static const char *const freq_names[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
static const char *const day_names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

typedef struct
{
  int n;
  int weekday; /* 1 Monday … 7 */
} Ordinal;

struct _LsnRule
{
  Freq freq;
  int interval;
  int count; /* 0: without */
  LsnDate until;
  int until_minute; /* the last one of the day that still counts */
  gboolean until_utc;
  int week_start; /* 1 Monday … 7 */

  /* Each is empty where the rule does not have the part. A bit or place for each number; of the
   * negative ones in a row of their own. */
  guint months;
  guint month_days, month_days_back;
  gboolean year_days[2][367];
  gboolean week_numbers[2][54];
  guint weekdays; /* bit n: weekday n + 1, without a number */
  Ordinal ordinals[MAX_ORDINALS];
  guint n_ordinals;
  guint hours;
  guint64 minutes;
  int positions[MAX_POSITIONS];
  guint n_positions;
  gboolean has_year_days, has_week_numbers;
};

void
lsn_rule_free (LsnRule *self)
{
  g_free (self);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static gboolean
fail (GError **error, LsnRuleError code, const char *part)
{
  g_autofree char *shown = g_utf8_make_valid (part, (gssize) MIN (strlen (part), 60));

  if (code == LSN_RULE_ERROR_UNSUPPORTED)
    g_set_error (
        error, LSN_RULE_ERROR, (int) code,
        _ ("Repeating by “%s” is not supported: every few days, weeks, months or years is."),
        shown);
  else
    g_set_error (error, LSN_RULE_ERROR, (int) code, _ ("“%s” is not a rule for repeating."), shown);
  return FALSE;
}

static gboolean
parse_int (const char *text, int min, int max, int *value)
{
  gint64 number;

  if (*text == '+')
    text++;
  if (!g_ascii_string_to_signed (text, 10, min, max, &number, NULL))
    return FALSE;
  *value = (int) number;
  return TRUE;
}

/* Calls @take for each number of a list, none of which is 0 where @min is below it. */
static gboolean
parse_list (LsnRule *self, const char *value, int min, int max,
            gboolean (*take) (LsnRule *self, int number))
{
  g_auto (GStrv) items = g_strsplit (value, ",", -1);

  for (guint i = 0; items[i]; i++)
    {
      int number;

      if (!parse_int (g_strstrip (items[i]), min, max, &number) || (min < 0 && number == 0) ||
          !take (self, number))
        return FALSE;
    }
  return items[0] != NULL;
}

static gboolean
take_month (LsnRule *self, int number)
{
  self->months |= 1u << number;
  return TRUE;
}

static gboolean
take_month_day (LsnRule *self, int number)
{
  if (number > 0)
    self->month_days |= 1u << number;
  else
    self->month_days_back |= 1u << -number;
  return TRUE;
}

static gboolean
take_year_day (LsnRule *self, int number)
{
  self->has_year_days = TRUE;
  self->year_days[number < 0][ABS (number)] = TRUE;
  return TRUE;
}

static gboolean
take_week_number (LsnRule *self, int number)
{
  self->has_week_numbers = TRUE;
  self->week_numbers[number < 0][ABS (number)] = TRUE;
  return TRUE;
}

static gboolean
take_hour (LsnRule *self, int number)
{
  self->hours |= 1u << number;
  return TRUE;
}

static gboolean
take_minute (LsnRule *self, int number)
{
  self->minutes |= G_GUINT64_CONSTANT (1) << number;
  return TRUE;
}

static gboolean
take_nothing (LsnRule *self, int number)
{
  return TRUE;
}

static gboolean
take_position (LsnRule *self, int number)
{
  if (self->n_positions == MAX_POSITIONS)
    return FALSE;
  self->positions[self->n_positions++] = number;
  return TRUE;
}

static int
find_weekday (const char *name)
{
  for (int day = 0; day < 7; day++)
    {
      if (g_str_equal (name, day_names[day]))
        return day + 1;
    }
  return 0;
}

static gboolean
parse_days (LsnRule *self, const char *value)
{
  g_auto (GStrv) items = g_strsplit (value, ",", -1);

  for (guint i = 0; items[i]; i++)
    {
      char *item = g_strstrip (items[i]);
      gsize length = strlen (item);
      int weekday = length >= 2 ? find_weekday (item + length - 2) : 0;
      int n = 0;

      if (weekday == 0)
        return FALSE;
      item[length - 2] = '\0';
      if (length > 2 && (!parse_int (item, -53, 53, &n) || n == 0))
        return FALSE;
      if (n == 0)
        self->weekdays |= 1u << (weekday - 1);
      else if (self->n_ordinals < MAX_ORDINALS)
        self->ordinals[self->n_ordinals++] = (Ordinal) { n, weekday };
      else
        return FALSE;
    }
  return items[0] != NULL;
}

static gboolean
parse_until (LsnRule *self, const char *value)
{
  gsize length = strlen (value);
  g_autofree char *iso = NULL;
  int time;

  if (length != 8 && !(length >= 15 && value[8] == 'T'))
    return FALSE;
  iso = g_strdup_printf ("%.4s-%.2s-%.2s", value, value + 4, value + 6);
  self->until = lsn_date_from_iso (iso);
  self->until_minute = DAY_MINUTES - 1;
  if (length > 8)
    {
      g_autofree char *digits = g_strndup (value + 9, 4);

      if (!parse_int (digits, 0, 2359, &time) || time % 100 > 59)
        return FALSE;
      self->until_minute = time / 100 * 60 + time % 100;
      self->until_utc = value[length - 1] == 'Z';
    }
  return self->until != LSN_DATE_NONE;
}

static gboolean
parse_freq (LsnRule *self, const char *value, GError **error)
{
  self->freq = 0;
  while (self->freq < N_FREQS && !g_str_equal (freq_names[self->freq], value))
    self->freq++;
  return self->freq < N_FREQS || fail (error, LSN_RULE_ERROR_UNSUPPORTED, value);
}

static gboolean
parse_part (LsnRule *self, const char *key, const char *value, GError **error)
{
  const struct
  {
    const char *key;
    int min;
    int max;
    gboolean (*take) (LsnRule *self, int number);
  } lists[] = {
    { "BYMONTH", 1, 12, take_month },
    { "BYMONTHDAY", -31, 31, take_month_day },
    { "BYYEARDAY", -366, 366, take_year_day },
    { "BYWEEKNO", -53, 53, take_week_number },
    { "BYHOUR", 0, 23, take_hour },
    { "BYMINUTE", 0, 59, take_minute },
    { "BYSECOND", 0, 60, take_nothing },
    { "BYSETPOS", -366, 366, take_position },
  };
  gboolean ok = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (g_str_equal (lists[i].key, key))
        return parse_list (self, value, lists[i].min, lists[i].max, lists[i].take) ||
               fail (error, LSN_RULE_ERROR_INVALID, value);
    }
  if (g_str_equal (key, "FREQ"))
    return parse_freq (self, value, error);
  if (g_str_equal (key, "INTERVAL"))
    ok = parse_int (value, 1, MAX_INTERVAL, &self->interval);
  else if (g_str_equal (key, "COUNT"))
    ok = parse_int (value, 1, MAX_COUNT, &self->count);
  else if (g_str_equal (key, "UNTIL"))
    ok = parse_until (self, value);
  else if (g_str_equal (key, "BYDAY"))
    ok = parse_days (self, value);
  else if (g_str_equal (key, "WKST"))
    ok = (self->week_start = find_weekday (value)) != 0;
  else if (!g_str_has_prefix (key, "X-"))
    return fail (error, LSN_RULE_ERROR_UNSUPPORTED, key);
  else
    ok = TRUE;
  return ok || fail (error, LSN_RULE_ERROR_INVALID, value);
}

LsnRule *
lsn_rule_parse (const char *rrule, GError **error)
{
  g_autoptr (LsnRule) self = g_new0 (LsnRule, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *upper = NULL;
  g_auto (GStrv) parts = NULL;

  self->freq = N_FREQS;
  self->interval = 1;
  self->until = LSN_DATE_NONE;
  self->week_start = 1;
  if (strlen (rrule) > MAX_LENGTH)
    {
      fail (error, LSN_RULE_ERROR_INVALID, rrule);
      return NULL;
    }

  upper = g_ascii_strup (rrule, -1);
  parts = g_strsplit (upper, ";", -1);
  for (guint i = 0; parts[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (g_strstrip (parts[i]), "=", 2);

      if (pair[0] == NULL && parts[i + 1] == NULL)
        break; /* a semicolon at the end */
      if (pair[0] == NULL || pair[1] == NULL || !g_hash_table_add (seen, g_strdup (pair[0])))
        {
          fail (error, LSN_RULE_ERROR_INVALID, rrule);
          return NULL;
        }
      if (!parse_part (self, pair[0], g_strstrip (pair[1]), error))
        return NULL;
    }
  if (self->freq == N_FREQS)
    {
      fail (error, LSN_RULE_ERROR_INVALID, rrule);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
lsn_rule_set_zone (LsnRule *self, GTimeZone *zone)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  if (!self->until_utc || zone == NULL)
    return;
  self->until = lsn_date_from_instant (lsn_date_to_instant (self->until, self->until_minute, utc),
                                       zone, &self->until_minute);
  self->until_utc = FALSE;
}

int
lsn_rule_get_count (const LsnRule *self)
{
  return self->count;
}

LsnDate
lsn_rule_get_until (const LsnRule *self)
{
  return self->until;
}

/* --- Which days ------------------------------------------------------------------------------- */

/* The week of a year as WKST counts it: week 1 has at least four days of the year. */
static void
get_week (LsnDate date, int week_start, int *number, int *weeks)
{
  LsnDate first = date - (lsn_date_get_weekday (date) - week_start + 7) % 7;
  int year;
  LsnDate start, end;

  lsn_date_split (first + 3, &year, NULL, NULL);
  start = lsn_date_new (year, 1, 4);
  start -= (lsn_date_get_weekday (start) - week_start + 7) % 7;
  end = lsn_date_new (year + 1, 1, 4);
  if (end == LSN_DATE_NONE)
    end = start + 52 * 7;
  end -= (lsn_date_get_weekday (end) - week_start + 7) % 7;
  *number = (first - start) / 7 + 1;
  *weeks = (end - start) / 7;
}

/* Whether @date is the n-th of its weekday between @start and @end. */
static gboolean
is_nth (const Ordinal *ordinal, LsnDate date, LsnDate start, LsnDate end)
{
  if (lsn_date_get_weekday (date) != ordinal->weekday)
    return FALSE;
  return ordinal->n > 0 ? (date - start) / 7 + 1 == ordinal->n
                        : (end - date) / 7 + 1 == -ordinal->n;
}

static gboolean
is_weekday (const LsnRule *self, LsnDate date, int year, int month)
{
  if (self->weekdays & (1u << (lsn_date_get_weekday (date) - 1)))
    return TRUE;
  for (guint i = 0; i < self->n_ordinals; i++)
    {
      const Ordinal *ordinal = &self->ordinals[i];
      gboolean in_year = self->freq == FREQ_YEARLY && self->months == 0;

      if (self->freq < FREQ_MONTHLY)
        {
          if (lsn_date_get_weekday (date) == ordinal->weekday)
            return TRUE;
        }
      else if (is_nth (ordinal, date,
                       in_year ? lsn_date_new (year, 1, 1) : lsn_date_new (year, month, 1),
                       in_year ? lsn_date_new (year, 12, 31) : lsn_date_get_month_end (date)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_day (const LsnRule *self, LsnDate date)
{
  int year, month, day;

  lsn_date_split (date, &year, &month, &day);
  if (self->months && !(self->months & (1u << month)))
    return FALSE;
  if (self->month_days || self->month_days_back)
    {
      int back = lsn_date_get_days_in_month (year, month) - day + 1;

      if (!(self->month_days & (1u << day)) && !(self->month_days_back & (1u << back)))
        return FALSE;
    }
  if (self->has_year_days)
    {
      LsnDate first = lsn_date_new (year, 1, 1);
      LsnDate last = lsn_date_new (year, 12, 31);

      if (!self->year_days[0][date - first + 1] && !self->year_days[1][last - date + 1])
        return FALSE;
    }
  if (self->has_week_numbers)
    {
      int number, weeks;

      get_week (date, self->week_start, &number, &weeks);
      if (!self->week_numbers[0][number] && !self->week_numbers[1][weeks - number + 1])
        return FALSE;
    }
  return (self->weekdays == 0 && self->n_ordinals == 0) || is_weekday (self, date, year, month);
}

/* What the rule leaves open is as on the first day (RFC 5545). */
static LsnRule
complete (const LsnRule *rule, LsnDate start, int minute)
{
  LsnRule self = *rule;
  int month, day;

  lsn_date_split (start, NULL, &month, &day);
  if (!self.has_week_numbers && !self.has_year_days && !self.month_days && !self.month_days_back &&
      !self.weekdays && self.n_ordinals == 0)
    {
      if (self.freq == FREQ_YEARLY && self.months == 0)
        self.months = 1u << month;
      if (self.freq == FREQ_YEARLY || self.freq == FREQ_MONTHLY)
        self.month_days = 1u << day;
      if (self.freq == FREQ_WEEKLY)
        self.weekdays = 1u << (lsn_date_get_weekday (start) - 1);
    }
  if (minute >= 0 && self.hours == 0)
    self.hours = 1u << (minute / 60);
  if (minute >= 0 && self.minutes == 0)
    self.minutes = G_GUINT64_CONSTANT (1) << (minute % 60);
  return self;
}

/* --- Walking ---------------------------------------------------------------------------------- */

/* The first day of the period that is @k intervals after that of @start, and the day after it. */
static gboolean
get_period (const LsnRule *self, LsnDate start, gint64 k, LsnDate *first, LsnDate *end)
{
  gint64 step = k * self->interval;
  int year, month;

  lsn_date_split (start, &year, &month, NULL);
  switch (self->freq)
    {
    case FREQ_DAILY:
      *first = (LsnDate) (start + step);
      *end = *first + 1;
      return step < 4000000;
    case FREQ_WEEKLY:
      *first =
          (LsnDate) (start - (lsn_date_get_weekday (start) - self->week_start + 7) % 7 + step * 7);
      *end = *first + 7;
      return step < 600000;
    case FREQ_MONTHLY:
      step += year * 12 + month - 1;
      if (step / 12 > 9998)
        return FALSE;
      *first = lsn_date_new ((int) (step / 12), (int) (step % 12) + 1, 1);
      *end = lsn_date_get_month_end (*first) + 1;
      return TRUE;
    case FREQ_YEARLY:
    case N_FREQS:
    default:
      step += year;
      if (step > 9998)
        return FALSE;
      *first = lsn_date_new ((int) step, 1, 1);
      *end = lsn_date_new ((int) step + 1, 1, 1);
      return TRUE;
    }
}

/* Nothing before @from is needed where nobody counts. */
static gint64
skip_periods (const LsnRule *self, LsnDate start, LsnDate from)
{
  const int longest[] = { 1, 7, 31, 366 };

  if (self->count || from <= start)
    return 0;
  return MAX (0, (gint64) (from - start) / ((gint64) longest[self->freq] * self->interval) - 1);
}

typedef struct
{
  LsnDate date;
  int minute;
} Moment;

static void
collect_day (const LsnRule *self, LsnDate date, int minute, GArray *moments)
{
  Moment moment = { date, minute };

  if (minute < 0)
    {
      g_array_append_val (moments, moment);
      return;
    }
  for (int i = 0; i < DAY_MINUTES; i++)
    {
      if (!(self->hours & (1u << (i / 60))))
        {
          i += 59;
          continue;
        }
      if (self->minutes & (G_GUINT64_CONSTANT (1) << (i % 60)))
        {
          moment.minute = i;
          g_array_append_val (moments, moment);
        }
    }
}

static int
compare_numbers (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

static void
keep_positions (const LsnRule *self, GArray *moments)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Moment));
  int places[MAX_POSITIONS];
  int last = -1;

  for (guint i = 0; i < self->n_positions; i++)
    places[i] =
        self->positions[i] > 0 ? self->positions[i] - 1 : (int) moments->len + self->positions[i];
  qsort (places, self->n_positions, sizeof (int), compare_numbers);
  for (guint i = 0; i < self->n_positions; i++)
    {
      if (places[i] > last && places[i] < (int) moments->len)
        {
          g_array_append_val (kept, g_array_index (moments, Moment, places[i]));
          last = places[i];
        }
    }
  g_array_set_size (moments, 0);
  g_array_append_vals (moments, kept->data, kept->len);
}

void
lsn_rule_expand (const LsnRule *rule, LsnDate start, int minute, LsnDate from, LsnDate to,
                 LsnRuleFunc func, gpointer user_data)
{
  const LsnRule self = complete (rule, start, minute);
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (Moment));
  gint64 k = skip_periods (&self, start, from);
  int counted = 0;

  for (int walked = 0; walked < MAX_PERIODS; walked++, k++)
    {
      LsnDate first, end;

      if (!get_period (&self, start, k, &first, &end) || first > to ||
          (self.until != LSN_DATE_NONE && first > self.until))
        return;

      g_array_set_size (moments, 0);
      for (LsnDate date = first; date < end; date++)
        {
          if (is_day (&self, date))
            collect_day (&self, date, minute, moments);
        }
      if (self.n_positions > 0)
        keep_positions (&self, moments);
      for (guint i = 0; i < moments->len; i++)
        {
          const Moment *moment = &g_array_index (moments, Moment, i);

          if (moment->date < start || (moment->date == start && moment->minute < minute))
            continue;
          if (moment->date > to ||
              (self.until != LSN_DATE_NONE &&
               (moment->date > self.until ||
                (moment->date == self.until && moment->minute > self.until_minute))))
            return;
          if (self.count && ++counted > self.count)
            return;
          if (moment->date >= from && !func (moment->date, moment->minute, user_data))
            return;
        }
    }
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* @end: (transfer full) (nullable): the end that it gets instead */
static char *
dup_without_end (const char *rrule, char *end)
{
  g_auto (GStrv) parts = g_strsplit (rrule, ";", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; parts[i]; i++)
    {
      if (*parts[i] && g_ascii_strncasecmp (parts[i], "COUNT=", 6) != 0 &&
          g_ascii_strncasecmp (parts[i], "UNTIL=", 6) != 0)
        g_strv_builder_add (kept, parts[i]);
    }
  if (end)
    g_strv_builder_take (kept, end);
  list = g_strv_builder_end (kept);
  return g_strjoinv (";", list);
}

char *
lsn_rule_dup_ended (const char *rrule, LsnDate until)
{
  int year, month, day;

  lsn_date_split (until, &year, &month, &day);
  return dup_without_end (rrule, g_strdup_printf ("UNTIL=%04d%02d%02d", year, month, day));
}

char *
lsn_rule_dup_endless (const char *rrule)
{
  return dup_without_end (rrule, NULL);
}

char *
lsn_rule_dup_counted (const char *rrule, int count)
{
  return dup_without_end (rrule, g_strdup_printf ("COUNT=%d", count));
}
