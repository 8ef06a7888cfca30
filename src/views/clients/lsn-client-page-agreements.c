/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "model/timeline/lsn-agreement.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/clients/lsn-agreement-dialog.h"
#include "views/clients/lsn-client-page-private.h"
#include "widgets/lsn-dialog.h"
#include "views/lsn-uri-opener.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *state;
  const char *icon;
  const char *css_class; /* nullable */
} looks[] = {
  { "open", "dialog-question-symbolic", "dim-label" },
  { "confirmed", "lsn-agreement-symbolic", "accent" },
  { "kept", "object-select-symbolic", "success" },
  { "broken", "dialog-error-symbolic", "error" },
  { "declined", "action-unavailable-symbolic", "dim-label" },
};

/* --- What one can do -------------------------------------------------------------------------- */

static const LsnRow *
find_agreement (LsnClientPage *self, gint64 id)
{
  for (guint i = 0; self->card && i < self->card->agreements->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (self->card->agreements, i);

      if (lsn_row_get_int64 (row, LSN_AGREEMENT_ID) == id)
        return row;
    }
  return NULL;
}

static void
agreement_state_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  LsnAgreementEdit *edit;
  const LsnRow *row;
  const char *state;
  const char *label;
  g_autofree char *message = NULL;
  gint64 id;

  g_variant_get (parameter, "(x&s)", &id, &state);
  row = find_agreement (self, id);
  if (row == NULL)
    return;
  label = lsn_agreement_state_get_label (state);
  message = g_strdup_printf ("%s: “%s”", label, lsn_row_get_text (row, LSN_AGREEMENT_TEXT));
  edit = g_new0 (LsnAgreementEdit, 1);
  edit->id = id;
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_agreement_info);
  lsn_row_set_text (edit->row, LSN_AGREEMENT_STATE, state);
  lsn_context_write (self->context, label, message, lsn_agreement_edit_on_worker, edit,
                     (GDestroyNotify) lsn_agreement_edit_free);
}

static void
agreement_turn_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  LsnAgreementEdit *edit;
  const LsnRow *row;
  const char *turn;
  g_autofree char *message = NULL;
  gint64 id;

  g_variant_get (parameter, "(x&s)", &id, &turn);
  row = find_agreement (self, id);
  if (row == NULL)
    return;
  message = g_strdup_printf (_ ("“%s”: now it is the move of: %s"),
                             lsn_row_get_text (row, LSN_AGREEMENT_TEXT), lsn_turn_get_label (turn));
  edit = g_new0 (LsnAgreementEdit, 1);
  edit->id = id;
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_agreement_info);
  lsn_row_set_text (edit->row, LSN_AGREEMENT_TURN, turn);
  lsn_context_write (self->context, _ ("Pass the Move"), message, lsn_agreement_edit_on_worker,
                     edit, (GDestroyNotify) lsn_agreement_edit_free);
}

static void
edit_agreement_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  lsn_dialog_present (lsn_agreement_dialog_new (self->context, g_variant_get_int64 (parameter), 0,
                                                0),
                      GTK_WIDGET (self));
}

static void
delete_agreement_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  LsnRemoval removal = { &lsn_agreement_info, g_variant_get_int64 (parameter) };
  const LsnRow *row = find_agreement (self, removal.id);
  g_autofree char *message = NULL;

  if (row == NULL)
    return;
  message = g_strdup_printf (_ ("“%s” deleted"), lsn_row_get_text (row, LSN_AGREEMENT_TEXT));
  lsn_context_write (self->context, _ ("Delete Agreement"), message, lsn_removal_on_worker,
                     g_memdup2 (&removal, sizeof removal), g_free);
}

static void
agree_by_entry_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  lsn_dialog_present (lsn_agreement_dialog_new (self->context, 0, self->client_id,
                                                g_variant_get_int64 (parameter)),
                      GTK_WIDGET (self));
}

static void
agree_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  lsn_dialog_present (lsn_agreement_dialog_new (self->context, 0, self->client_id, 0),
                      GTK_WIDGET (self));
}

