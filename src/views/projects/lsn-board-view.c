/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client.h"
#include "model/projects/lsn-project.h"
#include "views/projects/lsn-board-strip.h"
#include "views/projects/lsn-board-view-private.h"
#include "views/lsn-card-cargo.h"
#include "widgets/lsn-drag.h"
#include "widgets/lsn-text-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

enum
{
  RELOAD,
  COLLAPSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnBoardView, lsn_board_view, GTK_TYPE_WIDGET)

const LsnKey lsn_board_view_keys[] = {
  { "Escape", N_ ("Select Nothing"), "board.unselect" },
  { NULL },
};

/* --- Lanes ------------------------------------------------------------------------------------ */

LsnBoardLane *
lsn_board_view_get_lane (LsnBoardView *self, guint lane)
{
  GtkWidget *child = gtk_widget_get_first_child (self->lanes);

  while (child && lane-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child ? LSN_BOARD_LANE (child) : NULL;
}

guint
lsn_board_view_find_lane (LsnBoardView *self, const char *key)
{
  for (guint i = 0; i < self->board->lanes->len; i++)
    {
      if (g_str_equal (lsn_board_get_lane (self->board, i)->key, key))
        return i;
    }
  return G_MAXUINT;
}

static guint
find_place (LsnBoardView *self, LsnBoardLane *lane)
{
  return lsn_board_view_find_lane (self, lsn_board_lane_get_key (lane));
}

static void
foreach_cards (LsnBoardView *self, void (*func) (LsnBoardCards *cards, gpointer data),
               gpointer data)
{
  for (GtkWidget *lane = gtk_widget_get_first_child (self->lanes); lane;
       lane = gtk_widget_get_next_sibling (lane))
    {
      for (guint i = 0; i < lsn_board_lane_get_n_cells (LSN_BOARD_LANE (lane)); i++)
        func (lsn_board_lane_get_cards (LSN_BOARD_LANE (lane), i), data);
    }
}

/* --- Selection -------------------------------------------------------------------------------- */

static void
gather (LsnBoardCards *cards, gpointer data)
{
  g_autoptr (GArray) ids = lsn_board_cards_dup_selected (cards);

  g_array_append_vals (data, ids->data, ids->len);
}

static GArray *
dup_selected (gpointer data)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  foreach_cards (data, gather, ids);
  return ids;
}

static void
find_acting (LsnBoardCards *cards, gpointer data)
{
  GArray **ids = data;

  if (*ids == NULL && lsn_board_cards_has_focus (cards))
    *ids = lsn_board_cards_dup_acting (cards);
}

/* What an action is about: the selected cards, else the focused one. */
static GArray *
dup_acting (LsnBoardView *self)
{
  GArray *ids = NULL;

  foreach_cards (self, find_acting, &ids);
  return ids ? ids : dup_selected (self);
}

static void
unselect (LsnBoardCards *cards, gpointer but)
{
  if (cards != but)
    lsn_board_cards_unselect_all (cards);
}

static gboolean
is_adding (LsnBoardView *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *keyboard = seat ? gdk_seat_get_keyboard (seat) : NULL;
  GdkModifierType state = keyboard ? gdk_device_get_modifier_state (keyboard) : 0;

  return (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0;
}

/* The lanes are one list to the user: choosing a card in one lane drops what was chosen in others,
 * unless Ctrl or Shift is held. */
static void
selected_cb (LsnBoardView *self, LsnBoardCards *cards)
{
  g_autoptr (GArray) own = NULL;
  g_autoptr (GArray) all = NULL;
  g_autofree char *text = NULL;

  if (self->unselecting)
    return;
  own = lsn_board_cards_dup_selected (cards);
  if (own->len > 0 && !is_adding (self))
    {
      self->unselecting = TRUE;
      foreach_cards (self, unselect, cards);
      self->unselecting = FALSE;
    }
  all = dup_selected (self);
  text = g_strdup_printf (ngettext ("%u card", "%u cards", all->len), all->len);
  gtk_label_set_text (GTK_LABEL (self->bar_label), text);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), all->len > 1);
}

