/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-client-page.h"
#include "base/lsn-clock.h"
#include "model/clients/lsn-client-write.h"
#include "views/clients/lsn-client-page-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (LsnClientPage, lsn_client_page, ADW_TYPE_NAVIGATION_PAGE)

const LsnKey lsn_client_page_keys[] = {
  { "l", N_ ("Log a Touch"), "client.compose" },
  { "n", N_ ("Set the Next Step"), "client.plan" },
  { "d", N_ ("The Next Step Is Done"), "client.done" },
  { "<Shift>d", N_ ("Done, With an Outcome"), "client.outcome" },
  { "s", N_ ("Snooze the Next Step"), "client.snooze" },
  { "c", N_ ("Call"), "client.call" },
  { "m", N_ ("Write a Mail"), "client.mail" },
  { "<Control>e", N_ ("Edit the Client"), "client.edit" },
  { "w", N_ ("Copy Where We Are Now"), "client.status" },
  { "e", N_ ("Edit the Entry"), "client.edit-this" },
  { "Delete", N_ ("Delete the Entry"), "client.delete-this" },
  { "<Control>c", N_ ("Copy the Text of the Entry"), "client.copy-this" },
  { NULL },
};

/* --- Shared ----------------------------------------------------------------------------------- */

GtkWidget *
lsn_client_page_make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title ? title : "");
  if (subtitle && *subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  return row;
}

GtkWidget *
lsn_client_page_make_button (const char *icon, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  return button;
}

GtkWidget *
lsn_client_page_make_menu_button (GMenuModel *menu, const char *tooltip)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "quiet");
  return button;
}

gboolean
lsn_client_page_are_equal (GPtrArray *before, GPtrArray *after)
{
  if (before == NULL || before->len != after->len)
    return FALSE;
  for (guint i = 0; i < after->len; i++)
    {
      if (!lsn_row_equal (g_ptr_array_index (before, i), g_ptr_array_index (after, i)))
        return FALSE;
    }
  return TRUE;
}

int
lsn_client_page_find_focus (GtkListBox *list)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (row == NULL || gtk_widget_get_parent (row) != GTK_WIDGET (list))
    return -1;
  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

void
lsn_client_page_put_focus (GtkListBox *list, int place)
{
  GtkListBoxRow *row = NULL;

  for (; place >= 0 && row == NULL; place--)
    row = gtk_list_box_get_row_at_index (list, place);
  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
lsn_client_page_refill (LsnClientPage *self, GtkListBox *list, GPtrArray *before, GPtrArray *after,
                        LsnClientPageMakeRow make)
{
  int focus;

  if (lsn_client_page_are_equal (before, after))
    return;
  focus = lsn_client_page_find_focus (list);
  gtk_list_box_remove_all (list);
  for (guint i = 0; i < after->len; i++)
    gtk_list_box_append (list, make (self, g_ptr_array_index (after, i)));
  gtk_widget_set_visible (GTK_WIDGET (list), after->len > 0);
  lsn_client_page_put_focus (list, focus);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void load (LsnClientPage *self);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnClientPage) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnClientCard *card = lsn_store_finish (LSN_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  adw_banner_set_title (self->error_banner, error ? error->message : "");
  adw_banner_set_revealed (self->error_banner, error != NULL);
  if (card == NULL)
    return;
  if (card->client == NULL)
    {
      /* Deleted here or by an undo: the page goes with it. */
      gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
      return;
    }

  lsn_client_page_show_header (self, card);
  lsn_client_page_show_steps (self, card);
  lsn_client_page_show_people (self, card);
  lsn_composer_set_people (self->composer, lsn_row_get_text (card->client, LSN_CLIENT_NAME),
                           card->people);
  lsn_client_page_show_agreements (self, card);
  lsn_client_page_show_dates (self, card);
  lsn_client_page_show_files (self, card);
  g_clear_pointer (&self->card, lsn_client_card_free);
  self->card = lsn_client_card_steal (card);
  if (self->again)
    load (self);
}

static void
load (LsnClientPage *self)
{
  self->again = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_client_card_on_worker,
                        lsn_client_card_new (self->client_id),
                        (GDestroyNotify) lsn_client_card_free, self->cancellable, loaded_cb,
                        g_object_ref (self));
}

static void
changed_cb (LsnClientPage *self, LsnChanges *changes)
{
  for (guint i = 0; lsn_client_card_tables[i]; i++)
    {
      if (!lsn_changes_touches (changes, lsn_client_card_tables[i]))
        continue;
      if (self->cancellable)
        self->again = TRUE;
      else
        load (self);
      return;
    }
}

static void
retry_cb (LsnClientPage *self)
{
  load (self);
  lsn_record_list_refresh (self->story);
}

/* --- The client as a whole -------------------------------------------------------------------- */

static LsnClientsEdit *
new_edit (LsnClientPage *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, self->client_id);
  return lsn_clients_edit_new (ids, lsn_clock_now ());
}

