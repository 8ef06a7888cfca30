/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-task-dialog.h"
#include "base/lsn-clock.h"
#include "base/lsn-date.h"
#include "model/clients/lsn-client.h"
#include "model/projects/lsn-task-write.h"

#include <glib/gi18n-lib.h>

struct _LsnTaskDialog
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned */
  LsnRecord *task;     /* owned */

  /* Template widgets */
  AdwBanner *error_banner;
  GtkButton *save_button;
  AdwEntryRow *title_row;
  AdwEntryRow *due_row;
  AdwComboRow *priority_row;
  AdwComboRow *turn_row;
  GtkTextView *text_view;
  GtkListBox *item_list;
  GtkEntry *item_entry;
};

G_DEFINE_FINAL_TYPE (LsnTaskDialog, lsn_task_dialog, ADW_TYPE_DIALOG)

static const char *const turns[] = { "us", "client", "performer" };

static char *
dup_stripped (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
changed_cb (LsnTaskDialog *self)
{
  g_autofree char *title = dup_stripped (self->title_row);
  g_autofree char *due = dup_stripped (self->due_row);
  gboolean is_date = *due == '\0' || lsn_date_from_iso (due) != LSN_DATE_NONE;

  if (is_date)
    gtk_widget_remove_css_class (GTK_WIDGET (self->due_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->due_row), "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), *title != '\0' && is_date);
}

static void
cancel_cb (LsnTaskDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
failed_cb (LsnTaskDialog *self, const char *message)
{
  adw_banner_set_title (self->error_banner, message);
  adw_banner_set_revealed (self->error_banner, TRUE);
}

/* --- Saving ----------------------------------------------------------------------------------- */

static void
saved (GObject *owner, gpointer data)
{
  adw_dialog_close (ADW_DIALOG (owner));
}

static char *
dup_text (LsnTaskDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
save_cb (LsnTaskDialog *self)
{
  g_autofree char *title = dup_stripped (self->title_row);
  g_autofree char *due = dup_stripped (self->due_row);
  g_autofree char *text = dup_text (self);
  g_autofree char *message = g_strdup_printf (_ ("Saved: “%s”"), title);
  g_autoptr (LsnRecord) edited = lsn_record_copy (self->task);
  LsnRow *changes;
  LsnTaskEdit *edit;

  lsn_record_set_text (edited, LSN_TASK_TITLE, title);
  lsn_record_set_text (edited, LSN_TASK_DUE_ON, *due ? due : NULL);
  lsn_record_set_text (edited, LSN_TASK_TEXT, *text ? text : NULL);
  lsn_record_set_int64 (edited, LSN_TASK_PRIORITY, adw_combo_row_get_selected (self->priority_row));
  lsn_record_set_text (edited, LSN_TASK_TURN, turns[adw_combo_row_get_selected (self->turn_row)]);
  changes = lsn_record_dup_changes (edited);
  if (changes == NULL)
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  edit = g_new0 (LsnTaskEdit, 1);
  edit->id = lsn_record_get_id (self->task);
  edit->row = changes;
  edit->now = lsn_clock_now ();
  lsn_context_write_then (self->context, _ ("Edit Card"), message, lsn_task_edit_on_worker, edit,
                          (GDestroyNotify) lsn_task_edit_free, saved, G_OBJECT (self));
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
  lsn_context_write (self->context, done->done ? _ ("Done") : _ ("Open Again"), NULL,
                     lsn_task_done_on_worker, done, g_free);
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

  if (self->context == NULL)
    return;
  if (checklist == NULL)
    {
      failed_cb (self, error->message);
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
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_checklist_on_worker, checklist,
                        (GDestroyNotify) lsn_checklist_free, NULL, items_read_cb,
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
  lsn_context_write_then (self->context, _ ("Add Item"), message, lsn_task_edit_on_worker, edit,
                          (GDestroyNotify) lsn_task_edit_free, item_added, G_OBJECT (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_task_dialog_dispose (GObject *object)
{
  LsnTaskDialog *self = LSN_TASK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_TASK_DIALOG);
  g_clear_object (&self->task);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_task_dialog_parent_class)->dispose (object);
}

static void
lsn_task_dialog_class_init (LsnTaskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_task_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-task-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, error_banner);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, due_row);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, priority_row);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, turn_row);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, item_list);
  gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, item_entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_cb);
}

static void
lsn_task_dialog_init (LsnTaskDialog *self)
{
  g_autoptr (GtkStringList) priorities = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (priorities, C_ ("priority", "None"));
  gtk_string_list_append (priorities, "!");
  gtk_string_list_append (priorities, "!!");
  gtk_string_list_append (priorities, "!!!");
  adw_combo_row_set_model (self->priority_row, G_LIST_MODEL (priorities));
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    gtk_string_list_append (names, lsn_turn_get_label (turns[i]));
  adw_combo_row_set_model (self->turn_row, G_LIST_MODEL (names));
}

static void
fill (LsnTaskDialog *self)
{
  const char *due = lsn_record_get_text (self->task, LSN_TASK_DUE_ON);
  const char *text = lsn_record_get_text (self->task, LSN_TASK_TEXT);

  gtk_editable_set_text (GTK_EDITABLE (self->title_row),
                         lsn_record_get_text (self->task, LSN_TASK_TITLE));
  gtk_editable_set_text (GTK_EDITABLE (self->due_row), due ? due : "");
  adw_combo_row_set_selected (self->priority_row,
                              (guint) lsn_record_get_int64 (self->task, LSN_TASK_PRIORITY));
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      if (g_strcmp0 (turns[i], lsn_record_get_text (self->task, LSN_TASK_TURN)) == 0)
        adw_combo_row_set_selected (self->turn_row, i);
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text ? text : "", -1);
  changed_cb (self);
}

AdwDialog *
lsn_task_dialog_new (LsnContext *context, LsnRecord *task)
{
  LsnTaskDialog *self = g_object_new (LSN_TYPE_TASK_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->task = g_object_ref (task);
  fill (self);
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lsn_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  load_items (self);
  return ADW_DIALOG (self);
}
