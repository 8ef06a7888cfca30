/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-column-dialog.h"
#include "model/clients/lsn-client.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-parts.h"

#include <glib/gi18n-lib.h>

struct _LsnColumnDialog
{
  LsnFormDialog parent_instance;

  gint64 id; /* 0 for a new one */
  gint64 project_id;
  GArray *members; /* owned; element-type gint64: of the combo, 0 for nobody */
  GArray *labels;  /* owned; likewise */

  /* Template widgets */
  AdwEntryRow *title_row;
  AdwSpinRow *limit_row;
  AdwSwitchRow *done_row;
  AdwComboRow *assignee_row;
  AdwSwitchRow *due_row;
  AdwSpinRow *days_row;
  AdwComboRow *label_row;
  AdwEntryRow *followup_row;
};

G_DEFINE_FINAL_TYPE (LsnColumnDialog, lsn_column_dialog, LSN_TYPE_FORM_DIALOG)

static void
changed_cb (LsnColumnDialog *self)
{
  lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static gboolean
is_valid (LsnFormDialog *form)
{
  g_autofree char *title = lsn_form_dup_text (LSN_COLUMN_DIALOG (form)->title_row);

  return title != NULL;
}

static void
set_number (LsnRow *row, guint field, gboolean has, gint64 value)
{
  if (has)
    lsn_row_set_int64 (row, field, value);
  else
    lsn_row_set_null (row, field);
}

static gint64
get_chosen (GArray *ids, AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);

  return selected < ids->len ? g_array_index (ids, gint64, selected) : 0;
}

static void
save (LsnFormDialog *form)
{
  LsnColumnDialog *self = LSN_COLUMN_DIALOG (form);
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  g_autofree char *followup = lsn_form_dup_text (self->followup_row);
  g_autofree char *message = g_strdup_printf (_ ("Saved: “%s”"), title);
  gint64 limit = (gint64) adw_spin_row_get_value (self->limit_row);
  gint64 assignee = get_chosen (self->members, self->assignee_row);
  gint64 label = get_chosen (self->labels, self->label_row);
  LsnColumnEdit *edit = g_new0 (LsnColumnEdit, 1);

  edit->id = self->id;
  edit->row = lsn_row_new (&lsn_column_info);
  if (self->id == 0)
    lsn_row_set_int64 (edit->row, LSN_COLUMN_PROJECT_ID, self->project_id);
  lsn_row_set_text (edit->row, LSN_COLUMN_TITLE, title);
  set_number (edit->row, LSN_COLUMN_WIP_LIMIT, limit > 0, limit);
  lsn_row_set_int64 (edit->row, LSN_COLUMN_DONE, adw_switch_row_get_active (self->done_row));
  set_number (edit->row, LSN_COLUMN_ENTER_ASSIGNEE_ID, assignee != 0, assignee);
  set_number (edit->row, LSN_COLUMN_ENTER_DUE_DAYS, adw_switch_row_get_active (self->due_row),
              (gint64) adw_spin_row_get_value (self->days_row));
  set_number (edit->row, LSN_COLUMN_ENTER_LABEL_ID, label != 0, label);
  lsn_row_set_text (edit->row, LSN_COLUMN_ENTER_FOLLOWUP, followup);
  lsn_form_dialog_write (form, self->id ? _ ("Edit Column") : _ ("Add Column"), message,
                         lsn_column_edit_on_worker, edit, (GDestroyNotify) lsn_column_edit_free);
}

/* --- Reading ---------------------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  LsnBoardChoices *choices; /* owned */
  LsnRow *column;           /* owned, nullable */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  lsn_board_choices_free (reading->choices);
  g_clear_pointer (&reading->column, lsn_row_free);
  g_free (reading);
}

static gboolean
read_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  return lsn_board_choices_on_worker (db, reading->choices, cancellable, error) &&
         (reading->id == 0 ||
          lsn_row_load (db, &lsn_column_info, reading->id, &reading->column, error));
}

