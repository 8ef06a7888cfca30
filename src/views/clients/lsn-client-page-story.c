/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-when.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/clients/lsn-client-page-private.h"
#include "views/clients/lsn-entry-dialog.h"
#include "views/clients/lsn-story-row.h"
#include "widgets/lsn-dialog.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

static const char *const shown_kinds[] = { "call", "meeting", "message", "mail", "note", "file" };

/* --- Rows ------------------------------------------------------------------------------------- */

static void
set_up_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, lsn_story_row_new ());
}

static void
name_row_cb (LsnEntry *entry, GtkListItem *item)
{
  LsnRecord *record = LSN_RECORD (entry);
  const char *text = lsn_record_get_text (record, LSN_ENTRY_TEXT);

  if (text == NULL)
    text = lsn_record_get_text (record, LSN_ENTRY_TITLE);
  gtk_list_item_set_accessible_label (
      item, text ? text : lsn_entry_kind_get_label (lsn_record_get_text (record, LSN_ENTRY_KIND)));
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  LsnEntry *entry = gtk_list_item_get_item (item);

  lsn_story_row_set_entry (LSN_STORY_ROW (gtk_list_item_get_child (item)), entry);
  g_signal_connect (entry, "changed", G_CALLBACK (name_row_cb), item);
  name_row_cb (entry, item);
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_row_cb, item);
  lsn_story_row_set_entry (LSN_STORY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
set_up_header_cb (GtkListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  GtkWidget *label = lsn_text_label_new (NULL, "caption-heading");

  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  LsnClientPage *self = user_data;
  GtkSelectionModel *selection = gtk_list_view_get_model (self->story_view);
  GListModel *model = gtk_no_selection_get_model (GTK_NO_SELECTION (selection));
  LsnDate day =
      lsn_story_model_get_day (LSN_STORY_MODEL (model), gtk_list_header_get_start (header));
  LsnDate today = lsn_context_get_today (self->context);
  g_autofree char *text = NULL;

  if (day == LSN_DATE_NONE)
    return;
  text = day == today       ? g_strdup (_ ("Today"))
         : day == today - 1 ? g_strdup (_ ("Yesterday"))
                            : lsn_when_dup_day_heading (day, today);
  lsn_text_label_set (gtk_list_header_get_child (header), text);
}

/* --- The top ---------------------------------------------------------------------------------- */

/* Rows grow as they are read, and the list would keep the first of them in place, with the heading
 * of its day above the edge. What a layout moves comes with "changed" first, what the user moves
 * does not. */
static void
laid_out_cb (LsnClientPage *self, GtkAdjustment *adjustment)
{
  if (self->stays_at_top && gtk_adjustment_get_value (adjustment) > 0)
    gtk_adjustment_set_value (adjustment, 0);
}

static void
scrolled_cb (LsnClientPage *self, GtkAdjustment *adjustment)
{
  self->stays_at_top = gtk_adjustment_get_value (adjustment) <= 0;
}

/* --- What is shown ---------------------------------------------------------------------------- */

static const char *
get_filter (LsnClientPage *self)
{
  guint active = adw_toggle_group_get_active (self->filter_group);

  return active > 0 && active <= G_N_ELEMENTS (shown_kinds) ? shown_kinds[active - 1] : NULL;
}

/* The rows are there from the next frame on. */
static gboolean
focus_story_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LsnClientPage *self = LSN_CLIENT_PAGE (widget);

  if (gtk_widget_is_focus (GTK_WIDGET (self->edit_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->story_view));
  return G_SOURCE_REMOVE;
}

static void
show_state (LsnClientPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->story)) > 0;
  gboolean filtered =
      get_filter (self) || *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';

  if (any || lsn_record_list_is_loading (self->story))
    gtk_stack_set_visible_child_name (self->story_stack, "list");
  else
    gtk_stack_set_visible_child_name (self->story_stack, filtered ? "nothing" : "empty");
  if (self->wants_focus && !lsn_record_list_is_loading (self->story))
    {
      self->wants_focus = FALSE;
      if (any)
        gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_story_cb, NULL, NULL);
    }
}

static void
ask (LsnClientPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autoptr (LsnTimelineQuery) query = NULL;

  if (self->story == NULL)
    return;
  self->stays_at_top = TRUE;
  query = lsn_timeline_query_new (self->client_id, get_filter (self), *text ? text : NULL);
  lsn_record_list_set_query (self->story, lsn_timeline_query_on_worker, query,
                             (GBoxedCopyFunc) lsn_timeline_query_copy,
                             (GDestroyNotify) lsn_timeline_query_free);
}

static void
filter_changed_cb (LsnClientPage *self)
{
  ask (self);
}

static void
search_changed_cb (LsnClientPage *self)
{
  ask (self);
}

static void
stop_search_cb (LsnClientPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_toggle_button_set_active (self->search_button, FALSE);
}

