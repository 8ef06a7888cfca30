/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-clock.h"

#define MOMENT G_GINT64_CONSTANT (1795430400) /* in November 2026, winter time in the north */

static int
get_offset (void)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  return g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, MOMENT));
}

/* Who travels changes the zone while we run. */
static void
test_zone (void)
{
  g_setenv ("TZ", "Asia/Tokyo", TRUE);
  g_assert_cmpint (get_offset (), ==, 9 * 3600);
  g_setenv ("TZ", "America/New_York", TRUE);
  g_assert_cmpint (get_offset (), ==, -5 * 3600);

  lsn_clock_set_for_test (0, "Europe/Moscow");
  g_assert_cmpint (get_offset (), ==, 3 * 3600);
  lsn_clock_set_for_test (0, NULL);
  g_assert_cmpint (get_offset (), ==, -5 * 3600);
}

static void
test_now (void)
{
  lsn_clock_set_for_test (MOMENT * G_USEC_PER_SEC, NULL);
  g_assert_cmpint (lsn_clock_now (), ==, MOMENT * G_USEC_PER_SEC);
  lsn_clock_set_for_test (0, NULL);
  g_assert_cmpint (lsn_clock_now (), !=, MOMENT * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/zone", test_zone);
  g_test_add_func ("/clock/now", test_now);
  return g_test_run ();
}
