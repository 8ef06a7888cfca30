/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-board-cards.h"
#include "base/lsn-clock.h"
#include "model/projects/lsn-task-parts.h"
#include "views/lsn-keeping.h"
#include "views/projects/lsn-card-cargo.h"

#include <glib/gi18n-lib.h>

#define EDGE_PX   36 /* a drag that near to an edge scrolls */
#define SCROLL_PX 12 /* a frame */

struct _LsnBoardCards
{
  GtkWidget parent_instance;

  LsnContext *context; /* owned */
  LsnCardFields fields;
  gboolean ordered;
  LsnBoardGather gather;
  gpointer gather_data;
  gint64 wanted;                /* the card that gets the focus when it comes, 0 for none */
  LsnRecordList *list;          /* owned */
  GtkMultiSelection *selection; /* owned */
  GMenuModel *menu;             /* owned, nullable */
  LsnTaskCard *gap;             /* weak: the card beside which a gap is open */
  guint scroll_tick;
  guint focus_tick;
  double scroll_by;

  GtkWidget *scrolled; /* borrowed, as all below */
  GtkWidget *view;
};

enum
{
  PUT,
  STEP,
  DRAGGING,
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnBoardCards, lsn_board_cards, GTK_TYPE_WIDGET)

/* --- Cards ------------------------------------------------------------------------------------ */

static guint
find_position (LsnBoardCards *self, LsnTaskCard *card)
{
  LsnTask *task = lsn_task_card_get_task (card);

  return task ? lsn_record_list_find (self->list, lsn_record_get_id (LSN_RECORD (task)))
              : G_MAXUINT;
}

static LsnTaskCard *
get_card (GtkWidget *item)
{
  GtkWidget *child = item ? gtk_widget_get_first_child (item) : NULL;

  return LSN_IS_TASK_CARD (child) ? LSN_TASK_CARD (child) : NULL;
}

/* The card that a key belongs to: the list item has the focus, the card is its child. */
static LsnTaskCard *
get_focused_card (LsnBoardCards *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, self->view) ? get_card (focus) : NULL;
}

gboolean
lsn_board_cards_has_focus (LsnBoardCards *self)
{
  return get_focused_card (self) != NULL;
}

static gboolean
focus_wanted (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LsnBoardCards *self = LSN_BOARD_CARDS (widget);
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
seek_wanted (LsnBoardCards *self)
{
  if (self->wanted != 0 && self->focus_tick == 0)
    self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_wanted, NULL, NULL);
}

void
lsn_board_cards_focus_task (LsnBoardCards *self, gint64 task_id)
{
  self->wanted = task_id;
  seek_wanted (self);
}

void
lsn_board_cards_set_ids (LsnBoardCards *self, GArray *ids)
{
  lsn_record_list_set_ids (self->list, ids);
  seek_wanted (self);
}

/* --- Selection -------------------------------------------------------------------------------- */

GArray *
lsn_board_cards_dup_selected (LsnBoardCards *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) set =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint each;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, set, &each); more;
       more = gtk_bitset_iter_next (&iter, &each))
    {
      gint64 id = lsn_record_list_get_id (self->list, each);

      if (id)
        g_array_append_val (ids, id);
    }
  return ids;
}

/* A card that is not selected acts for itself, whatever is selected. */
static GArray *
dup_cargo_ids (LsnBoardCards *self, guint position)
{
  gint64 id = lsn_record_list_get_id (self->list, position);
  GArray *ids;

  if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    return self->gather ? self->gather (self->gather_data) : lsn_board_cards_dup_selected (self);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, id);
  return ids;
}

GArray *
lsn_board_cards_dup_acting (LsnBoardCards *self)
{
  LsnTaskCard *card = get_focused_card (self);
  guint position = card ? find_position (self, card) : G_MAXUINT;

  return position == G_MAXUINT ? lsn_board_cards_dup_selected (self)
                               : dup_cargo_ids (self, position);
}

void
lsn_board_cards_set_gather (LsnBoardCards *self, LsnBoardGather gather, gpointer user_data)
{
  self->gather = gather;
  self->gather_data = user_data;
}

