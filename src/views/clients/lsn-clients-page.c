/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-settings.h"
#include "views/clients/lsn-clients-page-private.h"

#include <glib/gi18n-lib.h>

#define PATIENCE_MS 300 /* until a list that is being read says so */

G_DEFINE_FINAL_TYPE (LsnClientsPage, lsn_clients_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- The list --------------------------------------------------------------------------------- */

static gboolean
is_searched (LsnClientsPage *self)
{
  return self->query->text && *self->query->text;
}

/* What the words that one looks for right now are is nothing to come back to. */
static void
remember (LsnClientsPage *self)
{
  g_autoptr (LsnClientQuery) query = NULL;
  g_autofree char *line = NULL;

  if (self->settings == NULL)
    return;
  query = lsn_client_query_copy (self->query);
  g_set_str (&query->text, NULL);
  line = lsn_client_query_format (query);
  g_settings_set_string (self->settings, "clients-view", self->view);
  g_settings_set_string (self->settings, "clients-query", line);
}

static void
show_order (LsnClientsPage *self)
{
  GAction *order = g_action_map_lookup_action (G_ACTION_MAP (self->group), "order");
  GAction *descending = g_action_map_lookup_action (G_ACTION_MAP (self->group), "descending");

  g_simple_action_set_state (G_SIMPLE_ACTION (order),
                             g_variant_new_string (lsn_client_order_get_key (self->query->order)));
  g_simple_action_set_state (G_SIMPLE_ACTION (descending),
                             g_variant_new_boolean (self->query->descending));
  lsn_client_list_set_order (self->client_list, self->query->order, self->query->descending);
}

void
lsn_clients_page_run_query (LsnClientsPage *self)
{
  self->query->today = lsn_context_get_today (self->context);
  lsn_client_list_set_today (self->client_list, self->query->today);
  lsn_record_list_set_query (self->list, lsn_client_query_on_worker, self->query,
                             (GBoxedCopyFunc) lsn_client_query_copy,
                             (GDestroyNotify) lsn_client_query_free);
  show_order (self);
  lsn_clients_page_refresh_views (self);
  lsn_clients_page_refresh_filter (self);
  lsn_clients_page_refresh_selection (self);
  remember (self);
}

static gboolean
loading_cb (gpointer user_data)
{
  LsnClientsPage *self = user_data;

  self->loading_source = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  return G_SOURCE_REMOVE;
}

static void
show_nothing (LsnClientsPage *self)
{
  gboolean searched = is_searched (self);
  const char *title = _ ("No Client Found");
  const char *words = _ ("Nobody is left by the filter.");
  g_autofree char *told = NULL;

  if (searched)
    {
      told = g_strdup_printf (_ ("Nobody here has “%s” in the name, people, mails or phones."),
                              self->query->text);
      words = told;
    }
  else
    {
      lsn_clients_page_get_empty_words (self, &title, &words);
    }
  adw_status_page_set_title (self->nothing_page, title);
  {
    /* The words may be the user's own, and the page reads markup. */
    g_autofree char *escaped = g_markup_escape_text (words, -1);

    adw_status_page_set_description (self->nothing_page, escaped);
  }
  adw_status_page_set_icon_name (self->nothing_page,
                                 searched ? "edit-find-symbolic" : "lsn-empty-clients-symbolic");
  gtk_widget_set_visible (self->clear_search_button, searched);
  gtk_widget_set_visible (self->clear_filter_button, lsn_client_query_is_filtered (self->query));
}

static char *
dup_count (guint n)
{
  /* Grouped as the locale does: 97 891. */
  return g_strdup_printf (ngettext ("%'u client", "%'u clients", n), n);
}

static void
show_count (LsnClientsPage *self, guint n)
{
  g_autofree char *count = dup_count (n);
  g_autofree char *subtitle =
      lsn_client_list_get_mode (self->client_list) == LSN_CLIENT_LIST_TABLE
          ? g_strdup (count)
          : g_strdup_printf ("%s · %s%s", count, lsn_client_order_get_label (self->query->order),
                             self->query->descending ? " ↓" : " ↑");

  adw_window_title_set_subtitle (self->window_title, subtitle);
  if (self->searched)
    {
      self->searched = FALSE;
      gtk_accessible_announce (GTK_ACCESSIBLE (self), count,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
}

static void
show_state (LsnClientsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const char *error = lsn_record_list_get_error_message (self->list);
  gboolean came;

  if (lsn_record_list_is_loading (self->list))
    return;
  g_clear_handle_id (&self->loading_source, g_source_remove);
  came = !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "content");

  /* What was read before stays in sight under the words of what went wrong. */
  if (error && n == 0)
    {
      g_autofree char *escaped = g_markup_escape_text (error, -1);

      adw_status_page_set_description (self->failed_page, escaped);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  else if (n > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "content");
    }
  else if (!is_searched (self) && !lsn_client_query_is_filtered (self->query))
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  else
    {
      show_nothing (self);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
    }
  adw_banner_set_title (self->error_banner, error ? error : "");
  adw_banner_set_revealed (self->error_banner, error != NULL && n > 0);
  show_count (self, n);
  if (came && n > 0)
    lsn_clients_page_list_came (self);
}

static void
retry_cb (LsnClientsPage *self)
{
  lsn_record_list_refresh (self->list);
}

static void
ordered_cb (LsnClientsPage *self, guint order, gboolean descending)
{
  self->query->order = order;
  self->query->descending = descending;
  lsn_clients_page_run_query (self);
}

static void
chosen_cb (LsnClientsPage *self)
{
  lsn_clients_page_refresh_selection (self);
  lsn_clients_page_refresh_pane (self);
}

/* --- Searching -------------------------------------------------------------------------------- */

static void
search_changed_cb (LsnClientsPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->list == NULL || g_strcmp0 (self->query->text ? self->query->text : "", text) == 0)
    return;
  g_set_str (&self->query->text, text);
  self->searched = TRUE;
  lsn_clients_page_run_query (self);
}

static void
stop_search_cb (LsnClientsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->client_list));
}

