/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "base/lsn-when-days.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client-write.h"
#include "model/clients/lsn-contact.h"
#include "model/followups/lsn-followup-write.h"
#include "model/followups/lsn-today.h"
#include "views/clients/lsn-client-page-private.h"
#include "views/lsn-snooze-popover.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

/* --- Status ----------------------------------------------------------------------------------- */

static void
status_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const char *key = g_variant_get_string (parameter, NULL);
  g_autofree char *message = NULL;
  LsnClientEdit *edit;
  LsnClientStatus status;

  if (self->card == NULL || !lsn_client_status_parse (key, &status) ||
      g_strcmp0 (lsn_row_get_text (self->card->client, LSN_CLIENT_STATUS), key) == 0)
    return;
  message = g_strdup_printf (_ ("“%s” is now: %s"),
                             lsn_row_get_text (self->card->client, LSN_CLIENT_NAME),
                             lsn_client_status_get_label (status));
  edit = g_new0 (LsnClientEdit, 1);
  edit->id = self->client_id;
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_text (edit->row, LSN_CLIENT_STATUS, key);
  lsn_context_write (self->context, _ ("Change Status"), message, lsn_client_edit_on_worker, edit,
                     (GDestroyNotify) lsn_client_edit_free);
}

static GMenuModel *
make_status_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (LsnClientStatus status = 0; status < N_LSN_CLIENT_STATUSES; status++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (lsn_client_status_get_label (status), NULL);

      g_menu_item_set_action_and_target (item, "client.status", "s",
                                         lsn_client_status_get_key (status));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
show_status (LsnClientPage *self, const LsnClientCard *card)
{
  const char *const classes[] = {
    [LSN_CLIENT_ACTIVE] = "success", [LSN_CLIENT_AT_RISK] = "error", [LSN_CLIENT_LEAD] = "accent",
    [LSN_CLIENT_PAUSED] = "neutral", [LSN_CLIENT_LOST] = "neutral",
  };
  const char *key = lsn_row_get_text (card->client, LSN_CLIENT_STATUS);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "status");
  LsnClientStatus status = LSN_CLIENT_LEAD;

  lsn_client_status_parse (key, &status);
  gtk_menu_button_set_label (self->status_button, lsn_client_status_get_label (status));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_button), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_button), classes[status]);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (key));
}

/* --- Picture ---------------------------------------------------------------------------------- */

static void
picture_changed_cb (LsnClientPage *self)
{
  const char *hash = lsn_avatar_button_get_hash (self->avatar);
  LsnClientEdit *edit;
  g_autofree char *message = NULL;

  if (self->card == NULL)
    return;
  edit = g_new0 (LsnClientEdit, 1);
  edit->id = self->client_id;
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_text (edit->row, LSN_CLIENT_AVATAR, hash);
  message = g_strdup_printf (hash ? _ ("“%s” has a picture now") : _ ("Picture of “%s” removed"),
                             lsn_row_get_text (self->card->client, LSN_CLIENT_NAME));
  lsn_context_write (self->context, hash ? _ ("Set Picture") : _ ("Remove Picture"), message,
                     lsn_client_edit_on_worker, edit, (GDestroyNotify) lsn_client_edit_free);
}

/* --- Facts ------------------------------------------------------------------------------------ */

/* The dot belongs to the fact before it, so that no line begins with one. */
static GtkWidget *
add_fact (LsnClientPage *self, const char *text, const char *tooltip)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->facts_box));
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return NULL;
  if (last)
    {
      g_autofree char *dotted = g_strconcat (gtk_label_get_text (GTK_LABEL (last)), " ·", NULL);

      lsn_text_label_set (last, dotted);
    }
  label = lsn_text_label_new (text, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_tooltip_text (label, tooltip);
  adw_wrap_box_append (self->facts_box, label);
  return label;
}

static void
add_tags (LsnClientPage *self, const char *tags)
{
  g_auto (GStrv) names = g_strsplit (tags ? tags : "", ", ", -1);

  for (guint i = 0; names[i]; i++)
    {
      GtkWidget *chip = lsn_text_label_new (names[i], "chip");

      gtk_widget_add_css_class (chip, "caption");
      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      adw_wrap_box_append (self->facts_box, chip);
    }
}

/* How far the silence has gone on the way that the rhythm allows. */
static char *
dup_silence (LsnClientPage *self, const LsnRow *client, gboolean *late)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  gint64 rhythm = lsn_row_get_int64 (client, LSN_CLIENT_RHYTHM);
  LsnDate today = lsn_context_get_today (self->context);
  LsnDate due = lsn_date_from_iso (lsn_row_get_text (client, LSN_CLIENT_TOUCH_DUE));
  gint64 days;

  *late = FALSE;
  if (lsn_row_is_null (client, LSN_CLIENT_LAST_TOUCH))
    return g_strdup (_ ("no contact yet"));
  days =
      today - lsn_date_from_instant (lsn_row_get_int64 (client, LSN_CLIENT_LAST_TOUCH), zone, NULL);
  *late = due != LSN_DATE_NONE && due < today;
  if (days <= 0)
    return g_strdup (_ ("in touch today"));
  if (rhythm > 0 && due != LSN_DATE_NONE)
    /* Translators: days without contact, of the days that the client's rhythm allows */
    return g_strdup_printf (ngettext ("silent %u of %u day", "silent %u of %u days",
                                      (guint) rhythm),
                            (guint) days, (guint) rhythm);
  return g_strdup_printf (ngettext ("silent for %u day", "silent for %u days", (guint) days),
                          (guint) days);
}

