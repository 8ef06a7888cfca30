/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-settings.h"
#include "views/clients/lsn-client-list-private.h"
#include "views/lsn-client-avatar.h"
#include "views/lsn-client-words.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

/* The table. Its cells are cheap, as scrolling fills hundreds of them a second: an inscription
 * asks for no size, and nothing is made or restyled but what differs from what the cell showed. */

#define SAVE_MS 400 /* after the last movement of a column's edge */

typedef struct
{
  const char *key; /* its name in the settings, and of its filter */
  LsnClientOrder order;
  LsnClientField field;
  int width;
  gboolean hidden;
} Column;

/* Those that are shown fit into the narrowest window that has the table. */
static const Column columns[] = {
  { "name", LSN_CLIENT_ORDER_NAME, LSN_CLIENT_NAME, 190 },
  { "next", LSN_CLIENT_ORDER_NEXT, LSN_CLIENT_NEXT_TOUCH, 250 },
  { "turn", LSN_CLIENT_ORDER_TURN, LSN_CLIENT_TURN, 100 },
  { "last", LSN_CLIENT_ORDER_LAST, LSN_CLIENT_LAST_TOUCH, 120 },
  { "status", LSN_CLIENT_ORDER_STATUS, LSN_CLIENT_STATUS, 95 },
  { "segment", LSN_CLIENT_ORDER_SEGMENT, LSN_CLIENT_SEGMENT_NAME, 110, TRUE },
  { "owner", LSN_CLIENT_ORDER_OWNER, LSN_CLIENT_OWNER_NAME, 140, TRUE },
  { "city", LSN_CLIENT_ORDER_CITY, LSN_CLIENT_CITY, 130, TRUE },
  { "tag", LSN_CLIENT_ORDER_TAG, LSN_CLIENT_TAGS, 150, TRUE },
  { "source", LSN_CLIENT_ORDER_SOURCE, LSN_CLIENT_SOURCE, 130, TRUE },
  { "due", LSN_CLIENT_ORDER_DUE, LSN_CLIENT_TOUCH_DUE, 130, TRUE },
};

static const Column *
get_column (gpointer object)
{
  return g_object_get_data (object, "column");
}

static const char *
get_title (const Column *column)
{
  return lsn_client_order_get_label (column->order);
}

/* --- Cells ------------------------------------------------------------------------------------ */

typedef struct
{
  LsnClientList *list; /* borrowed */
  const Column *column;
  GtkWidget *text;   /* GtkInscription */
  GtkWidget *due;    /* nullable: GtkLabel */
  AdwAvatar *avatar; /* nullable */
  GtkWidget *mark;   /* nullable: what the pointer rests on for a peek */
  const char *style; /* static, nullable: the class that the text or the due has now */
  gulong handler;
} Cell;

static Cell *
get_cell (GtkColumnViewCell *item)
{
  return g_object_get_data (G_OBJECT (item), "cell");
}

static void
set_style (Cell *cell, const char *style)
{
  GtkWidget *widget = cell->due ? cell->due : cell->text;

  if (cell->style == style)
    return;
  if (cell->style)
    gtk_widget_remove_css_class (widget, cell->style);
  if (style)
    gtk_widget_add_css_class (widget, style);
  cell->style = style;
}

static void
fill_next (Cell *cell, LsnRecord *client)
{
  int severity;
  g_autofree char *due = lsn_client_words_dup_due (client, cell->list->today, &severity);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell->text),
                            lsn_record_get_text (client, LSN_CLIENT_NEXT_TITLE));
  lsn_text_label_set (cell->due, due ? due : _ ("No next step"));
  set_style (cell, severity > 0                         ? lsn_client_words_get_class (severity)
                   : lsn_client_words_is_stuck (client) ? "warning"
                                                        : "dim-label");
}

static void
fill_text (Cell *cell, LsnRecord *client)
{
  guint field = cell->column->field;
  g_autofree char *made = NULL;
  const char *text = NULL;
  int severity = 0;
  LsnClientStatus status;

  switch (field)
    {
    case LSN_CLIENT_TURN:
      text = lsn_record_get_text (client, field);
      text = text ? lsn_turn_get_label (text) : NULL;
      break;
    case LSN_CLIENT_LAST_TOUCH:
      text = made = lsn_client_words_dup_last (client, cell->list->today);
      break;
    case LSN_CLIENT_TOUCH_DUE:
      text = made = lsn_client_words_dup_touch_due (client, cell->list->today, &severity);
      break;
    case LSN_CLIENT_STATUS:
      if (lsn_client_status_parse (lsn_record_get_text (client, field), &status))
        {
          text = lsn_client_status_get_label (status);
          severity = status == LSN_CLIENT_AT_RISK ? 1 : 0;
        }
      break;
    default:
      text = lsn_record_get_text (client, field);
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (cell->text), text);
  set_style (cell, lsn_client_words_get_class (severity));
}

