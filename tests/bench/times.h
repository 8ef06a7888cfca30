/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/**
 * What a bench program prints, one line a row and side: "ROW SIDE VALUE VALUE …", microseconds.
 * bench.py takes the middle and the ratio.
 */
static inline void
times_print (const char *row, const char *side, GArray *times)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%s %s", row, side);
  for (guint i = 0; i < times->len; i++)
    g_string_append_printf (line, " %" G_GINT64_FORMAT, g_array_index (times, gint64, i));
  g_print ("%s\n", line->str);
  g_array_set_size (times, 0);
}

static inline GArray *
times_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* Adds the time since @start, a g_get_monotonic_time(). */
static inline void
times_add (GArray *times, gint64 start)
{
  gint64 passed = g_get_monotonic_time () - start;

  g_array_append_val (times, passed);
}
