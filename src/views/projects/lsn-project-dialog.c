/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-project-dialog.h"
#include "base/lsn-clock.h"
#include "model/projects/lsn-project.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnProjectDialog
{
  LsnFormDialog parent_instance;

  gint64 id; /* 0 for a new one */
  gint64 client_id;

  /* Template widgets */
  AdwEntryRow *name_row;
  LsnTextRow *purpose_row;
  LsnDateButton *due_button;
  AdwComboRow *status_row;
  AdwComboRow *columns_row;
};

G_DEFINE_FINAL_TYPE (LsnProjectDialog, lsn_project_dialog, LSN_TYPE_FORM_DIALOG)

static const char *const statuses[] = { "planned", "active", "on-hold", "done" };
static const char *const status_labels[] = {
  NC_ ("project status", "Planned"),
  NC_ ("project status", "Active"),
  NC_ ("project status", "On Hold"),
  NC_ ("project status", "Done"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (statuses) == G_N_ELEMENTS (status_labels));

/* Between commas; the last column is that of done cards. */
static const char *const boards[] = {
  N_ ("To Do, Doing, Done"),
  N_ ("Brief, In Work, With the Client, Done"),
  N_ ("Ideas, Planned, In Work, Approval, Published"),
};

static void
changed_cb (LsnProjectDialog *self)
{
  lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static gboolean
is_valid (LsnFormDialog *form)
{
  g_autofree char *name = lsn_form_dup_text (LSN_PROJECT_DIALOG (form)->name_row);

  return name != NULL;
}

static void
saved (LsnFormDialog *form, gpointer data)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (form));
  const LsnProjectEdit *edit = data;

  if (LSN_PROJECT_DIALOG (form)->id == 0 && parent)
    gtk_widget_activate_action (parent, "app.open-project", "x", edit->id);
}

static void
save (LsnFormDialog *form)
{
  LsnProjectDialog *self = LSN_PROJECT_DIALOG (form);
  g_autofree char *name = lsn_form_dup_text (self->name_row);
  g_autofree char *purpose = lsn_text_row_dup_text (self->purpose_row);
  g_autofree char *due = lsn_date_dup_iso (lsn_date_button_get_date (self->due_button));
  g_autofree char *message = g_strdup_printf (_ ("Saved: “%s”"), name);
  LsnProjectEdit *edit = g_new0 (LsnProjectEdit, 1);

  edit->id = self->id;
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_project_info);
  lsn_row_set_text (edit->row, LSN_PROJECT_NAME, name);
  lsn_row_set_text (edit->row, LSN_PROJECT_PURPOSE, purpose);
  lsn_row_set_text (edit->row, LSN_PROJECT_DUE_ON, due);
  lsn_row_set_text (edit->row, LSN_PROJECT_STATUS,
                    statuses[adw_combo_row_get_selected (self->status_row)]);
  if (self->id == 0)
    {
      if (self->client_id)
        lsn_row_set_int64 (edit->row, LSN_PROJECT_CLIENT_ID, self->client_id);
      edit->columns =
          g_strsplit (_ (boards[adw_combo_row_get_selected (self->columns_row)]), ", ", -1);
    }
  lsn_form_dialog_write (form, self->id ? _ ("Edit Project") : _ ("New Project"), message,
                         lsn_project_edit_on_worker, edit, (GDestroyNotify) lsn_project_edit_free);
}

static void
lsn_project_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_PROJECT_DIALOG);

  G_OBJECT_CLASS (lsn_project_dialog_parent_class)->dispose (object);
}

static void
lsn_project_dialog_class_init (LsnProjectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_project_dialog_dispose;
  form_class->is_valid = is_valid;
  form_class->save = save;
  form_class->saved = saved;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-project-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, purpose_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, due_button);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, status_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, columns_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
lsn_project_dialog_init (LsnProjectDialog *self)
{
  const char *labels[G_N_ELEMENTS (statuses)];

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    labels[i] = g_dpgettext2 (GETTEXT_PACKAGE, "project status", status_labels[i]);
  lsn_form_set_choices (self->status_row, labels, G_N_ELEMENTS (statuses));
  adw_combo_row_set_selected (self->status_row,
                              lsn_form_find_key (statuses, G_N_ELEMENTS (statuses), "active"));
  for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
    labels[i] = _ (boards[i]);
  lsn_form_set_choices (self->columns_row, labels, G_N_ELEMENTS (boards));
  lsn_date_button_set_label (self->due_button, _ ("Promised By"));
}
G_STATIC_ASSERT (G_N_ELEMENTS (boards) <= G_N_ELEMENTS (statuses));

AdwDialog *
lsn_project_dialog_new (LsnContext *context, gint64 client_id)
{
  LsnProjectDialog *self = g_object_new (LSN_TYPE_PROJECT_DIALOG, "title", _ ("New Project"), NULL);

  self->client_id = client_id;
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
  return ADW_DIALOG (self);
}

AdwDialog *
lsn_project_dialog_new_edit (LsnContext *context, const LsnRow *project)
{
  LsnProjectDialog *self =
      g_object_new (LSN_TYPE_PROJECT_DIALOG, "title", _ ("Edit Project"), NULL);

  self->id = lsn_row_get_int64 (project, LSN_PROJECT_ID);
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_form_set_text (self->name_row, lsn_row_get_text (project, LSN_PROJECT_NAME));
  lsn_text_row_set_text (self->purpose_row, lsn_row_get_text (project, LSN_PROJECT_PURPOSE));
  lsn_date_button_set (self->due_button,
                       lsn_date_from_iso (lsn_row_get_text (project, LSN_PROJECT_DUE_ON)), -1);
  adw_combo_row_set_selected (self->status_row,
                              lsn_form_find_key (statuses, G_N_ELEMENTS (statuses),
                                                 lsn_row_get_text (project, LSN_PROJECT_STATUS)));
  gtk_widget_set_visible (GTK_WIDGET (self->columns_row), FALSE);
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
  return ADW_DIALOG (self);
}
