/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-board-cards-private.h"
#include "widgets/lsn-drag.h"

#include <math.h>

#define MIN_HEIGHT 60 /* of a cell that has cells below it */

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

guint
lsn_board_cards_find_position (LsnBoardCards *self, LsnTaskCard *card)
{
  LsnTask *task = lsn_task_card_get_task (card);

  return task ? lsn_record_list_find (self->list, lsn_record_get_id (LSN_RECORD (task)))
              : G_MAXUINT;
}

LsnTaskCard *
lsn_board_cards_get_card (GtkWidget *item)
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

  return focus && gtk_widget_is_ancestor (focus, self->view) ? lsn_board_cards_get_card (focus)
                                                             : NULL;
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

GArray *
lsn_board_cards_dup_cargo (LsnBoardCards *self, guint position)
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
  guint position = card ? lsn_board_cards_find_position (self, card) : G_MAXUINT;

  return position == G_MAXUINT ? lsn_board_cards_dup_selected (self)
                               : lsn_board_cards_dup_cargo (self, position);
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
  guint position = card ? lsn_board_cards_find_position (self, card) : G_MAXUINT;
  g_autoptr (GArray) ids = NULL;

  if (position == G_MAXUINT)
    return;
  ids = lsn_board_cards_dup_cargo (self, position);
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
  guint position = card ? lsn_board_cards_find_position (self, card) : G_MAXUINT;

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
  guint position = lsn_board_cards_find_position (self, LSN_TASK_CARD (card));

  if (position == G_MAXUINT)
    return;
  select_at (self, position);
  gtk_widget_grab_focus (gtk_widget_get_parent (card));
  show_menu (self, gtk_widget_get_parent (card), x, y);
}

/* --- Recycled cards --------------------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LsnBoardCards *self)
{
  GtkWidget *card = lsn_task_card_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  lsn_board_cards_add_drag (self, LSN_TASK_CARD (card));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
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
      LsnTaskCard *card = lsn_board_cards_get_card (item);

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

/* A list view asks for less than its rows need where their words wrap; what they need is known
 * once it has laid them out. */
static gboolean
fit_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LsnBoardCards *self = LSN_BOARD_CARDS (widget);
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);
  int height = (int) ceil (gtk_adjustment_get_upper (adjustment));

  self->fit_tick = 0;
  if (self->max_height > 0)
    gtk_scrolled_window_set_min_content_height (scrolled,
                                                CLAMP (height, MIN_HEIGHT, self->max_height));
  return G_SOURCE_REMOVE;
}

static void
laid_out_cb (LsnBoardCards *self)
{
  if (self->max_height > 0 && self->fit_tick == 0)
    self->fit_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_tick_cb, NULL, NULL);
}

void
lsn_board_cards_set_max_height (LsnBoardCards *self, int height)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);

  if (self->max_height == height)
    return;
  self->max_height = height;
  gtk_scrolled_window_set_min_content_height (scrolled, -1);
  gtk_scrolled_window_set_max_content_height (scrolled, height > 0 ? height : -1);
  gtk_scrolled_window_set_min_content_height (scrolled, height > 0 ? MIN_HEIGHT : -1);
  laid_out_cb (self);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_board_cards_dispose (GObject *object)
{
  LsnBoardCards *self = LSN_BOARD_CARDS (object);

  lsn_board_cards_close_gap (self);
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
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (
                               GTK_SCROLLED_WINDOW (self->scrolled)),
                           "changed", G_CALLBACK (laid_out_cb), self, G_CONNECT_SWAPPED);
  lsn_drag_scroll_at_edges (GTK_SCROLLED_WINDOW (self->scrolled));
  lsn_board_cards_add_drop_target (self);
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
