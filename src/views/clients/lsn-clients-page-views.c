/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/timeline/lsn-entry-write.h"
#include "views/clients/lsn-clients-page-private.h"
#include "views/clients/lsn-views-dialog.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

/* The views of the program itself. What is saved comes behind them. */
static const struct
{
  const char *key;
  const char *label;
  const char *query;
  gboolean pinned;         /* stands above the list */
  const char *empty_title; /* nullable: what it says when nobody is in it */
  const char *empty_words;
} views[] = {
  { "all", N_ ("All"), "order=name", TRUE },
  { "mine", N_ ("Mine"), "order=next owner=me", TRUE, N_ ("No Client Is Yours Yet"),
    N_ ("Those whose owner you are will stand here.") },
  { "risk", N_ ("At Risk"), "order=due status=at-risk", TRUE, N_ ("No Client Is at Risk"),
    N_ ("Those whose status is “At Risk” will stand here.") },
  { "stuck", N_ ("No Next Step"), "order=last next=none status=active,at-risk,lead", TRUE,
    N_ ("Every Client Has a Next Step"), N_ ("Nobody is forgotten.") },
  { "losing", N_ ("Losing Touch"), "order=due last=losing", TRUE, N_ ("You Are in Touch"),
    N_ ("Nobody waits longer than the rhythm wants.") },
  { "active", N_ ("Active"), "order=name status=active", FALSE, N_ ("No Active Client"),
    N_ ("Those whose status is “Active” will stand here.") },
  { "leads", N_ ("Leads"), "order=next status=lead", FALSE, N_ ("No Leads"),
    N_ ("Those whose status is “Lead” will stand here.") },
  { "archive", N_ ("Archive"), "order=name archived", FALSE, N_ ("The Archive Is Empty"),
    N_ ("What you archive stays here with all its story.") },
};

/* The place of a built-in view, -1 of another. */
static int
find_own (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      if (g_str_equal (views[i].key, key))
        return (int) i;
    }
  return -1;
}

static const LsnRow *
find_saved (LsnClientsPage *self, const char *key)
{
  gint64 id = g_ascii_strtoll (key, NULL, 10);

  for (guint i = 0; self->views && i < self->views->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (self->views, i);

      if (lsn_row_get_int64 (row, LSN_SAVED_VIEW_ID) == id)
        return row;
    }
  return NULL;
}

static const char *
get_query (LsnClientsPage *self, const char *key)
{
  int own = find_own (key);
  const LsnRow *saved = own < 0 ? find_saved (self, key) : NULL;

  return own >= 0 ? views[own].query
         : saved  ? lsn_row_get_text (saved, LSN_SAVED_VIEW_QUERY)
                  : NULL;
}

gboolean
lsn_clients_page_is_view_itself (LsnClientsPage *self)
{
  const char *line = get_query (self, self->view);
  g_autoptr (LsnClientQuery) view = lsn_client_query_parse (line ? line : views[0].query);
  g_autoptr (LsnClientQuery) present = lsn_client_query_copy (self->query);
  g_autofree char *wanted = NULL;
  g_autofree char *got = NULL;

  view->order = present->order = LSN_CLIENT_ORDER_NAME;
  view->descending = present->descending = FALSE;
  g_set_str (&view->text, NULL);
  g_set_str (&present->text, NULL);
  wanted = lsn_client_query_format (view);
  got = lsn_client_query_format (present);
  return g_str_equal (wanted, got);
}

gboolean
lsn_clients_page_is_own_view (LsnClientsPage *self)
{
  return find_own (self->view) >= 0;
}

gboolean
lsn_clients_page_get_empty_words (LsnClientsPage *self, const char **title,
                                  const char **description)
{
  int own = find_own (self->view);

  if (own < 0 || views[own].empty_title == NULL || !lsn_clients_page_is_view_itself (self))
    return FALSE;
  *title = _ (views[own].empty_title);
  *description = _ (views[own].empty_words);
  return TRUE;
}

/* What is searched for stays from view to view, but for the words that a view has itself. */
static void
carry_text (LsnClientsPage *self, LsnClientQuery *query)
{
  const char *line = get_query (self, self->view);
  g_autoptr (LsnClientQuery) before = lsn_client_query_parse (line ? line : views[0].query);
  const char *typed = self->query->text;

  if (query->text == NULL && g_strcmp0 (before->text, typed) != 0)
    g_set_str (&query->text, typed);
  if (g_strcmp0 (query->text ? query->text : "", typed ? typed : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), query->text ? query->text : "");
}

