/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-id.h"

static void
test_order (void)
{
  gint64 last = 0;

  for (int i = 0; i < 200000; i++)
    {
      gint64 id = lsn_id_new ();

      g_assert_cmpint (id, >, last);
      last = id;
    }
}

static void
test_time (void)
{
  gint64 before = g_get_real_time ();
  gint64 id = lsn_id_new ();

  /* Ids of a burst run ahead of the clock by the burst's steps, never by seconds. */
  g_assert_cmpint (ABS (lsn_id_get_time (id) - before), <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/time", test_time);
  g_test_add_func ("/id/order", test_order);
  return g_test_run ();
}