static void
fill_cell (GtkColumnViewCell *item)
{
  Cell *cell = get_cell (item);
  LsnRecord *client = gtk_column_view_cell_get_item (item);

  if (client == NULL || !lsn_record_is_loaded (client))
    {
      gtk_inscription_set_text (GTK_INSCRIPTION (cell->text), NULL);
      if (cell->due)
        lsn_text_label_set (cell->due, NULL);
      return;
    }

  if (cell->due)
    fill_next (cell, client);
  else
    fill_text (cell, client);
  if (cell->avatar)
    lsn_client_avatar_show (cell->avatar, cell->list->context,
                            lsn_record_get_text (client, LSN_CLIENT_NAME),
                            lsn_record_get_text (client, LSN_CLIENT_AVATAR));
}

static gboolean
tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer item)
{
  LsnRecord *client = gtk_column_view_cell_get_item (item);
  const Cell *cell = get_cell (item);
  g_autofree char *text = NULL;

  if (client == NULL || !lsn_record_is_loaded (client))
    return FALSE;
  text = cell->column->field == LSN_CLIENT_NEXT_TOUCH ? lsn_client_words_dup_due_exact (client)
                                                      : lsn_client_words_dup_last_exact (client);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, LsnClientList *self)
{
  Cell *cell = g_new0 (Cell, 1);
  GtkWidget *child;

  cell->list = self;
  cell->column = get_column (factory);
  cell->text = child = gtk_inscription_new (NULL);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell->text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_yalign (GTK_INSCRIPTION (cell->text), 0.5f);
  gtk_widget_set_hexpand (cell->text, TRUE);

  if (cell->column->field == LSN_CLIENT_NAME || cell->column->field == LSN_CLIENT_NEXT_TOUCH)
    child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  if (cell->column->field == LSN_CLIENT_NAME)
    {
      cell->avatar = ADW_AVATAR (adw_avatar_new (24, NULL, TRUE));
      cell->mark = child;
      gtk_box_append (GTK_BOX (child), GTK_WIDGET (cell->avatar));
      gtk_box_append (GTK_BOX (child), cell->text);
    }
  else if (cell->column->field == LSN_CLIENT_NEXT_TOUCH)
    {
      cell->due = lsn_text_label_new (NULL, "numeric");
      gtk_box_append (GTK_BOX (child), cell->text);
      gtk_box_append (GTK_BOX (child), cell->due);
    }
  if (cell->column->field == LSN_CLIENT_NEXT_TOUCH || cell->column->field == LSN_CLIENT_LAST_TOUCH)
    {
      gtk_widget_set_has_tooltip (child, TRUE);
      g_signal_connect (child, "query-tooltip", G_CALLBACK (tooltip_cb), item);
    }
  g_object_set_data_full (G_OBJECT (item), "cell", cell, g_free);
  gtk_column_view_cell_set_child (item, child);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, gpointer user_data)
{
  LsnRecord *client = gtk_column_view_cell_get_item (item);
  Cell *cell = get_cell (item);

  if (cell->mark)
    lsn_client_peek_mark (cell->mark, lsn_record_get_id (client));
  cell->handler = g_signal_connect_swapped (client, "changed", G_CALLBACK (fill_cell), item);
  fill_cell (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, gpointer user_data)
{
  Cell *cell = get_cell (item);

  if (cell->mark)
    lsn_client_peek_mark (cell->mark, 0);
  g_clear_signal_handler (&cell->handler, gtk_column_view_cell_get_item (item));
}

/* --- Remembering ------------------------------------------------------------------------------ */

static const Column *
find_column (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (g_str_equal (columns[i].key, key))
        return &columns[i];
    }
  return NULL;
}

