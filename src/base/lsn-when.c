/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-when.h"

#include "base/lsn-locale.h"
#include "base/lsn-utf16.h"
#include "base/lsn-when-days.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>

#define SECONDS_PER_DAY 86400.0
#define WORDS_DAYS      14 /* further away, a date says more than a count */
#define MONDAY          4  /* 1970-01-05 */

/* Opening a pattern generator takes milliseconds, and a list formats a date a row: a thread keeps
 * its formats, key "locale skeleton". */
static GPrivate formats_private = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);

static void
format_free (gpointer format)
{
  udat_close (format);
}

static UDateFormat *
get_format (const char *skeleton)
{
  static const UChar utc[] = { 'U', 'T', 'C', 0 };
  GHashTable *formats = g_private_get (&formats_private);
  g_autofree char *locale = lsn_locale_dup_icu (LC_TIME);
  g_autofree char *key = g_strconcat (locale, " ", skeleton, NULL);
  g_autofree UChar *wide = NULL;
  UErrorCode status = U_ZERO_ERROR;
  UDateTimePatternGenerator *generator;
  UDateFormat *format;
  UChar pattern[128];
  int length;

  if (!formats)
    {
      formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, format_free);
      g_private_set (&formats_private, formats);
    }
  format = g_hash_table_lookup (formats, key);
  if (format)
    return format;

  wide = lsn_utf16_new (skeleton, &length);
  generator = udatpg_open (locale, &status);
  length =
      udatpg_getBestPattern (generator, wide, length, pattern, G_N_ELEMENTS (pattern), &status);
  udatpg_close (generator);
  format = udat_open (UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1, pattern, length, &status);
  g_assert (U_SUCCESS (status));
  g_hash_table_insert (formats, g_steal_pointer (&key), format);

  return format;
}

static char *
dup_formatted (const char *skeleton, LsnDate date, int minute)
{
  UDate milliseconds = (date * SECONDS_PER_DAY + minute * 60) * 1000;
  UErrorCode status = U_ZERO_ERROR;
  UChar text[256];
  int32_t length;

  length =
      udat_format (get_format (skeleton), milliseconds, text, G_N_ELEMENTS (text), NULL, &status);
  g_assert (U_SUCCESS (status));

  return lsn_utf16_dup_utf8 (text, length);
}

static gboolean
is_same_year (LsnDate a, LsnDate b)
{
  int year_a, year_b;

  lsn_date_split (a, &year_a, NULL, NULL);
  lsn_date_split (b, &year_b, NULL, NULL);

  return year_a == year_b;
}

/* Takes @day. */
static char *
with_time (char *day, int minute)
{
  g_autofree char *owned = day;
  g_autofree char *time = NULL;

  if (minute == LSN_WHEN_NO_TIME)
    return g_steal_pointer (&owned);

  time = lsn_when_dup_time (minute);

  /* Translators: a day such as “in 3 days” or “23 November”, and a time such as “15:00” */
  return g_strdup_printf (C_ ("day and time", "%s, %s"), owned, time);
}

char *
lsn_when_dup_relative (LsnDate date, int minute, LsnDate today)
{
  int days = date - today;
  g_autofree char *time = minute == LSN_WHEN_NO_TIME ? NULL : lsn_when_dup_time (minute);
  char *day;

  g_return_val_if_fail (date != LSN_DATE_NONE && today != LSN_DATE_NONE, NULL);

  if (time && days == 0)
    /* Translators: %s is a time such as “15:00” */
    return g_strdup_printf (_ ("today %s"), time);
  if (time && days == 1)
    return g_strdup_printf (_ ("tomorrow %s"), time);
  if (time && days == -1)
    return g_strdup_printf (_ ("yesterday %s"), time);

  if (ABS (days) <= WORDS_DAYS)
    day = lsn_when_dup_days (days);
  else
    day = lsn_when_dup_short (date, today);

  return with_time (day, minute);
}