void
lsn_clients_page_select_view (LsnClientsPage *self, const char *view)
{
  const char *line = get_query (self, view);
  LsnClientQuery *query = lsn_client_query_parse (line ? line : views[0].query);

  carry_text (self, query);
  g_set_str (&self->view, line ? view : views[0].key);
  lsn_client_query_free (self->query);
  self->query = query;
  lsn_clients_page_run_query (self);
}

void
lsn_clients_page_show_view (LsnClientsPage *self, const char *view)
{
  if (self->views)
    lsn_clients_page_select_view (self, view);
  else
    g_set_str (&self->wanted_view, view);
}

/* --- Toggles ---------------------------------------------------------------------------------- */

static void
toggled_cb (LsnClientsPage *self, GtkToggleButton *toggle)
{
  const char *view = g_object_get_data (G_OBJECT (toggle), "view");

  if (!self->quiet && gtk_toggle_button_get_active (toggle))
    lsn_clients_page_select_view (self, view);
  /* One of them is always on. */
  else if (!self->quiet && g_strcmp0 (self->view, view) == 0)
    gtk_toggle_button_set_active (toggle, TRUE);
}

static void
add_toggle (LsnClientsPage *self, GtkToggleButton **group, const char *view, const char *label)
{
  GtkWidget *toggle = gtk_toggle_button_new ();
  GtkWidget *text = lsn_text_label_new (label, NULL);

  gtk_label_set_max_width_chars (GTK_LABEL (text), 24);
  gtk_button_set_child (GTK_BUTTON (toggle), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (toggle, "flat");
  gtk_widget_add_css_class (toggle, "view-toggle");
  g_object_set_data_full (G_OBJECT (toggle), "view", g_strdup (view), g_free);
  if (*group)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle), *group);
  else
    *group = GTK_TOGGLE_BUTTON (toggle);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), g_str_equal (self->view, view));
  g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (toggled_cb), self);
  lsn_overflow_box_append (self->toggles, toggle);
  if (g_str_equal (self->view, view))
    lsn_overflow_box_set_kept (self->toggles, toggle);
}

/* Nobody is “me” in a workspace that has no owners. */
static gboolean
is_offered (LsnClientsPage *self, guint own)
{
  return !g_str_equal (views[own].key, "mine") ||
         (self->choices &&
          lsn_client_choices_get_label (self->choices, LSN_CLIENT_FACET_OWNER, "me"));
}

static char *
dup_id (const LsnRow *row)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, lsn_row_get_int64 (row, LSN_SAVED_VIEW_ID));
}

/* Toggles are made anew only when views come or go, so that the one that was clicked keeps the
 * focus. */
static void
fill_toggles (LsnClientsPage *self)
{
  GtkToggleButton *group = NULL;
  int own = find_own (self->view);

  self->quiet = TRUE;
  lsn_overflow_box_remove_all (self->toggles);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      if ((views[i].pinned && is_offered (self, i)) || (int) i == own)
        add_toggle (self, &group, views[i].key, _ (views[i].label));
    }
  for (guint i = 0; self->views && i < self->views->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (self->views, i);
      g_autofree char *id = dup_id (row);

      if (lsn_row_get_int64 (row, LSN_SAVED_VIEW_PINNED) || g_str_equal (id, self->view))
        add_toggle (self, &group, id, lsn_row_get_text (row, LSN_SAVED_VIEW_NAME));
    }
  self->quiet = FALSE;
}

/* Turns on the toggle of the view; %FALSE where it has none yet. */
static gboolean
turn_toggle (LsnClientsPage *self)
{
  GtkWidget *found = NULL;

  for (GtkWidget *toggle = gtk_widget_get_first_child (GTK_WIDGET (self->toggles)); toggle;
       toggle = gtk_widget_get_next_sibling (toggle))
    {
      if (g_strcmp0 (g_object_get_data (G_OBJECT (toggle), "view"), self->view) == 0)
        found = toggle;
    }
  if (found == NULL)
    return FALSE;
  self->quiet = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (found), TRUE);
  self->quiet = FALSE;
  lsn_overflow_box_set_kept (self->toggles, found);
  return TRUE;
}

/* --- The menu --------------------------------------------------------------------------------- */

