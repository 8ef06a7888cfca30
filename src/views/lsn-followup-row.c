/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-followup-row.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/followups/lsn-today.h"
#include "views/lsn-followup-menu.h"
#include "widgets/lsn-text-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _LsnFollowupRow
{
  GtkListBoxRow parent_instance;

  LsnFollowup *followup; /* owned */
  LsnDate today;
  gboolean show_client;

  /* Template widgets */
  GtkImage *kind_image;
  GtkLabel *title_label;
  GtkLabel *detail_label;
  GtkLabel *due_label;
  GtkImage *late_image;
  GtkButton *call_button;
  GtkButton *done_button;
  GtkMenuButton *snooze_button;
};

G_DEFINE_FINAL_TYPE (LsnFollowupRow, lsn_followup_row, GTK_TYPE_LIST_BOX_ROW)

static const char *const severity_classes[] = { "dim-label", "warning", "error", "error" };

static void
show_due (LsnFollowupRow *self)
{
  LsnRecord *record = LSN_RECORD (self->followup);
  LsnDate date = lsn_date_from_iso (lsn_record_get_text (record, LSN_FOLLOWUP_DUE_DATE));
  int minute = lsn_followup_parse_time (lsn_record_get_text (record, LSN_FOLLOWUP_DUE_TIME));
  int severity = date == LSN_DATE_NONE ? 0 : lsn_today_get_severity (date, self->today);
  g_autofree char *due = NULL;
  g_autofree char *exact = NULL;

  if (date == LSN_DATE_NONE)
    return;
  due = lsn_when_dup_due (date, minute, self->today);
  exact = lsn_when_dup_exact (date, minute);
  gtk_label_set_text (self->due_label, due);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->due_label), exact);
  for (guint i = 0; i < G_N_ELEMENTS (severity_classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->due_label), severity_classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->due_label), severity_classes[severity]);
  gtk_widget_set_visible (GTK_WIDGET (self->late_image), severity > 0);
  gtk_widget_remove_css_class (GTK_WIDGET (self->late_image), "warning");
  gtk_widget_remove_css_class (GTK_WIDGET (self->late_image), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->late_image), severity_classes[severity]);
}

static char *
dup_detail (LsnFollowupRow *self)
{
  LsnRecord *record = LSN_RECORD (self->followup);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *client = lsn_record_get_text (record, LSN_FOLLOWUP_CLIENT_NAME);
  const char *contact = lsn_record_get_text (record, LSN_FOLLOWUP_CONTACT_NAME);
  const char *turn = lsn_record_get_text (record, LSN_FOLLOWUP_TURN);

  if (self->show_client && client)
    g_strv_builder_add (parts, client);
  if (contact && g_strcmp0 (contact, client) != 0)
    g_strv_builder_add (parts, contact);
  if (g_strcmp0 (turn, "client") == 0)
    g_strv_builder_add (parts, _ ("waiting for the client"));
  else if (g_strcmp0 (turn, "performer") == 0)
    g_strv_builder_add (parts, _ ("waiting for the performer"));
  if (!lsn_record_is_null (record, LSN_FOLLOWUP_RRULE))
    g_strv_builder_add (parts, _ ("repeats"));
  list = g_strv_builder_end (parts);
  return g_strjoinv (" · ", list);
}

static void
refresh (LsnFollowupRow *self)
{
  LsnRecord *record = LSN_RECORD (self->followup);
  const char *kind = lsn_record_get_text (record, LSN_FOLLOWUP_KIND);
  const char *title = lsn_record_get_text (record, LSN_FOLLOWUP_TITLE);
  gint64 priority = lsn_record_get_int64 (record, LSN_FOLLOWUP_PRIORITY);
  g_autofree char *detail = NULL;
  g_autofree char *shown = NULL;

  if (!lsn_record_is_loaded (record))
    return;

  detail = dup_detail (self);
  shown = g_strconcat (priority > 2   ? "!!! "
                       : priority > 1 ? "!! "
                       : priority > 0 ? "! "
                                      : "",
                       title, NULL);
  gtk_image_set_from_icon_name (self->kind_image, lsn_followup_kind_get_icon (kind));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->kind_image), lsn_followup_kind_get_label (kind));
  gtk_label_set_text (self->title_label, shown);
  gtk_label_set_text (self->detail_label, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), *detail != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->call_button),
                          !lsn_record_is_null (record, LSN_FOLLOWUP_PHONE));
  show_due (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
}

/* A menu is some thirty widgets, and most rows are never snoozed: it is made when it is asked for.
 */
static void
make_snooze_menu (GtkMenuButton *button, gpointer user_data)
{
  LsnFollowupRow *self = user_data;
  g_autoptr (GMenuModel) menu =
      lsn_followup_menu_new_snooze (lsn_record_get_id (LSN_RECORD (self->followup)));

  gtk_menu_button_set_menu_model (button, menu);
}

static void
set_up_actions (LsnFollowupRow *self)
{
  gint64 id = lsn_record_get_id (LSN_RECORD (self->followup));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->done_button), "app.followup-done");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->done_button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->call_button), "app.followup-call");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->call_button), "x", id);
  gtk_menu_button_set_create_popup_func (self->snooze_button, make_snooze_menu, self, NULL);
}

/* --- Keys ------------------------------------------------------------------------------------- */

const LsnKey lsn_followup_row_keys[] = {
  { "d", N_ ("Done"), "followup.done" },
  { "s", N_ ("Snooze"), "followup.snooze" },
  { "c", N_ ("Call"), "followup.call" },
  { NULL },
};

static void
done_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.followup-done", "x",
                              lsn_record_get_id (LSN_RECORD (LSN_FOLLOWUP_ROW (widget)->followup)));
}

static void
snooze_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (LSN_FOLLOWUP_ROW (widget)->snooze_button);
}

static void
call_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.followup-call", "x",
                              lsn_record_get_id (LSN_RECORD (LSN_FOLLOWUP_ROW (widget)->followup)));
}

static void
lsn_followup_row_dispose (GObject *object)
{
  LsnFollowupRow *self = LSN_FOLLOWUP_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_FOLLOWUP_ROW);
  g_clear_object (&self->followup);

  G_OBJECT_CLASS (lsn_followup_row_parent_class)->dispose (object);
}

static void
lsn_followup_row_class_init (LsnFollowupRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_followup_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/lsn-followup-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, kind_image);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, due_label);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, late_image);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, call_button);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, done_button);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, snooze_button);
  gtk_widget_class_install_action (widget_class, "followup.done", NULL, done_action);
  gtk_widget_class_install_action (widget_class, "followup.snooze", NULL, snooze_action);
  gtk_widget_class_install_action (widget_class, "followup.call", NULL, call_action);
  lsn_key_install (widget_class, lsn_followup_row_keys);
}

static void
lsn_followup_row_init (LsnFollowupRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lsn_followup_row_new (LsnFollowup *followup, LsnDate today, gboolean show_client)
{
  LsnFollowupRow *self = g_object_new (LSN_TYPE_FOLLOWUP_ROW, NULL);

  self->followup = g_object_ref (followup);
  self->today = today;
  self->show_client = show_client;
  set_up_actions (self);
  g_signal_connect_object (followup, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

LsnFollowup *
lsn_followup_row_get_followup (LsnFollowupRow *self)
{
  return self->followup;
}