static void
archive_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  LsnClientsEdit *edit = new_edit (self);

  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_int64 (edit->row, LSN_CLIENT_ARCHIVED_AT, edit->now);
  lsn_context_write (self->context, _ ("Archive Client"), NULL, lsn_clients_edit_on_worker, edit,
                     (GDestroyNotify) lsn_clients_edit_free);
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  LsnClientsEdit *edit = new_edit (self);
  g_autofree char *message =
      g_strdup_printf (_ ("“%s” deleted"), gtk_label_get_text (self->name_label));

  edit->remove = TRUE;
  lsn_context_write (self->context, _ ("Delete Client"), message, lsn_clients_edit_on_worker, edit,
                     (GDestroyNotify) lsn_clients_edit_free);
}

static void
edit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.edit-client", "x", self->client_id);
}

static void
projects_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.client-projects", "x", self->client_id);
}

static void
status_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.copy-status", "(xx)", (gint64) 0,
                              self->client_id);
}

static void
history_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.client-history", "x", self->client_id);
}

/* Ctrl+F on this page. */
static void
search_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lsn_client_page_search (LSN_CLIENT_PAGE (widget));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_client_page_dispose (GObject *object)
{
  LsnClientPage *self = LSN_CLIENT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_CLIENT_PAGE);
  g_clear_pointer (&self->card, lsn_client_card_free);
  g_clear_object (&self->actions);
  g_clear_object (&self->story);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_client_page_parent_class)->dispose (object);
}

/* The focus goes to the story, where letters act, as soon as there is one. */
static gboolean
lsn_client_page_grab_focus (GtkWidget *widget)
{
  LsnClientPage *self = LSN_CLIENT_PAGE (widget);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->story)) > 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->story_view));
  self->wants_focus = lsn_record_list_is_loading (self->story);
  return gtk_widget_grab_focus (GTK_WIDGET (self->edit_button));
}

static void
lsn_client_page_class_init (LsnClientPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = lsn_client_page_dispose;
  widget_class->grab_focus = lsn_client_page_grab_focus;

  g_type_ensure (LSN_TYPE_AVATAR_BUTTON);
  g_type_ensure (LSN_TYPE_COMPOSER);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-client-page.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnClientPage, name)
  CHILD (error_banner);
  CHILD (layout);
  CHILD (tabs);
  CHILD (edit_button);
  CHILD (avatar);
  CHILD (name_label);
  CHILD (status_button);
  CHILD (facts_box);
  CHILD (channels_box);
  CHILD (next_box);
  CHILD (next_image);
  CHILD (next_label);
  CHILD (due_label);
  CHILD (turn_button);
  CHILD (done_button);
  CHILD (snooze_button);
  CHILD (set_button);
  CHILD (composer);
  CHILD (filter_group);
  CHILD (search_button);
  CHILD (search_entry);
  CHILD (story_stack);
  CHILD (story_view);
  CHILD (story_window);
  CHILD (steps_group);
  CHILD (followup_list);
  CHILD (person_button);
  CHILD (people_list);
  CHILD (date_list);
  CHILD (agreement_list);
  CHILD (files_group);
  CHILD (keeping_list);
  CHILD (file_list);
  CHILD (drop_hint);
#undef CHILD
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_page_action);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  lsn_client_page_bind_story (widget_class);
  lsn_key_install (widget_class, lsn_client_page_keys);
}

static void
lsn_client_page_init (LsnClientPage *self)
{
  const GActionEntry entries[] = {
    { "archive", archive_action }, { "delete", delete_action },     { "edit", edit_action },
    { "history", history_action }, { "projects", projects_action }, { "status", status_action },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "client", G_ACTION_GROUP (self->actions));
  lsn_client_page_setup_header (self);
  lsn_client_page_setup_story (self);
  lsn_client_page_setup_people (self);
  lsn_client_page_setup_steps (self);
  lsn_client_page_setup_agreements (self);
  lsn_client_page_setup_dates (self);
  lsn_client_page_setup_files (self);
}

static const char *const writing[] = {
  "add-date",    "edit-date", "edit-person",    "attach",           "delete-file",
  "rename-file", "agree",     "agree-by-entry", "agreement-state",  "agreement-turn",
  "archive",     "compose",   "delete",         "delete-agreement", "delete-entry",
  "delete-this", "done",      "edit",           "edit-agreement",   "edit-entry",
  "edit-this",   "outcome",   "plan",           "snooze",           "status",
  "turn",        NULL,
};

LsnClientPage *
lsn_client_page_new (LsnContext *context, gint64 client_id)
{
  LsnClientPage *self = g_object_new (LSN_TYPE_CLIENT_PAGE, NULL);

  self->context = g_object_ref (context);
  self->client_id = client_id;
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit_button), "client.edit");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->person_button), "app.add-person");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->person_button), "x", client_id);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  lsn_avatar_button_start (self->avatar, context);
  lsn_composer_start (self->composer, context, client_id);
  lsn_context_guard (context, GTK_WIDGET (self->status_button), GTK_WIDGET (self->turn_button),
                     GTK_WIDGET (self->snooze_button), NULL);
  lsn_context_guard_actions (context, self->actions, writing);
  lsn_client_page_start_story (self);
  load (self);
  return self;
}

gint64
lsn_client_page_get_client_id (LsnClientPage *self)
{
  return self->client_id;
}