/* “Birthday in 3 days” */
static void
add_near_dates (LsnClientPage *self, const LsnClientCard *card)
{
  LsnDate today = lsn_context_get_today (self->context);

  for (guint i = 0; i < card->dates->len; i++)
    {
      const LsnRow *date = g_ptr_array_index (card->dates, i);
      LsnDate next = lsn_client_page_get_next_date (date, today);
      g_autofree char *days = NULL;
      g_autofree char *text = NULL;
      g_autofree char *exact = NULL;
      GtkWidget *fact;

      if (next == LSN_DATE_NONE ||
          next - today > lsn_row_get_int64 (date, LSN_IMPORTANT_DATE_LEAD_DAYS))
        continue;
      days = lsn_when_dup_days (next - today);
      exact = lsn_when_dup_exact (next, LSN_WHEN_NO_TIME);
      text = g_strdup_printf ("%s %s", lsn_row_get_text (date, LSN_IMPORTANT_DATE_TITLE), days);
      fact = add_fact (self, text, exact);
      gtk_widget_remove_css_class (fact, "dim-label");
      gtk_widget_add_css_class (fact, "accent");
    }
}

static void
show_facts (LsnClientPage *self, const LsnClientCard *card)
{
  const LsnRow *client = card->client;
  g_autofree char *silence = NULL;
  GtkWidget *fact;
  GtkWidget *child;
  gboolean late;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts_box))))
    adw_wrap_box_remove (self->facts_box, child);
  silence = dup_silence (self, client, &late);
  fact = add_fact (self, silence, _ ("Days since the last real contact, and the rhythm"));
  if (late)
    {
      gtk_widget_remove_css_class (fact, "dim-label");
      gtk_widget_add_css_class (fact, "warning");
    }
  add_fact (self, lsn_row_get_text (client, LSN_CLIENT_SEGMENT_NAME), _ ("Segment"));
  add_fact (self, lsn_row_get_text (client, LSN_CLIENT_CITY), _ ("City"));
  add_fact (self, lsn_row_get_text (client, LSN_CLIENT_OWNER_NAME), _ ("Owner"));
  add_near_dates (self, card);
  if (!lsn_row_is_null (client, LSN_CLIENT_ARCHIVED_AT))
    add_fact (self, _ ("archived"), NULL);
  add_tags (self, lsn_row_get_text (client, LSN_CLIENT_TAGS));
}

/* --- The next step ---------------------------------------------------------------------------- */

static const LsnRow *
get_next (LsnClientPage *self)
{
  return self->card && self->card->followups->len > 0 ? g_ptr_array_index (self->card->followups, 0)
                                                      : NULL;
}

static void
turn_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const LsnRow *next = get_next (self);
  const char *turn = g_variant_get_string (parameter, NULL);
  g_autofree char *message = NULL;
  LsnFollowupEdit *edit;

  if (next == NULL || g_strcmp0 (lsn_row_get_text (next, LSN_FOLLOWUP_TURN), turn) == 0)
    return;
  message =
      g_strdup_printf (_ ("“%s”: now it is the move of: %s"),
                       lsn_row_get_text (next, LSN_FOLLOWUP_TITLE), lsn_turn_get_label (turn));
  edit = g_new0 (LsnFollowupEdit, 1);
  edit->id = lsn_row_get_int64 (next, LSN_FOLLOWUP_ID);
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_followup_info);
  lsn_row_set_text (edit->row, LSN_FOLLOWUP_TURN, turn);
  lsn_context_write (self->context, _ ("Pass the Move"), message, lsn_followup_edit_on_worker, edit,
                     (GDestroyNotify) lsn_followup_edit_free);
}

