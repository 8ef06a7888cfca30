/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-task-dialog.h"
#include "base/lsn-clock.h"
#include "model/clients/lsn-client.h"
#include "model/projects/lsn-task-write.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnTaskDialog
{
  LsnFormDialog parent_instance;

  LsnRecord *task; /* owned */

  /* Template widgets */
  AdwEntryRow *title_row;
  LsnTextRow *text_row;
  LsnDateButton *due_button;
  AdwComboRow *priority_row;
  AdwComboRow *turn_row;
  GtkListBox *item_list;
  GtkEntry *item_entry;
};

G_DEFINE_FINAL_TYPE (LsnTaskDialog, lsn_task_dialog, LSN_TYPE_FORM_DIALOG)

static const char *const turns[] = { "us", "client", "performer" };

static LsnContext *
get_context (LsnTaskDialog *self)
{
  return lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));
}

static void
changed_cb (LsnTaskDialog *self)
{
  lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static gboolean
is_valid (LsnFormDialog *form)
{
  g_autofree char *title = lsn_form_dup_text (LSN_TASK_DIALOG (form)->title_row);

  return title != NULL;
}

static void
save (LsnFormDialog *form)
{
  LsnTaskDialog *self = LSN_TASK_DIALOG (form);
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  g_autofree char *due = lsn_date_dup_iso (lsn_date_button_get_date (self->due_button));
  g_autofree char *text = lsn_text_row_dup_text (self->text_row);
  g_autofree char *message = g_strdup_printf (_ ("Saved: “%s”"), title);
  g_autoptr (LsnRecord) edited = lsn_record_copy (self->task);
  LsnRow *changes;
  LsnTaskEdit *edit;

  lsn_record_set_text (edited, LSN_TASK_TITLE, title);
  lsn_record_set_text (edited, LSN_TASK_DUE_ON, due);
  lsn_record_set_text (edited, LSN_TASK_TEXT, text);
  lsn_record_set_int64 (edited, LSN_TASK_PRIORITY, adw_combo_row_get_selected (self->priority_row));
  lsn_record_set_text (edited, LSN_TASK_TURN, turns[adw_combo_row_get_selected (self->turn_row)]);
  changes = lsn_record_dup_changes (edited);
  if (changes == NULL)
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  edit = g_new0 (LsnTaskEdit, 1);
  edit->id = lsn_record_get_id (self->task);
  edit->row = changes;
  edit->now = lsn_clock_now ();
  lsn_form_dialog_write (form, _ ("Edit Card"), message, lsn_task_edit_on_worker, edit,
                         (GDestroyNotify) lsn_task_edit_free);
}

/* --- Checklist -------------------------------------------------------------------------------- */

static void
item_toggled_cb (GtkCheckButton *check, LsnTaskDialog *self)
{
  gint64 *id = g_object_get_data (G_OBJECT (check), "id");
  LsnTaskDone *done = g_new0 (LsnTaskDone, 1);

  done->id = *id;
  done->done = gtk_check_button_get_active (check);
  done->now = lsn_clock_now ();
  lsn_context_write (get_context (self), done->done ? _ ("Done") : _ ("Open Again"), NULL,
                     lsn_task_done_on_worker, done, (GDestroyNotify) lsn_task_done_free);
}

static void
add_item_row (LsnTaskDialog *self, const LsnRow *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  gint64 id = lsn_row_get_int64 (item, LSN_TASK_ID);
  const char *title = lsn_row_get_text (item, LSN_TASK_TITLE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !lsn_row_is_null (item, LSN_TASK_DONE_AT));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (check), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (item_toggled_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->item_list, row);
}

static void
items_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnTaskDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnChecklist *checklist = lsn_store_finish (LSN_STORE (source), result, &error);

  if (self->task == NULL)
    return;
  if (checklist == NULL)
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self), error->message);
      return;
    }
  gtk_list_box_remove_all (self->item_list);
  for (guint i = 0; i < checklist->items->len; i++)
    add_item_row (self, g_ptr_array_index (checklist->items, i));
  gtk_widget_set_visible (GTK_WIDGET (self->item_list), checklist->items->len > 0);
}

