/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-recurrence.h"
#include "base/lsn-when.h"

#include <glib/gi18n-lib.h>

/* Only parts whose combinations come about within a few years, and have words, are let through. */
#define MAX_LENGTH   200
#define MAX_INTERVAL 400
#define MAX_COUNT    10000

/* A daily rhythm that nobody looked at for years ends its skipping here. */
#define MAX_SKIPPED 4000

/* The n-th working day of a month has no part of its own in RFC 5545: there it is the n-th of these
 * weekdays, and the holidays are added here. */
#define MONDAY_TO_FRIDAY 0x1f
#define MONTHS_TO_TRY    60

#define LAST_YEAR 9999

typedef enum
{
  FREQ_DAILY,
  FREQ_WEEKLY,
  FREQ_MONTHLY,
  FREQ_YEARLY,
  N_FREQS
} Freq;

static const char *const freq_names[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
static const char *const day_names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

struct _LsnRecurrence
{
  gatomicrefcount ref_count;
  char *rule;
  LsnRule *step; /* owned: the rule without its end, since each step counts from another date */
  LsnRecurrenceMode mode;
  LsnWorkdays *workdays; /* owned */

  Freq freq;
  int interval;
  int count;
  LsnDate until; /* LSN_DATE_NONE: for ever */
  guint days;    /* bit n: weekday n + 1 */
  int ordinal;   /* of the only weekday: 2TU; 0 for none */
  int month_day; /* first of BYMONTHDAY, 0 for none */
  int n_month_days;
  int month;    /* BYMONTH, 0 for none */
  int position; /* BYSETPOS, 0 for none */
};

G_DEFINE_BOXED_TYPE (LsnRecurrence, lsn_recurrence, lsn_recurrence_ref, lsn_recurrence_unref)

LsnRecurrence *
lsn_recurrence_ref (LsnRecurrence *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lsn_recurrence_unref (LsnRecurrence *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->workdays, lsn_workdays_unref);
  g_clear_pointer (&self->step, lsn_rule_free);
  g_free (self->rule);
  g_free (self);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static gboolean
fail (GError **error, LsnRuleError code, const char *part)
{
  const char *format = _ ("“%s” is not a rule for repeating.");

  if (code == LSN_RULE_ERROR_UNSUPPORTED)
    format = _ ("Repeating by “%s” is not supported: every few days, weeks, months or years is.");
  else if (code == LSN_RULE_ERROR_NEVER)
    format = _ ("“%s” never comes about: there is no such day.");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, LSN_RULE_ERROR, (int) code, format, part);
#pragma GCC diagnostic pop
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

static gboolean
parse_days (LsnRecurrence *self, const char *value)
{
  g_auto (GStrv) items = g_strsplit (value, ",", -1);

  for (guint i = 0; items[i]; i++)
    {
      gsize length = strlen (items[i]);
      g_autofree char *number = length >= 2 ? g_strndup (items[i], length - 2) : NULL;
      guint day = 0;

      if (number == NULL)
        return FALSE;
      while (day < 7 && !g_str_equal (items[i] + length - 2, day_names[day]))
        day++;
      if (day == 7)
        return FALSE;
      self->days |= 1u << day;

      /* An ordinal stands with one weekday alone. */
      if (*number && (items[1] || !parse_int (number, -5, 5, &self->ordinal) || self->ordinal == 0))
        return FALSE;
    }
  return items[0] != NULL;
}

static gboolean
parse_month_days (LsnRecurrence *self, const char *value)
{
  g_auto (GStrv) items = g_strsplit (value, ",", -1);

  for (guint i = 0; items[i]; i++)
    {
      int day;

      if (!parse_int (items[i], -31, 31, &day) || day == 0)
        return FALSE;
      if (i == 0)
        self->month_day = day;
      self->n_month_days++;
    }
  return self->n_month_days > 0;
}

static gboolean
parse_until (LsnRecurrence *self, const char *value)
{
  g_autofree char *iso = NULL;

  if (strlen (value) != 8 && !(strlen (value) >= 15 && value[8] == 'T'))
    return FALSE;
  iso = g_strdup_printf ("%.4s-%.2s-%.2s", value, value + 4, value + 6);
  self->until = lsn_date_from_iso (iso);
  return self->until != LSN_DATE_NONE;
}

static gboolean
is_weekday (const char *value)
{
  for (guint day = 0; day < G_N_ELEMENTS (day_names); day++)
    {
      if (g_str_equal (value, day_names[day]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
parse_part (LsnRecurrence *self, const char *key, const char *value, GError **error)
{
  gboolean ok = FALSE;

  if (g_str_equal (key, "FREQ"))
    {
      while (self->freq < N_FREQS && !g_str_equal (freq_names[self->freq], value))
        self->freq++;
      if (self->freq == N_FREQS)
        return fail (error, LSN_RULE_ERROR_UNSUPPORTED, value);
      ok = TRUE;
    }
  else if (g_str_equal (key, "INTERVAL"))
    ok = parse_int (value, 1, MAX_INTERVAL, &self->interval);
  else if (g_str_equal (key, "COUNT"))
    ok = parse_int (value, 1, MAX_COUNT, &self->count);
  else if (g_str_equal (key, "UNTIL"))
    ok = parse_until (self, value);
  else if (g_str_equal (key, "BYDAY"))
    ok = parse_days (self, value);
  else if (g_str_equal (key, "BYMONTHDAY"))
    ok = parse_month_days (self, value);
  else if (g_str_equal (key, "BYMONTH"))
    ok = parse_int (value, 1, 12, &self->month);
  else if (g_str_equal (key, "BYSETPOS"))
    ok = parse_int (value, -20, 20, &self->position) && self->position != 0;
  else if (g_str_equal (key, "WKST"))
    ok = is_weekday (value);
  else
    return fail (error, LSN_RULE_ERROR_UNSUPPORTED, key);

  return ok || fail (error, LSN_RULE_ERROR_INVALID, value);
}

/* What is left after this comes about within a few years whatever the numbers are. */
static gboolean
check (LsnRecurrence *self, const char *rule, GError **error)
{
  const int longest[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (self->month && self->freq != FREQ_YEARLY)
    return fail (error, LSN_RULE_ERROR_UNSUPPORTED, rule);
  if (self->n_month_days && (self->days || self->freq == FREQ_DAILY || self->freq == FREQ_WEEKLY))
    return fail (error, LSN_RULE_ERROR_UNSUPPORTED, rule);
  if (self->freq == FREQ_YEARLY && (self->days || self->n_month_days) && !self->month)
    return fail (error, LSN_RULE_ERROR_UNSUPPORTED, rule);
  if (self->ordinal && self->freq != FREQ_MONTHLY && self->freq != FREQ_YEARLY)
    return fail (error, LSN_RULE_ERROR_UNSUPPORTED, rule);
  if (self->position && (!self->days || self->ordinal || self->freq != FREQ_MONTHLY))
    return fail (error, LSN_RULE_ERROR_UNSUPPORTED, rule);

  /* Every month has each weekday four times. */
  if (self->position && ABS (self->position) > 4 * __builtin_popcount (self->days))
    return fail (error, LSN_RULE_ERROR_NEVER, rule);
  if (self->month && self->n_month_days > 1)
    return fail (error, LSN_RULE_ERROR_UNSUPPORTED, rule);
  if (self->month && ABS (self->month_day) > longest[self->month - 1])
    return fail (error, LSN_RULE_ERROR_NEVER, rule);

  /* 31 in every second month may never meet a long one. */
  if (self->freq == FREQ_MONTHLY && ABS (self->month_day) > 28 && self->interval % 12 == 0)
    return fail (error, LSN_RULE_ERROR_UNSUPPORTED, rule);
  if (self->count && self->until != LSN_DATE_NONE)
    return fail (error, LSN_RULE_ERROR_INVALID, rule);
  return TRUE;
}

LsnRecurrence *
lsn_recurrence_parse (const char *rrule, LsnRecurrenceMode mode, LsnWorkdays *workdays,
                      GError **error)
{
  g_autoptr (LsnRecurrence) self = g_new0 (LsnRecurrence, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *endless = NULL;
  g_auto (GStrv) parts = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->mode = mode;
  self->workdays = workdays ? lsn_workdays_ref (workdays) : lsn_workdays_new_plain ();
  self->interval = 1;
  self->until = LSN_DATE_NONE;
  self->rule = g_strdup (rrule);

  if (strlen (rrule) > MAX_LENGTH || !g_str_has_prefix (rrule, "FREQ="))
    {
      g_autofree char *shown = g_utf8_make_valid (rrule, MIN (strlen (rrule), 60));

      fail (error, LSN_RULE_ERROR_INVALID, shown);
      return NULL;
    }

  parts = g_strsplit (rrule, ";", -1);
  for (guint i = 0; parts[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);

      if (pair[0] == NULL || pair[1] == NULL || !g_hash_table_add (seen, g_strdup (pair[0])))
        {
          fail (error, LSN_RULE_ERROR_INVALID, rrule);
          return NULL;
        }
      if (!parse_part (self, pair[0], pair[1], error))
        return NULL;
    }
  if (!check (self, rrule, error))
    return NULL;
  endless = lsn_rule_dup_endless (rrule);
  self->step = lsn_rule_parse (endless, error);
  return self->step ? g_steal_pointer (&self) : NULL;
}

LsnRecurrence *
lsn_recurrence_parse_stored (const char *rrule, const char *mode, LsnWorkdays *workdays,
                             GError **error)
{
  return lsn_recurrence_parse (rrule,
                               g_strcmp0 (mode, "after-done") == 0 ? LSN_RECURRENCE_AFTER_DONE
                                                                   : LSN_RECURRENCE_FIXED,
                               workdays, error);
}

const char *
lsn_recurrence_get_rule (LsnRecurrence *self)
{
  return self->rule;
}

LsnRecurrenceMode
lsn_recurrence_get_mode (LsnRecurrence *self)
{
  return self->mode;
}

int
lsn_recurrence_get_count (LsnRecurrence *self)
{
  return self->count;
}

/* --- The next date ---------------------------------------------------------------------------- */

static gboolean
is_nth_workday (LsnRecurrence *self)
{
  return self->position != 0 && self->days == MONDAY_TO_FRIDAY;
}

/* A month with fewer working days than that is left out, as RFC 5545 leaves out a missing 31st. */
static LsnDate
next_nth_workday (LsnRecurrence *self, LsnDate from)
{
  LsnDate month = lsn_date_get_month_start (from);

  for (int i = 0; i < MONTHS_TO_TRY; i++)
    {
      LsnDate before = self->position > 0 ? month - 1 : lsn_date_get_month_end (month) + 1;
      LsnDate date = lsn_workdays_add (self->workdays, before, self->position);

      if (date > from && lsn_date_get_month_start (date) == month)
        return date;
      month = lsn_date_add_months (month, self->interval);
    }
  return LSN_DATE_NONE;
}

static gboolean
take_first (LsnDate date, int minute, gpointer user_data)
{
  *(LsnDate *) user_data = date;
  return FALSE;
}

static LsnDate
next_by_rule (LsnRecurrence *self, LsnDate from)
{
  LsnDate date = LSN_DATE_NONE;

  lsn_rule_expand (self->step, from, -1, from + 1, lsn_date_new (LAST_YEAR, 12, 31), take_first,
                   &date);
  return date;
}

gboolean
lsn_recurrence_next (LsnRecurrence *self, LsnDate from_due, LsnDate done_on, LsnDate *next)
{
  LsnDate from = self->mode == LSN_RECURRENCE_AFTER_DONE ? done_on : from_due;

  g_return_val_if_fail (from != LSN_DATE_NONE, FALSE);

  *next = is_nth_workday (self) ? next_nth_workday (self, from) : next_by_rule (self, from);
  return *next != LSN_DATE_NONE && (self->until == LSN_DATE_NONE || *next <= self->until);
}

static char *
dup_next_rule (LsnRecurrence *self)
{
  g_autofree char *present = g_strdup_printf ("COUNT=%d", self->count);
  g_autofree char *lower = g_strdup_printf ("COUNT=%d", self->count - 1);
  g_autoptr (GString) text = g_string_new (self->rule);

  if (self->count > 0)
    g_string_replace (text, present, lower, 1);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

gboolean
lsn_recurrence_continue (LsnRecurrence *self, LsnDate from_due, LsnDate today, LsnDate *next,
                         char **next_rule)
{
  *next_rule = NULL;
  if (self->count == 1)
    return FALSE;
  for (int i = 0; i < MAX_SKIPPED; i++)
    {
      if (!lsn_recurrence_next (self, from_due, today, next))
        return FALSE;
      if (*next > today)
        {
          *next_rule = dup_next_rule (self);
          return TRUE;
        }
      from_due = *next;
    }
  return FALSE;
}

/* --- In words --------------------------------------------------------------------------------- */

static char *
dup_every (LsnRecurrence *self)
{
  guint n = (guint) self->interval;

  switch (self->freq)
    {
    case FREQ_DAILY:
      return n == 1 ? g_strdup (_ ("every day"))
                    : g_strdup_printf (ngettext ("every %u day", "every %u days", n), n);
    case FREQ_WEEKLY:
      return n == 1 ? g_strdup (_ ("every week"))
                    : g_strdup_printf (ngettext ("every %u week", "every %u weeks", n), n);
    case FREQ_MONTHLY:
      return n == 1 ? g_strdup (_ ("every month"))
                    : g_strdup_printf (ngettext ("every %u month", "every %u months", n), n);
    case FREQ_YEARLY:
    case N_FREQS:
    default:
      return n == 1 ? g_strdup (_ ("every year"))
                    : g_strdup_printf (ngettext ("every %u year", "every %u years", n), n);
    }
}

static char *
dup_days (LsnRecurrence *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (self->days == MONDAY_TO_FRIDAY)
    return g_strdup (_ ("on working days"));
  for (int day = 0; day < 7; day++)
    {
      if (self->days & (1u << day))
        g_strv_builder_take (names, lsn_when_dup_weekday (day + 1, TRUE));
    }
  list = g_strv_builder_end (names);
  return g_strjoinv (", ", list);
}

/* @noun: a brief weekday, or what counts as one */
static char *
dup_nth (int n, const char *noun)
{
  if (n == -1)
    return g_strdup_printf (_ ("last %s"), noun);
  if (n == 1)
    return g_strdup_printf (_ ("first %s"), noun);
  if (n < 0)
    /* Translators: counted from the end of the month: “Fri no. 2 from the end” */
    return g_strdup_printf (_ ("%s no. %d from the end"), noun, -n);

  /* Translators: the n-th weekday of a month: “Tue no. 2” */
  return g_strdup_printf (_ ("%s no. %d"), noun, n);
}

static char *
dup_month_days (LsnRecurrence *self)
{
  const char *list = strstr (self->rule, "BYMONTHDAY=") + strlen ("BYMONTHDAY=");
  g_autofree char *days = g_strndup (list, strcspn (list, ";"));
  g_auto (GStrv) items = g_strsplit (days, ",", -1);
  g_autofree char *text = g_strjoinv (", ", items);

  if (self->n_month_days == 1 && self->month_day == -1)
    return g_strdup (_ ("last day"));
  if (self->n_month_days == 1 && self->month_day < 0)
    return g_strdup_printf (_ ("day %d from the end"), -self->month_day);

  /* Translators: %s is one day of a month or several: “5, 20” */
  return g_strdup_printf (ngettext ("on day %s", "on days %s", (gulong) self->n_month_days), text);
}

static char *
dup_detail (LsnRecurrence *self)
{
  g_autofree char *days = NULL;

  if (self->month && self->month_day > 0)
    {
      g_autofree char *month = lsn_when_dup_month (self->month);

      /* Translators: a day of a month each year: “5, November” */
      return g_strdup_printf (_ ("%d, %s"), self->month_day, month);
    }
  if (self->month_day != 0)
    return dup_month_days (self);
  if (is_nth_workday (self) && self->position == -1)
    return g_strdup (_ ("last working day"));
  if (is_nth_workday (self))
    return dup_nth (self->position, _ ("working day"));
  if (self->days == 0)
    return NULL;

  days = dup_days (self);
  if (self->ordinal != 0 || self->position != 0)
    return dup_nth (self->ordinal != 0 ? self->ordinal : self->position, days);
  return g_steal_pointer (&days);
}

char *
lsn_recurrence_dup_text (LsnRecurrence *self)
{
  g_autofree char *every = dup_every (self);
  g_autofree char *detail = dup_detail (self);
  g_autofree char *text = detail ? g_strdup_printf ("%s, %s", every, detail) : g_strdup (every);

  if (self->mode == LSN_RECURRENCE_AFTER_DONE)
    /* Translators: “every 3 days after it is done” */
    return g_strdup_printf (_ ("%s after it is done"), text);
  return g_steal_pointer (&text);
}