/* --- What lanes say --------------------------------------------------------------------------- */

static void
put_cb (LsnBoardLane *lane, GArray *ids, guint swim, gint64 before_id, LsnBoardView *self)
{
  lsn_board_view_put (self, ids, swim, find_place (self, lane), before_id);
}

static void
step_cb (LsnBoardLane *lane, GArray *ids, guint swim, int direction, LsnBoardView *self)
{
  guint place = find_place (self, lane);
  LsnBoardLane *target;

  if (direction < 0 ? place == 0 : place + 1 >= self->board->lanes->len)
    return;
  place = direction < 0 ? place - 1 : place + 1;
  target = lsn_board_view_get_lane (self, place);
  /* A lane that loses the focused card would hand the focus on to its next one. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  lsn_board_cards_focus_task (lsn_board_lane_get_cards (target, swim),
                              g_array_index (ids, gint64, 0));
  lsn_board_view_put (self, ids, swim, place, 0);
}

static void
dragging_cb (LsnBoardView *self, gboolean begins)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->strip), begins);
}

static void
add_cb (LsnBoardLane *lane, const char *title, LsnBoardView *self)
{
  lsn_board_view_add_card (self, lane, title);
}

/* The id of the column at a place, 0 behind the last one. */
static gint64
get_column_id (LsnBoardView *self, guint place)
{
  return place < self->board->lanes->len ? lsn_board_get_lane (self->board, place)->id : 0;
}

static void
shift_cb (LsnBoardLane *lane, int direction, LsnBoardView *self)
{
  guint place = find_place (self, lane);

  if (direction < 0 ? place == 0 : place + 1 >= self->board->lanes->len)
    return;
  lsn_board_view_move_column (self, get_column_id (self, place),
                              get_column_id (self, direction < 0 ? place - 1 : place + 2));
}

static void
column_dropped_cb (LsnBoardLane *lane, gint64 column_id, gboolean behind, LsnBoardView *self)
{
  guint place = find_place (self, lane) + (behind ? 1 : 0);

  if (get_column_id (self, place) == column_id)
    return;
  lsn_board_view_move_column (self, column_id, get_column_id (self, place));
}

static void
collapse_cb (LsnBoardLane *lane, gboolean collapse, LsnBoardView *self)
{
  const char *key = lsn_board_lane_get_key (lane);

  if (collapse)
    g_hash_table_add (self->collapsed, g_strdup (key));
  else
    g_hash_table_remove (self->collapsed, key);
  lsn_board_lane_set_collapsed (lane, collapse);
  g_signal_emit (self, signals[COLLAPSED], 0);
}

/* --- Showing ---------------------------------------------------------------------------------- */

static LsnBoardLane *
make_lane (LsnBoardView *self)
{
  LsnBoardLane *lane =
      lsn_board_lane_new (self->context, G_MENU_MODEL (self->card_menu), dup_selected, self);

  lsn_board_lane_set_fields (lane, self->fields);
  g_signal_connect_object (lane, "put", G_CALLBACK (put_cb), self, 0);
  g_signal_connect_object (lane, "step", G_CALLBACK (step_cb), self, 0);
  g_signal_connect_object (lane, "dragging", G_CALLBACK (dragging_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lane, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lane, "add", G_CALLBACK (add_cb), self, 0);
  g_signal_connect_object (lane, "shift", G_CALLBACK (shift_cb), self, 0);
  g_signal_connect_object (lane, "column-dropped", G_CALLBACK (column_dropped_cb), self, 0);
  g_signal_connect_object (lane, "collapse", G_CALLBACK (collapse_cb), self, 0);
  return lane;
}

static LsnBoardLane *
find_widget (LsnBoardView *self, const char *key)
{
  for (GtkWidget *lane = gtk_widget_get_first_child (self->lanes); lane;
       lane = gtk_widget_get_next_sibling (lane))
    {
      if (g_strcmp0 (lsn_board_lane_get_key (LSN_BOARD_LANE (lane)), key) == 0)
        return LSN_BOARD_LANE (lane);
    }
  return NULL;
}

/* Lanes that stay are kept, with their scroll positions. */
void
lsn_board_view_refresh (LsnBoardView *self)
{
  GtkWidget *before = NULL;
  GtkWidget *next;

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->board->swims->len; i++)
    g_ptr_array_add (self->groups, gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL));
  for (guint i = 0; i < self->board->lanes->len; i++)
    {
      const char *key = lsn_board_get_lane (self->board, i)->key;
      LsnBoardLane *lane = find_widget (self, key);

      if (lane == NULL)
        {
          lane = make_lane (self);
          gtk_box_append (GTK_BOX (self->lanes), GTK_WIDGET (lane));
        }
      lsn_board_lane_show (lane, self->board, i, self->groups);
      lsn_board_lane_set_collapsed (lane, g_hash_table_contains (self->collapsed, key));
      gtk_box_reorder_child_after (GTK_BOX (self->lanes), GTK_WIDGET (lane), before);
      before = GTK_WIDGET (lane);
    }
  while ((next = before ? gtk_widget_get_next_sibling (before)
                        : gtk_widget_get_first_child (self->lanes)))
    gtk_box_remove (GTK_BOX (self->lanes), next);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC,
                                  self->board->swim == LSN_BOARD_BY_NOTHING ? GTK_POLICY_NEVER
                                                                            : GTK_POLICY_AUTOMATIC);
}