void
lsn_board_cards_unselect_all (LsnBoardCards *self)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
selection_changed_cb (LsnBoardCards *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

/* --- Keys ------------------------------------------------------------------------------------- */

/* Within the lane by one place: what moves stays together. */
static void
move_within (LsnBoardCards *self, GArray *ids, gboolean up)
{
  guint first = lsn_record_list_find (self->list, g_array_index (ids, gint64, 0));
  guint last = lsn_record_list_find (self->list, g_array_index (ids, gint64, ids->len - 1));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (!self->ordered || (up ? first == 0 : last + 1 >= n))
    return;
  self->wanted = g_array_index (ids, gint64, 0);
  g_signal_emit (self, signals[PUT], 0, ids,
                 lsn_record_list_get_id (self->list, up ? first - 1 : last + 2));
}

static void
card_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnBoardCards *self = LSN_BOARD_CARDS (widget);
  LsnTaskCard *card = get_focused_card (self);
  guint position = card ? find_position (self, card) : G_MAXUINT;
  g_autoptr (GArray) ids = NULL;

  if (position == G_MAXUINT)
    return;
  ids = dup_cargo_ids (self, position);
  if (g_str_equal (name, "card.move-left"))
    g_signal_emit (self, signals[STEP], 0, ids, -1);
  else if (g_str_equal (name, "card.move-right"))
    g_signal_emit (self, signals[STEP], 0, ids, 1);
  else
    move_within (self, ids, g_str_equal (name, "card.move-up"));
}

static void
activate_cb (LsnBoardCards *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-task", "x",
                              lsn_record_list_get_id (self->list, position));
}

static void
show_menu (LsnBoardCards *self, GtkWidget *item, double x, double y)
{
  GtkWidget *popover;

  if (self->menu == NULL)
    return;
  popover = gtk_popover_menu_new_from_model (self->menu);
  gtk_widget_set_parent (popover, item);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (g_object_run_dispose), popover);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
select_at (LsnBoardCards *self, guint position)
{
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnBoardCards *self = LSN_BOARD_CARDS (widget);
  LsnTaskCard *card = get_focused_card (self);
  guint position = card ? find_position (self, card) : G_MAXUINT;

  if (position == G_MAXUINT)
    return;
  select_at (self, position);
  show_menu (self, gtk_widget_get_parent (GTK_WIDGET (card)), 24,
             gtk_widget_get_height (GTK_WIDGET (card)) / 2.0);
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, LsnBoardCards *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  guint position = find_position (self, LSN_TASK_CARD (card));

  if (position == G_MAXUINT)
    return;
  select_at (self, position);
  gtk_widget_grab_focus (gtk_widget_get_parent (card));
  show_menu (self, gtk_widget_get_parent (card), x, y);
}

/* --- Dragging --------------------------------------------------------------------------------- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, LsnBoardCards *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  guint position = find_position (self, LSN_TASK_CARD (card));
  g_autoptr (GArray) ids = NULL;

  if (position == G_MAXUINT || !lsn_context_is_writable (self->context))
    return NULL;
  ids = dup_cargo_ids (self, position);
  g_object_set_data (G_OBJECT (source), "n", GUINT_TO_POINTER (ids->len));
  return lsn_card_cargo_new_provider (ids);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, LsnBoardCards *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  lsn_card_cargo_set_icon (drag, card,
                           GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (source), "n")));
  gtk_widget_add_css_class (card, "dragged");
  g_signal_emit (self, signals[DRAGGING], 0, TRUE);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, LsnBoardCards *self)
{
  gtk_widget_remove_css_class (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)),
                               "dragged");
  g_signal_emit (self, signals[DRAGGING], 0, FALSE);
}

static void
close_gap (LsnBoardCards *self)
{
  if (self->gap)
    lsn_task_card_set_gap (self->gap, LSN_GAP_NONE);
  g_clear_weak_pointer (&self->gap);
}

static void
open_gap (LsnBoardCards *self, LsnTaskCard *card, LsnGap gap)
{
  if (self->gap != card)
    close_gap (self);
  g_set_weak_pointer (&self->gap, card);
  if (card)
    lsn_task_card_set_gap (card, gap);
}

/* The last card that the view has made. */
static LsnTaskCard *
find_last_card (LsnBoardCards *self)
{
  LsnTaskCard *last = NULL;
  guint last_position = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (self->view); item;
       item = gtk_widget_get_next_sibling (item))
    {
      LsnTaskCard *card = get_card (item);
      guint position;

      if (card == NULL || !gtk_widget_get_mapped (GTK_WIDGET (card)))
        continue;
      position = find_position (self, card);
      if (position != G_MAXUINT && (last == NULL || position > last_position))
        {
          last = card;
          last_position = position;
        }
    }
  return last;
}

