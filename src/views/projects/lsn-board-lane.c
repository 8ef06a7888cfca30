/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-board-lane.h"
#include "base/lsn-clock.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-write.h"
#include "views/projects/lsn-task-card.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

#define EDGE_PX   36 /* a drag that near to an edge scrolls the lane */
#define SCROLL_PX 12 /* a frame */

struct _LsnBoardLane
{
  GtkWidget parent_instance;

  LsnContext *context; /* owned */
  gint64 column_id;
  gint64 project_id;
  gint64 limit;
  gint64 wanted;                /* the card that gets the focus when it comes, 0 for none */
  LsnRecordList *list;          /* owned */
  GtkMultiSelection *selection; /* owned */
  LsnTaskCard *gap;             /* weak: the card beside which a gap is open */
  guint scroll_tick;
  guint focus_tick;
  double scroll_by;

  GtkWidget *box; /* borrowed, as all below */
  GtkWidget *title;
  GtkWidget *count;
  GtkWidget *scrolled;
  GtkWidget *view;
  GtkWidget *entry;
};

enum
{
  MOVE,
  STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnBoardLane, lsn_board_lane, GTK_TYPE_WIDGET)

/* Cards on their way within this program: the ids, in order. */
typedef struct
{
  GArray *ids;
} Cargo;

static Cargo *
cargo_copy (Cargo *cargo)
{
  Cargo *copy = g_new0 (Cargo, 1);

  copy->ids = g_array_ref (cargo->ids);
  return copy;
}

static void
cargo_free (Cargo *cargo)
{
  g_array_unref (cargo->ids);
  g_free (cargo);
}

#define TYPE_CARGO (cargo_get_type ())
static GType cargo_get_type (void);
G_DEFINE_BOXED_TYPE (Cargo, cargo, cargo_copy, cargo_free)

/* --- Head ------------------------------------------------------------------------------------- */

static void
show_count (LsnBoardLane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *text = self->limit > 0 ? g_strdup_printf ("%u/%" G_GINT64_FORMAT, n, self->limit)
                                          : g_strdup_printf ("%u", n);

  gtk_label_set_text (GTK_LABEL (self->count), text);
  if (self->limit > 0 && n > self->limit)
    gtk_widget_add_css_class (self->count, "warning");
  else
    gtk_widget_remove_css_class (self->count, "warning");
}

void
lsn_board_lane_set_column (LsnBoardLane *self, const LsnRow *column)
{
  const char *title = lsn_row_get_text (column, LSN_COLUMN_TITLE);

  self->limit = lsn_row_get_int64 (column, LSN_COLUMN_WIP_LIMIT);
  lsn_text_label_set (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  show_count (self);
}

/* --- Cards ------------------------------------------------------------------------------------ */

static guint
find_position (LsnBoardLane *self, LsnTaskCard *card)
{
  LsnTask *task = lsn_task_card_get_task (card);

  return task ? lsn_record_list_find (self->list, lsn_record_get_id (LSN_RECORD (task)))
              : G_MAXUINT;
}

static gboolean
focus_wanted (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LsnBoardLane *self = LSN_BOARD_LANE (widget);
  guint position = lsn_record_list_find (self->list, self->wanted);

  self->focus_tick = 0;
  if (position == G_MAXUINT)
    return G_SOURCE_REMOVE;
  self->wanted = 0;
  gtk_list_view_scroll_to (GTK_LIST_VIEW (self->view), position,
                           GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  gtk_widget_grab_focus (self->view);
  return G_SOURCE_REMOVE;
}

/* The view has no row for a card that came in this very moment, and the lane that it left still
 * hands its focus on. */
static void
items_changed_cb (LsnBoardLane *self)
{
  show_count (self);
  if (self->wanted != 0 && self->focus_tick == 0)
    self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_wanted, NULL, NULL);
}

void
lsn_board_lane_focus_task (LsnBoardLane *self, gint64 task_id)
{
  self->wanted = task_id;
  items_changed_cb (self);
}

/* The card that a key belongs to: the list item has the focus, the card is its child. */
static LsnTaskCard *
get_focused_card (LsnBoardLane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->view))
    return NULL;
  child = gtk_widget_get_first_child (focus);
  return LSN_IS_TASK_CARD (child) ? LSN_TASK_CARD (child) : NULL;
}