static void
append_view (GMenu *menu, const char *label, const char *view)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);

  g_menu_item_set_label (item, escaped);
  g_menu_item_set_action_and_target (item, "clients.view", "s", view);
  g_menu_append_item (menu, item);
}

static void
fill_menu (LsnClientsPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();
  g_autoptr (GMenu) saved = g_menu_new ();
  g_autoptr (GMenu) manage = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      if (is_offered (self, i))
        append_view (own, _ (views[i].label), views[i].key);
    }
  for (guint i = 0; self->views && i < self->views->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (self->views, i);
      g_autofree char *id = dup_id (row);

      append_view (saved, lsn_row_get_text (row, LSN_SAVED_VIEW_NAME), id);
    }
  g_menu_append (manage, _ ("_Save View…"), "clients.save-view");
  g_menu_append (manage, _ ("_Update View"), "clients.update-view");
  g_menu_append (manage, _ ("_Edit Views…"), "clients.edit-views");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (saved));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (manage));
  gtk_menu_button_set_menu_model (self->view_button, G_MENU_MODEL (menu));
}

void
lsn_clients_page_refresh_views (LsnClientsPage *self)
{
  GAction *view = g_action_map_lookup_action (G_ACTION_MAP (self->group), "view");
  GAction *update = g_action_map_lookup_action (G_ACTION_MAP (self->group), "update-view");
  GAction *edit = g_action_map_lookup_action (G_ACTION_MAP (self->group), "edit-views");
  const LsnRow *saved = find_saved (self, self->view);
  gboolean writable = lsn_context_is_writable (self->context);
  g_autofree char *present = lsn_client_query_format (self->query);

  g_simple_action_set_state (G_SIMPLE_ACTION (view), g_variant_new_string (self->view));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (update),
                               writable && saved &&
                                   g_strcmp0 (lsn_row_get_text (saved, LSN_SAVED_VIEW_QUERY),
                                              present) != 0);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (edit),
                               writable && self->views && self->views->len > 0);
  if (!turn_toggle (self))
    fill_toggles (self);
}

void
lsn_clients_page_rebuild_views (LsnClientsPage *self)
{
  fill_toggles (self);
  fill_menu (self);
  lsn_clients_page_refresh_views (self);
}

/* --- Saving ----------------------------------------------------------------------------------- */

typedef struct
{
  LsnClientsPage *page; /* owned */
  GtkEditable *name;    /* borrowed from the dialog */
  AdwSwitchRow *pin;    /* likewise */
} Saving;

static void
saving_free (gpointer data, GClosure *closure)
{
  Saving *saving = data;

  g_object_unref (saving->page);
  g_free (saving);
}

static void
saved (GObject *owner, gpointer data)
{
  LsnClientsPage *self = LSN_CLIENTS_PAGE (owner);
  const LsnSavedViewAdd *add = data;

  /* The views are read anew as the row has come; the page turns to it then. */
  g_free (self->view);
  self->view = g_strdup_printf ("%" G_GINT64_FORMAT, add->id);
  lsn_clients_page_refresh_views (self);
  lsn_clients_page_refresh_filter (self);
}

static void
save_view_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Saving *saving = user_data;
  LsnSavedViewAdd *add;
  const char *name = gtk_editable_get_text (saving->name);
  g_autofree char *query = NULL;
  g_autofree char *message = NULL;

  if (!g_str_equal (response, "save"))
    return;
  query = lsn_client_query_format (saving->page->query);
  message = g_strdup_printf (_ ("View “%s” saved"), name);
  add = g_new0 (LsnSavedViewAdd, 1);
  add->row = lsn_row_new (&lsn_saved_view_info);
  lsn_row_set_text (add->row, LSN_SAVED_VIEW_PAGE, "clients");
  lsn_row_set_text (add->row, LSN_SAVED_VIEW_NAME, name);
  lsn_row_set_text (add->row, LSN_SAVED_VIEW_QUERY, query);
  lsn_row_set_int64 (add->row, LSN_SAVED_VIEW_PINNED, adw_switch_row_get_active (saving->pin));
  lsn_context_write_then (saving->page->context, _ ("Save View"), message,
                          lsn_saved_view_add_on_worker, add,
                          (GDestroyNotify) lsn_saved_view_add_free, saved, G_OBJECT (saving->page));
}