static gboolean
has_proof (const LsnRow *agreement)
{
  return !lsn_row_is_null (agreement, LSN_AGREEMENT_PROOF_FILE_ID) ||
         !lsn_row_is_null (agreement, LSN_AGREEMENT_PROOF_LINK) ||
         !lsn_row_is_null (agreement, LSN_AGREEMENT_PROOF_ENTRY_ID);
}

static void
open_proof_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const LsnRow *row = find_agreement (self, g_variant_get_int64 (parameter));
  g_autofree char *uri = NULL;

  if (row == NULL)
    return;
  if (!lsn_row_is_null (row, LSN_AGREEMENT_PROOF_FILE_ID))
    {
      g_action_group_activate_action (G_ACTION_GROUP (self->actions), "open-file",
                                      g_variant_new_int64 (
                                          lsn_row_get_int64 (row, LSN_AGREEMENT_PROOF_FILE_ID)));
      return;
    }
  uri = lsn_channel_dup_uri ("site", lsn_row_get_text (row, LSN_AGREEMENT_PROOF_LINK));
  if (uri)
    {
      lsn_uri_open (GTK_WIDGET (self), self->context, uri);
    }
  else if (!lsn_row_is_null (row, LSN_AGREEMENT_PROOF_ENTRY_ID))
    {
      g_action_group_activate_action (G_ACTION_GROUP (self->actions), "edit-entry",
                                      g_variant_new_int64 (
                                          lsn_row_get_int64 (row, LSN_AGREEMENT_PROOF_ENTRY_ID)));
    }
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void
append_item (GMenu *menu, const char *label, const char *action, gint64 id, const char *word)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  if (word)
    g_menu_item_set_action_and_target (item, action, "(xs)", id, word);
  else
    g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (gint64 id, gboolean proven)
{
  const char *const turns[] = { "us", "client", "performer" };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) states = g_menu_new ();
  g_autoptr (GMenu) moves = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    append_item (states, lsn_agreement_state_get_label (looks[i].state), "client.agreement-state",
                 id, looks[i].state);
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    append_item (moves, lsn_turn_get_label (turns[i]), "client.agreement-turn", id, turns[i]);
  if (proven)
    append_item (rest, _ ("Open the _Proof"), "client.open-proof", id, NULL);
  append_item (rest, _ ("_Edit…"), "client.edit-agreement", id, NULL);
  append_item (rest, _ ("_Delete"), "client.delete-agreement", id, NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (states));
  g_menu_append_submenu (menu, _ ("Whose Move"), G_MENU_MODEL (moves));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_menu_button (gint64 id, gboolean proven)
{
  g_autoptr (GMenuModel) menu = make_menu (id, proven);

  return lsn_client_page_make_menu_button (menu, _ ("Change Agreement"));
}

/* The step that usually comes next, by one click. */
static GtkWidget *
make_step_button (gint64 id, const char *state)
{
  gboolean open = g_strcmp0 (state, "open") == 0;
  GtkWidget *button =
      lsn_client_page_make_button ("object-select-symbolic",
                                   open ? _ ("The Client Confirmed") : _ ("It Was Kept"));

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xs)", id,
                                    open ? "confirmed" : "kept");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "client.agreement-state");
  return button;
}