/* Enter goes on to the first one that was found. */
static void
search_activate_cb (LsnClientsPage *self)
{
  lsn_client_list_go_to (self->client_list, 0);
}

static gboolean
search_key_cb (LsnClientsPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  search_activate_cb (self);
  return GDK_EVENT_STOP;
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (LSN_CLIENTS_PAGE (widget)->search_entry));
}

static void
clear_search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* --- Order ------------------------------------------------------------------------------------ */

static void
order_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;

  if (lsn_client_order_parse (g_variant_get_string (parameter, NULL), &self->query->order))
    lsn_clients_page_run_query (self);
}

static void
descending_action (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LsnClientsPage *self = user_data;

  self->query->descending = g_variant_get_boolean (state);
  lsn_clients_page_run_query (self);
}

static const GActionEntry actions[] = {
  { "order", order_action, "s", "'name'" },
  { "descending", NULL, NULL, "false", descending_action },
  { "clear-search", clear_search_action },
};

static GMenuModel *
make_menu (LsnClientsPage *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) layout = g_menu_new ();
  g_autoptr (GMenu) orders = g_menu_new ();
  g_autoptr (GMenu) direction = g_menu_new ();
  g_autoptr (GMenu) list = g_menu_new ();
  g_autoptr (GMenu) out = g_menu_new ();

  for (LsnClientOrder i = 0; i < N_LSN_CLIENT_ORDERS; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (lsn_client_order_get_label (i), NULL);

      g_menu_item_set_action_and_target (item, "clients.order", "s", lsn_client_order_get_key (i));
      g_menu_append_item (orders, item);
    }
  g_menu_append (direction, _ ("_Descending"), "clients.descending");
  g_menu_append_section (orders, NULL, G_MENU_MODEL (direction));
  g_menu_append (layout, _ ("_Table"), "clients.table");
  g_menu_append_submenu (list, _ ("_Sort By"), G_MENU_MODEL (orders));
  g_menu_append_submenu (list, _ ("_Columns"),
                         lsn_client_list_get_columns_menu (self->client_list));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (layout));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (list));
  g_menu_append (out, _ ("_Export These…"), "clients.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (out));
  return G_MENU_MODEL (menu);
}

/* --- Width ------------------------------------------------------------------------------------ */

static void
narrow_cb (LsnClientsPage *self)
{
  self->narrow = TRUE;
  lsn_clients_page_refresh_layout (self);
  show_state (self);
}

static void
not_narrow_cb (LsnClientsPage *self)
{
  self->narrow = FALSE;
  lsn_clients_page_refresh_layout (self);
  show_state (self);
}

static void
wide_cb (LsnClientsPage *self)
{
  self->wide = TRUE;
  lsn_clients_page_refresh_layout (self);
  show_state (self);
}

static void
not_wide_cb (LsnClientsPage *self)
{
  self->wide = FALSE;
  lsn_clients_page_refresh_layout (self);
  show_state (self);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_clients_page_shown (AdwNavigationPage *page)
{
  LsnClientsPage *self = LSN_CLIENTS_PAGE (page);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "content"))
    lsn_clients_page_focus_list (self);
}

