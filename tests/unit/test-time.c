/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-time.h"

static void
test_parse (void)
{
  const struct
  {
    const char *text;
    int minute;
  } times[] = {
    { NULL, LSN_TIME_NONE },
    { "  ", LSN_TIME_NONE },
    { "15", 900 },
    { "9", 540 },
    { "15:30", 930 },
    { " 9.05 ", 545 },
    { "1530", 930 },
    { "930", 570 },
    { "0", 0 },
    { "00:00", 0 },
    { "23:59", 1439 },
    { "3 pm", 900 },
    { "3:30PM", 930 },
    { "12 am", 0 },
    { "12 p.m.", 720 },
    { "24", LSN_TIME_INVALID },
    { "15:60", LSN_TIME_INVALID },
    { "15:3", LSN_TIME_INVALID },
    { "13 pm", LSN_TIME_INVALID },
    { "0 am", LSN_TIME_INVALID },
    { "noon", LSN_TIME_INVALID },
    { "15:", LSN_TIME_INVALID },
    { "15:300", LSN_TIME_INVALID },
    { "99999", LSN_TIME_INVALID },
    { "-5", LSN_TIME_INVALID },
    { "15 ч", LSN_TIME_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_test_message ("“%s”", times[i].text);
      g_assert_cmpint (lsn_time_parse (times[i].text), ==, times[i].minute);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/parse", test_parse);
  return g_test_run ();
}
