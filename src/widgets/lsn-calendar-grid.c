/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-calendar-grid.h"
#include "base/lsn-when.h"

#include <adwaita.h>

#define DAY_MINUTES 1440
#define THRESHOLD   6 /* pixels that a hand trembles */
#define NEW_MINUTES 60

typedef enum
{
  DRAG_NONE,
  DRAG_MOVE,
  DRAG_START,
  DRAG_END,
  DRAG_CREATE,
  DRAG_CARGO,
} Drag;

typedef struct
{
  GPtrArray *entries; /* owned; element-type LsnCalendarEntry */
  GPtrArray *blocks;  /* element-type GtkWidget, children */
  char *focus_key;    /* owned, nullable: what had the focus */

  GtkGesture *gesture;        /* borrowed */
  GtkEventController *escape; /* borrowed, nullable: while something is dragged */
  Drag drag;
  LsnCalendarEntry *dragged; /* owned, nullable */
  LsnDate grab_date;
  int grab_minute;
  gboolean has_ghost;
  LsnCalendarPlace ghost;
} LsnCalendarGridPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LsnCalendarGrid, lsn_calendar_grid, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  SIGNAL_REMOVE,
  SIGNAL_MOVED,
  SIGNAL_CREATED,
  SIGNAL_DROPPED,
  SIGNAL_DAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define PRIVATE(self) ((LsnCalendarGridPrivate *) lsn_calendar_grid_get_instance_private (self))

void
lsn_calendar_day_clear (LsnCalendarDay *day)
{
  g_clear_pointer (&day->name, g_free);
}

/* --- Blocks ----------------------------------------------------------------------------------- */

static void
open_cb (LsnCalendarBlock *block, LsnCalendarGrid *self)
{
  g_autoptr (LsnCalendarEntry) entry =
      lsn_calendar_entry_ref (lsn_calendar_block_get_entry (block));

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, entry);
}

static void
remove_cb (LsnCalendarBlock *block, LsnCalendarGrid *self)
{
  g_autoptr (LsnCalendarEntry) entry =
      lsn_calendar_entry_ref (lsn_calendar_block_get_entry (block));

  g_signal_emit (self, signals[SIGNAL_REMOVE], 0, entry);
}

/* Moves a moment by minutes over the ends of days. */
static void
shift (LsnDate *date, int *minute, int minutes, gboolean is_end)
{
  int moved = *minute + minutes - is_end;

  *date += moved >= 0 ? moved / DAY_MINUTES : -((DAY_MINUTES - 1 - moved) / DAY_MINUTES);
  *minute = ((moved % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES + is_end;
}

static int
get_length (const LsnCalendarPlace *place)
{
  return (place->end - place->start) * DAY_MINUTES + place->end_minute - place->start_minute;
}

static LsnCalendarPlace
get_place (const LsnCalendarEntry *entry)
{
  return (LsnCalendarPlace) { entry->start, entry->end, entry->start_minute, entry->end_minute };
}

static void
nudge_cb (LsnCalendarBlock *block, int days, int minutes, int end_days, int end_minutes,
          LsnCalendarGrid *self)
{
  g_autoptr (LsnCalendarEntry) entry =
      lsn_calendar_entry_ref (lsn_calendar_block_get_entry (block));
  LsnCalendarPlace place = get_place (entry);

  place.start += days;
  place.end += days + end_days;
  if (place.start_minute >= 0)
    {
      shift (&place.start, &place.start_minute, minutes, FALSE);
      shift (&place.end, &place.end_minute, minutes + end_minutes, TRUE);
    }
  if (place.end < place.start ||
      (place.start_minute >= 0 && get_length (&place) < LSN_CALENDAR_SNAP))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  g_signal_emit (self, signals[SIGNAL_MOVED], 0, entry, &place);
}

GtkWidget *
lsn_calendar_grid_use_block (LsnCalendarGrid *self, guint index, LsnCalendarEntry *entry)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);
  GtkWidget *block;

  if (index == priv->blocks->len)
    {
      block = lsn_calendar_block_new ();
      lsn_calendar_block_set_by_days (LSN_CALENDAR_BLOCK (block),
                                      LSN_CALENDAR_GRID_GET_CLASS (self)->by_days);
      g_signal_connect (block, "open", G_CALLBACK (open_cb), self);
      g_signal_connect (block, "remove", G_CALLBACK (remove_cb), self);
      g_signal_connect (block, "nudge", G_CALLBACK (nudge_cb), self);
      gtk_widget_set_parent (block, GTK_WIDGET (self));
      g_ptr_array_add (priv->blocks, block);
    }
  block = g_ptr_array_index (priv->blocks, index);
  lsn_calendar_block_set_entry (LSN_CALENDAR_BLOCK (block), entry);
  gtk_widget_set_child_visible (block, TRUE);
  gtk_widget_set_opacity (block, entry == priv->dragged ? 0.4 : 1);
  return block;
}

