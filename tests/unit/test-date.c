/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-date.h"
#include "base/lsn-locale.h"
#include "base/lsn-when.h"

static void
test_calendar (void)
{
  g_autofree char *iso = lsn_date_dup_iso (lsn_date_add_months (lsn_date_new (2028, 1, 31), 1));

  g_assert_cmpstr (iso, ==, "2028-02-29");
  g_assert_cmpint (lsn_date_new (1970, 1, 1), ==, 0);
  g_assert_cmpint (lsn_date_from_iso ("2026-02-29"), ==, LSN_DATE_NONE);
  g_assert_cmpint (lsn_date_from_iso ("2026-2-9"), ==, LSN_DATE_NONE);
  g_assert_cmpint (lsn_date_get_weekday (lsn_date_from_iso ("2026-11-23")), ==, 1);
  g_assert_cmpint (lsn_date_get_weekday (lsn_date_from_iso ("1969-12-28")), ==, 7);
}

static void
test_zone (void)
{
  static const struct
  {
    const char *date;
    int minute;
    gint64 utc; /* seconds */
  } rows[] = {
    { "2026-03-29", 150, 1774747800 }, /* skipped: 02:30 is 03:30 CEST */
    { "2026-10-25", 150, 1792888200 }, /* twice: the first, CEST */
    { "2026-07-01", 720, 1782900000 },
    { "2026-01-01", 0, 1767222000 },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LsnDate date = lsn_date_from_iso (rows[i].date);
      int minute;

      g_assert_cmpint (lsn_date_to_instant (date, rows[i].minute, zone), ==,
                       rows[i].utc * G_USEC_PER_SEC);
      g_assert_cmpint (lsn_date_from_instant (rows[i].utc * G_USEC_PER_SEC, zone, &minute), ==,
                       date);
      g_assert_cmpint (minute, ==, rows[i].minute + (i == 0 ? 60 : 0));
    }
}

static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_words (void)
{
  LsnDate today = lsn_date_new (2026, 11, 23);

  assert_text (lsn_when_dup_relative (today + 1, 900, today), "tomorrow 15:00");
  assert_text (lsn_when_dup_relative (today + 3, LSN_WHEN_NO_TIME, today), "in 3 days");
  assert_text (lsn_when_dup_due (today - 8, LSN_WHEN_NO_TIME, today), "8 days late");
  assert_text (lsn_when_dup_due (today - 1, 600, today), "1 day late");
  assert_text (lsn_when_dup_due (today, 600, today), "today 10:00");
  assert_text (lsn_when_dup_due (today + 1, 600, today), "tomorrow 10:00");
  assert_text (lsn_when_dup_due (today, LSN_WHEN_NO_TIME, today), "today");
  assert_text (lsn_when_dup_duration (0), "0 min");
  assert_text (lsn_when_dup_duration (120), "2 h");
  assert_text (lsn_when_dup_duration (80), "1 h 20 min");
  lsn_locale_set_for_test ("ru_RU");
  assert_text (lsn_when_dup_day_heading (today, today), "понедельник, 23 ноября");
  assert_text (lsn_when_dup_month (11), "ноябрь");
  assert_text (lsn_when_dup_weekday (7, FALSE), "воскресенье");
  g_assert_true (lsn_when_is_24h ());
  g_assert_cmpint (lsn_when_get_first_weekday (), ==, 1);
  lsn_locale_set_for_test ("en_US");
  g_assert_false (lsn_when_is_24h ());
  g_assert_cmpint (lsn_when_get_first_weekday (), ==, 7);
  lsn_locale_set_for_test (NULL);
}

/* Each part alone is what it is among the others. */
static void
test_parts (void)
{
  LsnDate date = lsn_date_new (2026, 9, 8);
  int year = 0, month = 0, date_day = 0;

  lsn_date_split (date, NULL, &month, NULL);
  lsn_date_split (date, &year, NULL, NULL);
  lsn_date_split (date, NULL, NULL, &date_day);
  g_assert_cmpint (year, ==, 2026);
  g_assert_cmpint (month, ==, 9);
  g_assert_cmpint (date_day, ==, 8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/calendar", test_calendar);
  g_test_add_func ("/date/parts", test_parts);
  g_test_add_func ("/date/zone", test_zone);
  g_test_add_func ("/date/words", test_words);
  return g_test_run ();
}