void
lsn_board_view_show (LsnBoardView *self, LsnBoard *board)
{
  lsn_board_view_apply_pending (self, board);
  g_clear_pointer (&self->board, lsn_board_free);
  self->board = board;
  lsn_board_view_refresh (self);
}

void
lsn_board_view_clear (LsnBoardView *self)
{
  GtkWidget *lane;

  while ((lane = gtk_widget_get_first_child (self->lanes)))
    gtk_box_remove (GTK_BOX (self->lanes), lane);
  g_clear_pointer (&self->board, lsn_board_free);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), FALSE);
}

void
lsn_board_view_set_fields (LsnBoardView *self, LsnCardFields fields)
{
  self->fields = fields;
  for (GtkWidget *lane = gtk_widget_get_first_child (self->lanes); lane;
       lane = gtk_widget_get_next_sibling (lane))
    lsn_board_lane_set_fields (LSN_BOARD_LANE (lane), fields);
}

void
lsn_board_view_set_collapsed (LsnBoardView *self, const char *const *keys)
{
  g_hash_table_remove_all (self->collapsed);
  for (guint i = 0; keys && keys[i]; i++)
    g_hash_table_add (self->collapsed, g_strdup (keys[i]));
}

GStrv
lsn_board_view_dup_collapsed (LsnBoardView *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->collapsed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_strv_builder_add (builder, key);
  return g_strv_builder_end (builder);
}

void
lsn_board_view_focus_entry (LsnBoardView *self)
{
  LsnBoardLane *lane = lsn_board_view_get_lane (self, 0);

  if (lane)
    lsn_board_lane_focus_entry (lane);
}

/* --- Menu ------------------------------------------------------------------------------------- */

/* The menu remembers what its words mean, for the toast. */
static void
append (LsnBoardView *self, GMenu *menu, const char *label, const char *words)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "board.say", "s", words);
  g_menu_append_item (menu, item);
  g_object_set_data_full (G_OBJECT (self->card_menu), words, g_strdup (label), g_free);
}

static void
append_rows (LsnBoardView *self, GMenu *menu, GPtrArray *rows, guint name, const char *word)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (rows, i);
      g_autofree char *words =
          g_strdup_printf ("%s %" G_GINT64_FORMAT, word, lsn_row_get_int64 (row, 0));

      append (self, menu, lsn_row_get_text (row, name), words);
    }
}

