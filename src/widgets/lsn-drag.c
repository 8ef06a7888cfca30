/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-drag.h"

#define EDGE_PX        48
#define MAX_PX_PER_SEC 1200.0
#define REST_MS        600

/* --- Escape ----------------------------------------------------------------------------------- */

/* Hangs on the drag source while it drags. */
typedef struct
{
  GdkDrag *drag;            /* owned */
  GtkEventController *keys; /* borrowed by the window that the drag began in */
} Escape;

static void
escape_free (gpointer data)
{
  Escape *escape = data;
  GtkWidget *window = gtk_event_controller_get_widget (escape->keys);

  if (window)
    gtk_widget_remove_controller (window, escape->keys);
  g_object_unref (escape->keys);
  g_object_unref (escape->drag);
  g_free (escape);
}

/* gtk_drag_source_drag_cancel() only forgets the drag: on X11 the pointer stays with it, and what
 * was dragged is dropped all the same when the button is let go. The signal is what GDK itself
 * cancels by where it sees the key. */
static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                GdkDrag *drag)
{
  g_autoptr (GdkDrag) held = NULL;

  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  held = g_object_ref (drag);
  g_signal_emit_by_name (held, "cancel", GDK_DRAG_CANCEL_USER_CANCELLED);
  return GDK_EVENT_STOP;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  Escape *escape = g_new0 (Escape, 1);

  escape->drag = g_object_ref (drag);
  escape->keys = g_object_ref (gtk_event_controller_key_new ());
  gtk_event_controller_set_propagation_phase (escape->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (escape->keys, "key-pressed", G_CALLBACK (key_pressed_cb), drag, 0);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (widget)), escape->keys);
  g_object_set_data_full (G_OBJECT (source), "lsn-escape", escape, escape_free);
}

static void
drag_end_cb (GtkDragSource *source)
{
  g_object_set_data (G_OBJECT (source), "lsn-escape", NULL);
}

void
lsn_drag_cancel_on_escape (GtkDragSource *source)
{
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), NULL);
}

/* --- Edges ------------------------------------------------------------------------------------ */

/* Hangs on the scrolled window. */
typedef struct
{
  GtkScrolledWindow *scrolled; /* borrowed */
  double x;                    /* -1 … 1: how much of the speed, and which way */
  double y;
  gint64 last_time; /* of a frame, 0 before the first */
  guint tick;
} Edges;

static double
find_speed (double place, double size)
{
  double edge = MIN (EDGE_PX, size / 3);

  if (place < edge)
    return (MAX (place, 0) - edge) / edge;
  return place > size - edge ? (MIN (place, size) - size + edge) / edge : 0;
}

static void
scroll (GtkAdjustment *adjustment, double by)
{
  if (by != 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Edges *edges = user_data;
  gint64 time = gdk_frame_clock_get_frame_time (clock);
  /* A frame that came late does not leap. */
  double seconds = edges->last_time ? MIN ((double) (time - edges->last_time) / 1e6, 0.1) : 0;

  edges->last_time = time;
  scroll (gtk_scrolled_window_get_hadjustment (edges->scrolled),
          edges->x * MAX_PX_PER_SEC * seconds);
  scroll (gtk_scrolled_window_get_vadjustment (edges->scrolled),
          edges->y * MAX_PX_PER_SEC * seconds);
  return G_SOURCE_CONTINUE;
}

static void
set_speed (Edges *edges, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (edges->scrolled);
  gboolean moves = x != 0 || y != 0;

  edges->x = x;
  edges->y = y;
  if (moves && edges->tick == 0)
    {
      edges->last_time = 0;
      edges->tick = gtk_widget_add_tick_callback (widget, tick_cb, edges, NULL);
    }
  else if (!moves && edges->tick != 0)
    {
      gtk_widget_remove_tick_callback (widget, edges->tick);
      edges->tick = 0;
    }
}

static void
motion_cb (GtkDropControllerMotion *motion, double x, double y, Edges *edges)
{
  GtkWidget *widget = GTK_WIDGET (edges->scrolled);

  set_speed (edges, find_speed (x, gtk_widget_get_width (widget)),
             find_speed (y, gtk_widget_get_height (widget)));
}

static void
leave_cb (GtkDropControllerMotion *motion, Edges *edges)
{
  set_speed (edges, 0, 0);
}

void
lsn_drag_scroll_at_edges (GtkScrolledWindow *scrolled)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();
  Edges *edges = g_new0 (Edges, 1);

  edges->scrolled = scrolled;
  g_object_set_data_full (G_OBJECT (motion), "lsn-edges", edges, g_free);
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), edges);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), edges);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), edges);
  gtk_widget_add_controller (GTK_WIDGET (scrolled), motion);
}

/* --- Rest ------------------------------------------------------------------------------------- */

/* Hangs on the controller of the widget. */
typedef struct
{
  void (*open) (GtkWidget *widget, gpointer user_data);
  gpointer user_data; /* borrowed */
  GtkWidget *widget;  /* borrowed */
  guint source;
} Rest;

static void
rest_free (gpointer data)
{
  Rest *rest = data;

  g_clear_handle_id (&rest->source, g_source_remove);
  g_free (rest);
}

static gboolean
rested_cb (gpointer user_data)
{
  Rest *rest = user_data;

  rest->source = 0;
  rest->open (rest->widget, rest->user_data);
  return G_SOURCE_REMOVE;
}

static void
rest_enter_cb (GtkDropControllerMotion *motion, double x, double y, Rest *rest)
{
  g_clear_handle_id (&rest->source, g_source_remove);
  rest->source = g_timeout_add (REST_MS, rested_cb, rest);
}

static void
rest_leave_cb (GtkDropControllerMotion *motion, Rest *rest)
{
  g_clear_handle_id (&rest->source, g_source_remove);
}

void
lsn_drag_open_on_rest (GtkWidget *widget, GCallback open, gpointer user_data)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();
  Rest *rest = g_new0 (Rest, 1);

  rest->open = (void (*) (GtkWidget *, gpointer)) open;
  rest->user_data = user_data;
  rest->widget = widget;
  g_object_set_data_full (G_OBJECT (motion), "lsn-rest", rest, rest_free);
  g_signal_connect (motion, "enter", G_CALLBACK (rest_enter_cb), rest);
  g_signal_connect (motion, "leave", G_CALLBACK (rest_leave_cb), rest);
  gtk_widget_add_controller (widget, motion);
}