static GtkColumnViewColumn *
dup_view_column (LsnClientList *self, const char *key)
{
  GListModel *model = gtk_column_view_get_columns (self->table);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_column_view_column_get_id (column), key))
        return g_steal_pointer (&column);
    }
  return NULL;
}

static gboolean
save_cb (gpointer user_data)
{
  LsnClientList *self = user_data;
  GListModel *model = gtk_column_view_get_columns (self->table);
  GVariantBuilder builder;

  self->save_source = 0;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sib)"));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      g_variant_builder_add (&builder, "(sib)", gtk_column_view_column_get_id (column),
                             gtk_column_view_column_get_fixed_width (column),
                             gtk_column_view_column_get_visible (column));
    }
  g_settings_set_value (self->settings, "clients-columns", g_variant_builder_end (&builder));
  return G_SOURCE_REMOVE;
}

static void
save (LsnClientList *self)
{
  if (self->settings == NULL)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_MS, save_cb, self);
}

/* --- Columns ---------------------------------------------------------------------------------- */

static void
show_action (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LsnClientList *self = user_data;
  g_autoptr (GtkColumnViewColumn) column =
      dup_view_column (self, g_action_get_name (G_ACTION (action)));

  gtk_column_view_column_set_visible (column, g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
  save (self);
}

static void
hide_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientList *self = user_data;

  g_action_group_change_action_state (G_ACTION_GROUP (self->columns),
                                      g_variant_get_string (parameter, NULL),
                                      g_variant_new_boolean (FALSE));
}

static void
sort_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientList *self = user_data;
  g_autoptr (GtkColumnViewColumn) column = NULL;
  const char *key;
  gboolean descending;

  g_variant_get (parameter, "(&sb)", &key, &descending);
  column = dup_view_column (self, key);
  if (column)
    gtk_column_view_sort_by_column (self->table, column,
                                    descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static const GActionEntry actions[] = {
  { "hide", hide_action, "s" },
  { "sort", sort_action, "(sb)" },
};

static GMenuModel *
make_head_menu (LsnClientList *self, const Column *column)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) sort = g_menu_new ();
  g_autoptr (GMenu) other = g_menu_new ();
  g_autoptr (GMenuItem) up = g_menu_item_new (_ ("Sort _Ascending"), NULL);
  g_autoptr (GMenuItem) down = g_menu_item_new (_ ("Sort _Descending"), NULL);
  LsnClientFacet facet;

  g_menu_item_set_action_and_target (up, "columns.sort", "(sb)", column->key, FALSE);
  g_menu_item_set_action_and_target (down, "columns.sort", "(sb)", column->key, TRUE);
  g_menu_append_item (sort, up);
  g_menu_append_item (sort, down);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sort));
  if (lsn_client_facet_parse (column->key, &facet))
    {
      g_autoptr (GMenuItem) filter = g_menu_item_new (_ ("_Filter…"), NULL);

      g_menu_item_set_action_and_target (filter, "clients.filter", "s", column->key);
      g_menu_append_item (other, filter);
    }
  if (column->field != LSN_CLIENT_NAME)
    {
      g_autoptr (GMenuItem) hide = g_menu_item_new (_ ("_Hide Column"), NULL);

      g_menu_item_set_action_and_target (hide, "columns.hide", "s", column->key);
      g_menu_append_item (other, hide);
    }
  g_menu_append_submenu (other, _ ("_Columns"), self->columns_menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (other));
  return G_MENU_MODEL (menu);
}

static void
add_column (LsnClientList *self, const Column *column, int width, gboolean visible)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  g_autoptr (GMenuModel) menu = make_head_menu (self, column);

  g_object_set_data (G_OBJECT (factory), "column", (gpointer) column);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  view_column = gtk_column_view_column_new (get_title (column), factory);
  gtk_column_view_column_set_id (view_column, column->key);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_visible (view_column, visible);
  gtk_column_view_column_set_header_menu (view_column, menu);
  gtk_column_view_column_set_fixed_width (view_column, width < 0 ? column->width : width);
  gtk_column_view_column_set_expand (view_column, column->field == LSN_CLIENT_NEXT_TOUCH);

  /* The sorter never compares: it lets the head be clicked, and SQL sorts. */
  gtk_column_view_column_set_sorter (view_column, sorter);
  g_object_set_data (G_OBJECT (view_column), "column", (gpointer) column);
  gtk_column_view_append_column (self->table, view_column);
  g_signal_connect_object (view_column, "notify::fixed-width", G_CALLBACK (save), self,
                           G_CONNECT_SWAPPED);
}