static void
make_card_menu (LsnBoardView *self)
{
  const char *const priorities[] = { C_ ("priority", "None"), "!", "!!", "!!!" };
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) days = g_menu_new ();
  g_autoptr (GMenu) levels = g_menu_new ();

  self->card_menu = g_menu_new ();
  self->choices_menu = g_menu_new ();
  self->people_menu = g_menu_new ();
  self->clients_menu = g_menu_new ();
  self->labels_menu = g_menu_new ();
  for (guint i = 0; lsn_board_days[i].words; i++)
    append (self, days, _ (lsn_board_days[i].label), lsn_board_days[i].words);
  for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
    {
      g_autofree char *words = g_strdup_printf ("priority %u", i);

      append (self, levels, priorities[i], words);
    }
  g_menu_append (first, _ ("_Open"), "board.open");
  g_menu_append (first, _ ("_Done"), "board.done");
  g_menu_append_submenu (self->choices_menu, _ ("D_ue"), G_MENU_MODEL (days));
  g_menu_append_submenu (self->choices_menu, _ ("_Assignee"), G_MENU_MODEL (self->people_menu));
  g_menu_append_submenu (self->choices_menu, _ ("_Priority"), G_MENU_MODEL (levels));
  g_menu_append_section (self->card_menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (self->card_menu, NULL, G_MENU_MODEL (self->choices_menu));
  g_menu_append (self->card_menu, _ ("Archi_ve"), "board.archive");
  g_menu_append (self->card_menu, _ ("Take _Back from the Archive"), "board.restore");
}

/* The submenus themselves stay: GTK would have two of a name while one goes and one comes.
 * @place: where it stands among the choices while there is anything in it */
static void
show_submenu (LsnBoardView *self, GMenu *submenu, const char *label, int place)
{
  int n = g_menu_model_get_n_items (G_MENU_MODEL (self->choices_menu));
  gboolean wanted = g_menu_model_get_n_items (G_MENU_MODEL (submenu)) > 0;
  int found = -1;

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GMenuModel) link =
          g_menu_model_get_item_link (G_MENU_MODEL (self->choices_menu), i, G_MENU_LINK_SUBMENU);

      if (link == G_MENU_MODEL (submenu))
        found = i;
    }
  if (wanted && found < 0)
    g_menu_insert_submenu (self->choices_menu, MIN (place, n), label, G_MENU_MODEL (submenu));
  else if (!wanted && found >= 0)
    g_menu_remove (self->choices_menu, found);
}

void
lsn_board_view_set_choices (LsnBoardView *self, const LsnBoardChoices *choices)
{
  g_menu_remove_all (self->people_menu);
  g_menu_remove_all (self->clients_menu);
  g_menu_remove_all (self->labels_menu);
  append (self, self->people_menu, _ ("Nobody"), "assignee 0");
  append_rows (self, self->people_menu, choices->members, LSN_MEMBER_NAME, "assignee");
  append_rows (self, self->clients_menu, choices->clients, LSN_CLIENT_NAME, "client");
  append_rows (self, self->labels_menu, choices->labels, LSN_LABEL_NAME, "label");
  show_submenu (self, self->clients_menu, _ ("_Client"), 3);
  show_submenu (self, self->labels_menu, _ ("_Label"), 4);
  lsn_board_strip_set_choices (LSN_BOARD_STRIP (
                                   gtk_revealer_get_child (GTK_REVEALER (self->strip))),
                               choices);
}

static void
say_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GArray) ids = dup_acting (user_data);

  if (ids->len > 0)
    lsn_board_view_say (user_data, ids, g_variant_get_string (parameter, NULL));
}

