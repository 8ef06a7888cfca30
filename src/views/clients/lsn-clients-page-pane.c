/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-clients-page-private.h"

#include <glib/gi18n-lib.h>

/* Three layouts: a wide window has the client beside the list, so that going through forty of them
 * is Down, Down, Down; a middle one has the table; a narrow one has two lines a client. */

#define REST_MS  140 /* while Down repeats nothing is read */
#define READY_MS 400 /* a page that is not ready by then shows itself being read */

static gboolean
has_pane (LsnClientsPage *self)
{
  return self->wide && !self->table_wanted;
}

/* --- The client ------------------------------------------------------------------------------- */

static void
drop_coming (LsnClientsPage *self)
{
  g_clear_handle_id (&self->ready_source, g_source_remove);
  if (self->coming_page)
    g_clear_signal_handler (&self->coming_handler, self->coming_page);
  g_clear_object (&self->coming_page);
}

static void
show_nobody (LsnClientsPage *self)
{
  drop_coming (self);
  self->client_page = NULL;
  adw_navigation_split_view_set_content (self->split_view, self->nobody_page);
}

/* The old page stays until the new one has something to show, so that nothing flickers. */
static void
show_coming (LsnClientsPage *self)
{
  g_autoptr (LsnClientPage) page = g_steal_pointer (&self->coming_page);

  g_clear_handle_id (&self->ready_source, g_source_remove);
  g_clear_signal_handler (&self->coming_handler, page);
  self->client_page = page;
  adw_navigation_split_view_set_content (self->split_view, ADW_NAVIGATION_PAGE (page));
}

static gboolean
late_cb (gpointer user_data)
{
  LsnClientsPage *self = user_data;

  self->ready_source = 0;
  show_coming (self);
  return G_SOURCE_REMOVE;
}

static gboolean
show_wanted_cb (gpointer user_data)
{
  LsnClientsPage *self = user_data;

  self->show_source = 0;
  self->shown_at_us = g_get_monotonic_time ();
  drop_coming (self);
  if (self->client_page && lsn_client_page_get_client_id (self->client_page) == self->wanted_id)
    return G_SOURCE_REMOVE;

  self->coming_page = g_object_ref_sink (lsn_client_page_new (self->context, self->wanted_id));
  self->coming_handler =
      g_signal_connect_swapped (self->coming_page, "notify::title", G_CALLBACK (show_coming), self);
  self->ready_source = g_timeout_add (self->client_page ? READY_MS : 0, late_cb, self);
  return G_SOURCE_REMOVE;
}

void
lsn_clients_page_refresh_pane (LsnClientsPage *self)
{
  gint64 id = lsn_id_selection_get_single (self->selection);
  gint64 since_us = g_get_monotonic_time () - self->shown_at_us;

  if (!has_pane (self))
    return;
  /* Who left the list, as its next step was set, stays in sight until another one is chosen; of
   * several selected ones the last stays. */
  if (id == 0)
    return;

  self->wanted_id = id;
  g_clear_handle_id (&self->show_source, g_source_remove);
  if (since_us > REST_MS * 1000)
    show_wanted_cb (self);
  else
    self->show_source = g_timeout_add (REST_MS, show_wanted_cb, self);
  self->shown_at_us = g_get_monotonic_time ();
}

/* --- Layout ----------------------------------------------------------------------------------- */

/* The first client stands there at once. */
static void
select_first (LsnClientsPage *self)
{
  if (has_pane (self) && lsn_id_selection_get_count (self->selection) == 0 &&
      self->client_page == NULL)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
}

void
lsn_clients_page_refresh_layout (LsnClientsPage *self)
{
  gboolean pane = has_pane (self);
  LsnClientListMode mode = pane           ? LSN_CLIENT_LIST_PANE
                           : self->narrow ? LSN_CLIENT_LIST_LINES
                                          : LSN_CLIENT_LIST_TABLE;
  GAction *table = g_action_map_lookup_action (G_ACTION_MAP (self->group), "table");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (table), self->wide);
  if (adw_navigation_split_view_get_collapsed (self->split_view) == pane)
    {
      adw_navigation_split_view_set_show_content (self->split_view, FALSE);
      adw_navigation_split_view_set_collapsed (self->split_view, !pane);
    }
  lsn_client_list_set_mode (self->client_list, mode);
  if (!pane)
    {
      g_clear_handle_id (&self->show_source, g_source_remove);
      show_nobody (self);
      return;
    }
  select_first (self);
  lsn_clients_page_refresh_pane (self);
}

/* The keys act as soon as there is a row, unless the user is somewhere else already, or types. */
static gboolean
take_focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LsnClientsPage *self = LSN_CLIENTS_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gint64 id = lsn_id_selection_get_single (self->selection);
  guint position = id ? lsn_record_list_find (self->list, id) : 0;

  if (root == NULL || !gtk_widget_get_mapped (widget) ||
      (focus &&
       (GTK_IS_EDITABLE (focus) || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_page)) ||
        lsn_client_list_has_focus (self->client_list))))
    {
      self->focus_source = 0;
      return G_SOURCE_REMOVE;
    }
  lsn_client_list_go_to (self->client_list, position == G_MAXUINT ? 0 : position);
  return G_SOURCE_CONTINUE;
}

void
lsn_clients_page_focus_list (LsnClientsPage *self)
{
  if (self->focus_source == 0)
    self->focus_source =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), take_focus_cb, NULL, NULL);
}

void
lsn_clients_page_list_came (LsnClientsPage *self)
{
  select_first (self);
  lsn_clients_page_focus_list (self);
}

static void
table_state_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LsnClientsPage *self = user_data;

  self->table_wanted = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  if (self->settings)
    g_settings_set_boolean (self->settings, "clients-table", self->table_wanted);
  lsn_clients_page_refresh_layout (self);
}

static const GActionEntry actions[] = {
  { "table", NULL, NULL, "false", table_state_cb },
};

void
lsn_clients_page_set_up_pane (LsnClientsPage *self)
{
  GAction *table;

  g_action_map_add_action_entries (G_ACTION_MAP (self->group), actions, G_N_ELEMENTS (actions),
                                   self);
  table = g_action_map_lookup_action (G_ACTION_MAP (self->group), "table");
  self->table_wanted = self->settings && g_settings_get_boolean (self->settings, "clients-table");
  g_simple_action_set_state (G_SIMPLE_ACTION (table), g_variant_new_boolean (self->table_wanted));
  lsn_clients_page_refresh_layout (self);
}

void
lsn_clients_page_dispose_pane (LsnClientsPage *self)
{
  g_clear_handle_id (&self->show_source, g_source_remove);
  drop_coming (self);
  self->client_page = NULL;
}