static void
add_columns (LsnClientList *self)
{
  g_autoptr (GVariant) saved =
      self->settings ? g_settings_get_value (self->settings, "clients-columns") : NULL;
  gsize n = saved ? g_variant_n_children (saved) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) present = NULL;
      const Column *column;
      const char *key;
      int width;
      gboolean visible;

      g_variant_get_child (saved, i, "(&sib)", &key, &width, &visible);
      column = find_column (key);
      present = dup_view_column (self, key);
      if (column && present == NULL)
        add_column (self, column, width, visible || column->field == LSN_CLIENT_NAME);
    }
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) present = dup_view_column (self, columns[i].key);

      if (present == NULL)
        add_column (self, &columns[i], -1, !columns[i].hidden);
    }
}

static void
add_show_actions (LsnClientList *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = dup_view_column (self, columns[i].key);
      g_autoptr (GSimpleAction) action =
          g_simple_action_new_stateful (columns[i].key, NULL,
                                        g_variant_new_boolean (
                                            gtk_column_view_column_get_visible (column)));

      if (columns[i].field == LSN_CLIENT_NAME)
        continue;
      g_signal_connect_object (action, "change-state", G_CALLBACK (show_action), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self->columns), G_ACTION (action));
    }
}

static GMenuModel *
make_columns_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *action = g_strconcat ("columns.", columns[i].key, NULL);

      if (columns[i].field != LSN_CLIENT_NAME)
        g_menu_append (menu, get_title (&columns[i]), action);
    }
  return G_MENU_MODEL (menu);
}

/* --- Sorting ---------------------------------------------------------------------------------- */

static void
sorter_changed_cb (LsnClientList *self)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->table));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);

  if (column && !self->quiet)
    g_signal_emit_by_name (self, "ordered", (guint) get_column (column)->order,
                           gtk_column_view_sorter_get_primary_sort_order (sorter) ==
                               GTK_SORT_DESCENDING);
}

void
lsn_client_list_set_order (LsnClientList *self, LsnClientOrder order, gboolean descending)
{
  self->quiet = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (columns[i].order == order)
        {
          g_autoptr (GtkColumnViewColumn) column = dup_view_column (self, columns[i].key);

          gtk_column_view_sort_by_column (self->table, column,
                                          descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
        }
    }
  self->quiet = FALSE;
}

/* A screen reader reads a row by the client's name, not as eight cells. */
static void
name_row (GtkColumnViewRow *row)
{
  const char *name = lsn_record_get_text (gtk_column_view_row_get_item (row), LSN_CLIENT_NAME);

  gtk_column_view_row_set_accessible_label (row, name ? name : "");
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, gpointer user_data)
{
  g_signal_connect_swapped (gtk_column_view_row_get_item (row), "changed", G_CALLBACK (name_row),
                            row);
  name_row (row);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_row_get_item (row), name_row, row);
}

/* --- Life ------------------------------------------------------------------------------------- */

void
lsn_client_list_set_up_columns (LsnClientList *self)
{
  GtkListItemFactory *rows = gtk_signal_list_item_factory_new ();

  self->settings = lsn_settings_new ();
  self->columns = g_simple_action_group_new ();
  self->columns_menu = make_columns_menu ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->columns), actions, G_N_ELEMENTS (actions),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (self->columns));
  g_signal_connect (rows, "bind", G_CALLBACK (row_bind_cb), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (row_unbind_cb), NULL);
  gtk_column_view_set_row_factory (self->table, rows);
  g_object_unref (rows);
  add_columns (self);
  add_show_actions (self);
  g_signal_connect_object (gtk_column_view_get_columns (self->table), "items-changed",
                           G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

GMenuModel *
lsn_client_list_get_columns_menu (LsnClientList *self)
{
  return self->columns_menu;
}

GActionGroup *
lsn_client_list_get_columns (LsnClientList *self)
{
  return G_ACTION_GROUP (self->columns);
}

void
lsn_client_list_dispose_columns (LsnClientList *self)
{
  if (self->save_source)
    {
      g_clear_handle_id (&self->save_source, g_source_remove);
      save_cb (self);
    }
  g_clear_object (&self->settings);
  g_clear_object (&self->columns);
  g_clear_object (&self->columns_menu);
}
