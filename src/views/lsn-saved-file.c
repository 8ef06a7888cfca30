/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-saved-file.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  LsnContext *context; /* owned */
  GtkWidget *parent;   /* owned */
  LsnSavedFileFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GFile *file; /* owned, nullable */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_object (&saving->file);
  saving->destroy (saving->data);
  g_object_unref (saving->parent);
  g_object_unref (saving->context);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

void
lsn_saved_file_show_failure (GtkWidget *parent, const char *message)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("The File Was Not Saved"), NULL);

  adw_alert_dialog_set_body_use_markup (ADW_ALERT_DIALOG (dialog), FALSE);
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, parent);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *base = g_file_get_basename (saving->file);
      g_autofree char *name = g_filename_display_name (base);
      g_autofree char *message = g_strdup_printf (_ ("“%s” saved"), name);

      lsn_context_tell_saved (saving->context, message, saving->file);
    }
  else if (gtk_widget_get_root (saving->parent))
    lsn_saved_file_show_failure (saving->parent, error->message);
}

static void
save_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;

  if (saving->func (saving->file, saving->data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GTask) task = NULL;

  saving->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (saving->file == NULL)
    return;
  /* The task only borrows it: its last reference may go on the thread. */
  task = g_task_new (NULL, NULL, saved_cb, saving);
  g_task_set_task_data (task, saving, NULL);
  g_steal_pointer (&saving);
  g_task_run_in_thread (task, save_on_thread);
}

void
lsn_saved_file_choose (LsnContext *context, GtkWidget *parent, const char *title, const char *name,
                       LsnSavedFileFunc func, gpointer data, GDestroyNotify destroy)
{
  Saving *saving = g_new0 (Saving, 1);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  saving->context = g_object_ref (context);
  saving->parent = g_object_ref (parent);
  saving->func = func;
  saving->data = data;
  saving->destroy = destroy;
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, chosen_cb, saving);
}
