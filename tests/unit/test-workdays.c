/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-workdays.h"

static LsnWorkdays *
load (void)
{
  g_autoptr (GError) error = NULL;
  LsnWorkdays *workdays = lsn_workdays_load ("RU", &error);

  g_assert_no_error (error);
  return workdays;
}

/* Working days, of them short: the totals of the published calendars; 2027 as the law has it. */
static void
test_years (void)
{
  static const struct
  {
    int year, working, shorter;
  } rows[] = { { 2025, 247, 4 }, { 2026, 247, 4 }, { 2027, 249, 4 } };
  g_autoptr (LsnWorkdays) workdays = load ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LsnDate from = lsn_date_new (rows[i].year, 1, 1), to = lsn_date_new (rows[i].year + 1, 1, 1);
      int shorter = 0;

      for (LsnDate date = from; date < to; date++)
        {
          gboolean brief = lsn_workdays_is_short (workdays, date);

          g_assert_true (!brief || lsn_workdays_is_working (workdays, date));
          shorter += brief;
        }
      g_assert_cmpint (lsn_workdays_count (workdays, from, to), ==, rows[i].working);
      g_assert_cmpint (lsn_workdays_count (workdays, to, from), ==, -rows[i].working);
      g_assert_cmpint (shorter, ==, rows[i].shorter);
      g_assert_true (lsn_workdays_knows_year (workdays, rows[i].year));
    }
  g_assert_false (lsn_workdays_knows_year (workdays, 2031));
}

static void
test_days (void)
{
  static const struct
  {
    const char *date;
    gboolean working;
  } rows[] = {
    { "2025-05-02", FALSE }, { "2025-05-08", FALSE }, { "2025-06-13", FALSE },
    { "2025-11-01", TRUE },  { "2025-11-03", FALSE }, { "2025-12-31", FALSE },
    { "2026-01-09", FALSE }, { "2026-01-12", TRUE },  { "2026-03-09", FALSE },
    { "2026-05-11", FALSE }, { "2026-12-30", TRUE },  { "2026-12-31", FALSE },
    { "2027-05-10", FALSE }, { "2031-01-01", TRUE },
  };
  g_autoptr (LsnWorkdays) workdays = load ();
  LsnDate friday = lsn_date_new (2026, 5, 8);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LsnDate date = lsn_date_from_iso (rows[i].date);

      g_test_message ("%s", rows[i].date);
      g_assert_cmpint (lsn_workdays_is_working (workdays, date), ==, rows[i].working);
    }
  g_assert_cmpint (lsn_workdays_get_next (workdays, friday), ==, friday + 4);
  g_assert_cmpint (lsn_workdays_add (workdays, friday, 1), ==, friday + 4);
  g_assert_cmpint (lsn_workdays_add (workdays, friday + 4, -1), ==, friday);
  g_assert_cmpint (lsn_workdays_add (workdays, friday + 1, 0), ==, friday + 1);
  g_assert_cmpint (lsn_workdays_get_last_of_month (workdays, lsn_date_new (2026, 12, 3)), ==,
                   lsn_date_new (2026, 12, 30));
  g_assert_cmpstr (lsn_workdays_get_name (workdays, lsn_date_new (2026, 11, 4)), ==,
                   "National Unity Day");
  g_assert_null (lsn_workdays_get_name (workdays, lsn_date_new (2026, 11, 5)));
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnWorkdays) plain = lsn_workdays_new_plain ();

  g_assert_null (lsn_workdays_load ("QQ", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (lsn_workdays_is_working (plain, lsn_date_new (2026, 1, 1)));
  g_assert_false (lsn_workdays_is_working (plain, lsn_date_new (2026, 1, 3)));
}

/* Who works from Tuesday to Saturday has the same holidays. */
static void
test_weekdays (void)
{
  g_autoptr (LsnWorkdays) all = load ();
  g_autoptr (LsnWorkdays) workdays = lsn_workdays_dup_with_weekdays (all, 0x3e);
  g_autoptr (LsnWorkdays) never = lsn_workdays_dup_with_weekdays (all, 0);
  LsnDate monday = lsn_date_new (2026, 11, 2);

  g_assert_false (lsn_workdays_is_working (workdays, monday));
  g_assert_true (lsn_workdays_is_working (workdays, monday + 1));
  g_assert_false (lsn_workdays_is_working (workdays, monday + 2)); /* National Unity Day */
  g_assert_true (lsn_workdays_is_working (workdays, monday + 5));
  g_assert_true (lsn_workdays_is_working (all, monday));
  /* Nobody who never works is looked for a working day for ever. */
  g_assert_cmpint (lsn_workdays_get_next (never, monday), >, monday);
}

static void
test_countries (void)
{
  g_auto (GStrv) countries = lsn_workdays_list_countries ();

  g_assert_true (g_strv_contains ((const char *const *) countries, "RU"));
  for (guint i = 0; countries[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LsnWorkdays) workdays = lsn_workdays_load (countries[i], &error);

      g_assert_no_error (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workdays/years", test_years);
  g_test_add_func ("/workdays/days", test_days);
  g_test_add_func ("/workdays/missing", test_missing);
  g_test_add_func ("/workdays/weekdays", test_weekdays);
  g_test_add_func ("/workdays/countries", test_countries);
  return g_test_run ();
}
