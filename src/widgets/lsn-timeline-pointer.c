/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-timeline-private.h"

#include <math.h>

#define EDGE 6 /* so far from the end of a bar it is made longer or shorter */

typedef enum
{
  PART_NONE,
  PART_BAR,
  PART_START,
  PART_END,
  PART_DOT,
  PART_TITLE,
} Part;

static guint
find_row (const LsnTimelineScene *scene, double y)
{
  double row = (y - LSN_TIMELINE_HEADER + scene->y) / LSN_TIMELINE_ROW;

  return y < LSN_TIMELINE_HEADER || row >= scene->bars->len ? G_MAXUINT : (guint) row;
}

static Part
find_part (const LsnTimelineScene *scene, double x, double y, guint *row)
{
  const LsnTimelineBar *bar;
  double left, right;

  *row = find_row (scene, y);
  if (*row == G_MAXUINT)
    return PART_NONE;
  if (x < scene->label_width)
    return PART_TITLE;
  bar = lsn_timeline_get_bar (scene, *row);
  if (bar->due == LSN_DATE_NONE)
    return PART_NONE;
  lsn_timeline_get_ends (scene, bar, &left, &right);
  if (bar->flags & LSN_TIMELINE_MILESTONE)
    return x >= left - 2 && x <= right + 2 ? PART_BAR : PART_NONE;
  if (fabs (x - right - LSN_TIMELINE_DOT) <= 7)
    return PART_DOT;
  if (x < left - 3 || x > right + 3)
    return PART_NONE;
  if (right - left > 3 * EDGE && x > right - EDGE)
    return PART_END;
  if (right - left > 3 * EDGE && x < left + EDGE)
    return PART_START;
  return PART_BAR;
}

/* --- Looking ---------------------------------------------------------------------------------- */

static void
hover (LsnTimeline *self, guint row, Part part)
{
  const char *cursor = part == PART_START || part == PART_END ? "ew-resize"
                       : part == PART_DOT                     ? "crosshair"
                       : part == PART_BAR                     ? "grab"
                                                              : NULL;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->editable ? cursor : NULL);
  if (self->scene.hovered == row)
    return;
  self->scene.hovered = row;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (LsnTimeline *self, double x, double y)
{
  guint row;
  Part part = find_part (&self->scene, x, y, &row);

  if (self->drag_kind == PART_NONE)
    hover (self, row, part);
}

static void
leave_cb (LsnTimeline *self)
{
  if (self->drag_kind == PART_NONE)
    hover (self, G_MAXUINT, PART_NONE);
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, LsnTimeline *self)
{
  guint row = find_row (&self->scene, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (row == G_MAXUINT)
    return;
  lsn_timeline_select (self, row);
  if (n_press == 2)
    g_signal_emit_by_name (self, "activated", row);
}

/* --- Dragging --------------------------------------------------------------------------------- */

void
lsn_timeline_cancel (LsnTimeline *self)
{
  LsnTimelineScene *scene = &self->scene;

  self->drag_kind = PART_NONE;
  scene->dragged = scene->link_from = scene->link_to = G_MAXUINT;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, LsnTimeline *self)
{
  LsnTimelineScene *scene = &self->scene;
  guint row;
  Part part = find_part (scene, x, y, &row);
  const LsnTimelineBar *bar;

  if (!self->editable || part == PART_NONE || part == PART_TITLE)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  bar = lsn_timeline_get_bar (scene, row);
  self->drag_kind = (int) part;
  if (part == PART_DOT)
    {
      scene->link_from = row;
      scene->link_to = G_MAXUINT;
      scene->link_x = x;
      scene->link_y = y;
    }
  else
    {
      scene->drag_start = bar->start;
      scene->drag_due = bar->due;
      scene->dragged = row;
    }
  self->drag_x = x;
  self->drag_y = y;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, LsnTimeline *self)
{
  LsnTimelineScene *scene = &self->scene;
  int days = (int) round (dx / scene->day_width);
  const LsnTimelineBar *bar;

  if (self->drag_kind == PART_NONE)
    return;
  if (fabs (dx) + fabs (dy) > 4)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->drag_kind == PART_DOT)
    {
      guint row = find_row (scene, self->drag_y + dy);

      scene->link_x = self->drag_x + dx;
      scene->link_y = self->drag_y + dy;
      scene->link_to = row == scene->link_from ? G_MAXUINT : row;
    }
  else
    {
      bar = lsn_timeline_get_bar (scene, scene->dragged);
      if (self->drag_kind == PART_BAR)
        lsn_timeline_place (self, scene->dragged, bar->start + days, &scene->drag_start,
                            &scene->drag_due);
      else if (self->drag_kind == PART_START)
        scene->drag_start = MIN (bar->start + days, bar->due);
      else
        scene->drag_due = MAX (bar->due + days, bar->start);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, LsnTimeline *self)
{
  LsnTimelineScene *scene = &self->scene;
  int kind = self->drag_kind;
  guint dragged = scene->dragged;
  guint from = scene->link_from;
  guint to = scene->link_to;
  LsnDate start = scene->drag_start;
  LsnDate due = scene->drag_due;

  lsn_timeline_cancel (self);
  if (kind == PART_NONE)
    return;
  if (kind == PART_DOT)
    {
      if (to < scene->bars->len)
        g_signal_emit_by_name (self, "linked", from, to);
    }
  else if (fabs (dx) > 2)
    {
      const LsnTimelineBar *bar = lsn_timeline_get_bar (scene, dragged);

      if (start != bar->start || due != bar->due)
        g_signal_emit_by_name (self, "moved", dragged, start, due);
    }
}

static void
drag_cancel_cb (LsnTimeline *self)
{
  lsn_timeline_cancel (self);
}

static gboolean
scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy, LsnTimeline *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), dy < 0 ? "timeline.closer" : "timeline.farther",
                              NULL);
  return GDK_EVENT_STOP;
}

void
lsn_timeline_add_pointer (LsnTimeline *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkGesture *click = gtk_gesture_click_new ();

  self->drag = gtk_gesture_drag_new ();
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (self->drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (self->drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (self->drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
}
