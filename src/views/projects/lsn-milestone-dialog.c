/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-milestone-dialog.h"
#include "base/lsn-clock.h"
#include "model/clients/lsn-contact.h"
#include "model/plans/lsn-plan-parts.h"
#include "model/timeline/lsn-entry-write.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnMilestoneDialog
{
  LsnFormDialog parent_instance;

  gint64 id; /* 0 for a new one */
  gint64 project_id;
  GArray *contacts; /* owned; element-type gint64: of the combo, 0 for nobody */

  /* Template widgets */
  AdwEntryRow *title_row;
  LsnDateButton *due_button;
  AdwComboRow *contact_row;
  AdwSwitchRow *accepted_row;
  LsnDateButton *accepted_button;
  LsnTextRow *note_row;
  GtkWidget *delete_group;
};

G_DEFINE_FINAL_TYPE (LsnMilestoneDialog, lsn_milestone_dialog, LSN_TYPE_FORM_DIALOG)

static void
changed_cb (LsnMilestoneDialog *self)
{
  lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static void
accepted_cb (LsnMilestoneDialog *self)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));

  if (context && adw_switch_row_get_active (self->accepted_row) &&
      lsn_date_button_get_date (self->accepted_button) == LSN_DATE_NONE)
    lsn_date_button_set (self->accepted_button, lsn_context_get_today (context), -1);
  changed_cb (self);
}

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnMilestoneDialog *self = LSN_MILESTONE_DIALOG (form);
  g_autofree char *title = lsn_form_dup_text (self->title_row);

  return title != NULL && lsn_date_button_get_date (self->due_button) != LSN_DATE_NONE;
}

static void
save (LsnFormDialog *form)
{
  LsnMilestoneDialog *self = LSN_MILESTONE_DIALOG (form);
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  g_autofree char *note = lsn_text_row_dup_text (self->note_row);
  g_autofree char *due = lsn_date_dup_iso (lsn_date_button_get_date (self->due_button));
  g_autofree char *accepted =
      adw_switch_row_get_active (self->accepted_row)
          ? lsn_date_dup_iso (lsn_date_button_get_date (self->accepted_button))
          : NULL;
  g_autofree char *message = g_strdup_printf (_ ("Saved: “%s”"), title);
  guint selected = adw_combo_row_get_selected (self->contact_row);
  gint64 contact_id =
      selected < self->contacts->len ? g_array_index (self->contacts, gint64, selected) : 0;
  LsnMilestoneEdit *edit = g_new0 (LsnMilestoneEdit, 1);

  edit->id = self->id;
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_milestone_info);
  if (self->id == 0)
    lsn_row_set_int64 (edit->row, LSN_MILESTONE_PROJECT_ID, self->project_id);
  lsn_row_set_text (edit->row, LSN_MILESTONE_TITLE, title);
  lsn_row_set_text (edit->row, LSN_MILESTONE_DUE_ON, due);
  lsn_row_set_text (edit->row, LSN_MILESTONE_ACCEPTED_ON, accepted);
  lsn_row_set_text (edit->row, LSN_MILESTONE_NOTE, note);
  if (contact_id)
    lsn_row_set_int64 (edit->row, LSN_MILESTONE_CONTACT_ID, contact_id);
  else
    lsn_row_set_null (edit->row, LSN_MILESTONE_CONTACT_ID);
  lsn_form_dialog_write (form, self->id ? _ ("Edit Milestone") : _ ("Add Milestone"), message,
                         lsn_milestone_edit_on_worker, edit,
                         (GDestroyNotify) lsn_milestone_edit_free);
}

static void
delete_cb (LsnMilestoneDialog *self)
{
  LsnRemoval removal = { &lsn_milestone_info, self->id };
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  g_autofree char *message = g_strdup_printf (_ ("Deleted: “%s”"), title ? title : "");

  lsn_form_dialog_write (LSN_FORM_DIALOG (self), _ ("Delete Milestone"), message,
                         lsn_removal_on_worker, g_memdup2 (&removal, sizeof removal), g_free);
}

/* --- Reading ---------------------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  gint64 project_id;
  LsnRow *milestone;   /* owned, nullable */
  GPtrArray *contacts; /* owned; element-type LsnRow: people of the project's client */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->milestone, lsn_row_free);
  g_clear_pointer (&reading->contacts, g_ptr_array_unref);
  g_free (reading);
}

static gboolean
read_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  if (reading->id &&
      !lsn_row_load (db, &lsn_milestone_info, reading->id, &reading->milestone, error))
    return FALSE;
  if (reading->milestone)
    reading->project_id = lsn_row_get_int64 (reading->milestone, LSN_MILESTONE_PROJECT_ID);
  reading->contacts = lsn_row_load_many (
      db, &lsn_contact_info, error,
      "WHERE contact.id IN (SELECT l.contact_id FROM project p JOIN client_contact l"
      " ON l.client_id = p.client_id WHERE p.id = ?) ORDER BY contact.name, contact.id",
      "i", reading->project_id);
  return reading->contacts != NULL;
}