static gboolean
focus_again_cb (gpointer user_data)
{
  LsnCalendarGrid *self = user_data;
  LsnCalendarGridPrivate *priv = PRIVATE (self);

  for (guint i = 0; priv->focus_key && i < priv->blocks->len; i++)
    {
      GtkWidget *block = g_ptr_array_index (priv->blocks, i);
      LsnCalendarEntry *entry = lsn_calendar_block_get_entry (LSN_CALENDAR_BLOCK (block));

      if (entry && gtk_widget_get_child_visible (block) &&
          g_str_equal (entry->key, priv->focus_key))
        {
          gtk_widget_grab_focus (block);
          break;
        }
    }
  g_clear_pointer (&priv->focus_key, g_free);
  return G_SOURCE_REMOVE;
}

void
lsn_calendar_grid_end_blocks (LsnCalendarGrid *self, guint used)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);

  for (guint i = used; i < priv->blocks->len; i++)
    {
      GtkWidget *block = g_ptr_array_index (priv->blocks, i);

      gtk_widget_set_child_visible (block, FALSE);
      lsn_calendar_block_set_entry (LSN_CALENDAR_BLOCK (block), NULL);
    }
  if (priv->focus_key)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_again_cb, g_object_ref (self), g_object_unref);
}

GPtrArray *
lsn_calendar_grid_get_entries (LsnCalendarGrid *self)
{
  return PRIVATE (self)->entries;
}

void
lsn_calendar_grid_set_entries (LsnCalendarGrid *self, GPtrArray *entries)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (LSN_IS_CALENDAR_BLOCK (focus) && gtk_widget_get_parent (focus) == GTK_WIDGET (self) &&
      lsn_calendar_block_get_entry (LSN_CALENDAR_BLOCK (focus)))
    g_set_str (&priv->focus_key, lsn_calendar_block_get_entry (LSN_CALENDAR_BLOCK (focus))->key);
  g_ptr_array_ref (entries);
  g_ptr_array_unref (priv->entries);
  priv->entries = entries;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- The ghost -------------------------------------------------------------------------------- */

static void
show_ghost (LsnCalendarGrid *self, const LsnCalendarPlace *place)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);

  priv->has_ghost = place != NULL;
  if (place)
    priv->ghost = *place;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lsn_calendar_grid_get_ink (GtkWidget *widget, float alpha, GdkRGBA *ink)
{
  gtk_widget_get_color (widget, ink);
  ink->alpha *= alpha;
}

static char *
dup_ghost_words (const LsnCalendarGridPrivate *priv)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (priv->ghost.start_minute < 0)
    return g_strdup (priv->dragged ? priv->dragged->title : "");
  from = lsn_when_dup_time (priv->ghost.start_minute);
  to = lsn_when_dup_time (priv->ghost.end_minute % DAY_MINUTES);
  return g_strdup_printf ("%s – %s", from, to);
}

void
lsn_calendar_grid_snapshot_ghost (LsnCalendarGrid *self, GtkSnapshot *snapshot)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);
  g_autoptr (GArray) rectangles = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *words = NULL;
  GdkRGBA ink, *accent;

  if (!priv->has_ghost)
    return;
  LSN_CALENDAR_GRID_GET_CLASS (self)->cover (self, &priv->ghost, rectangles);
  accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  words = dup_ghost_words (priv);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  gtk_widget_get_color (GTK_WIDGET (self), &ink);
  for (guint i = 0; i < rectangles->len; i++)
    {
      const graphene_rect_t *rectangle = &g_array_index (rectangles, graphene_rect_t, i);
      GdkRGBA fill = *accent;
      GdkRGBA colors[4] = { *accent, *accent, *accent, *accent };
      GskRoundedRect shape;

      fill.alpha = 0.25f;
      gsk_rounded_rect_init_from_rect (&shape, rectangle, 5);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &fill, rectangle);
      if (i == 0)
        {
          gtk_snapshot_save (snapshot);
          gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rectangle->origin.x + 7,
                                                                  rectangle->origin.y + 1));
          gtk_snapshot_append_layout (snapshot, layout, &ink);
          gtk_snapshot_restore (snapshot);
        }
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_append_border (snapshot, &shape, (float[4]) { 1, 1, 1, 1 }, colors);
    }
  gdk_rgba_free (accent);
}

