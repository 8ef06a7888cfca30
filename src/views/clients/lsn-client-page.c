/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-client-page.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client-card.h"
#include "model/clients/lsn-client-write.h"
#include "model/followups/lsn-followup.h"
#include "model/timeline/lsn-agreement.h"
#include "model/timeline/lsn-attachment.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/clients/lsn-story-row.h"
#include "views/lsn-followup-row.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

/* How many entries are shown at first, and added by “Show Earlier”. */
#define STORY_PAGE 50

struct _LsnClientPage
{
  AdwNavigationPage parent_instance;

  LsnContext *context; /* owned */
  gint64 client_id;
  LsnRecordList *story;      /* owned */
  guint shown;               /* entries on the page */
  GCancellable *cancellable; /* owned, nullable: of the read under way */
  gboolean again;

  /* Template widgets */
  AdwWindowTitle *window_title;
  AdwBanner *error_banner;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *facts_label;
  GtkBox *channels_box;
  GtkDropDown *kind_drop;
  GtkEntry *composer;
  GtkDropDown *filter_drop;
  GtkWidget *story_empty;
  GtkListBox *story_list;
  GtkButton *more_button;
  GtkButton *edit_button;
  GtkButton *plan_button;
  GtkButton *person_button;
  GtkListBox *followup_list;
  GtkListBox *people_list;
  GtkListBox *agreement_list;
  GtkListBox *file_list;
  AdwPreferencesGroup *next_group;
  AdwPreferencesGroup *people_group;
  AdwPreferencesGroup *agreements_group;
  AdwPreferencesGroup *files_group;
};

G_DEFINE_FINAL_TYPE (LsnClientPage, lsn_client_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *const kinds[] = { "call", "meeting", "message", "mail", "note" };

/* --- The story -------------------------------------------------------------------------------- */

static void
show_story (LsnClientPage *self)
{
  GListModel *model = G_LIST_MODEL (self->story);
  guint n = g_list_model_get_n_items (model);
  guint wanted = MIN (n, self->shown);

  /* The page holds at most what was asked for by “Show Earlier”, so the rows are made anew. */
  gtk_list_box_remove_all (self->story_list);
  for (guint i = 0; i < wanted; i++)
    {
      g_autoptr (LsnEntry) entry = g_list_model_get_item (model, i);

      gtk_list_box_append (self->story_list, lsn_story_row_new (entry));
    }
  gtk_list_box_invalidate_headers (self->story_list);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), n > wanted);
  if (!lsn_record_list_is_loading (self->story))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->story_list), n > 0);
      gtk_widget_set_visible (self->story_empty, n == 0);
    }
}

static void
day_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  LsnClientPage *self = user_data;
  LsnDate day = lsn_story_row_get_day (LSN_STORY_ROW (row));
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (day == LSN_DATE_NONE || (before && lsn_story_row_get_day (LSN_STORY_ROW (before)) == day))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  text = lsn_when_dup_day_heading (day, lsn_context_get_today (self->context));
  label = lsn_text_label_new (text, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_set_margin_start (label, 12);
  gtk_list_box_row_set_header (row, label);
}

static void
filter_changed_cb (LsnClientPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->filter_drop);
  const char *kind = selected > 0 && selected <= G_N_ELEMENTS (kinds) ? kinds[selected - 1] : NULL;
  g_autoptr (LsnTimelineQuery) query = NULL;

  if (self->story == NULL)
    return;
  query = lsn_timeline_query_new (self->client_id, kind, NULL);
  self->shown = STORY_PAGE;
  lsn_record_list_set_query (self->story, lsn_timeline_query_on_worker, query,
                             (GBoxedCopyFunc) lsn_timeline_query_copy,
                             (GDestroyNotify) lsn_timeline_query_free);
}

static void
more_cb (LsnClientPage *self)
{
  self->shown += STORY_PAGE;
  show_story (self);
}

static void
logged (GObject *owner, gpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (LSN_CLIENT_PAGE (owner)->composer), "");
  gtk_widget_grab_focus (GTK_WIDGET (LSN_CLIENT_PAGE (owner)->composer));
}

/* The words stay in the entry until they are durable: a full disk never costs what was typed. */
static void
log_cb (LsnClientPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->composer));
  guint selected = gtk_drop_down_get_selected (self->kind_drop);
  const char *kind = kinds[MIN (selected, G_N_ELEMENTS (kinds) - 1)];
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autofree char *label = NULL;
  LsnEntryEdit *edit;

  if (*text == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->composer));
      return;
    }

  edit = g_new0 (LsnEntryEdit, 1);
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_entry_info);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_CLIENT_ID, self->client_id);
  lsn_row_set_text (edit->row, LSN_ENTRY_KIND, kind);
  lsn_row_set_text (edit->row, LSN_ENTRY_DIRECTION, g_str_equal (kind, "note") ? "none" : "out");
  lsn_row_set_text (edit->row, LSN_ENTRY_ZONE, g_time_zone_get_identifier (zone));
  lsn_row_set_text (edit->row, LSN_ENTRY_TEXT, text);
  label = g_strdup_printf (_ ("Logged: %s"), lsn_entry_kind_get_label (kind));
  lsn_context_write_then (self->context, label, label, lsn_entry_edit_on_worker, edit,
                          (GDestroyNotify) lsn_entry_edit_free, logged, G_OBJECT (self));
}

