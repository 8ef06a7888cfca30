/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-board-lane.h"
#include "base/lsn-money.h"
#include "base/lsn-when.h"
#include "model/projects/lsn-project.h"
#include "views/lsn-card-cargo.h"
#include "widgets/lsn-drag.h"
#include "widgets/lsn-text-label.h"
#include "widgets/lsn-vertical-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define WIDTH       272
#define SWIM_HEIGHT 420

struct _LsnBoardLane
{
  GtkWidget parent_instance;

  LsnContext *context;   /* owned */
  GMenuModel *card_menu; /* owned */
  LsnBoardGather gather;
  gpointer gather_data;
  LsnCardFields fields;
  char *key;        /* owned */
  LsnRow *column;   /* owned, nullable */
  GPtrArray *cards; /* owned; element-type LsnBoardCards: one for each row of the board */

  GtkWidget *box; /* borrowed, as all below */
  GtkWidget *head;
  GtkWidget *title;
  GtkWidget *count;
  GtkWidget *sum;
  GtkWidget *menu_button;
  GtkWidget *cells;
  GtkWidget *entry;
  GtkWidget *spine; /* what is seen of a collapsed lane */
  GtkWidget *spine_count;
  GtkWidget *spine_title;
};

enum
{
  PUT,
  STEP,
  DRAGGING,
  SELECTED,
  ADD,
  SHIFT,
  COLUMN_DROPPED,
  COLLAPSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnBoardLane, lsn_board_lane, GTK_TYPE_WIDGET)

static gint64
get_column_id (LsnBoardLane *self)
{
  return self->column ? lsn_row_get_int64 (self->column, LSN_COLUMN_ID) : 0;
}

/* --- Head ------------------------------------------------------------------------------------- */

