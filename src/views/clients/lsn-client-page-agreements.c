/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client.h"
#include "model/timeline/lsn-agreement.h"
#include "views/clients/lsn-client-page-private.h"

#include <glib/gi18n-lib.h>

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

void
lsn_client_page_show_agreements (LsnClientPage *self, const LsnClientCard *card)
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
      GtkWidget *row =
          lsn_client_page_make_row (lsn_row_get_text (agreement, LSN_AGREEMENT_TEXT), subtitle);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 make_agreement_menu (
                                     lsn_row_get_int64 (agreement, LSN_AGREEMENT_ID)));
      gtk_list_box_append (self->agreement_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->agreement_list), card->agreements->len > 0);
}

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

void
lsn_client_page_setup_agreements (LsnClientPage *self)
{
  const GActionEntry entries[] = {
    { "agreement-state", agreement_state_action, "(xs)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

void
lsn_client_page_bind_agreements (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, add_agreement_cb);
}