void
lsn_client_page_compose (LsnClientPage *self, const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i], kind) == 0)
        gtk_drop_down_set_selected (self->kind_drop, i);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
}

/* --- The card --------------------------------------------------------------------------------- */

static void
open_channel_cb (GtkButton *button, LsnClientPage *self)
{
  const char *uri = g_object_get_data (G_OBJECT (button), "uri");
  const char *entry_kind = g_object_get_data (G_OBJECT (button), "entry-kind");
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                           NULL, NULL);
  if (entry_kind)
    lsn_client_page_compose (self, entry_kind);
}

static GtkWidget *
make_channel_button (LsnClientPage *self, const LsnRow *row)
{
  const char *kind = lsn_row_get_text (row, LSN_CHANNEL_KIND);
  const char *value = lsn_row_get_text (row, LSN_CHANNEL_VALUE);
  g_autofree char *uri = lsn_channel_dup_uri (kind, lsn_row_get_text (row, LSN_CHANNEL_NORMAL));
  g_autofree char *tooltip = g_strdup_printf ("%s: %s", lsn_channel_get_label (kind), value);
  const char *entry_kind = lsn_channel_get_entry_kind (kind);
  const char *icon = g_strcmp0 (entry_kind, "call") == 0      ? "call-start-symbolic"
                     : g_strcmp0 (entry_kind, "mail") == 0    ? "mail-send-symbolic"
                     : g_strcmp0 (entry_kind, "message") == 0 ? "chat-message-new-symbolic"
                                                              : "web-browser-symbolic";
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_sensitive (button, uri != NULL);
  g_object_set_data_full (G_OBJECT (button), "uri", g_steal_pointer (&uri), g_free);
  g_object_set_data (G_OBJECT (button), "entry-kind", (gpointer) entry_kind);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_channel_cb), self, 0);
  return button;
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

static void
add_part (GStrvBuilder *parts, const char *part)
{
  if (part && *part)
    g_strv_builder_add (parts, part);
}

static void
show_client (LsnClientPage *self, const LsnClientCard *card)
{
  const char *name = lsn_row_get_text (card->client, LSN_CLIENT_NAME);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *facts = NULL;
  LsnClientStatus status;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  adw_window_title_set_title (self->window_title, name);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name_label, name);
  if (lsn_client_status_parse (lsn_row_get_text (card->client, LSN_CLIENT_STATUS), &status))
    add_part (parts, lsn_client_status_get_label (status));
  add_part (parts, lsn_row_get_text (card->client, LSN_CLIENT_SEGMENT_NAME));
  add_part (parts, lsn_row_get_text (card->client, LSN_CLIENT_CITY));
  add_part (parts, lsn_row_get_text (card->client, LSN_CLIENT_OWNER_NAME));
  add_part (parts, lsn_row_get_text (card->client, LSN_CLIENT_TAGS));
  if (!lsn_row_is_null (card->client, LSN_CLIENT_ARCHIVED_AT))
    add_part (parts, _ ("archived"));
  list = g_strv_builder_end (parts);
  facts = g_strjoinv (" · ", list);
  gtk_label_set_text (self->facts_label, facts);

  clear_box (self->channels_box);
  for (guint i = 0; i < card->channels->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (card->channels, i);

      if (lsn_row_get_int64 (row, LSN_CHANNEL_CLIENT_ID) == self->client_id)
        gtk_box_append (self->channels_box, make_channel_button (self, row));
    }
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title ? title : "");
  if (subtitle && *subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  return row;
}

static void
show_people (LsnClientPage *self, const LsnClientCard *card)
{
  gtk_list_box_remove_all (self->people_list);
  for (guint i = 0; i < card->people->len; i++)
    {
      const LsnRow *person = g_ptr_array_index (card->people, i);
      const char *name = lsn_row_get_text (person, LSN_CLIENT_CONTACT_NAME);
      gint64 contact_id = lsn_row_get_int64 (person, LSN_CLIENT_CONTACT_CONTACT_ID);
      GtkWidget *row = make_row (name, lsn_row_get_text (person, LSN_CLIENT_CONTACT_ROLE));

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, name, TRUE));
      for (guint j = 0; j < card->channels->len; j++)
        {
          const LsnRow *channel = g_ptr_array_index (card->channels, j);

          if (lsn_row_get_int64 (channel, LSN_CHANNEL_CONTACT_ID) == contact_id)
            adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_channel_button (self, channel));
        }
      gtk_list_box_append (self->people_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->people_list), card->people->len > 0);
}

