/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-client-row.h"
#include "base/lsn-clock.h"
#include "views/lsn-client-avatar.h"
#include "views/lsn-client-peek.h"
#include "widgets/lsn-text-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _LsnClientRow
{
  GtkListBoxRow parent_instance;

  LsnContext *context; /* owned */
  LsnClient *client;   /* owned */
  LsnDate today;
  gboolean silent;

  AdwAvatar *avatar; /* borrowed */
  GtkWidget *name;   /* borrowed */
  GtkWidget *reason; /* borrowed */
  GtkWidget *call;   /* borrowed */
  GtkWidget *mail;   /* borrowed */
  GtkWidget *plan;   /* borrowed */
};

G_DEFINE_FINAL_TYPE (LsnClientRow, lsn_client_row, GTK_TYPE_LIST_BOX_ROW)

static char *
dup_reason (LsnClientRow *self)
{
  LsnRecord *record = LSN_RECORD (self->client);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  gint64 rhythm = lsn_record_get_int64 (record, LSN_CLIENT_RHYTHM);
  gint64 last = lsn_record_get_int64 (record, LSN_CLIENT_LAST_TOUCH);
  guint days;

  if (!self->silent)
    return g_strdup (lsn_record_get_text (record, LSN_CLIENT_SEGMENT_NAME));
  if (lsn_record_is_null (record, LSN_CLIENT_LAST_TOUCH))
    return g_strdup_printf (ngettext ("no contact yet · rhythm is %u day",
                                      "no contact yet · rhythm is %u days", (guint) rhythm),
                            (guint) rhythm);

  days = (guint) MAX (self->today - lsn_date_from_instant (last, zone, NULL), 0);
  {
    g_autofree char *silence = g_strdup_printf (ngettext ("%u day", "%u days", days), days);

    return g_strdup_printf (ngettext ("silent for %s · rhythm is %u day",
                                      "silent for %s · rhythm is %u days", (guint) rhythm),
                            silence, (guint) rhythm);
  }
}

static void
refresh (LsnClientRow *self)
{
  LsnRecord *record = LSN_RECORD (self->client);
  const char *name = lsn_record_get_text (record, LSN_CLIENT_NAME);
  g_autofree char *reason = NULL;

  if (!lsn_record_is_loaded (record))
    return;

  reason = dup_reason (self);
  lsn_client_avatar_show (self->avatar, self->context, name,
                          lsn_record_get_text (record, LSN_CLIENT_AVATAR));
  lsn_text_label_set (self->name, name);
  lsn_text_label_set (self->reason, reason);
  gtk_widget_set_visible (self->reason, reason != NULL);
  gtk_widget_set_visible (self->call, !lsn_record_is_null (record, LSN_CLIENT_PHONE));
  gtk_widget_set_visible (self->mail, !lsn_record_is_null (record, LSN_CLIENT_EMAIL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

const LsnKey lsn_client_row_keys[] = {
  { "n", N_ ("Set a Next Step"), "client-row.plan" },
  { "c", N_ ("Call"), "client-row.call" },
  { "m", N_ ("Write a Mail"), "client-row.mail" },
  { "Return", N_ ("Open the Client") },
  { "space", N_ ("Peek at the Client") },
  { NULL },
};

static void
plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.capture-for", "x",
                              lsn_client_row_get_id (LSN_CLIENT_ROW (widget)));
}

static void
call_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.call-client", "x",
                              lsn_client_row_get_id (LSN_CLIENT_ROW (widget)));
}

static void
mail_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.mail-client", "x",
                              lsn_client_row_get_id (LSN_CLIENT_ROW (widget)));
}

static void
lsn_client_row_dispose (GObject *object)
{
  LsnClientRow *self = LSN_CLIENT_ROW (object);

  g_clear_object (&self->client);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_client_row_parent_class)->dispose (object);
}

static void
lsn_client_row_class_init (LsnClientRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_client_row_dispose;
  gtk_widget_class_install_action (widget_class, "client-row.plan", NULL, plan_action);
  gtk_widget_class_install_action (widget_class, "client-row.call", NULL, call_action);
  gtk_widget_class_install_action (widget_class, "client-row.mail", NULL, mail_action);
  lsn_key_install (widget_class, lsn_client_row_keys);
}

static GtkWidget *
make_button (const char *icon, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  return button;
}

static void
lsn_client_row_init (LsnClientRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  self->avatar = ADW_AVATAR (adw_avatar_new (32, NULL, TRUE));
  self->name = lsn_text_label_new (NULL, NULL);
  self->reason = lsn_text_label_new (NULL, "caption");
  gtk_widget_add_css_class (self->reason, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), self->name);
  gtk_box_append (GTK_BOX (texts), self->reason);
  self->call = make_button ("call-start-symbolic", _ ("Call (C)"));
  self->mail = make_button ("mail-unread-symbolic", _ ("Write a Mail (M)"));
  self->plan = make_button ("lsn-capture-symbolic", _ ("Set a Next Step (N)"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->avatar));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), self->call);
  gtk_box_append (GTK_BOX (box), self->mail);
  gtk_box_append (GTK_BOX (box), self->plan);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
lsn_client_row_new (LsnContext *context, LsnClient *client, LsnDate today, gboolean silent)
{
  LsnClientRow *self = g_object_new (LSN_TYPE_CLIENT_ROW, NULL);
  gint64 id = lsn_record_get_id (LSN_RECORD (client));

  self->context = g_object_ref (context);
  self->client = g_object_ref (client);
  self->today = today;
  self->silent = silent;
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->call), "app.call-client");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->call), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->mail), "app.mail-client");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->mail), "x", id);
  lsn_client_peek_mark (self->name, id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->plan), "app.capture-for");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->plan), "x", id);
  g_signal_connect_object (client, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

gint64
lsn_client_row_get_id (LsnClientRow *self)
{
  return lsn_record_get_id (LSN_RECORD (self->client));
}