static void
name_changed_cb (GtkEditable *name, AdwAlertDialog *dialog)
{
  g_autofree char *stripped = g_strstrip (g_strdup (gtk_editable_get_text (name)));

  adw_alert_dialog_set_response_enabled (dialog, "save", *stripped != '\0');
}

static void
save_view_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  AdwDialog *dialog =
      adw_alert_dialog_new (_ ("Save View"),
                            _ ("The order, the filter and the search stand under a name."));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *name = adw_entry_row_new ();
  GtkWidget *pin = adw_switch_row_new ();
  Saving *saving = g_new0 (Saving, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _ ("Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (name), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (pin), _ ("Pin Above the List"));
  adw_switch_row_set_active (ADW_SWITCH_ROW (pin), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), pin);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "save",
                                  _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "save",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "save", FALSE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (name, "changed", G_CALLBACK (name_changed_cb), dialog, 0);

  saving->page = g_object_ref (self);
  saving->name = GTK_EDITABLE (name);
  saving->pin = ADW_SWITCH_ROW (pin);
  g_signal_connect_data (dialog, "response", G_CALLBACK (save_view_cb), saving, saving_free, 0);
  adw_dialog_set_focus (dialog, name);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
update_view_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  const LsnRow *view = find_saved (self, self->view);
  g_autofree char *query = lsn_client_query_format (self->query);
  g_autofree char *message = NULL;
  LsnRowEdit *edit;

  if (view == NULL)
    return;
  message = g_strdup_printf (_ ("View “%s” updated"), lsn_row_get_text (view, LSN_SAVED_VIEW_NAME));
  edit = g_new0 (LsnRowEdit, 1);
  edit->id = lsn_row_get_int64 (view, LSN_SAVED_VIEW_ID);
  edit->row = lsn_row_new (&lsn_saved_view_info);
  lsn_row_set_text (edit->row, LSN_SAVED_VIEW_QUERY, query);
  lsn_context_write (self->context, _ ("Update View"), message, lsn_row_edit_on_worker, edit,
                     (GDestroyNotify) lsn_row_edit_free);
}

static void
edit_views_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;

  adw_dialog_present (lsn_views_dialog_new (self->context, "clients"), GTK_WIDGET (self));
}

static void
view_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lsn_clients_page_select_view (user_data, g_variant_get_string (parameter, NULL));
}

static const char *const writing[] = { "save-view", NULL };

static const GActionEntry actions[] = {
  { "view", view_action, "s", "'all'" },
  { "save-view", save_view_action },
  { "update-view", update_view_action },
  { "edit-views", edit_views_action },
};

/* --- Reading ---------------------------------------------------------------------------------- */

static void
views_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnClientsPage) self = user_data;
  LsnSavedViews *read = lsn_store_finish (LSN_STORE (source), result, NULL);

  /* Without them the views of the program are there. */
  if (read == NULL || self->context == NULL)
    return;
  g_clear_pointer (&self->views, g_ptr_array_unref);
  self->views = g_ptr_array_ref (read->views);
  if (self->wanted_view)
    {
      g_autofree char *wanted = g_steal_pointer (&self->wanted_view);

      lsn_clients_page_select_view (self, wanted);
    }
  /* The view is gone, as is what was remembered of another workspace. */
  if (get_query (self, self->view) == NULL)
    {
      lsn_clients_page_select_view (self, views[0].key);
      lsn_clients_page_rebuild_views (self);
      return;
    }
  lsn_clients_page_rebuild_views (self);
  lsn_clients_page_refresh_filter (self);
}

static void
read_views (LsnClientsPage *self)
{
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_saved_views_on_worker,
                        lsn_saved_views_new ("clients"), (GDestroyNotify) lsn_saved_views_free,
                        NULL, views_read_cb, g_object_ref (self));
}

static void
changed_cb (LsnClientsPage *self, LsnChanges *changes)
{
  if (lsn_changes_touches (changes, lsn_saved_view_info.table))
    read_views (self);
}

void
lsn_clients_page_set_up_views (LsnClientsPage *self)
{
  self->toggles = LSN_OVERFLOW_BOX (lsn_overflow_box_new (3));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggles), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Views"), -1);
  adw_bin_set_child (self->toggle_bin, GTK_WIDGET (self->toggles));
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), actions, G_N_ELEMENTS (actions),
                                   self);
  lsn_context_guard_actions (self->context, self->group, writing);
  g_signal_connect_object (lsn_context_get_store (self->context), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  read_views (self);
}