static void
search_toggled_cb (LsnClientPage *self)
{
  if (gtk_toggle_button_get_active (self->search_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

void
lsn_client_page_search (LsnClientPage *self)
{
  adw_view_stack_set_visible_child_name (self->tabs, "story");
  gtk_toggle_button_set_active (self->search_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* --- The composer ----------------------------------------------------------------------------- */

void
lsn_client_page_compose (LsnClientPage *self, const char *kind)
{
  adw_view_stack_set_visible_child_name (self->tabs, "story");
  lsn_composer_offer (self->composer, kind, 0);
}

/* Alt and a number begin an entry from anywhere on the page. */
static gboolean
begin_kind_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LsnClientPage *self = LSN_CLIENT_PAGE (widget);

  adw_view_stack_set_visible_child_name (self->tabs, "story");
  lsn_composer_begin (self->composer, shown_kinds[GPOINTER_TO_UINT (user_data)]);
  return TRUE;
}

static void
compose_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  adw_view_stack_set_visible_child_name (self->tabs, "story");
  lsn_composer_begin (self->composer, NULL);
}

/* --- What one can do with an entry ------------------------------------------------------------ */

static void
copy_entry_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  g_autoptr (LsnRecord) entry =
      lsn_record_pool_dup (lsn_context_get_pool (self->context, LSN_TYPE_ENTRY),
                           g_variant_get_int64 (parameter));
  const char *title = lsn_record_get_text (entry, LSN_ENTRY_TITLE);
  const char *text = lsn_record_get_text (entry, LSN_ENTRY_TEXT);
  g_autofree char *both =
      g_strconcat (title ? title : "", title && text ? "\n" : "", text ? text : "", NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), both);
}

static void
delete_entry_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  LsnRemoval removal = { &lsn_entry_info, g_variant_get_int64 (parameter) };
  g_autoptr (LsnRecord) entry =
      lsn_record_pool_dup (lsn_context_get_pool (self->context, LSN_TYPE_ENTRY), removal.id);
  g_autofree char *message =
      g_strdup_printf (_ ("Deleted: %s"),
                       lsn_entry_get_heading (lsn_record_get_text (entry, LSN_ENTRY_KIND),
                                              lsn_record_get_text (entry, LSN_ENTRY_DIRECTION)));

  lsn_context_write (self->context, _ ("Delete Entry"), message, lsn_removal_on_worker,
                     g_memdup2 (&removal, sizeof removal), g_free);
}

static void
edit_entry_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  lsn_dialog_present (lsn_entry_dialog_new (self->context, g_variant_get_int64 (parameter)),
                      GTK_WIDGET (self));
}

/* The entry whose row has the focus, or holds it; %NULL where it is elsewhere. */
static LsnStoryRow *
get_focused_row (LsnClientPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, LSN_TYPE_STORY_ROW) : NULL;

  if (row == NULL && focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->story_view)))
    row = gtk_widget_get_first_child (focus);
  return row && LSN_IS_STORY_ROW (row) ? LSN_STORY_ROW (row) : NULL;
}

/* The keys act on the entry that has the focus, by the actions of its menu. */
static void
this_entry_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const struct
  {
    const char *name;
    const char *action;
  } actions[] = {
    { "edit-this", "client.edit-entry" },
    { "delete-this", "client.delete-entry" },
    { "copy-this", "client.copy-entry" },
  };
  LsnClientPage *self = user_data;
  LsnStoryRow *row = get_focused_row (self);
  LsnEntry *entry = row ? lsn_story_row_get_entry (row) : NULL;

  for (guint i = 0; entry && i < G_N_ELEMENTS (actions); i++)
    {
      if (g_str_equal (actions[i].name, g_action_get_name (G_ACTION (action))))
        gtk_widget_activate_action (GTK_WIDGET (self), actions[i].action, "x",
                                    lsn_record_get_id (LSN_RECORD (entry)));
    }
}

static void
entry_activated_cb (LsnClientPage *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "client.edit-entry", "x",
                              lsn_record_list_get_id (self->story, position));
}

/* --- Set up ----------------------------------------------------------------------------------- */

static void
make_filter (LsnClientPage *self)
{
  AdwToggle *all = adw_toggle_new ();

  adw_toggle_set_label (all, C_ ("entries of the story", "All"));
  adw_toggle_group_add (self->filter_group, all);
  for (guint i = 0; i < G_N_ELEMENTS (shown_kinds); i++)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_icon_name (toggle, lsn_entry_kind_get_icon (shown_kinds[i]));
      adw_toggle_set_tooltip (toggle, lsn_entry_kind_get_label (shown_kinds[i]));
      adw_toggle_group_add (self->filter_group, toggle);
    }
  adw_toggle_group_set_active (self->filter_group, 0);
}

void
lsn_client_page_setup_story (LsnClientPage *self)
{
  const GActionEntry entries[] = {
    { "compose", compose_action },
    { "copy-entry", copy_entry_action, "x" },
    { "delete-entry", delete_entry_action, "x" },
    { "edit-entry", edit_entry_action, "x" },
    { "edit-this", this_entry_action },
    { "delete-this", this_entry_action },
    { "copy-this", this_entry_action },
  };
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->story_window);

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  make_filter (self);
  g_signal_connect_object (self->search_button, "toggled", G_CALLBACK (search_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (rows, "setup", G_CALLBACK (set_up_row_cb), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  g_signal_connect (headers, "setup", G_CALLBACK (set_up_header_cb), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (bind_header_cb), self);
  gtk_list_view_set_factory (self->story_view, rows);
  gtk_list_view_set_header_factory (self->story_view, headers);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (laid_out_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

void
lsn_client_page_start_story (LsnClientPage *self)
{
  GtkNoSelection *selection;

  self->story = lsn_record_list_new (lsn_context_get_pool (self->context, LSN_TYPE_ENTRY),
                                     lsn_timeline_tables);
  selection = gtk_no_selection_new (G_LIST_MODEL (lsn_story_model_new (self->story)));
  gtk_list_view_set_model (self->story_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_signal_connect_object (self->story, "answered", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->story, "notify::loading", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  ask (self);
}

void
lsn_client_page_bind_story (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < 5; i++)
    {
      GtkShortcut *shortcut =
          gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_1 + i, GDK_ALT_MASK),
                            gtk_callback_action_new (begin_kind_cb, GUINT_TO_POINTER (i), NULL));

      gtk_widget_class_add_shortcut (widget_class, shortcut);
      g_object_unref (shortcut);
    }
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}