/* --- Dragging --------------------------------------------------------------------------------- */

static gboolean
find (LsnCalendarGrid *self, double x, double y, LsnDate *date, int *minute)
{
  return LSN_CALENDAR_GRID_GET_CLASS (self)->find (self, x, y, date, minute);
}

static GtkWidget *
find_block (LsnCalendarGrid *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (widget && widget != GTK_WIDGET (self) && !LSN_IS_CALENDAR_BLOCK (widget))
    widget = gtk_widget_get_parent (widget);
  return widget == GTK_WIDGET (self) ? NULL : widget;
}

static void
end_drag (LsnCalendarGrid *self)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);

  priv->drag = DRAG_NONE;
  g_clear_pointer (&priv->dragged, lsn_calendar_entry_unref);
  show_ghost (self, NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (priv->escape)
    {
      GtkWidget *root = gtk_event_controller_get_widget (priv->escape);

      gtk_widget_remove_controller (root, priv->escape);
      priv->escape = NULL;
    }
}

static gboolean
escape_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
           LsnCalendarGrid *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  /* First: a gesture that is denied ends, which would be taken for letting go. */
  end_drag (self);
  gtk_gesture_set_state (PRIVATE (self)->gesture, GTK_EVENT_SEQUENCE_DENIED);
  return GDK_EVENT_STOP;
}

/* The key goes to whatever has the focus, so the window listens for it. */
static void
watch_escape (LsnCalendarGrid *self)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (priv->escape || root == NULL)
    return;
  priv->escape = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (priv->escape, GTK_PHASE_CAPTURE);
  g_signal_connect_object (priv->escape, "key-pressed", G_CALLBACK (escape_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (root), priv->escape);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, LsnCalendarGrid *self)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);
  GtkWidget *block = find_block (self, x, y);
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  priv->drag = DRAG_NONE;
  g_clear_pointer (&priv->dragged, lsn_calendar_entry_unref);
  /* Buttons of the grid are pressed, not dragged. */
  if ((block == NULL && picked != GTK_WIDGET (self)) ||
      !find (self, x, y, &priv->grab_date, &priv->grab_minute))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  if (block == NULL)
    {
      priv->drag = DRAG_CREATE;
      return;
    }
  gtk_widget_grab_focus (block);
  priv->dragged =
      lsn_calendar_entry_ref (lsn_calendar_block_get_entry (LSN_CALENDAR_BLOCK (block)));
  priv->drag = DRAG_MOVE;
  if (priv->dragged->sizable)
    {
      switch (LSN_CALENDAR_GRID_GET_CLASS (self)->find_edge (self, block, x, y))
        {
        case LSN_CALENDAR_EDGE_START:
          priv->drag = DRAG_START;
          break;
        case LSN_CALENDAR_EDGE_END:
          priv->drag = DRAG_END;
          break;
        case LSN_CALENDAR_EDGE_NONE:
        default:
          break;
        }
    }
}

static int
snap (int minute)
{
  return (minute + LSN_CALENDAR_SNAP / 2) / LSN_CALENDAR_SNAP * LSN_CALENDAR_SNAP;
}

static void
move_place (const LsnCalendarGridPrivate *priv, LsnDate date, int minute, LsnCalendarPlace *place)
{
  int days = date - priv->grab_date;
  int minutes = 0;

  *place = get_place (priv->dragged);
  place->start += days;
  place->end += days;
  if (place->start_minute < 0 || minute < 0)
    return;
  minutes = snap (place->start_minute + minute - priv->grab_minute) - place->start_minute;
  shift (&place->start, &place->start_minute, minutes, FALSE);
  shift (&place->end, &place->end_minute, minutes, TRUE);
}

