/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-task-row.h"
#include "base/lsn-when.h"
#include "model/followups/lsn-today.h"
#include "views/lsn-client-peek.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnTaskRow
{
  GtkListBoxRow parent_instance;

  LsnTask *task; /* owned */
  LsnDate today;
  gboolean wide;

  GtkWidget *when_box; /* borrowed, as all below */
  GtkWidget *late;
  GtkWidget *when;
  GtkWidget *title;
  GtkWidget *detail;
};

G_DEFINE_FINAL_TYPE (LsnTaskRow, lsn_task_row, GTK_TYPE_LIST_BOX_ROW)

const LsnKey lsn_task_row_keys[] = {
  { "d", N_ ("Done"), "task.done" },
  { "s", N_ ("To the Next Working Day"), "task.snooze" },
  { "Return", N_ ("Open the Card") },
  { "space", N_ ("Peek at the Client") },
  { NULL },
};

static void
act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 id = lsn_task_row_get_id (LSN_TASK_ROW (widget));
  GVariant *ids = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &id, 1, sizeof id);

  gtk_widget_activate_action_variant (widget,
                                      g_str_equal (name, "task.done") ? "app.tasks-done"
                                                                      : "app.tasks-snooze",
                                      ids);
}

/* Whose and where: the card of an item, the client, the project. */
static char *
dup_whose (LsnRecord *record)
{
  const guint fields[] = { LSN_TASK_PARENT_TITLE, LSN_TASK_CLIENT_NAME, LSN_TASK_PROJECT_NAME,
                           LSN_TASK_ASSIGNEE_NAME };
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = lsn_record_get_text (record, fields[i]);

      if (text)
        g_strv_builder_add (parts, text);
    }
  list = g_strv_builder_end (parts);
  return g_strjoinv (" · ", list);
}

static void
show (LsnTaskRow *self)
{
  static const char *const classes[] = { "dim-label", "warning", "error", "error" };
  LsnRecord *record = LSN_RECORD (self->task);
  LsnDate due = lsn_date_from_iso (lsn_record_get_text (record, LSN_TASK_DUE_ON));
  int severity = due == LSN_DATE_NONE ? 0 : lsn_today_get_severity (due, self->today);
  g_autofree char *when =
      due == LSN_DATE_NONE ? NULL : lsn_when_dup_due (due, LSN_WHEN_NO_TIME, self->today);
  g_autofree char *column =
      due == LSN_DATE_NONE ? NULL : lsn_when_dup_column (due, LSN_WHEN_NO_TIME, self->today);
  g_autofree char *whose = dup_whose (record);
  g_autofree char *both = g_strdup_printf ("%s · %s", when ? when : "", whose);
  const char *title = lsn_record_get_text (record, LSN_TASK_TITLE);

  lsn_text_label_set (self->title, title);
  lsn_text_label_set (self->when, column);
  lsn_client_peek_mark (self->detail, lsn_record_get_int64 (record, LSN_TASK_CLIENT_ID));
  lsn_text_label_set (self->detail, self->wide || when == NULL ? whose : both);
  gtk_widget_set_visible (self->when_box, self->wide);
  gtk_widget_set_visible (self->late, severity > 0);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      gtk_widget_remove_css_class (self->when, classes[i]);
      gtk_widget_remove_css_class (self->late, classes[i]);
    }
  gtk_widget_add_css_class (self->when, classes[severity]);
  gtk_widget_add_css_class (self->late, classes[severity]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title ? title : "", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, both,
                                  -1);
}

void
lsn_task_row_set_wide (LsnTaskRow *self, gboolean wide)
{
  self->wide = wide;
  show (self);
}

gint64
lsn_task_row_get_id (LsnTaskRow *self)
{
  return lsn_record_get_id (LSN_RECORD (self->task));
}

GtkWidget *
lsn_task_row_get_when (LsnTaskRow *self)
{
  return self->when_box;
}

static void
lsn_task_row_dispose (GObject *object)
{
  LsnTaskRow *self = LSN_TASK_ROW (object);

  g_clear_object (&self->task);

  G_OBJECT_CLASS (lsn_task_row_parent_class)->dispose (object);
}

static void
lsn_task_row_class_init (LsnTaskRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_task_row_dispose;
  gtk_widget_class_install_action (widget_class, "task.done", NULL, act);
  gtk_widget_class_install_action (widget_class, "task.snooze", NULL, act);
  lsn_key_install (widget_class, lsn_task_row_keys);
}

static void
add_button (GtkWidget *box, const char *icon, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static void
lsn_task_row_init (LsnTaskRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  self->when_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->late = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->late), 14);
  self->when = lsn_text_label_new (NULL, "numeric");
  gtk_box_append (GTK_BOX (self->when_box), self->late);
  gtk_box_append (GTK_BOX (self->when_box), self->when);
  self->title = lsn_text_label_new (NULL, NULL);
  self->detail = lsn_text_label_new (NULL, "caption");
  gtk_widget_add_css_class (self->detail, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), self->title);
  gtk_box_append (GTK_BOX (texts), self->detail);
  add_button (buttons, "object-select-symbolic", _ ("Done (D)"), "task.done");
  add_button (buttons, "lsn-snooze-symbolic", _ ("To the Next Working Day (S)"), "task.snooze");
  gtk_box_append (GTK_BOX (box), self->when_box);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
lsn_task_row_new (LsnContext *context, LsnTask *task, LsnDate today)
{
  static const char *const changing[] = { "task.done", "task.snooze", NULL };
  LsnTaskRow *self = g_object_new (LSN_TYPE_TASK_ROW, NULL);

  self->task = g_object_ref (task);
  self->today = today;
  g_signal_connect_object (task, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  lsn_context_guard_actions (context, self, changing);
  show (self);
  return GTK_WIDGET (self);
}
