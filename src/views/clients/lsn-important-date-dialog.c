/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-important-date-dialog.h"
#include "model/clients/lsn-contact.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/lsn-person-row.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-suggest-row.h"

#include <glib/gi18n-lib.h>

struct _LsnImportantDateDialog
{
  LsnFormDialog parent_instance;

  gint64 id; /* 0 for a new one */
  gint64 client_id;
  gboolean loaded;

  /* Template widgets */
  LsnSuggestRow *title_row;
  LsnDateButton *date_button;
  LsnPersonRow *contact_row;
  AdwSwitchRow *yearly_row;
  AdwSpinRow *lead_row;
  GtkWidget *delete_group;
};

G_DEFINE_FINAL_TYPE (LsnImportantDateDialog, lsn_important_date_dialog, LSN_TYPE_FORM_DIALOG)

static void
changed_cb (LsnImportantDateDialog *self)
{
  if (self->loaded)
    lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static void
activated_cb (LsnImportantDateDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
}

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnImportantDateDialog *self = LSN_IMPORTANT_DATE_DIALOG (form);
  g_autofree char *title = lsn_form_dup_text (ADW_ENTRY_ROW (self->title_row));

  return title && lsn_date_button_get_date (self->date_button) != LSN_DATE_NONE;
}

static void
save (LsnFormDialog *form)
{
  LsnImportantDateDialog *self = LSN_IMPORTANT_DATE_DIALOG (form);
  LsnRowEdit *edit = g_new0 (LsnRowEdit, 1);
  gint64 contact_id = lsn_person_row_get_contact (self->contact_row);
  g_autofree char *title = lsn_form_dup_text (ADW_ENTRY_ROW (self->title_row));
  g_autofree char *date = lsn_date_dup_iso (lsn_date_button_get_date (self->date_button));
  g_autofree char *message = NULL;

  edit->id = self->id;
  edit->row = lsn_row_new (&lsn_important_date_info);
  if (self->id == 0)
    lsn_row_set_int64 (edit->row, LSN_IMPORTANT_DATE_CLIENT_ID, self->client_id);
  lsn_row_set_text (edit->row, LSN_IMPORTANT_DATE_TITLE, title);
  lsn_row_set_text (edit->row, LSN_IMPORTANT_DATE_DATE, date);
  if (contact_id)
    lsn_row_set_int64 (edit->row, LSN_IMPORTANT_DATE_CONTACT_ID, contact_id);
  else
    lsn_row_set_null (edit->row, LSN_IMPORTANT_DATE_CONTACT_ID);
  lsn_row_set_int64 (edit->row, LSN_IMPORTANT_DATE_YEARLY,
                     adw_switch_row_get_active (self->yearly_row));
  lsn_row_set_int64 (edit->row, LSN_IMPORTANT_DATE_LEAD_DAYS,
                     (gint64) adw_spin_row_get_value (self->lead_row));
  message = g_strdup_printf (self->id ? _ ("Changed: “%s”") : _ ("“%s” added"), title);
  lsn_form_dialog_write (form, self->id ? _ ("Edit Date") : _ ("Add Date"), message,
                         lsn_row_edit_on_worker, edit, (GDestroyNotify) lsn_row_edit_free);
}

static void
delete_cb (LsnImportantDateDialog *self)
{
  LsnRemoval removal = { &lsn_important_date_info, self->id };
  g_autofree char *message =
      g_strdup_printf (_ ("“%s” deleted"), gtk_editable_get_text (GTK_EDITABLE (self->title_row)));

  lsn_form_dialog_write (LSN_FORM_DIALOG (self), _ ("Delete Date"), message, lsn_removal_on_worker,
                         g_memdup2 (&removal, sizeof removal), g_free);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_important_date_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_IMPORTANT_DATE_DIALOG);

  G_OBJECT_CLASS (lsn_important_date_dialog_parent_class)->dispose (object);
}

static void
lsn_important_date_dialog_class_init (LsnImportantDateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_important_date_dialog_dispose;
  form_class->is_valid = is_valid;
  form_class->save = save;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_PERSON_ROW);
  g_type_ensure (LSN_TYPE_SUGGEST_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-important-date-dialog.ui");
#define CHILD(name)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, LsnImportantDateDialog, name)
  CHILD (title_row);
  CHILD (date_button);
  CHILD (contact_row);
  CHILD (yearly_row);
  CHILD (lead_row);
  CHILD (delete_group);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
lsn_important_date_dialog_init (LsnImportantDateDialog *self)
{
  const char *const usual[] = { _ ("Birthday"), _ ("End of the contract"),
                                _ ("Anniversary of our work"), _ ("Launch"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  lsn_suggest_row_set_choices (self->title_row, usual);
  lsn_date_button_set_label (self->date_button, _ ("Date"));
}

AdwDialog *
lsn_important_date_dialog_new (LsnContext *context, gint64 client_id, const LsnRow *date,
                               GPtrArray *people)
{
  LsnImportantDateDialog *self = g_object_new (LSN_TYPE_IMPORTANT_DATE_DIALOG, NULL);

  self->id = date ? lsn_row_get_int64 (date, LSN_IMPORTANT_DATE_ID) : 0;
  self->client_id = client_id;
  adw_dialog_set_title (ADW_DIALOG (self), date ? _ ("Edit Date") : _ ("Add an Important Date"));
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_person_row_set_people (self->contact_row, people,
                             date ? lsn_row_get_int64 (date, LSN_IMPORTANT_DATE_CONTACT_ID) : 0,
                             NULL);
  if (date)
    {
      lsn_form_set_text (ADW_ENTRY_ROW (self->title_row),
                         lsn_row_get_text (date, LSN_IMPORTANT_DATE_TITLE));
      lsn_date_button_set (self->date_button,
                           lsn_date_from_iso (lsn_row_get_text (date, LSN_IMPORTANT_DATE_DATE)),
                           -1);
      adw_switch_row_set_active (self->yearly_row,
                                 lsn_row_get_int64 (date, LSN_IMPORTANT_DATE_YEARLY) != 0);
      adw_spin_row_set_value (self->lead_row,
                              (double) lsn_row_get_int64 (date, LSN_IMPORTANT_DATE_LEAD_DAYS));
      gtk_widget_set_visible (self->delete_group, TRUE);
    }
  self->loaded = TRUE;
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
  return ADW_DIALOG (self);
}