static GMenuModel *
make_turn_menu (void)
{
  const char *const turns[] = { "us", "client", "performer" };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (lsn_turn_get_label (turns[i]), NULL);

      g_menu_item_set_action_and_target (item, "client.turn", "s", turns[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
show_turn (LsnClientPage *self, const LsnRow *next, LsnDate today)
{
  const char *turn = lsn_row_get_text (next, LSN_FOLLOWUP_TURN);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autofree char *since = lsn_when_dup_short (
      lsn_date_from_instant (lsn_row_get_int64 (next, LSN_FOLLOWUP_TURN_SINCE), zone, NULL), today);
  g_autofree char *text =
      /* Translators: who owes the next move, and since when: “Us, since 15 Nov” */
      g_strdup_printf (C_ ("whose move", "%s, since %s"), lsn_turn_get_label (turn), since);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "turn");

  gtk_menu_button_set_label (self->turn_button, text);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (turn));
}

static void
show_next (LsnClientPage *self, const LsnClientCard *card)
{
  static const char *const severity_classes[] = { "in-time", "late", "very-late", "very-late" };
  const LsnRow *next = card->followups->len > 0 ? g_ptr_array_index (card->followups, 0) : NULL;
  LsnDate today = lsn_context_get_today (self->context);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnClientStatus status = LSN_CLIENT_LEAD;
  g_autofree char *text = NULL;
  g_autofree char *due = NULL;
  g_autofree char *exact = NULL;
  int severity = 0;
  LsnDate date;
  int minute;

  lsn_client_status_parse (lsn_row_get_text (card->client, LSN_CLIENT_STATUS), &status);
  gtk_widget_set_visible (GTK_WIDGET (self->turn_button), next != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->done_button), next != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->snooze_button), next != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->set_button), next == NULL);
  if (next)
    {
      date = lsn_followup_row_get_due (next, zone, &minute);
      due = lsn_when_dup_due (date, minute, today);
      severity = lsn_today_get_severity (date, today);
      exact = lsn_when_dup_exact (date, minute);
      /* Translators: the next step: “Next: send the act” */
      text = g_strdup_printf (_ ("Next: %s"), lsn_row_get_text (next, LSN_FOLLOWUP_TITLE));
      show_turn (self, next, today);
      lsn_snooze_popover_attach (self->snooze_button, self->context,
                                 lsn_row_get_int64 (next, LSN_FOLLOWUP_ID));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->done_button), "x",
                                        lsn_row_get_int64 (next, LSN_FOLLOWUP_ID));
      gtk_image_set_from_icon_name (self->next_image,
                                    severity > 0 ? "dialog-warning-symbolic"
                                                 : lsn_followup_kind_get_icon (
                                                       lsn_row_get_text (next, LSN_FOLLOWUP_KIND)));
    }
  else if (status == LSN_CLIENT_PAUSED || status == LSN_CLIENT_LOST)
    {
      text = g_strdup (_ ("No next step"));
      gtk_image_set_from_icon_name (self->next_image, "lsn-turn-symbolic");
    }
  else
    {
      text = g_strdup (_ ("No next step: this client may be forgotten"));
      gtk_image_set_from_icon_name (self->next_image, "dialog-warning-symbolic");
      severity = 1;
    }

  gtk_label_set_text (self->next_label, text);
  gtk_label_set_text (self->due_label, due ? due : "");
  gtk_widget_set_visible (GTK_WIDGET (self->due_label), due != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->due_label), exact);
  if (severity > 0)
    gtk_widget_remove_css_class (GTK_WIDGET (self->due_label), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->due_label), "dim-label");
  for (guint i = 0; i < G_N_ELEMENTS (severity_classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->next_box), severity_classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->next_box), severity_classes[severity]);
}

static void
done_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const LsnRow *next = get_next (self);

  if (next)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.followup-done", "x",
                                lsn_row_get_int64 (next, LSN_FOLLOWUP_ID));
}

static void
outcome_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const LsnRow *next = get_next (self);

  if (next)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.followup-outcome", "x",
                                lsn_row_get_int64 (next, LSN_FOLLOWUP_ID));
}

static void
snooze_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  if (get_next (self))
    gtk_menu_button_popup (self->snooze_button);
}

static void
plan_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.capture-for", "x", self->client_id);
}

/* --- Object ----------------------------------------------------------------------------------- */

void
lsn_client_page_show_header (LsnClientPage *self, const LsnClientCard *card)
{
  const char *name = lsn_row_get_text (card->client, LSN_CLIENT_NAME);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  lsn_avatar_button_show (self->avatar, name, lsn_row_get_text (card->client, LSN_CLIENT_AVATAR));
  gtk_label_set_text (self->name_label, name);
  show_status (self, card);
  show_facts (self, card);
  show_next (self, card);
}

void
lsn_client_page_setup_header (LsnClientPage *self)
{
  const GActionEntry entries[] = {
    { "status", status_action, "s", "''" },
    { "turn", turn_action, "s", "''" },
    { "done", done_action },
    { "outcome", outcome_action },
    { "snooze", snooze_action },
    { "plan", plan_action },
  };
  g_autoptr (GMenuModel) statuses = make_status_menu ();
  g_autoptr (GMenuModel) turns = make_turn_menu ();

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect_object (self->avatar, "changed", G_CALLBACK (picture_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_menu_model (self->status_button, statuses);
  gtk_menu_button_set_menu_model (self->turn_button, turns);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->done_button), "x", (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->done_button), "app.followup-done");
}