static LsnTaskCard *
pick_card (LsnBoardCards *self, double x, double y)
{
  GtkWidget *under = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);

  while (under && under != self->view && !LSN_IS_TASK_CARD (under))
    {
      LsnTaskCard *card = get_card (under);

      under = card ? GTK_WIDGET (card) : gtk_widget_get_parent (under);
    }
  return LSN_IS_TASK_CARD (under) ? LSN_TASK_CARD (under) : NULL;
}

/* The position that a card dropped at @y of the view gets; opens the gap there where told to. */
static guint
find_drop (LsnBoardCards *self, double x, double y, gboolean show)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  LsnTaskCard *card = self->ordered ? pick_card (self, x, y) : NULL;
  guint position = card ? find_position (self, card) : G_MAXUINT;
  graphene_point_t point;

  if (position == G_MAXUINT)
    {
      if (show && self->ordered)
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
  LsnBoardCards *self = LSN_BOARD_CARDS (widget);
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->scroll_by);
  return G_SOURCE_CONTINUE;
}

static void
set_scroll (LsnBoardCards *self, double by)
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
motion_cb (GtkDropTarget *target, double x, double y, LsnBoardCards *self)
{
  double height = gtk_widget_get_height (self->view);

  find_drop (self, x, y, TRUE);
  set_scroll (self, y < EDGE_PX ? -SCROLL_PX : y > height - EDGE_PX ? SCROLL_PX : 0);
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, LsnBoardCards *self)
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
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LsnBoardCards *self)
{
  const LsnCardCargo *cargo = g_value_get_boxed (value);
  guint position = find_drop (self, x, y, FALSE);
  gint64 before_id;

  close_gap (self);
  set_scroll (self, 0);
  /* The card below the gap that stays where it is. */
  while ((before_id = lsn_record_list_get_id (self->list, position)) != 0 &&
         contains (cargo->ids, before_id))
    position++;
  lsn_board_cards_focus_task (self, g_array_index (cargo->ids, gint64, 0));
  g_signal_emit (self, signals[PUT], 0, cargo->ids, before_id);
  return TRUE;
}

static void
add_drop_target (LsnBoardCards *self)
{
  GtkDropTarget *target = gtk_drop_target_new (LSN_TYPE_CARD_CARGO, GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (target));
}

/* The board may be left while a film is copied: the files go to their card all the same. */
static void
kept (GObject *owner, LsnKeeping *keeping, GPtrArray *kept_files)
{
  LsnTaskFiles *files;
  g_autofree char *message = NULL;

  if (kept_files->len == 0)
    return;
  files = g_new0 (LsnTaskFiles, 1);
  files->task_id = *(gint64 *) g_object_get_data (G_OBJECT (keeping), "task-id");
  files->now = lsn_clock_now ();
  files->files = g_ptr_array_ref (kept_files);
  message = g_strdup_printf (ngettext ("%1$u file is with “%2$s” now",
                                       "%1$u files are with “%2$s” now", kept_files->len),
                             kept_files->len,
                             (const char *) g_object_get_data (G_OBJECT (keeping), "title"));
  lsn_context_write (LSN_CONTEXT (owner), _ ("Attach Files"), message, lsn_task_files_on_worker,
                     files, (GDestroyNotify) lsn_task_files_free);
}

/* Files of another program stay with the card that they are dropped on. */
static gboolean
files_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LsnBoardCards *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  LsnTask *task = lsn_task_card_get_task (LSN_TASK_CARD (card));
  const char *title = task ? lsn_record_get_text (LSN_RECORD (task), LSN_TASK_TITLE) : NULL;
  g_autoptr (GPtrArray) files = lsn_keeping_list_dropped_files (value);
  GtkWidget *keeping;
  gint64 id;

  if (title == NULL || files->len == 0 || !lsn_context_is_writable (self->context))
    return FALSE;
  id = lsn_record_get_id (LSN_RECORD (task));
  keeping = lsn_keeping_new (self->context, files, kept, G_OBJECT (self->context));
  g_object_set_data_full (G_OBJECT (keeping), "task-id", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data_full (G_OBJECT (keeping), "title", g_strdup (title), g_free);
  return TRUE;
}