static void
card_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnBoardLane *self = LSN_BOARD_LANE (widget);
  LsnTaskCard *card = get_focused_card (self);
  guint position;
  gint64 id;

  if (card == NULL)
    return;
  position = find_position (self, card);
  id = lsn_record_get_id (LSN_RECORD (lsn_task_card_get_task (card)));
  if (g_str_equal (name, "card.done"))
    gtk_widget_activate_action (widget, "app.task-done", "x", id);
  else if (g_str_equal (name, "card.archive"))
    gtk_widget_activate_action (widget, "app.task-archive", "x", id);
  else if (g_str_equal (name, "card.move-left"))
    g_signal_emit (self, signals[STEP], 0, id, -1);
  else if (g_str_equal (name, "card.move-right"))
    g_signal_emit (self, signals[STEP], 0, id, 1);
  else
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
      gboolean up = g_str_equal (name, "card.move-up");

      if (up ? position == 0 : position + 1 >= n)
        return;
      g_array_append_val (ids, id);
      g_signal_emit (self, signals[MOVE], 0, ids, self->column_id,
                     lsn_record_list_get_id (self->list, up ? position - 1 : position + 2));
      self->wanted = id;
    }
}

static void
activate_cb (LsnBoardLane *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-task", "x",
                              lsn_record_list_get_id (self->list, position));
}

/* --- Dragging --------------------------------------------------------------------------------- */

/* A selected card takes the other selected ones along. */
static GArray *
dup_cargo_ids (LsnBoardLane *self, guint position)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) set =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint each;

  if (gtk_bitset_contains (set, position))
    {
      for (gboolean more = gtk_bitset_iter_init_first (&iter, set, &each); more;
           more = gtk_bitset_iter_next (&iter, &each))
        {
          gint64 id = lsn_record_list_get_id (self->list, each);

          g_array_append_val (ids, id);
        }
    }
  else
    {
      gint64 id = lsn_record_list_get_id (self->list, position);

      g_array_append_val (ids, id);
    }
  return ids;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, LsnBoardLane *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  guint position = find_position (self, LSN_TASK_CARD (card));
  Cargo cargo;
  GdkContentProvider *provider;

  if (position == G_MAXUINT || !lsn_context_is_writable (self->context))
    return NULL;
  cargo.ids = dup_cargo_ids (self, position);
  provider = gdk_content_provider_new_typed (TYPE_CARGO, &cargo);
  g_array_unref (cargo.ids);
  return provider;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, LsnBoardLane *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (card);
  double x = gtk_widget_get_width (card) / 2.0;

  gtk_drag_source_set_icon (source, picture, (int) x, 24);
  gtk_widget_add_css_class (card, "dragged");
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, LsnBoardLane *self)
{
  gtk_widget_remove_css_class (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)),
                               "dragged");
}

static void
close_gap (LsnBoardLane *self)
{
  if (self->gap)
    lsn_task_card_set_gap (self->gap, LSN_GAP_NONE);
  g_clear_weak_pointer (&self->gap);
}

static void
open_gap (LsnBoardLane *self, LsnTaskCard *card, LsnGap gap)
{
  if (self->gap != card)
    close_gap (self);
  g_set_weak_pointer (&self->gap, card);
  if (card)
    lsn_task_card_set_gap (card, gap);
}

/* The last card that the view has made. */
static LsnTaskCard *
find_last_card (LsnBoardLane *self)
{
  LsnTaskCard *last = NULL;
  guint last_position = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (self->view); item;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *card = gtk_widget_get_first_child (item);
      guint position;

      if (!LSN_IS_TASK_CARD (card) || !gtk_widget_get_mapped (card))
        continue;
      position = find_position (self, LSN_TASK_CARD (card));
      if (position != G_MAXUINT && (last == NULL || position > last_position))
        {
          last = LSN_TASK_CARD (card);
          last_position = position;
        }
    }
  return last;
}