static void
resize_place (const LsnCalendarGridPrivate *priv, LsnDate date, int minute, LsnCalendarPlace *place)
{
  *place = get_place (priv->dragged);
  if (priv->drag == DRAG_END)
    {
      place->end = MAX (date, place->start);
      if (place->start_minute >= 0 && minute >= 0)
        {
          place->end_minute = CLAMP (snap (minute), 1, DAY_MINUTES);
          if (get_length (place) < LSN_CALENDAR_SNAP)
            {
              place->end = place->start;
              place->end_minute = MIN (place->start_minute + LSN_CALENDAR_SNAP, DAY_MINUTES);
            }
        }
      return;
    }
  place->start = MIN (date, place->end);
  if (place->start_minute >= 0 && minute >= 0)
    {
      place->start_minute = MIN (snap (minute), DAY_MINUTES - LSN_CALENDAR_SNAP);
      if (get_length (place) < LSN_CALENDAR_SNAP)
        {
          place->start = place->end;
          place->start_minute = MAX (place->end_minute - LSN_CALENDAR_SNAP, 0);
        }
    }
}

static void
create_place (const LsnCalendarGridPrivate *priv, LsnDate date, int minute, LsnCalendarPlace *place)
{
  int from = minute < 0 ? -1 : priv->grab_minute / LSN_CALENDAR_SNAP * LSN_CALENDAR_SNAP;
  int to = minute < 0 ? -1 : snap (minute);

  *place = (LsnCalendarPlace) { MIN (priv->grab_date, date), MAX (priv->grab_date, date), -1, -1 };
  if (minute < 0)
    return;
  place->start = place->end = priv->grab_date;
  place->start_minute = MIN (from, to);
  place->end_minute = MAX (from, to);
  if (place->end_minute - place->start_minute < LSN_CALENDAR_SNAP)
    place->end_minute = MIN (place->start_minute + LSN_CALENDAR_SNAP, DAY_MINUTES);
  place->start_minute = MIN (place->start_minute, DAY_MINUTES - LSN_CALENDAR_SNAP);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, LsnCalendarGrid *self)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);
  LsnCalendarPlace place;
  LsnDate date;
  double x, y;
  int minute;

  if (priv->drag == DRAG_NONE || (!priv->has_ghost && ABS (dx) < THRESHOLD && ABS (dy) < THRESHOLD))
    return;
  if (priv->dragged && !priv->dragged->movable)
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (!find (self, x + dx, y + dy, &date, &minute))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  watch_escape (self);
  if (priv->drag == DRAG_CREATE)
    create_place (priv, date, minute, &place);
  else if (priv->drag == DRAG_MOVE)
    move_place (priv, date, minute, &place);
  else
    resize_place (priv, date, minute, &place);
  if (!priv->has_ghost)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  show_ghost (self, &place);
}

static gboolean
is_same (const LsnCalendarPlace *a, const LsnCalendarPlace *b)
{
  return a->start == b->start && a->end == b->end && a->start_minute == b->start_minute &&
         a->end_minute == b->end_minute;
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, LsnCalendarGrid *self)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);
  g_autoptr (LsnCalendarEntry) entry = g_steal_pointer (&priv->dragged);
  LsnCalendarPlace place = priv->ghost;
  gboolean was_dragged = priv->has_ghost;
  Drag drag = priv->drag;

  end_drag (self);
  if (drag == DRAG_NONE)
    return;
  if (!was_dragged && entry)
    {
      if (ABS (dx) < THRESHOLD && ABS (dy) < THRESHOLD)
        g_signal_emit (self, signals[SIGNAL_OPEN], 0, entry);
    }
  else if (was_dragged && drag == DRAG_CREATE)
    g_signal_emit (self, signals[SIGNAL_CREATED], 0, &place);
  else if (was_dragged && entry)
    {
      LsnCalendarPlace before = get_place (entry);

      if (!is_same (&before, &place))
        g_signal_emit (self, signals[SIGNAL_MOVED], 0, entry, &place);
    }
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, LsnCalendarGrid *self)
{
  end_drag (self);
}

/* Two presses on an empty place make an entry of an hour, or of the day. */
static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, LsnCalendarGrid *self)
{
  LsnCalendarPlace place = { .start_minute = -1, .end_minute = -1 };
  int minute;

  if (n_press != 2 || find_block (self, x, y) ||
      gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT) != GTK_WIDGET (self) ||
      !find (self, x, y, &place.start, &minute))
    return;
  place.end = place.start;
  if (minute >= 0)
    {
      place.start_minute = MIN (minute / 30 * 30, DAY_MINUTES - NEW_MINUTES);
      place.end_minute = place.start_minute + NEW_MINUTES;
    }
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, &place);
}