static void
show_followups (LsnClientPage *self, const LsnClientCard *card)
{
  LsnDate today = lsn_context_get_today (self->context);
  g_autoptr (GPtrArray) records =
      lsn_record_pool_take_rows (lsn_context_get_followups (self->context), card->followups);

  gtk_list_box_remove_all (self->followup_list);
  for (guint i = 0; i < records->len; i++)
    gtk_list_box_append (self->followup_list,
                         lsn_followup_row_new (g_ptr_array_index (records, i), today, FALSE));
  gtk_widget_set_visible (GTK_WIDGET (self->followup_list), records->len > 0);
  adw_preferences_group_set_description (
      self->next_group, records->len > 0 ? NULL : _ ("None: this client may be forgotten"));
}

static void
set_agreement (LsnClientPage *self, gint64 id, guint field, const char *value, const char *label)
{
  LsnAgreementEdit *edit = g_new0 (LsnAgreementEdit, 1);

  edit->id = id;
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_agreement_info);
  lsn_row_set_text (edit->row, field, value);
  lsn_context_write (self->context, label, NULL, lsn_agreement_edit_on_worker, edit,
                     (GDestroyNotify) lsn_agreement_edit_free);
}

static void
agreement_state_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gint64 id;
  const char *state;

  g_variant_get (parameter, "(x&s)", &id, &state);
  set_agreement (user_data, id, LSN_AGREEMENT_STATE, state, lsn_agreement_state_get_label (state));
}

static GtkWidget *
make_agreement_menu (gint64 id)
{
  const char *const states[] = { "confirmed", "kept", "broken", "declined", "open" };
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GMenuItem) item =
          g_menu_item_new (lsn_agreement_state_get_label (states[i]), NULL);

      g_menu_item_set_action_and_target (item, "client.agreement-state", "(xs)", id, states[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Change Agreement"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
show_agreements (LsnClientPage *self, const LsnClientCard *card)
{
  LsnDate today = lsn_context_get_today (self->context);

  gtk_list_box_remove_all (self->agreement_list);
  for (guint i = 0; i < card->agreements->len; i++)
    {
      const LsnRow *agreement = g_ptr_array_index (card->agreements, i);
      LsnDate date = lsn_date_from_iso (lsn_row_get_text (agreement, LSN_AGREEMENT_AGREED_ON));
      g_autofree char *on =
          date == LSN_DATE_NONE ? g_strdup ("") : lsn_when_dup_short (date, today);
      g_autofree char *subtitle = g_strdup_printf (
          "%s · %s · %s",
          lsn_agreement_state_get_label (lsn_row_get_text (agreement, LSN_AGREEMENT_STATE)),
          lsn_turn_get_label (lsn_row_get_text (agreement, LSN_AGREEMENT_MADE_BY)), on);
      GtkWidget *row = make_row (lsn_row_get_text (agreement, LSN_AGREEMENT_TEXT), subtitle);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 make_agreement_menu (
                                     lsn_row_get_int64 (agreement, LSN_AGREEMENT_ID)));
      gtk_list_box_append (self->agreement_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->agreement_list), card->agreements->len > 0);
}

static void
file_activated_cb (LsnClientPage *self, GtkListBoxRow *row)
{
  const char *path = g_object_get_data (G_OBJECT (row), "path");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                            NULL, NULL);
}

static void
show_files (LsnClientPage *self, const LsnClientCard *card)
{
  const char *folder = lsn_store_get_files_folder (lsn_context_get_store (self->context));

  gtk_list_box_remove_all (self->file_list);
  for (guint i = 0; i < card->files->len; i++)
    {
      const LsnRow *file = g_ptr_array_index (card->files, i);
      g_autofree char *size =
          g_format_size ((guint64) lsn_row_get_int64 (file, LSN_ATTACHMENT_SIZE));
      GtkWidget *row = make_row (lsn_row_get_text (file, LSN_ATTACHMENT_NAME), size);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (
          G_OBJECT (row), "path",
          lsn_attachment_dup_path (folder, lsn_row_get_text (file, LSN_ATTACHMENT_HASH)), g_free);
      gtk_list_box_append (self->file_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->file_list), card->files->len > 0);
}

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

  show_client (self, card);
  show_followups (self, card);
  show_people (self, card);
  show_agreements (self, card);
  show_files (self, card);
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
}

/* --- What can be done ------------------------------------------------------------------------- */