/* The position that a card dropped at @y of the view gets; opens the gap there where told to. */
static guint
find_drop (LsnBoardLane *self, double x, double y, gboolean show)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  GtkWidget *under = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);
  graphene_point_t point;
  LsnTaskCard *card;
  guint position;

  while (under && under != self->view && !LSN_IS_TASK_CARD (under))
    {
      GtkWidget *child = gtk_widget_get_first_child (under);

      under = LSN_IS_TASK_CARD (child) ? child : gtk_widget_get_parent (under);
    }
  card = LSN_IS_TASK_CARD (under) ? LSN_TASK_CARD (under) : NULL;
  position = card ? find_position (self, card) : G_MAXUINT;
  if (position == G_MAXUINT)
    {
      if (show)
        open_gap (self, find_last_card (self), LSN_GAP_BELOW);
      return n;
    }

  if (!gtk_widget_compute_point (self->view, GTK_WIDGET (card),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return n;
  if (point.y > (float) gtk_widget_get_height (GTK_WIDGET (card)) / 2)
    {
      if (show)
        open_gap (self, card, LSN_GAP_BELOW);
      return position + 1;
    }
  if (show)
    open_gap (self, card, LSN_GAP_ABOVE);
  return position;
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LsnBoardLane *self = LSN_BOARD_LANE (widget);
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->scroll_by);
  return G_SOURCE_CONTINUE;
}

static void
set_scroll (LsnBoardLane *self, double by)
{
  self->scroll_by = by;
  if (by != 0 && self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
  else if (by == 0 && self->scroll_tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
      self->scroll_tick = 0;
    }
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, LsnBoardLane *self)
{
  double height = gtk_widget_get_height (self->view);

  find_drop (self, x, y, TRUE);
  set_scroll (self, y < EDGE_PX ? -SCROLL_PX : y > height - EDGE_PX ? SCROLL_PX : 0);
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, LsnBoardLane *self)
{
  close_gap (self);
  set_scroll (self, 0);
}

static gboolean
contains (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LsnBoardLane *self)
{
  const Cargo *cargo = g_value_get_boxed (value);
  guint position = find_drop (self, x, y, FALSE);
  gint64 before_id;

  close_gap (self);
  set_scroll (self, 0);
  /* The card below the gap that stays where it is. */
  while ((before_id = lsn_record_list_get_id (self->list, position)) != 0 &&
         contains (cargo->ids, before_id))
    position++;
  g_signal_emit (self, signals[MOVE], 0, cargo->ids, self->column_id, before_id);
  lsn_board_lane_focus_task (self, g_array_index (cargo->ids, gint64, 0));
  return TRUE;
}

static void
add_drop_target (LsnBoardLane *self)
{
  GtkDropTarget *target = gtk_drop_target_new (TYPE_CARGO, GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (target));
}

/* --- Recycled cards --------------------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LsnBoardLane *self)
{
  GtkWidget *card = lsn_task_card_new ();
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (source));
  gtk_list_item_set_child (item, card);
}

static void
name_item (GtkListItem *item)
{
  LsnTask *task = gtk_list_item_get_item (item);
  LsnTaskCard *card = LSN_TASK_CARD (gtk_list_item_get_child (item));
  const char *title = lsn_record_get_text (LSN_RECORD (task), LSN_TASK_TITLE);
  g_autofree char *description = lsn_task_card_dup_description (card);

  gtk_list_item_set_accessible_label (item, title ? title : "");
  gtk_list_item_set_accessible_description (item, description);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LsnBoardLane *self)
{
  LsnTask *task = gtk_list_item_get_item (item);
  LsnTaskCard *card = LSN_TASK_CARD (gtk_list_item_get_child (item));

  lsn_task_card_set_task (card, task, lsn_context_get_today (self->context));
  g_signal_connect_swapped (task, "changed", G_CALLBACK (name_item), item);
  name_item (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LsnBoardLane *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_item, item);
  lsn_task_card_set_task (LSN_TASK_CARD (gtk_list_item_get_child (item)), NULL, 0);
}

/* --- A new card ------------------------------------------------------------------------------- */

static void
added (GObject *owner, gpointer data)
{
  LsnBoardLane *self = LSN_BOARD_LANE (owner);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

/* The words stay in the entry until they are durable. */
static void
entry_activate_cb (LsnBoardLane *self)
{
  g_autofree char *title =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *message = g_strdup_printf (_ ("Added: “%s”"), title);
  LsnTaskEdit *edit;

  if (*title == '\0')
    return;
  edit = g_new0 (LsnTaskEdit, 1);
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_task_info);
  lsn_row_set_int64 (edit->row, LSN_TASK_PROJECT_ID, self->project_id);
  lsn_row_set_int64 (edit->row, LSN_TASK_COLUMN_ID, self->column_id);
  lsn_row_set_text (edit->row, LSN_TASK_TITLE, title);
  lsn_context_write_then (self->context, _ ("Add Card"), message, lsn_task_edit_on_worker, edit,
                          (GDestroyNotify) lsn_task_edit_free, added, G_OBJECT (self));
}

void
lsn_board_lane_focus_entry (LsnBoardLane *self)
{
  gtk_widget_grab_focus (self->entry);
}

/* --- Object ----------------------------------------------------------------------------------- */

void
lsn_board_lane_set_ids (LsnBoardLane *self, GArray *ids)
{
  lsn_record_list_set_ids (self->list, ids);
}

gint64
lsn_board_lane_get_column_id (LsnBoardLane *self)
{
  return self->column_id;
}

static void
lsn_board_lane_dispose (GObject *object)
{
  LsnBoardLane *self = LSN_BOARD_LANE (object);

  close_gap (self);
  if (self->scroll_tick)
    set_scroll (self, 0);
  if (self->view)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->view), NULL);
  self->view = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_board_lane_parent_class)->dispose (object);
}

