/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "times.h"

#include <gtk/gtk.h>

/**
 * Scrolls a list as a wheel, page after page, and to random places, a step a frame, and tells how
 * long each frame took from before-paint to after-paint.
 */
typedef struct
{
  const char *row; /* "list" or "columns" */
  const char *side;
  GtkAdjustment *adjustment;
  GArray *times;
  gint64 start;
  guint phase;
  guint step;
  GRand *rand;
} Scroll;

static const struct
{
  const char *name;
  guint steps;
} scroll_phases[] = { { "wheel", 200 }, { "page", 100 }, { "jump", 100 } };

static void
scroll_before_cb (GdkFrameClock *clock, Scroll *scroll)
{
  scroll->start = g_get_monotonic_time ();
}

static void
scroll_after_cb (GdkFrameClock *clock, Scroll *scroll)
{
  if (scroll->start != 0 && scroll->step > 1)
    times_add (scroll->times, scroll->start);
}

static gboolean
scroll_tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  Scroll *scroll = user_data;
  double page = gtk_adjustment_get_page_size (scroll->adjustment);
  double end = gtk_adjustment_get_upper (scroll->adjustment) - page;
  double value = gtk_adjustment_get_value (scroll->adjustment);

  if (scroll->step == scroll_phases[scroll->phase].steps)
    {
      g_autofree char *row =
          g_strdup_printf ("scroll-%s-%s", scroll->row, scroll_phases[scroll->phase].name);

      times_print (row, scroll->side, scroll->times);
      scroll->step = 0;
      if (++scroll->phase == G_N_ELEMENTS (scroll_phases))
        {
          g_application_quit (g_application_get_default ());
          return G_SOURCE_REMOVE;
        }
    }
  value = scroll->phase == 0   ? value + 23
          : scroll->phase == 1 ? value + page
                               : g_rand_double (scroll->rand) * end;
  gtk_adjustment_set_value (scroll->adjustment, CLAMP (value, 0, end));
  scroll->step++;
  return G_SOURCE_CONTINUE;
}

/* @view: a GtkColumnView or GtkListView; the program ends when it has been told. */
static inline void
scroll_start (GtkWidget *view, const char *row, const char *side)
{
  Scroll *scroll = g_new0 (Scroll, 1);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (view);

  scroll->row = row;
  scroll->side = side;
  scroll->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  scroll->times = times_new ();
  scroll->rand = g_rand_new_with_seed (1);
  g_signal_connect (clock, "before-paint", G_CALLBACK (scroll_before_cb), scroll);
  g_signal_connect (clock, "after-paint", G_CALLBACK (scroll_after_cb), scroll);
  gtk_widget_add_tick_callback (view, scroll_tick_cb, scroll, NULL);
}
