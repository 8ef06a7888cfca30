/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-slip-dialog.h"
#include "base/lsn-when.h"
#include "model/projects/lsn-project.h"
#include "widgets/lsn-dialog.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

#define MAX_ROWS 60 /* of the list; more are counted */

typedef struct
{
  LsnContext *context;   /* owned */
  LsnPlanChange *change; /* owned, nullable once it is written */
  guint n_own;
  char *label;        /* owned */
  char *message;      /* owned */
  AdwSwitchRow *tell; /* borrowed, nullable */
  char *tell_words;   /* owned */
} Slip;

static void
slip_free (Slip *slip)
{
  g_object_unref (slip->context);
  g_clear_pointer (&slip->change, lsn_plan_change_free);
  g_free (slip->label);
  g_free (slip->message);
  g_free (slip->tell_words);
  g_free (slip);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, Slip *slip)
{
  if (!g_str_equal (response, "cancel"))
    {
      if (g_str_equal (response, "one"))
        g_array_set_size (slip->change->days, slip->n_own);
      if (slip->tell && adw_switch_row_get_active (slip->tell))
        slip->change->tell = g_strdup (slip->tell_words);
      lsn_context_write (slip->context, slip->label, slip->message, lsn_plan_change_on_worker,
                         g_steal_pointer (&slip->change), (GDestroyNotify) lsn_plan_change_free);
    }
  slip_free (slip);
}

/* “27 Nov → 4 Dec · 16 h · Olga” */
static char *
dup_subtitle (const LsnPlan *plan, const LsnPlanBar *bar, const LsnPlanMove *move)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *from = lsn_when_dup_short (bar->due, plan->today);
  g_autofree char *to = lsn_when_dup_short (move->due, plan->today);

  g_string_append_printf (text, "%s → %s", from, to);
  if (bar->minutes > 0)
    {
      g_autofree char *hours = lsn_when_dup_duration (bar->minutes);

      g_string_append_printf (text, " · %s", hours);
    }
  if (bar->who)
    g_string_append_printf (text, " · %s", bar->who);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GtkWidget *
make_list (const LsnPlan *plan, GArray *moves)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *window = gtk_scrolled_window_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What Moves"), -1);
  for (guint i = 0; i < moves->len && i < MAX_ROWS; i++)
    {
      const LsnPlanMove *move = &g_array_index (moves, LsnPlanMove, i);
      const LsnPlanBar *bar = lsn_plan_get_bar (plan, move->bar);
      g_autofree char *subtitle = dup_subtitle (plan, bar, move);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), bar->title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      if (bar->is_milestone)
        adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                   gtk_image_new_from_icon_name ("starred-symbolic"));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), 240);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), list);
  return window;
}

static char *
dup_body (const LsnPlan *plan, GArray *moves)
{
  g_auto (GStrv) told = lsn_plan_dup_told (plan, moves);
  g_autofree char *names = g_strjoinv (", ", told);
  g_autofree char *hours = NULL;
  GString *text = g_string_new (NULL);
  gint64 minutes = 0;

  for (guint i = 0; i < moves->len; i++)
    minutes += lsn_plan_get_bar (plan, g_array_index (moves, LsnPlanMove, i).bar)->minutes;
  if (minutes > 0)
    {
      hours = lsn_when_dup_duration (minutes);
      g_string_append_printf (text, _ ("Work that moves: %s."), hours);
    }
  if (*names)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text, _ ("To be told: %s."), names);
    }
  if (lsn_plan_breaks_promise (plan, moves))
    {
      g_autofree char *day = lsn_when_dup_short (
          lsn_date_from_iso (lsn_row_get_text (plan->project, LSN_PROJECT_DUE_ON)), plan->today);

      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text, _ ("The promised day, %s, passes."), day);
    }
  return g_string_free_and_steal (text);
}

/* The client is to know where somebody of theirs accepts later, or the promise breaks. */
static gboolean
concerns_client (const LsnPlan *plan, GArray *moves)
{
  for (guint i = 0; i < moves->len; i++)
    {
      if (lsn_plan_get_bar (plan, g_array_index (moves, LsnPlanMove, i).bar)->is_milestone)
        return TRUE;
    }
  return lsn_plan_breaks_promise (plan, moves);
}

void
lsn_slip_dialog_present (LsnContext *context, const LsnPlan *plan, GArray *moves, guint n_own,
                         LsnPlanChange *change, const char *label, const char *message,
                         GtkWidget *parent)
{
  g_autofree char *heading =
      g_strdup_printf (ngettext ("%u More Bar Moves", "%u More Bars Move", moves->len - n_own),
                       moves->len - n_own);
  g_autofree char *body = dup_body (plan, moves);
  AdwDialog *dialog = adw_alert_dialog_new (heading, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Slip *slip = g_new0 (Slip, 1);

  slip->context = g_object_ref (context);
  slip->change = change;
  slip->n_own = n_own;
  slip->label = g_strdup (label);
  slip->message = g_strdup (message);
  adw_alert_dialog_set_body_use_markup (ADW_ALERT_DIALOG (dialog), FALSE);
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), body);
  gtk_box_append (GTK_BOX (box), make_list (plan, moves));
  if (change->client_id && concerns_client (plan, moves))
    {
      const char *client = lsn_row_get_text (plan->project, LSN_PROJECT_CLIENT_NAME);
      const char *project = lsn_row_get_text (plan->project, LSN_PROJECT_NAME);
      g_autofree char *title = g_strdup_printf (_ ("Next Step: Tell %s Today"), client);
      GtkWidget *list = gtk_list_box_new ();
      GtkWidget *row = adw_switch_row_new ();

      slip->tell_words = g_strdup_printf (_ ("Tell of the new dates of “%s”"), project);
      slip->tell = ADW_SWITCH_ROW (row);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_switch_row_set_active (slip->tell, TRUE);
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
      gtk_widget_add_css_class (list, "boxed-list");
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      gtk_box_append (GTK_BOX (box), list);
    }
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), box);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "one",
                                  _ ("Only _This One"), "all", _ ("_Move All"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "all",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "all");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), slip);
  lsn_dialog_present (dialog, parent);
}
