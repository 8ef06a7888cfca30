/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-project-dialog.h"
#include "base/lsn-clock.h"
#include "base/lsn-date.h"
#include "model/projects/lsn-project.h"

#include <glib/gi18n-lib.h>

struct _LsnProjectDialog
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned */
  LsnRow *project;     /* owned, nullable: the one that is changed */
  gint64 client_id;

  /* Template widgets */
  AdwBanner *error_banner;
  GtkButton *save_button;
  AdwEntryRow *name_row;
  AdwEntryRow *purpose_row;
  AdwEntryRow *due_row;
  AdwComboRow *status_row;
  AdwComboRow *columns_row;
};

G_DEFINE_FINAL_TYPE (LsnProjectDialog, lsn_project_dialog, ADW_TYPE_DIALOG)

static const struct
{
  const char *key;
  const char *label;
} statuses[] = {
  { "planned", NC_ ("project status", "Planned") },
  { "active", NC_ ("project status", "Active") },
  { "on-hold", NC_ ("project status", "On Hold") },
  { "done", NC_ ("project status", "Done") },
};

/* Between commas; the last column is that of done cards. */
static const char *const boards[] = {
  N_ ("To Do, Doing, Done"),
  N_ ("Brief, In Work, With the Client, Done"),
  N_ ("Ideas, Planned, In Work, Approval, Published"),
};

static char *
dup_stripped (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
changed_cb (LsnProjectDialog *self)
{
  g_autofree char *name = dup_stripped (self->name_row);
  g_autofree char *due = dup_stripped (self->due_row);
  gboolean is_date = *due == '\0' || lsn_date_from_iso (due) != LSN_DATE_NONE;

  if (is_date)
    gtk_widget_remove_css_class (GTK_WIDGET (self->due_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->due_row), "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), *name != '\0' && is_date);
}

static void
cancel_cb (LsnProjectDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
failed_cb (LsnProjectDialog *self, const char *message)
{
  adw_banner_set_title (self->error_banner, message);
  adw_banner_set_revealed (self->error_banner, TRUE);
}

static void
saved (GObject *owner, gpointer data)
{
  LsnProjectDialog *self = LSN_PROJECT_DIALOG (owner);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  const LsnProjectEdit *edit = data;

  if (self->project == NULL && parent)
    gtk_widget_activate_action (parent, "app.open-project", "x", edit->id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_cb (LsnProjectDialog *self)
{
  g_autofree char *name = dup_stripped (self->name_row);
  g_autofree char *purpose = dup_stripped (self->purpose_row);
  g_autofree char *due = dup_stripped (self->due_row);
  g_autofree char *message = g_strdup_printf (_ ("Saved: “%s”"), name);
  LsnProjectEdit *edit = g_new0 (LsnProjectEdit, 1);

  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_project_info);
  lsn_row_set_text (edit->row, LSN_PROJECT_NAME, name);
  lsn_row_set_text (edit->row, LSN_PROJECT_PURPOSE, *purpose ? purpose : NULL);
  lsn_row_set_text (edit->row, LSN_PROJECT_DUE_ON, *due ? due : NULL);
  lsn_row_set_text (edit->row, LSN_PROJECT_STATUS,
                    statuses[adw_combo_row_get_selected (self->status_row)].key);
  if (self->project)
    edit->id = lsn_row_get_int64 (self->project, LSN_PROJECT_ID);
  else
    {
      if (self->client_id)
        lsn_row_set_int64 (edit->row, LSN_PROJECT_CLIENT_ID, self->client_id);
      edit->columns =
          g_strsplit (_ (boards[adw_combo_row_get_selected (self->columns_row)]), ", ", -1);
    }
  lsn_context_write_then (self->context, self->project ? _ ("Edit Project") : _ ("New Project"),
                          message, lsn_project_edit_on_worker, edit,
                          (GDestroyNotify) lsn_project_edit_free, saved, G_OBJECT (self));
}

static void
lsn_project_dialog_dispose (GObject *object)
{
  LsnProjectDialog *self = LSN_PROJECT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_PROJECT_DIALOG);
  g_clear_pointer (&self->project, lsn_row_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_project_dialog_parent_class)->dispose (object);
}

static void
lsn_project_dialog_class_init (LsnProjectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_project_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-project-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, error_banner);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, purpose_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, due_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, status_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, columns_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
lsn_project_dialog_init (LsnProjectDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) columns = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    gtk_string_list_append (names,
                            g_dpgettext2 (GETTEXT_PACKAGE, "project status", statuses[i].label));
  adw_combo_row_set_model (self->status_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->status_row, 1);
  for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
    gtk_string_list_append (columns, _ (boards[i]));
  adw_combo_row_set_model (self->columns_row, G_LIST_MODEL (columns));
}

static LsnProjectDialog *
dialog_new (LsnContext *context, const char *title)
{
  LsnProjectDialog *self = g_object_new (LSN_TYPE_PROJECT_DIALOG, "title", title, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

AdwDialog *
lsn_project_dialog_new (LsnContext *context, gint64 client_id)
{
  LsnProjectDialog *self = dialog_new (context, _ ("New Project"));

  self->client_id = client_id;
  return ADW_DIALOG (self);
}

AdwDialog *
lsn_project_dialog_new_edit (LsnContext *context, const LsnRow *project)
{
  LsnProjectDialog *self = dialog_new (context, _ ("Edit Project"));
  const char *purpose = lsn_row_get_text (project, LSN_PROJECT_PURPOSE);
  const char *due = lsn_row_get_text (project, LSN_PROJECT_DUE_ON);

  self->project = lsn_row_copy (project);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row),
                         lsn_row_get_text (project, LSN_PROJECT_NAME));
  gtk_editable_set_text (GTK_EDITABLE (self->purpose_row), purpose ? purpose : "");
  gtk_editable_set_text (GTK_EDITABLE (self->due_row), due ? due : "");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      if (g_strcmp0 (statuses[i].key, lsn_row_get_text (project, LSN_PROJECT_STATUS)) == 0)
        adw_combo_row_set_selected (self->status_row, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->columns_row), FALSE);
  return ADW_DIALOG (self);
}