/* What changes a card. */
static const char *const names[] = { "card.done",
                                     "card.archive",
                                     "card.move-left",
                                     "card.move-right",
                                     "card.move-up",
                                     "card.move-down",
                                     NULL };

static void
lsn_board_lane_class_init (LsnBoardLaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = lsn_board_lane_dispose;

  signals[MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 3, G_TYPE_ARRAY, G_TYPE_INT64, G_TYPE_INT64);
  signals[STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "boardlane");
  for (guint i = 0; names[i]; i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, card_action);
  lsn_key_install (widget_class, lsn_task_card_keys);
}

static void
add_head (LsnBoardLane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = lsn_text_label_new (NULL, "heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_top (head, 12);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (self->box), head);
}

static void
add_view (LsnBoardLane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->view = gtk_list_view_new (NULL, factory);
  gtk_list_view_set_tab_behavior (GTK_LIST_VIEW (self->view), GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (self->view, "board-cards");
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->view);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->scrolled);
}

static void
lsn_board_lane_init (LsnBoardLane *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "board-lane");
  gtk_widget_set_size_request (self->box, 264, -1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_head (self);
  add_view (self);
  add_drop_target (self);

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("New card"));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY,
                                     "list-add-symbolic");
  gtk_widget_set_margin_start (self->entry, 6);
  gtk_widget_set_margin_end (self->entry, 6);
  gtk_widget_set_margin_bottom (self->entry, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New Card"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->entry);
}

GtkWidget *
lsn_board_lane_new (LsnContext *context, const LsnRow *column)
{
  static const char *const nothing[] = { NULL };
  LsnBoardLane *self = g_object_new (LSN_TYPE_BOARD_LANE, NULL);

  self->context = g_object_ref (context);
  self->column_id = lsn_row_get_int64 (column, LSN_COLUMN_ID);
  self->project_id = lsn_row_get_int64 (column, LSN_COLUMN_PROJECT_ID);
  self->list = lsn_record_list_new (lsn_context_get_pool (context, LSN_TYPE_TASK), nothing);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  lsn_context_guard (context, self->entry, NULL);
  lsn_context_guard_actions (context, self, names);
  lsn_board_lane_set_column (self, column);
  return GTK_WIDGET (self);
}
