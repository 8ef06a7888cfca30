/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/followups/lsn-snooze.h"

typedef struct
{
  const char *target;
  const char *date;
  int hour;
  int minute;
  gboolean offered;
} Case;

static void
check (const char *now, int hour, int minute, const Case *cases, guint n_cases)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Moscow");
  g_autoptr (LsnWorkdays) workdays = lsn_workdays_load ("ru", NULL);
  LsnSnoozeClock clock = { .now = lsn_date_to_instant (lsn_date_from_iso (now), hour * 60 + minute,
                                                       zone),
                           .zone = zone,
                           .workdays = workdays,
                           .work_start = 9 * 60,
                           .work_end = 18 * 60,
                           .while_minutes = 30 };

  g_assert_nonnull (workdays);
  for (guint i = 0; i < n_cases; i++)
    {
      const Case *one = &cases[i];
      int at = -1;
      g_autofree char *date = lsn_date_dup_iso (lsn_snooze_find (one->target, &clock, &at));

      g_assert_cmpstr (date, ==, one->date);
      g_assert_cmpint (at, ==, one->hour * 60 + one->minute);
      for (const LsnSnoozeTarget *target = lsn_snooze_targets; target->name; target++)
        {
          if (g_str_equal (target->name, one->target))
            g_assert_cmpint (lsn_snooze_is_offered (target, &clock), ==, one->offered);
        }
    }
}

static void
test_afternoon (void)
{
  /* A Tuesday: the next working day is tomorrow, and is not offered twice. */
  const Case cases[] = {
    { "hour", "2026-11-24", 15, 20, TRUE },     { "evening", "2026-11-24", 18, 0, TRUE },
    { "tomorrow", "2026-11-25", 9, 0, TRUE },   { "workday", "2026-11-25", 9, 0, FALSE },
    { "week", "2026-11-30", 9, 0, TRUE },       { "a-while", "2026-11-24", 14, 50, TRUE },
    { "2026-12-08", "2026-12-08", 9, 0, TRUE },
  };

  check ("2026-11-24", 14, 20, cases, G_N_ELEMENTS (cases));
}

static void
test_friday_night (void)
{
  /* The evening is over, the hour is tomorrow's; Monday is the next working day and next week. */
  const Case cases[] = {
    { "hour", "2026-11-28", 0, 10, TRUE },    { "evening", "2026-11-27", 18, 0, FALSE },
    { "tomorrow", "2026-11-28", 9, 0, TRUE }, { "workday", "2026-11-30", 9, 0, TRUE },
    { "week", "2026-11-30", 9, 0, FALSE },
  };

  check ("2026-11-27", 23, 10, cases, G_N_ELEMENTS (cases));
}

static void
test_holidays (void)
{
  /* The last working day of the year: the next one comes after the holidays of January. */
  const Case cases[] = {
    { "tomorrow", "2026-12-31", 9, 0, TRUE },
    { "workday", "2027-01-11", 9, 0, TRUE },
    { "week", "2027-01-11", 9, 0, FALSE },
  };

  check ("2026-12-30", 12, 0, cases, G_N_ELEMENTS (cases));
}

static void
test_nothing (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (LsnWorkdays) workdays = lsn_workdays_new_plain ();
  const LsnSnoozeClock clock = { .zone = zone, .workdays = workdays };
  int minute;

  g_assert_cmpint (lsn_snooze_find ("never", &clock, &minute), ==, LSN_DATE_NONE);
  g_assert_cmpint (lsn_snooze_find ("2026-02-30", &clock, &minute), ==, LSN_DATE_NONE);
  g_assert_true (lsn_snooze_is_day ("2026-02-28"));
  g_assert_true (lsn_snooze_is_day ("tomorrow"));
  g_assert_false (lsn_snooze_is_day ("evening"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snooze/afternoon", test_afternoon);
  g_test_add_func ("/snooze/friday-night", test_friday_night);
  g_test_add_func ("/snooze/holidays", test_holidays);
  g_test_add_func ("/snooze/nothing", test_nothing);
  return g_test_run ();
}
