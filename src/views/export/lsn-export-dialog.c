/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/export/lsn-export-dialog.h"
#include "model/interchange/lsn-export-file.h"

#include <glib/gi18n-lib.h>

#define TICK_MS 100

struct _LsnExportDialog
{
  AdwDialog parent_instance;

  LsnContext *context;       /* owned */
  GArray *ids;               /* owned, nullable */
  LsnExportFile *file;       /* owned, nullable; the worker's while it runs */
  GCancellable *cancellable; /* owned, nullable: while it runs */
  guint tick_source;

  /* Template widgets */
  GtkWidget *export_button;
  AdwBanner *error_banner;
  GtkStack *stack;
  AdwComboRow *clients_row;
  AdwComboRow *format_row;
  GtkLabel *format_label;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
};

G_DEFINE_FINAL_TYPE (LsnExportDialog, lsn_export_dialog, ADW_TYPE_DIALOG)

/* --- Writing ---------------------------------------------------------------------------------- */

/* How many there are in all, the file alone will tell. */
static gboolean
tick_cb (gpointer user_data)
{
  LsnExportDialog *self = user_data;
  guint n = (guint) g_atomic_int_get (&self->file->n_done);
  g_autofree char *text = g_strdup_printf (ngettext ("%'u client", "%'u clients", n), n);
  double fraction =
      self->file->ids && self->file->ids->len > 0 ? (double) n / self->file->ids->len : -1;

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  else
    gtk_progress_bar_pulse (self->progress_bar);
  lsn_context_set_job (self->context, _ ("Exporting…"), fraction);
  gtk_label_set_text (self->progress_label, text);
  return G_SOURCE_CONTINUE;
}

static void
stop_ticking (LsnExportDialog *self)
{
  if (self->tick_source && self->context)
    lsn_context_set_job (self->context, NULL, 0);
  g_clear_handle_id (&self->tick_source, g_source_remove);
}

static void
show_form (LsnExportDialog *self, const char *error)
{
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_set_visible (self->export_button, TRUE);
  adw_banner_set_title (self->error_banner, error ? error : "");
  adw_banner_set_revealed (self->error_banner, error != NULL);
}

static void
tell_done (LsnExportDialog *self)
{
  g_autofree char *base = g_file_get_basename (self->file->file);
  g_autofree char *name = g_filename_display_name (base);
  guint n = self->file->n_records;
  g_autofree char *message = g_strdup_printf (ngettext ("%1$'u client saved in “%2$s”",
                                                        "%1$'u clients saved in “%2$s”", n),
                                              n, name);

  lsn_context_tell_saved (self->context, message, self->file->file);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = lsn_store_finish (LSN_STORE (source), result, &error);
  gboolean cancelled = g_cancellable_is_cancelled (self->cancellable);

  stop_ticking (self);
  g_clear_object (&self->cancellable);
  if (data && self->context)
    {
      tell_done (self);
      adw_dialog_close (ADW_DIALOG (self));
    }
  else if (self->context && !cancelled)
    {
      show_form (self, error->message);
    }
  g_clear_pointer (&self->file, lsn_export_file_free);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnExportDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL || self->context == NULL || self->file)
    return;
  self->file = lsn_export_file_new (adw_combo_row_get_selected (self->format_row), file);
  self->file->files_folder =
      g_strdup (lsn_store_get_files_folder (lsn_context_get_store (self->context)));
  if (self->ids && adw_combo_row_get_selected (self->clients_row) == 0)
    self->file->ids = g_array_ref (self->ids);
  self->cancellable = g_cancellable_new ();
  self->tick_source = g_timeout_add (TICK_MS, tick_cb, self);
  adw_banner_set_revealed (self->error_banner, FALSE);
  gtk_widget_set_visible (self->export_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "running");
  lsn_store_scan_async (lsn_context_get_store (self->context), lsn_export_file_on_worker,
                        self->file, NULL, self->cancellable, exported_cb, g_object_ref (self));
}

/* --- What the user does ----------------------------------------------------------------------- */

static void
export_cb (LsnExportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strdup_printf ("%s.%s", _ ("Clients"),
                                           lsn_export_format_get_suffix (
                                               adw_combo_row_get_selected (self->format_row)));

  gtk_file_dialog_set_title (dialog, _ ("Export Clients"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        chosen_cb, g_object_ref (self));
}

static void
cancel_cb (LsnExportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
format_cb (LsnExportDialog *self)
{
  const char *const words[N_LSN_EXPORT_FORMATS] = {
    [LSN_EXPORT_CSV] =
        _ ("For spreadsheets: a row for each person. Liaison reads it back exactly."),
    [LSN_EXPORT_VCARD] =
        _ ("For address books and phones: a card for each client and person, with pictures."),
    [LSN_EXPORT_JSON] =
        _ ("For other programs: every fact but pictures, as the manual page describes it."),
  };

  gtk_label_set_text (self->format_label, words[adw_combo_row_get_selected (self->format_row)]);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
closed (AdwDialog *dialog)
{
  g_cancellable_cancel (LSN_EXPORT_DIALOG (dialog)->cancellable);
}

static void
lsn_export_dialog_dispose (GObject *object)
{
  LsnExportDialog *self = LSN_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  stop_ticking (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_EXPORT_DIALOG);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_export_dialog_parent_class)->dispose (object);
}

#define CHILD(name)    gtk_widget_class_bind_template_child (widget_class, LsnExportDialog, name)
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)

static void
lsn_export_dialog_class_init (LsnExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_export_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = closed;
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/export/lsn-export-dialog.ui");
  CHILD (export_button);
  CHILD (error_banner);
  CHILD (stack);
  CHILD (clients_row);
  CHILD (format_row);
  CHILD (format_label);
  CHILD (progress_bar);
  CHILD (progress_label);
  CALLBACK (export_cb);
  CALLBACK (cancel_cb);
  CALLBACK (format_cb);
}

static void
lsn_export_dialog_init (LsnExportDialog *self)
{
  g_autoptr (GtkStringList) formats = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (LsnExportFormat i = 0; i < N_LSN_EXPORT_FORMATS; i++)
    gtk_string_list_append (formats, lsn_export_format_get_label (i));
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (formats));
  format_cb (self);
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->export_button);
}

AdwDialog *
lsn_export_dialog_new (LsnContext *context, GArray *ids)
{
  LsnExportDialog *self = g_object_new (LSN_TYPE_EXPORT_DIALOG, NULL);
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);

  self->context = g_object_ref (context);
  self->ids = ids ? g_array_ref (ids) : NULL;
  if (ids)
    {
      g_autofree char *these =
          g_strdup_printf (ngettext ("This %'u", "These %'u", ids->len), ids->len);

      gtk_string_list_append (choices, these);
    }
  gtk_string_list_append (choices, _ ("All, Archived Too"));
  adw_combo_row_set_model (self->clients_row, G_LIST_MODEL (choices));
  return ADW_DIALOG (self);
}