static void
answered_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  LsnClientPage *self = user_data;
  GtkEditable *entry = GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog));
  const char *text = gtk_editable_get_text (entry);
  g_autofree char *today = NULL;
  LsnAgreementEdit *edit;

  if (!g_str_equal (response, "apply") || *text == '\0')
    return;

  today = lsn_date_dup_iso (lsn_context_get_today (self->context));
  edit = g_new0 (LsnAgreementEdit, 1);
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_agreement_info);
  lsn_row_set_int64 (edit->row, LSN_AGREEMENT_CLIENT_ID, self->client_id);
  lsn_row_set_text (edit->row, LSN_AGREEMENT_TEXT, text);
  lsn_row_set_text (edit->row, LSN_AGREEMENT_AGREED_ON, today);
  lsn_context_write (self->context, _ ("Add Agreement"), NULL, lsn_agreement_edit_on_worker, edit,
                     (GDestroyNotify) lsn_agreement_edit_free);
}

static void
add_agreement_cb (LsnClientPage *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("What Was Agreed?"), NULL);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("2 videos by 15 December"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What Was Agreed"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "apply",
                                  _ ("_Add"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "apply",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "apply");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  gtk_widget_grab_focus (entry);
}

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

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  LsnClientPage *self = user_data;
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  LsnEntryEdit *edit = g_new0 (LsnEntryEdit, 1);

  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_entry_info);
  edit->files = g_ptr_array_new_with_free_func (g_object_unref);
  edit->files_folder =
      g_strdup (lsn_store_get_files_folder (lsn_context_get_store (self->context)));
  for (GSList *l = files; l; l = l->next)
    g_ptr_array_add (edit->files, g_object_ref (l->data));
  g_slist_free (files);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_CLIENT_ID, self->client_id);
  lsn_row_set_text (edit->row, LSN_ENTRY_KIND, "file");
  lsn_context_write (self->context, _ ("Attach Files"), NULL, lsn_entry_edit_on_worker, edit,
                     (GDestroyNotify) lsn_entry_edit_free);
  return TRUE;
}

static const GActionEntry actions[] = {
  { "archive", archive_action },
  { "delete", delete_action },
  { "agreement-state", agreement_state_action, "(xs)" },
};

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_client_page_dispose (GObject *object)
{
  LsnClientPage *self = LSN_CLIENT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_CLIENT_PAGE);
  g_clear_object (&self->story);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_client_page_parent_class)->dispose (object);
}

static void
lsn_client_page_class_init (LsnClientPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_client_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-client-page.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnClientPage, name)
  CHILD (window_title);
  CHILD (error_banner);
  CHILD (avatar);
  CHILD (name_label);
  CHILD (facts_label);
  CHILD (channels_box);
  CHILD (kind_drop);
  CHILD (composer);
  CHILD (filter_drop);
  CHILD (story_empty);
  CHILD (story_list);
  CHILD (more_button);
  CHILD (edit_button);
  CHILD (plan_button);
  CHILD (person_button);
  CHILD (followup_list);
  CHILD (people_list);
  CHILD (agreement_list);
  CHILD (file_list);
  CHILD (next_group);
  CHILD (people_group);
  CHILD (agreements_group);
  CHILD (files_group);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, log_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_agreement_cb);
}

static void
lsn_client_page_init (LsnClientPage *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) filters = gtk_string_list_new (NULL);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = STORY_PAGE;
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "client", G_ACTION_GROUP (group));
  gtk_string_list_append (filters, lsn_entry_kind_get_label (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gtk_string_list_append (names, lsn_entry_kind_get_label (kinds[i]));
      gtk_string_list_append (filters, lsn_entry_kind_get_label (kinds[i]));
    }
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->filter_drop, G_LIST_MODEL (filters));
  gtk_list_box_set_header_func (self->story_list, day_header_cb, self, NULL);
  g_signal_connect_object (self->file_list, "row-activated", G_CALLBACK (file_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

LsnClientPage *
lsn_client_page_new (LsnContext *context, gint64 client_id)
{
  LsnClientPage *self = g_object_new (LSN_TYPE_CLIENT_PAGE, NULL);

  self->context = g_object_ref (context);
  self->client_id = client_id;
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit_button), "app.edit-client");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit_button), "x", client_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->plan_button), "app.capture-for");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->plan_button), "x", client_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->person_button), "app.add-person");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->person_button), "x", client_id);
  self->story = lsn_record_list_new (lsn_context_get_entries (context), lsn_timeline_tables);
  g_signal_connect_object (self->story, "items-changed", G_CALLBACK (show_story), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->story, "notify::loading", G_CALLBACK (show_story), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  filter_changed_cb (self);
  load (self);
  return self;
}

gint64
lsn_client_page_get_client_id (LsnClientPage *self)
{
  return self->client_id;
}