static void
offer_contacts (LsnMilestoneDialog *self, const Reading *reading)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  gint64 chosen =
      reading->milestone ? lsn_row_get_int64 (reading->milestone, LSN_MILESTONE_CONTACT_ID) : 0;
  guint selected = 0;
  gint64 nobody = 0;

  g_array_set_size (self->contacts, 0);
  g_ptr_array_add (labels, (gpointer) C_ ("who accepts", "Nobody Is Named"));
  g_array_append_val (self->contacts, nobody);
  for (guint i = 0; i < reading->contacts->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (reading->contacts, i);
      gint64 id = lsn_row_get_int64 (row, LSN_CONTACT_ID);

      g_ptr_array_add (labels, (gpointer) lsn_row_get_text (row, LSN_CONTACT_NAME));
      g_array_append_val (self->contacts, id);
      if (id == chosen)
        selected = i + 1;
    }
  lsn_form_set_choices (self->contact_row, (const char *const *) labels->pdata, labels->len);
  adw_combo_row_set_selected (self->contact_row, selected);
}

static void
show (LsnMilestoneDialog *self, const LsnRow *row)
{
  LsnDate accepted = lsn_date_from_iso (lsn_row_get_text (row, LSN_MILESTONE_ACCEPTED_ON));

  lsn_form_set_text (self->title_row, lsn_row_get_text (row, LSN_MILESTONE_TITLE));
  lsn_date_button_set (self->due_button,
                       lsn_date_from_iso (lsn_row_get_text (row, LSN_MILESTONE_DUE_ON)), -1);
  if (accepted != LSN_DATE_NONE)
    lsn_date_button_set (self->accepted_button, accepted, -1);
  adw_switch_row_set_active (self->accepted_row, accepted != LSN_DATE_NONE);
  lsn_text_row_set_text (self->note_row, lsn_row_get_text (row, LSN_MILESTONE_NOTE));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnMilestoneDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = lsn_store_finish (LSN_STORE (source), result, &error);

  if (self->contacts == NULL)
    return;
  if (reading == NULL)
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self), error->message);
      return;
    }
  offer_contacts (self, reading);
  if (reading->milestone)
    show (self, reading->milestone);
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_milestone_dialog_dispose (GObject *object)
{
  LsnMilestoneDialog *self = LSN_MILESTONE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_MILESTONE_DIALOG);
  g_clear_pointer (&self->contacts, g_array_unref);

  G_OBJECT_CLASS (lsn_milestone_dialog_parent_class)->dispose (object);
}

static void
lsn_milestone_dialog_class_init (LsnMilestoneDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_milestone_dialog_dispose;
  form_class->is_valid = is_valid;
  form_class->save = save;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-milestone-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnMilestoneDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, LsnMilestoneDialog, due_button);
  gtk_widget_class_bind_template_child (widget_class, LsnMilestoneDialog, contact_row);
  gtk_widget_class_bind_template_child (widget_class, LsnMilestoneDialog, accepted_row);
  gtk_widget_class_bind_template_child (widget_class, LsnMilestoneDialog, accepted_button);
  gtk_widget_class_bind_template_child (widget_class, LsnMilestoneDialog, note_row);
  gtk_widget_class_bind_template_child (widget_class, LsnMilestoneDialog, delete_group);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, accepted_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
lsn_milestone_dialog_init (LsnMilestoneDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->contacts = g_array_new (FALSE, FALSE, sizeof (gint64));
  lsn_date_button_set_label (self->due_button, _ ("Accepted By"));
  lsn_date_button_set_label (self->accepted_button, _ ("Accepted On"));
}

AdwDialog *
lsn_milestone_dialog_new (LsnContext *context, gint64 project_id, gint64 milestone_id)
{
  LsnMilestoneDialog *self =
      g_object_new (LSN_TYPE_MILESTONE_DIALOG, "title",
                    milestone_id ? _ ("Edit Milestone") : _ ("Add Milestone"), NULL);
  Reading *reading = g_new0 (Reading, 1);

  self->id = milestone_id;
  self->project_id = project_id;
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_date_button_set (self->due_button,
                       lsn_workdays_add (lsn_context_get_workdays (context),
                                         lsn_context_get_today (context), 5),
                       -1);
  gtk_widget_set_visible (self->delete_group, milestone_id != 0);
  reading->id = milestone_id;
  reading->project_id = project_id;
  lsn_store_read_async (lsn_context_get_store (context), read_on_worker, reading, reading_free,
                        NULL, read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