/* --- Recycled cards --------------------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LsnBoardCards *self)
{
  GtkWidget *card = lsn_task_card_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDropTarget *files = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  lsn_card_cargo_cancel_on_escape (source);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (source));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (files, "drop", G_CALLBACK (files_drop_cb), self);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (files));
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
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LsnBoardCards *self)
{
  LsnTask *task = gtk_list_item_get_item (item);
  LsnTaskCard *card = LSN_TASK_CARD (gtk_list_item_get_child (item));

  lsn_task_card_set_fields (card, self->fields);
  lsn_task_card_set_task (card, task, lsn_context_get_today (self->context));
  g_signal_connect_swapped (task, "changed", G_CALLBACK (name_item), item);
  name_item (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LsnBoardCards *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_item, item);
  lsn_task_card_set_task (LSN_TASK_CARD (gtk_list_item_get_child (item)), NULL, 0);
}

void
lsn_board_cards_set_fields (LsnBoardCards *self, LsnCardFields fields)
{
  if (self->fields == fields)
    return;
  self->fields = fields;
  for (GtkWidget *item = gtk_widget_get_first_child (self->view); item;
       item = gtk_widget_get_next_sibling (item))
    {
      LsnTaskCard *card = get_card (item);

      if (card)
        lsn_task_card_set_fields (card, fields);
    }
}

void
lsn_board_cards_set_title (LsnBoardCards *self, const char *title)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

void
lsn_board_cards_set_ordered (LsnBoardCards *self, gboolean ordered)
{
  self->ordered = ordered;
}

void
lsn_board_cards_set_menu (LsnBoardCards *self, GMenuModel *menu)
{
  g_set_object (&self->menu, menu);
}

void
lsn_board_cards_set_max_height (LsnBoardCards *self, int height)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);

  gtk_scrolled_window_set_propagate_natural_height (scrolled, height > 0);
  gtk_scrolled_window_set_max_content_height (scrolled, height > 0 ? height : -1);
  gtk_scrolled_window_set_min_content_height (scrolled, height > 0 ? 60 : -1);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_board_cards_dispose (GObject *object)
{
  LsnBoardCards *self = LSN_BOARD_CARDS (object);

  close_gap (self);
  if (self->scroll_tick)
    set_scroll (self, 0);
  if (self->view)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->view), NULL);
  self->view = NULL;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->menu);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_board_cards_parent_class)->dispose (object);
}

static const char *const moves[] = { "card.move-left", "card.move-right", "card.move-up",
                                     "card.move-down", NULL };

static void
lsn_board_cards_class_init (LsnBoardCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = lsn_board_cards_dispose;

  signals[PUT] = g_signal_new ("put", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_ARRAY, G_TYPE_INT64);
  signals[STEP] = g_signal_new ("step", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_ARRAY, G_TYPE_INT);
  signals[DRAGGING] = g_signal_new ("dragging", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SELECTED] =
      g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  for (guint i = 0; moves[i]; i++)
    gtk_widget_class_install_action (widget_class, moves[i], NULL, card_action);
  gtk_widget_class_install_action (widget_class, "card.menu", NULL, menu_action);
  lsn_key_install (widget_class, lsn_task_card_keys);
}

static void
lsn_board_cards_init (LsnBoardCards *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->ordered = TRUE;
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
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  add_drop_target (self);
}

LsnBoardCards *
lsn_board_cards_new (LsnContext *context)
{
  static const char *const nothing[] = { NULL };
  LsnBoardCards *self = g_object_new (LSN_TYPE_BOARD_CARDS, NULL);

  self->context = g_object_ref (context);
  self->list = lsn_record_list_new (lsn_context_get_pool (context, LSN_TYPE_TASK), nothing);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  lsn_context_guard_actions (context, self, moves);
  return self;
}