char *
lsn_when_dup_due (LsnDate date, int minute, LsnDate today)
{
  int days = today - date;

  g_return_val_if_fail (date != LSN_DATE_NONE && today != LSN_DATE_NONE, NULL);

  if (days <= 0)
    return lsn_when_dup_relative (date, minute, today);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day late", "%d days late",
                                       (gulong) days),
                          days);
}

char *
lsn_when_dup_exact (LsnDate date, int minute)
{
  g_return_val_if_fail (date != LSN_DATE_NONE, NULL);

  return with_time (dup_formatted ("EEEEdMMMMy", date, 0), minute);
}

char *
lsn_when_dup_day_heading (LsnDate date, LsnDate today)
{
  g_return_val_if_fail (date != LSN_DATE_NONE && today != LSN_DATE_NONE, NULL);

  return dup_formatted (is_same_year (date, today) ? "EEEEdMMMM" : "EEEEdMMMMy", date, 0);
}

char *
lsn_when_dup_month_heading (LsnDate date)
{
  g_return_val_if_fail (date != LSN_DATE_NONE, NULL);

  return dup_formatted ("LLLLy", date, 0);
}

char *
lsn_when_dup_short (LsnDate date, LsnDate today)
{
  g_return_val_if_fail (date != LSN_DATE_NONE && today != LSN_DATE_NONE, NULL);

  return dup_formatted (is_same_year (date, today) ? "dMMM" : "dMMMy", date, 0);
}

char *
lsn_when_dup_time (int minute)
{
  g_return_val_if_fail (minute >= 0 && minute < 1440, NULL);

  return dup_formatted ("jmm", 0, minute);
}

char *
lsn_when_dup_duration (gint64 minutes)
{
  int hours = (int) (minutes / 60);
  int rest = (int) (minutes % 60);

  g_return_val_if_fail (minutes >= 0, NULL);

  if (hours == 0)
    /* Translators: a duration in minutes, abbreviated */
    return g_strdup_printf (_ ("%d min"), rest);
  if (rest == 0)
    /* Translators: a duration in hours, abbreviated */
    return g_strdup_printf (_ ("%d h"), hours);

  /* Translators: a duration in hours and minutes, abbreviated */
  return g_strdup_printf (_ ("%d h %d min"), hours, rest);
}

char *
lsn_when_dup_weekday (int weekday, gboolean brief)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, NULL);

  return dup_formatted (brief ? "ccc" : "cccc", MONDAY + weekday - 1, 0);
}

char *
lsn_when_dup_month (int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, NULL);

  return dup_formatted ("LLLL", lsn_date_new (1970, month, 1), 0);
}

int
lsn_when_get_first_weekday (void)
{
  g_autofree char *locale = lsn_locale_dup_icu (LC_TIME);
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open (NULL, 0, locale, UCAL_GREGORIAN, &status);
  int first;

  g_assert (U_SUCCESS (status));
  first = ucal_getAttribute (calendar, UCAL_FIRST_DAY_OF_WEEK);
  ucal_close (calendar);

  return first == UCAL_SUNDAY ? 7 : first - 1;
}

gboolean
lsn_when_is_24h (void)
{
  g_autofree char *locale = lsn_locale_dup_icu (LC_TIME);
  UErrorCode status = U_ZERO_ERROR;
  UDateTimePatternGenerator *generator = udatpg_open (locale, &status);
  UDateFormatHourCycle cycle;

  g_assert (U_SUCCESS (status));
  cycle = udatpg_getDefaultHourCycle (generator, &status);
  udatpg_close (generator);

  return cycle == UDAT_HOUR_CYCLE_23 || cycle == UDAT_HOUR_CYCLE_24;
}

char *
lsn_when_dup_column (LsnDate date, int minute, LsnDate today)
{
  int late = today - date;

  if (late > 0)
    return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) late), late);
  if (minute != LSN_WHEN_NO_TIME)
    return lsn_when_dup_time (minute);
  /* Translators: in a column of hours: at any time of the day; short */
  return g_strdup (C_ ("hour", "any time"));
}
