/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/today/lsn-date-row.h"
#include "base/lsn-when-days.h"
#include "base/lsn-when.h"
#include "views/lsn-client-peek.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnDateRow
{
  GtkListBoxRow parent_instance;

  gint64 client_id;
  char *who;             /* owned: for whom */
  char *when;            /* owned: in how many days */
  GtkWidget *when_box;   /* borrowed */
  GtkWidget *when_label; /* borrowed */
  GtkWidget *detail;     /* borrowed */
};

G_DEFINE_FINAL_TYPE (LsnDateRow, lsn_date_row, GTK_TYPE_LIST_BOX_ROW)

const LsnKey lsn_date_row_keys[] = {
  { "n", N_ ("Set a Next Step"), "date.plan" },
  { "Return", N_ ("Open the Client") },
  { "space", N_ ("Peek at the Client") },
  { NULL },
};

static void
plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.capture-for", "x", LSN_DATE_ROW (widget)->client_id);
}

static void
lsn_date_row_finalize (GObject *object)
{
  LsnDateRow *self = LSN_DATE_ROW (object);

  g_free (self->who);
  g_free (self->when);

  G_OBJECT_CLASS (lsn_date_row_parent_class)->finalize (object);
}

static void
lsn_date_row_class_init (LsnDateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lsn_date_row_finalize;
  gtk_widget_class_install_action (widget_class, "date.plan", NULL, plan_action);
  lsn_key_install (widget_class, lsn_date_row_keys);
}

static void
lsn_date_row_init (LsnDateRow *self)
{
}

void
lsn_date_row_set_wide (LsnDateRow *self, gboolean wide)
{
  g_autofree char *both = g_strdup_printf ("%s · %s", self->when, self->who);

  gtk_widget_set_visible (self->when_box, wide);
  lsn_text_label_set (self->detail, wide ? self->who : both);
}

static char *
dup_who (const LsnComingDate *date)
{
  if (date->contact == NULL || g_strcmp0 (date->contact, date->client) == 0)
    return g_strdup (date->client);
  return g_strdup_printf ("%s · %s", date->contact, date->client);
}

GtkWidget *
lsn_date_row_new (const LsnComingDate *date, LsnDate today)
{
  LsnDateRow *self = g_object_new (LSN_TYPE_DATE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *plan = gtk_button_new_from_icon_name ("lsn-capture-symbolic");
  g_autofree char *exact = lsn_when_dup_exact (date->date, LSN_WHEN_NO_TIME);
  g_autofree char *described = NULL;

  self->client_id = date->client_id;
  self->who = dup_who (date);
  self->when = lsn_when_dup_days (date->date - today);
  described = g_strdup_printf ("%s, %s", self->when, self->who);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  self->when_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->when_label = lsn_text_label_new (self->when, "numeric");
  gtk_widget_add_css_class (self->when_label, date->date == today ? "accent" : "dim-label");
  gtk_widget_set_tooltip_text (self->when_label, exact);
  gtk_box_append (GTK_BOX (self->when_box), self->when_label);
  self->detail = lsn_text_label_new (NULL, "caption");
  gtk_widget_add_css_class (self->detail, "dim-label");
  lsn_client_peek_mark (self->detail, date->client_id);
  gtk_widget_set_tooltip_text (self->detail, exact);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), lsn_text_label_new (date->title, NULL));
  gtk_box_append (GTK_BOX (texts), self->detail);
  gtk_widget_set_valign (plan, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (plan, _ ("Set a Next Step (N)"));
  gtk_widget_add_css_class (plan, "flat");
  gtk_widget_add_css_class (plan, "circular");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (plan), "date.plan");
  gtk_box_append (GTK_BOX (box), self->when_box);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), plan);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, date->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, described, -1);
  lsn_date_row_set_wide (self, FALSE);
  return GTK_WIDGET (self);
}

gint64
lsn_date_row_get_client_id (LsnDateRow *self)
{
  return self->client_id;
}

GtkWidget *
lsn_date_row_get_when (LsnDateRow *self)
{
  return self->when_box;
}