static void
show_count (LsnBoardLane *self, const LsnLane *lane)
{
  gboolean over = lane->limit > 0 && lane->n > lane->limit;
  g_autofree char *text = lane->limit > 0
                              ? g_strdup_printf ("%u/%" G_GINT64_FORMAT, lane->n, lane->limit)
                              : g_strdup_printf ("%u", lane->n);
  g_autofree char *tooltip = over ? g_strdup_printf (ngettext ("%u card more than the limit",
                                                               "%u cards more than the limit",
                                                               (guint) (lane->n - lane->limit)),
                                                     (guint) (lane->n - lane->limit))
                                  : NULL;

  gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_label_set_text (GTK_LABEL (self->spine_count), text);
  gtk_widget_set_tooltip_text (self->count, tooltip);
  if (over)
    {
      gtk_widget_add_css_class (self->count, "over-limit");
      gtk_widget_remove_css_class (self->count, "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (self->count, "over-limit");
      gtk_widget_add_css_class (self->count, "dim-label");
    }
}

static void
show_sum (LsnBoardLane *self, const LsnLane *lane)
{
  g_autofree char *hours = lane->minutes > 0 ? lsn_when_dup_duration (lane->minutes) : NULL;
  g_autofree char *money = lane->currency[0] && lane->amount != 0
                               ? lsn_money_dup_short (lane->amount, lane->currency)
                               : NULL;
  g_autofree char *both = hours && money ? g_strdup_printf ("%s · %s", hours, money) : NULL;

  lsn_text_label_set (self->sum, both ? both : hours ? hours : money);
  gtk_widget_set_visible (self->sum, hours || money);
}

/* --- Cells ------------------------------------------------------------------------------------ */

static guint
find_cell (LsnBoardLane *self, LsnBoardCards *cards)
{
  guint index = 0;

  g_ptr_array_find (self->cards, cards, &index);
  return index;
}

static void
put_cb (LsnBoardCards *cards, GArray *ids, gint64 before_id, LsnBoardLane *self)
{
  g_signal_emit (self, signals[PUT], 0, ids, find_cell (self, cards), before_id);
}

static void
step_cb (LsnBoardCards *cards, GArray *ids, int direction, LsnBoardLane *self)
{
  g_signal_emit (self, signals[STEP], 0, ids, find_cell (self, cards), direction);
}

static void
dragging_cb (LsnBoardCards *cards, gboolean begins, LsnBoardLane *self)
{
  g_signal_emit (self, signals[DRAGGING], 0, begins);
}

static void
selected_cb (LsnBoardCards *cards, LsnBoardLane *self)
{
  g_signal_emit (self, signals[SELECTED], 0, cards);
}

static void
add_cell (LsnBoardLane *self)
{
  LsnBoardCards *cards = lsn_board_cards_new (self->context);
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = lsn_text_label_new (NULL, "caption-heading");

  lsn_board_cards_set_menu (cards, self->card_menu);
  lsn_board_cards_set_gather (cards, self->gather, self->gather_data);
  lsn_board_cards_set_fields (cards, self->fields);
  g_signal_connect_object (cards, "put", G_CALLBACK (put_cb), self, 0);
  g_signal_connect_object (cards, "step", G_CALLBACK (step_cb), self, 0);
  g_signal_connect_object (cards, "dragging", G_CALLBACK (dragging_cb), self, 0);
  g_signal_connect_object (cards, "selected", G_CALLBACK (selected_cb), self, 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "swim-title");
  gtk_box_append (GTK_BOX (section), label);
  gtk_box_append (GTK_BOX (section), GTK_WIDGET (cards));
  gtk_box_append (GTK_BOX (self->cells), section);
  g_ptr_array_add (self->cards, cards);
}

static void
show_cell (LsnBoardLane *self, LsnBoard *board, guint place, guint swim, GtkSizeGroup *group)
{
  LsnBoardCards *cards = g_ptr_array_index (self->cards, swim);
  GtkWidget *section = gtk_widget_get_parent (GTK_WIDGET (cards));
  GtkWidget *label = gtk_widget_get_first_child (section);
  const LsnLane *row = g_ptr_array_index (board->swims, swim);
  gboolean rows = board->swim != LSN_BOARD_BY_NOTHING;
  const char *title = lsn_board_get_lane (board, place)->title;
  g_autofree char *both = rows ? g_strdup_printf ("%s, %s", title, row->title) : NULL;

  lsn_text_label_set (label, row->title);
  gtk_widget_set_visible (label, rows);
  gtk_widget_set_vexpand (section, !rows);
  gtk_widget_set_vexpand (GTK_WIDGET (cards), !rows);
  lsn_board_cards_set_max_height (cards, rows ? SWIM_HEIGHT : 0);
  lsn_board_cards_set_title (cards, both ? both : title);
  lsn_board_cards_set_ordered (cards, board->by == LSN_BOARD_BY_COLUMN);
  lsn_board_cards_set_ids (cards, lsn_board_get_cell (board, swim, place));
  if (rows)
    gtk_size_group_add_widget (group, section);
}

static void
show_cells (LsnBoardLane *self, LsnBoard *board, guint place, GPtrArray *groups)
{
  while (self->cards->len > board->swims->len)
    {
      GtkWidget *cards = g_ptr_array_index (self->cards, self->cards->len - 1);

      gtk_box_remove (GTK_BOX (self->cells), gtk_widget_get_parent (cards));
      g_ptr_array_remove_index (self->cards, self->cards->len - 1);
    }
  while (self->cards->len < board->swims->len)
    add_cell (self);
  for (guint i = 0; i < board->swims->len; i++)
    show_cell (self, board, place, i, g_ptr_array_index (groups, i));
}

void
lsn_board_lane_show (LsnBoardLane *self, LsnBoard *board, guint place, GPtrArray *groups)
{
  const LsnLane *lane = lsn_board_get_lane (board, place);

  g_set_str (&self->key, lane->key);
  g_clear_pointer (&self->column, lsn_row_free);
  self->column = lane->column ? lsn_row_copy (lane->column) : NULL;
  lsn_text_label_set (self->title, lane->title);
  lsn_vertical_label_set_text (LSN_VERTICAL_LABEL (self->spine_title), lane->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, lane->title,
                                  -1);
  gtk_widget_set_visible (self->menu_button, self->column != NULL);
  gtk_widget_set_visible (self->entry, board->project_id != 0 &&
                                           !(board->by == LSN_BOARD_BY_WEEK && lane->id == 0));
  show_count (self, lane);
  show_sum (self, lane);
  show_cells (self, board, place, groups);
}

const char *
lsn_board_lane_get_key (LsnBoardLane *self)
{
  return self->key;
}

const LsnRow *
lsn_board_lane_get_column (LsnBoardLane *self)
{
  return self->column;
}

void
lsn_board_lane_set_fields (LsnBoardLane *self, LsnCardFields fields)
{
  self->fields = fields;
  for (guint i = 0; i < self->cards->len; i++)
    lsn_board_cards_set_fields (g_ptr_array_index (self->cards, i), fields);
}

void
lsn_board_lane_set_collapsed (LsnBoardLane *self, gboolean collapsed)
{
  gtk_widget_set_visible (self->box, !collapsed);
  gtk_widget_set_visible (self->spine, collapsed);
}

guint
lsn_board_lane_get_n_cells (LsnBoardLane *self)
{
  return self->cards->len;
}

LsnBoardCards *
lsn_board_lane_get_cards (LsnBoardLane *self, guint swim)
{
  return g_ptr_array_index (self->cards, swim);
}

/* --- Column ----------------------------------------------------------------------------------- */

static GdkContentProvider *
column_prepare_cb (GtkDragSource *source, double x, double y, LsnBoardLane *self)
{
  LsnColumnCargo cargo = { get_column_id (self) };

  if (cargo.column_id == 0 || !lsn_context_is_writable (self->context))
    return NULL;
  return gdk_content_provider_new_typed (LSN_TYPE_COLUMN_CARGO, &cargo);
}

static void
column_begin_cb (GtkDragSource *source, GdkDrag *drag, LsnBoardLane *self)
{
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (self->head);
  g_autoptr (GdkPaintable) still = gdk_paintable_get_current_image (live);

  gtk_drag_source_set_icon (source, still, 24, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "dragged");
}

static void
column_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, LsnBoardLane *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragged");
}