/* @chosen: the id that is selected. */
static void
offer (AdwComboRow *combo, GArray *ids, GPtrArray *rows, guint name, gint64 chosen)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint selected = 0;
  gint64 nobody = 0;

  g_ptr_array_add (labels, (gpointer) C_ ("what a column does", "Nothing Changes"));
  g_array_append_val (ids, nobody);
  for (guint i = 0; i < rows->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (rows, i);
      gint64 id = lsn_row_get_int64 (row, 0);

      g_ptr_array_add (labels, (gpointer) lsn_row_get_text (row, name));
      g_array_append_val (ids, id);
      if (id == chosen)
        selected = i + 1;
    }
  lsn_form_set_choices (combo, (const char *const *) labels->pdata, labels->len);
  adw_combo_row_set_selected (combo, selected);
}

static void
show (LsnColumnDialog *self, const LsnRow *column)
{
  if (column == NULL)
    return;
  lsn_form_set_text (self->title_row, lsn_row_get_text (column, LSN_COLUMN_TITLE));
  adw_spin_row_set_value (self->limit_row,
                          (double) lsn_row_get_int64 (column, LSN_COLUMN_WIP_LIMIT));
  adw_switch_row_set_active (self->done_row, lsn_row_get_int64 (column, LSN_COLUMN_DONE) != 0);
  adw_switch_row_set_active (self->due_row, !lsn_row_is_null (column, LSN_COLUMN_ENTER_DUE_DAYS));
  if (!lsn_row_is_null (column, LSN_COLUMN_ENTER_DUE_DAYS))
    adw_spin_row_set_value (self->days_row,
                            (double) lsn_row_get_int64 (column, LSN_COLUMN_ENTER_DUE_DAYS));
  lsn_form_set_text (self->followup_row, lsn_row_get_text (column, LSN_COLUMN_ENTER_FOLLOWUP));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnColumnDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = lsn_store_finish (LSN_STORE (source), result, &error);
  const LsnRow *column;

  if (self->members == NULL)
    return;
  if (reading == NULL)
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self), error->message);
      return;
    }
  column = reading->column;
  offer (self->assignee_row, self->members, reading->choices->members, LSN_MEMBER_NAME,
         column ? lsn_row_get_int64 (column, LSN_COLUMN_ENTER_ASSIGNEE_ID) : 0);
  offer (self->label_row, self->labels, reading->choices->labels, LSN_LABEL_NAME,
         column ? lsn_row_get_int64 (column, LSN_COLUMN_ENTER_LABEL_ID) : 0);
  show (self, column);
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_column_dialog_dispose (GObject *object)
{
  LsnColumnDialog *self = LSN_COLUMN_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_COLUMN_DIALOG);
  g_clear_pointer (&self->members, g_array_unref);
  g_clear_pointer (&self->labels, g_array_unref);

  G_OBJECT_CLASS (lsn_column_dialog_parent_class)->dispose (object);
}

static void
lsn_column_dialog_class_init (LsnColumnDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_column_dialog_dispose;
  form_class->is_valid = is_valid;
  form_class->save = save;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-column-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnColumnDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, LsnColumnDialog, limit_row);
  gtk_widget_class_bind_template_child (widget_class, LsnColumnDialog, done_row);
  gtk_widget_class_bind_template_child (widget_class, LsnColumnDialog, assignee_row);
  gtk_widget_class_bind_template_child (widget_class, LsnColumnDialog, due_row);
  gtk_widget_class_bind_template_child (widget_class, LsnColumnDialog, days_row);
  gtk_widget_class_bind_template_child (widget_class, LsnColumnDialog, label_row);
  gtk_widget_class_bind_template_child (widget_class, LsnColumnDialog, followup_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
lsn_column_dialog_init (LsnColumnDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->members = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->labels = g_array_new (FALSE, FALSE, sizeof (gint64));
}

AdwDialog *
lsn_column_dialog_new (LsnContext *context, gint64 project_id, gint64 column_id)
{
  LsnColumnDialog *self = g_object_new (LSN_TYPE_COLUMN_DIALOG, "title",
                                        column_id ? _ ("Edit Column") : _ ("Add Column"), NULL);
  Reading *reading = g_new0 (Reading, 1);

  self->id = column_id;
  self->project_id = project_id;
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  reading->id = column_id;
  reading->choices = g_new0 (LsnBoardChoices, 1);
  lsn_store_read_async (lsn_context_get_store (context), read_on_worker, reading, reading_free,
                        NULL, read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