static void
card_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  g_autoptr (GArray) ids = dup_acting (user_data);

  if (ids->len == 0)
    return;
  if (g_str_equal (name, "open"))
    gtk_widget_activate_action (user_data, "app.open-task", "x", g_array_index (ids, gint64, 0));
  else if (g_str_equal (name, "done"))
    lsn_board_view_finish_cards (user_data, ids);
  else
    lsn_board_view_archive_cards (user_data, ids, g_str_equal (name, "restore"));
}

static void
unselect_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  foreach_cards (user_data, unselect, NULL);
}

static const GActionEntry actions[] = {
  { "say", say_action, "s" }, { "open", card_action },    { "done", card_action },
  { "archive", card_action }, { "restore", card_action }, { "unselect", unselect_action },
};

static const char *const changing[] = { "say", "done", "archive", "restore", NULL };

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_board_view_dispose (GObject *object)
{
  LsnBoardView *self = LSN_BOARD_VIEW (object);

  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->board, lsn_board_free);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->collapsed, g_hash_table_unref);
  g_clear_object (&self->card_menu);
  g_clear_object (&self->choices_menu);
  g_clear_object (&self->people_menu);
  g_clear_object (&self->clients_menu);
  g_clear_object (&self->labels_menu);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_board_view_parent_class)->dispose (object);
}

static void
lsn_board_view_class_init (LsnBoardViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_board_view_dispose;

  signals[RELOAD] =
      g_signal_new ("reload", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COLLAPSED] =
      g_signal_new ("collapsed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  lsn_key_install (widget_class, lsn_board_view_keys);
}

static void
add_bar (LsnBoardView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *change = gtk_menu_button_new ();
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->bar_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->bar_label, "heading");
  gtk_widget_add_css_class (self->bar_label, "numeric");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (change), _ ("Change"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (change), G_MENU_MODEL (self->card_menu));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (change), GTK_ARROW_UP);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (close, "circular");
  gtk_widget_set_tooltip_text (close, _ ("Select Nothing"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "board.unselect");
  gtk_widget_add_css_class (box, "board-strip");
  gtk_box_append (GTK_BOX (box), self->bar_label);
  gtk_box_append (GTK_BOX (box), change);
  gtk_box_append (GTK_BOX (box), close);
  self->bar = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->bar), box);
  gtk_revealer_set_transition_type (GTK_REVEALER (self->bar),
                                    GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_widget_set_halign (self->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_END);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->bar);
}

/* It stands under the lanes, not over them: a card held at their lower edge scrolls them. */
static void
add_strip (LsnBoardView *self, GtkWidget *box)
{
  GtkWidget *strip = lsn_board_strip_new ();

  g_signal_connect_object (strip, "say", G_CALLBACK (lsn_board_view_say), self, G_CONNECT_SWAPPED);
  self->strip = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->strip), strip);
  gtk_revealer_set_transition_type (GTK_REVEALER (self->strip),
                                    GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_widget_set_halign (self->strip, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (self->strip, FALSE);
  gtk_box_append (GTK_BOX (box), self->strip);
}

static void
lsn_board_view_init (LsnBoardView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->fields = LSN_CARD_ALL;
  self->pending = g_ptr_array_new_with_free_func (lsn_board_view_free_pending);
  self->collapsed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  make_card_menu (self);
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  self->lanes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->lanes, "board");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->lanes);
  /* Rows are as high as their cards, not as low as they may be. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (gtk_scrolled_window_get_child (
                                         GTK_SCROLLED_WINDOW (self->scrolled))),
                                     GTK_SCROLL_NATURAL);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), box);
  lsn_drag_scroll_at_edges (GTK_SCROLLED_WINDOW (self->scrolled));
  add_bar (self);
  add_strip (self, box);
}

LsnBoardView *
lsn_board_view_new (LsnContext *context)
{
  LsnBoardView *self = g_object_new (LSN_TYPE_BOARD_VIEW, NULL);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->context = g_object_ref (context);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "board", G_ACTION_GROUP (group));
  lsn_context_guard_actions (context, group, changing);
  return self;
}