static void
show_side (LsnBoardLane *self, const char *side)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "gap-before");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "gap-behind");
  if (side)
    gtk_widget_add_css_class (GTK_WIDGET (self), side);
}

static gboolean
is_behind (LsnBoardLane *self, double x)
{
  return x > gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
}

static GdkDragAction
column_motion_cb (GtkDropTarget *target, double x, double y, LsnBoardLane *self)
{
  if (self->column == NULL)
    return 0;
  show_side (self, is_behind (self, x) ? "gap-behind" : "gap-before");
  return GDK_ACTION_MOVE;
}

static void
column_leave_cb (GtkDropTarget *target, LsnBoardLane *self)
{
  show_side (self, NULL);
}

static gboolean
column_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LsnBoardLane *self)
{
  const LsnColumnCargo *cargo = g_value_get_boxed (value);

  show_side (self, NULL);
  if (cargo->column_id == get_column_id (self))
    return FALSE;
  g_signal_emit (self, signals[COLUMN_DROPPED], 0, cargo->column_id, is_behind (self, x));
  return TRUE;
}

static void
add_column_drag (LsnBoardLane *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (LSN_TYPE_COLUMN_CARGO, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  lsn_drag_cancel_on_escape (source);
  g_signal_connect (source, "prepare", G_CALLBACK (column_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (column_begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (column_end_cb), self);
  gtk_widget_add_controller (self->head, GTK_EVENT_CONTROLLER (source));
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (column_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (column_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (column_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- Actions ---------------------------------------------------------------------------------- */

static void
shift_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnBoardLane *self = LSN_BOARD_LANE (widget);

  if (self->column)
    g_signal_emit (self, signals[SHIFT], 0, g_str_equal (name, "lane.left") ? -1 : 1);
}

static void
collapse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[COLLAPSE], 0, g_str_equal (name, "lane.collapse"));
}

static void
new_card_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lsn_board_lane_focus_entry (LSN_BOARD_LANE (widget));
}

static void
column_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 id = get_column_id (LSN_BOARD_LANE (widget));

  if (id)
    gtk_widget_activate_action (widget,
                                g_str_equal (name, "lane.edit") ? "app.edit-column"
                                                                : "app.delete-column",
                                "x", id);
}

static void
entry_activate_cb (LsnBoardLane *self)
{
  g_autofree char *title =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*title)
    g_signal_emit (self, signals[ADD], 0, title);
}

void
lsn_board_lane_added (LsnBoardLane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

void
lsn_board_lane_focus_entry (LsnBoardLane *self)
{
  gtk_widget_grab_focus (self->entry);
}

static GMenuModel *
make_menu (void)
{
  const char *const items[][2] = { { N_ ("_Edit Column…"), "lane.edit" },
                                   { N_ ("_Collapse"), "lane.collapse" },
                                   { N_ ("Move _Left"), "lane.left" },
                                   { N_ ("Move _Right"), "lane.right" },
                                   { N_ ("_Delete Column"), "lane.delete" } };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_menu_append (menu, _ (items[i][0]), items[i][1]);
  return G_MENU_MODEL (menu);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_board_lane_dispose (GObject *object)
{
  LsnBoardLane *self = LSN_BOARD_LANE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->spine, gtk_widget_unparent);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_pointer (&self->column, lsn_row_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_object (&self->card_menu);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_board_lane_parent_class)->dispose (object);
}

static const char *const changing[] = { "lane.left",   "lane.right",    "lane.edit",
                                        "lane.delete", "lane.new-card", NULL };

static void
lsn_board_lane_class_init (LsnBoardLaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_board_lane_dispose;

  signals[PUT] = g_signal_new ("put", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                               G_TYPE_ARRAY, G_TYPE_UINT, G_TYPE_INT64);
  signals[STEP] = g_signal_new ("step", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                3, G_TYPE_ARRAY, G_TYPE_UINT, G_TYPE_INT);
  signals[DRAGGING] = g_signal_new ("dragging", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, LSN_TYPE_BOARD_CARDS);
  signals[ADD] = g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRING);
  signals[SHIFT] = g_signal_new ("shift", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_INT);
  signals[COLUMN_DROPPED] = g_signal_new ("column-dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[COLLAPSE] = g_signal_new ("collapse", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "boardlane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "lane.left", NULL, shift_action);
  gtk_widget_class_install_action (widget_class, "lane.right", NULL, shift_action);
  gtk_widget_class_install_action (widget_class, "lane.collapse", NULL, collapse_action);
  gtk_widget_class_install_action (widget_class, "lane.expand", NULL, collapse_action);
  gtk_widget_class_install_action (widget_class, "lane.new-card", NULL, new_card_action);
  gtk_widget_class_install_action (widget_class, "lane.edit", NULL, column_action);
  gtk_widget_class_install_action (widget_class, "lane.delete", NULL, column_action);
}

static void
add_head (LsnBoardLane *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GMenuModel) menu = make_menu ();

  self->head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->head, "lane-head");
  self->title = lsn_text_label_new (NULL, "heading");
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_widget_set_halign (self->count, GTK_ALIGN_START);
  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
  gtk_widget_add_css_class (self->menu_button, "flat");
  gtk_widget_set_valign (self->menu_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->menu_button, _ ("Column Menu"));
  self->sum = lsn_text_label_new (NULL, "caption");
  gtk_widget_add_css_class (self->sum, "dim-label");
  gtk_widget_add_css_class (self->sum, "numeric");
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->count);
  gtk_box_append (GTK_BOX (words), self->menu_button);
  gtk_box_append (GTK_BOX (self->head), words);
  gtk_box_append (GTK_BOX (self->head), self->sum);
  gtk_box_append (GTK_BOX (self->box), self->head);
}