static void
load_items (LsnTaskDialog *self)
{
  LsnChecklist *checklist = g_new0 (LsnChecklist, 1);

  checklist->task_id = lsn_record_get_id (self->task);
  lsn_store_read_async (lsn_context_get_store (get_context (self)), lsn_checklist_on_worker,
                        checklist, (GDestroyNotify) lsn_checklist_free, NULL, items_read_cb,
                        g_object_ref (self));
}

static void
store_changed_cb (LsnTaskDialog *self, LsnChanges *changes)
{
  if (lsn_changes_touches (changes, "task"))
    load_items (self);
}

static void
item_added (GObject *owner, gpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (LSN_TASK_DIALOG (owner)->item_entry), "");
}

static void
item_cb (LsnTaskDialog *self)
{
  g_autofree char *title =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->item_entry))));
  g_autofree char *message = g_strdup_printf (_ ("Added: “%s”"), title);
  LsnTaskEdit *edit;

  if (*title == '\0')
    return;
  edit = g_new0 (LsnTaskEdit, 1);
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_task_info);
  lsn_row_set_int64 (edit->row, LSN_TASK_PARENT_ID, lsn_record_get_id (self->task));
  lsn_row_set_text (edit->row, LSN_TASK_TITLE, title);
  lsn_context_write_then (get_context (self), _ ("Add Item"), message, lsn_task_edit_on_worker,
                          edit, (GDestroyNotify) lsn_task_edit_free, item_added, G_OBJECT (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_task_dialog_dispose (GObject *object)
{
  LsnTaskDialog *self = LSN_TASK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_TASK_DIALOG);
  g_clear_object (&self->task);

  G_OBJECT_CLASS (lsn_task_dialog_parent_class)->dispose (object);
}

static void
lsn_task_dialog_class_init (LsnTaskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_task_dialog_dispose;
  form_class->is_valid = is_valid;
  form_class->save = save;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-task-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, text_row);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, due_button);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, priority_row);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, turn_row);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, item_list);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, item_entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_cb);
}

static void
lsn_task_dialog_init (LsnTaskDialog *self)
{
  const char *const priorities[] = { C_ ("priority", "None"), "!", "!!", "!!!" };
  const char *labels[G_N_ELEMENTS (turns)];

  gtk_widget_init_template (GTK_WIDGET (self));
  lsn_form_set_choices (self->priority_row, priorities, G_N_ELEMENTS (priorities));
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    labels[i] = lsn_turn_get_label (turns[i]);
  lsn_form_set_choices (self->turn_row, labels, G_N_ELEMENTS (turns));
  lsn_date_button_set_label (self->due_button, _ ("Due"));
}

AdwDialog *
lsn_task_dialog_new (LsnContext *context, LsnRecord *task)
{
  LsnTaskDialog *self = g_object_new (LSN_TYPE_TASK_DIALOG, NULL);

  self->task = g_object_ref (task);
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_context_guard (context, GTK_WIDGET (self->item_list), GTK_WIDGET (self->item_entry), NULL);
  lsn_form_set_text (self->title_row, lsn_record_get_text (task, LSN_TASK_TITLE));
  lsn_text_row_set_text (self->text_row, lsn_record_get_text (task, LSN_TASK_TEXT));
  lsn_date_button_set (self->due_button,
                       lsn_date_from_iso (lsn_record_get_text (task, LSN_TASK_DUE_ON)), -1);
  adw_combo_row_set_selected (self->priority_row,
                              (guint) lsn_record_get_int64 (task, LSN_TASK_PRIORITY));
  adw_combo_row_set_selected (self->turn_row,
                              lsn_form_find_key (turns, G_N_ELEMENTS (turns),
                                                 lsn_record_get_text (task, LSN_TASK_TURN)));
  g_signal_connect_object (lsn_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  load_items (self);
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
  return ADW_DIALOG (self);
}
