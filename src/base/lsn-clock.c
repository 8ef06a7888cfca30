/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-clock.h"

static gint64 test_now_us;
static char *test_zone;

gint64
lsn_clock_now (void)
{
  return test_now_us != 0 ? test_now_us : g_get_real_time ();
}

GTimeZone *
lsn_clock_dup_zone (void)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (test_zone)
    zone = g_time_zone_new_identifier (test_zone);

  /* GLib looks at TZ and at where /etc/localtime points on every call. */
  return zone ? g_steal_pointer (&zone) : g_time_zone_new_local ();
}

void
lsn_clock_set_for_test (gint64 now_us, const char *zone)
{
  test_now_us = now_us;
  g_set_str (&test_zone, zone);
}