static void
add_entry (LsnBoardLane *self)
{
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("New card"));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY,
                                     "list-add-symbolic");
  gtk_widget_add_css_class (self->entry, "new-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New Card"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->entry);
}

static void
add_spine (LsnBoardLane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->spine_count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->spine_count, "numeric");
  gtk_widget_add_css_class (self->spine_count, "dim-label");
  self->spine_title = lsn_vertical_label_new ("heading");
  gtk_widget_set_halign (self->spine_title, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->spine_count);
  gtk_box_append (GTK_BOX (box), self->spine_title);
  self->spine = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->spine), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->spine), "lane.expand");
  gtk_widget_set_tooltip_text (self->spine, _ ("Expand"));
  gtk_widget_add_css_class (self->spine, "flat");
  gtk_widget_add_css_class (self->spine, "board-lane");
  gtk_widget_set_visible (self->spine, FALSE);
  gtk_widget_set_parent (self->spine, GTK_WIDGET (self));
}

static void
lsn_board_lane_init (LsnBoardLane *self)
{
  self->cards = g_ptr_array_new ();
  self->fields = LSN_CARD_ALL;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "board-lane");
  gtk_widget_set_size_request (self->box, WIDTH, -1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_head (self);
  self->cells = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), self->cells);
  add_entry (self);
  add_spine (self);
  add_column_drag (self);
}

LsnBoardLane *
lsn_board_lane_new (LsnContext *context, GMenuModel *card_menu, LsnBoardGather gather,
                    gpointer gather_data)
{
  LsnBoardLane *self = g_object_new (LSN_TYPE_BOARD_LANE, NULL);

  self->context = g_object_ref (context);
  self->card_menu = g_object_ref (card_menu);
  self->gather = gather;
  self->gather_data = gather_data;
  lsn_context_guard (context, self->entry, NULL);
  lsn_context_guard_actions (context, self, changing);
  return self;
}