static char *
dup_subtitle (const LsnRow *row, LsnDate today, gboolean late)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  const char *state = lsn_row_get_text (row, LSN_AGREEMENT_STATE);
  LsnDate agreed_on = lsn_date_from_iso (lsn_row_get_text (row, LSN_AGREEMENT_AGREED_ON));
  LsnDate due = lsn_date_from_iso (lsn_row_get_text (row, LSN_AGREEMENT_DUE));
  gint64 since = lsn_row_get_int64 (row, LSN_AGREEMENT_TURN_SINCE);

  g_strv_builder_add (parts, lsn_agreement_state_get_label (state));
  if (has_proof (row))
    /* Translators: of an agreement that a file, a link or an entry proves */
    g_strv_builder_add (parts, _ ("with proof"));
  if (lsn_row_get_text (row, LSN_AGREEMENT_CONTACT_NAME))
    g_strv_builder_add (parts, lsn_row_get_text (row, LSN_AGREEMENT_CONTACT_NAME));
  if (agreed_on != LSN_DATE_NONE)
    g_strv_builder_take (parts, lsn_when_dup_short (agreed_on, today));
  if (due != LSN_DATE_NONE && lsn_agreement_state_is_pending (state))
    {
      g_autofree char *by = lsn_when_dup_short (due, today);

      if (late)
        g_strv_builder_take (parts, lsn_when_dup_due (due, LSN_WHEN_NO_TIME, today));
      else
        /* Translators: the day until which an agreement is to be kept: “by 15 Dec” */
        g_strv_builder_take (parts, g_strdup_printf (_ ("by %s"), by));
    }
  if (lsn_agreement_state_is_pending (state) && since)
    {
      g_autofree char *day = lsn_when_dup_short (lsn_date_from_instant (since, zone, NULL), today);
      g_autofree char *turn =
          g_strdup_printf (C_ ("whose move", "%s, since %s"),
                           lsn_turn_get_label (lsn_row_get_text (row, LSN_AGREEMENT_TURN)), day);

      /* Translators: whose move an agreement is: “move: Us, since 15 Nov” */
      g_strv_builder_take (parts, g_strdup_printf (_ ("move: %s"), turn));
    }
  list = g_strv_builder_end (parts);
  return g_strjoinv (" · ", list);
}

static GtkWidget *
make_row (LsnClientPage *self, const LsnRow *agreement)
{
  LsnDate today = lsn_context_get_today (self->context);
  LsnDate due = lsn_date_from_iso (lsn_row_get_text (agreement, LSN_AGREEMENT_DUE));
  const char *state = lsn_row_get_text (agreement, LSN_AGREEMENT_STATE);
  gboolean pending = lsn_agreement_state_is_pending (state);
  gboolean late = pending && due != LSN_DATE_NONE && due < today;
  gint64 id = lsn_row_get_int64 (agreement, LSN_AGREEMENT_ID);
  g_autofree char *subtitle = dup_subtitle (agreement, today, late);
  GtkWidget *row =
      lsn_client_page_make_row (lsn_row_get_text (agreement, LSN_AGREEMENT_TEXT), subtitle);
  GtkWidget *image = gtk_image_new ();

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      if (g_strcmp0 (looks[i].state, state) == 0)
        {
          gtk_image_set_from_icon_name (GTK_IMAGE (image), looks[i].icon);
          if (!late)
            gtk_widget_add_css_class (image, looks[i].css_class);
        }
    }
  gtk_widget_set_tooltip_text (image, lsn_agreement_state_get_label (state));
  if (late)
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (image), "dialog-warning-symbolic");
      gtk_widget_add_css_class (image, "error");
      gtk_widget_set_tooltip_text (image, _ ("Late"));
      gtk_widget_add_css_class (row, "late-row");
    }
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  if (pending)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_step_button (id, state));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu_button (id, has_proof (agreement)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "client.edit-agreement");
  return row;
}

void
lsn_client_page_show_agreements (LsnClientPage *self, const LsnClientCard *card)
{
  lsn_client_page_refill (self, self->agreement_list, self->card ? self->card->agreements : NULL,
                          card->agreements, make_row);
}

void
lsn_client_page_setup_agreements (LsnClientPage *self)
{
  const GActionEntry entries[] = {
    { "agreement-state", agreement_state_action, "(xs)" },
    { "agreement-turn", agreement_turn_action, "(xs)" },
    { "edit-agreement", edit_agreement_action, "x" },
    { "delete-agreement", delete_agreement_action, "x" },
    { "agree-by-entry", agree_by_entry_action, "x" },
    { "agree", agree_action },
    { "open-proof", open_proof_action, "x" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}