static void
lsn_clients_page_dispose (GObject *object)
{
  LsnClientsPage *self = LSN_CLIENTS_PAGE (object);

  g_clear_handle_id (&self->loading_source, g_source_remove);
  lsn_clients_page_dispose_pane (self);
  /* The reference that let the page out of the split view and in again. */
  if (self->nobody_page)
    g_object_unref (self->nobody_page);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_CLIENTS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->group);
  g_clear_object (&self->settings);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_clients_page_parent_class)->dispose (object);
}

static void
lsn_clients_page_finalize (GObject *object)
{
  LsnClientsPage *self = LSN_CLIENTS_PAGE (object);

  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->choices, lsn_client_choices_unref);
  lsn_client_query_free (self->query);
  g_free (self->view);
  g_free (self->wanted_view);

  G_OBJECT_CLASS (lsn_clients_page_parent_class)->finalize (object);
}

#define CHILD(name)    gtk_widget_class_bind_template_child (widget_class, LsnClientsPage, name)
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)

static void
lsn_clients_page_class_init (LsnClientsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lsn_clients_page_dispose;
  object_class->finalize = lsn_clients_page_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = lsn_clients_page_shown;

  g_type_ensure (LSN_TYPE_CLIENT_LIST);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-clients-page.ui");
  CHILD (split_view);
  CHILD (list_page);
  CHILD (nobody_page);
  CHILD (window_title);
  CHILD (error_banner);
  CHILD (search_entry);
  CHILD (filter_button);
  CHILD (toggle_bin);
  CHILD (view_button);
  CHILD (menu_button);
  CHILD (chips);
  CHILD (stack);
  CHILD (nothing_page);
  CHILD (failed_page);
  CHILD (clear_search_button);
  CHILD (clear_filter_button);
  CHILD (client_list);
  CHILD (selection_bar);
  CHILD (selection_label);
  CHILD (selection_bin);
  CHILD (change_button);
  CALLBACK (search_changed_cb);
  CALLBACK (stop_search_cb);
  CALLBACK (search_activate_cb);
  CALLBACK (retry_cb);
  CALLBACK (narrow_cb);
  CALLBACK (not_narrow_cb);
  CALLBACK (wide_cb);
  CALLBACK (not_wide_cb);
}

static void
lsn_clients_page_init (LsnClientsPage *self)
{
  self->settings = lsn_settings_new ();
  self->group = g_simple_action_group_new ();
  self->query = lsn_client_query_new ();
  self->view = g_strdup ("all");
  gtk_widget_insert_action_group (GTK_WIDGET (self), "clients", G_ACTION_GROUP (self->group));
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), actions, G_N_ELEMENTS (actions),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref (self->nobody_page);
}

static void
set_up_search (LsnClientsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
}

/* The view and the filter of the last time. */
static void
restore (LsnClientsPage *self)
{
  g_autofree char *view = NULL;
  g_autofree char *line = NULL;

  if (self->settings == NULL)
    return;
  view = g_settings_get_string (self->settings, "clients-view");
  line = g_settings_get_string (self->settings, "clients-query");
  if (*line == '\0')
    return;
  g_set_str (&self->view, view);
  lsn_client_query_free (self->query);
  self->query = lsn_client_query_parse (line);
}

LsnClientsPage *
lsn_clients_page_new (LsnContext *context)
{
  LsnClientsPage *self = g_object_new (LSN_TYPE_CLIENTS_PAGE, NULL);
  g_autoptr (GMenuModel) menu = NULL;

  self->context = g_object_ref (context);
  self->list = lsn_record_list_new (lsn_context_get_pool (context, LSN_TYPE_CLIENT),
                                    lsn_client_query_tables);
  self->selection = lsn_id_selection_new (self->list);
  restore (self);
  lsn_client_list_set_up (self->client_list, context, self->list, self->selection,
                          self->search_entry);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  lsn_client_list_get_columns (self->client_list));
  menu = make_menu (self);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  lsn_clients_page_set_up_views (self);
  lsn_clients_page_set_up_filter (self);
  lsn_clients_page_set_up_selection (self);
  lsn_clients_page_set_up_pane (self);
  set_up_search (self);

  g_signal_connect_object (self->list, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client_list, "ordered", G_CALLBACK (ordered_cb), self,
                           G_CONNECT_SWAPPED);
  self->loading_source = g_timeout_add (PATIENCE_MS, loading_cb, self);
  lsn_clients_page_run_query (self);
  return self;
}