/* --- From a list ------------------------------------------------------------------------------ */

static gboolean
get_cargo_place (LsnCalendarGrid *self, double x, double y, int length, LsnCalendarPlace *place)
{
  int minute;

  if (!find (self, x, y, &place->start, &minute))
    return FALSE;
  place->end = place->start;
  place->start_minute = place->end_minute = -1;
  if (minute >= 0)
    {
      length = CLAMP (length, LSN_CALENDAR_SNAP, 8 * 60);
      place->start_minute =
          MIN (minute / LSN_CALENDAR_SNAP * LSN_CALENDAR_SNAP, DAY_MINUTES - LSN_CALENDAR_SNAP);
      place->end_minute = MIN (place->start_minute + length, DAY_MINUTES);
    }
  return TRUE;
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, LsnCalendarGrid *self)
{
  const GValue *value = gtk_drop_target_get_value (target);
  const LsnCalendarCargo *cargo = value ? g_value_get_boxed (value) : NULL;
  LsnCalendarPlace place;

  if (!get_cargo_place (self, x, y, cargo ? cargo->minutes : NEW_MINUTES, &place))
    {
      show_ghost (self, NULL);
      return 0;
    }
  show_ghost (self, &place);
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target, LsnCalendarGrid *self)
{
  show_ghost (self, NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LsnCalendarGrid *self)
{
  const LsnCalendarCargo *cargo = g_value_get_boxed (value);
  LsnCalendarPlace place;

  show_ghost (self, NULL);
  if (cargo == NULL || !get_cargo_place (self, x, y, cargo->minutes, &place))
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, cargo, &place);
  return TRUE;
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_calendar_grid_dispose (GObject *object)
{
  LsnCalendarGrid *self = LSN_CALENDAR_GRID (object);
  LsnCalendarGridPrivate *priv = PRIVATE (self);

  end_drag (self);
  for (guint i = 0; i < priv->blocks->len; i++)
    gtk_widget_unparent (g_ptr_array_index (priv->blocks, i));
  g_ptr_array_set_size (priv->blocks, 0);

  G_OBJECT_CLASS (lsn_calendar_grid_parent_class)->dispose (object);
}

static void
lsn_calendar_grid_finalize (GObject *object)
{
  LsnCalendarGridPrivate *priv = PRIVATE (LSN_CALENDAR_GRID (object));

  g_ptr_array_unref (priv->entries);
  g_ptr_array_unref (priv->blocks);
  g_free (priv->focus_key);

  G_OBJECT_CLASS (lsn_calendar_grid_parent_class)->finalize (object);
}

static guint
add_signal (LsnCalendarGridClass *klass, const char *name, guint n, GType first, GType second)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n, first, second);
}

static void
lsn_calendar_grid_class_init (LsnCalendarGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lsn_calendar_grid_dispose;
  object_class->finalize = lsn_calendar_grid_finalize;

  signals[SIGNAL_OPEN] = add_signal (klass, "open", 1, G_TYPE_POINTER, 0);
  signals[SIGNAL_REMOVE] = add_signal (klass, "remove", 1, G_TYPE_POINTER, 0);
  signals[SIGNAL_MOVED] = add_signal (klass, "moved", 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[SIGNAL_CREATED] = add_signal (klass, "created", 1, G_TYPE_POINTER, 0);
  signals[SIGNAL_DROPPED] = add_signal (klass, "dropped", 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[SIGNAL_DAY] = add_signal (klass, "day", 1, G_TYPE_INT, 0);
}

static void
lsn_calendar_grid_init (LsnCalendarGrid *self)
{
  LsnCalendarGridPrivate *priv = PRIVATE (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDropTarget *target = gtk_drop_target_new (LSN_TYPE_CALENDAR_CARGO, GDK_ACTION_COPY);

  priv->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_calendar_entry_unref);
  priv->blocks = g_ptr_array_new ();

  priv->gesture = gtk_gesture_drag_new ();
  g_signal_connect (priv->gesture, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (priv->gesture, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (priv->gesture, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (priv->gesture, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (priv->gesture));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
