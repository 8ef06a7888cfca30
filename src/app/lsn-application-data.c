/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-application-private.h"
#include "app/lsn-sample-flow.h"
#include "views/backups/lsn-backups-dialog.h"
#include "views/export/lsn-export-dialog.h"
#include "views/history/lsn-history-dialog.h"
#include "views/import/lsn-import-open.h"
#include "views/import/lsn-import-window.h"

#include <glib/gi18n-lib.h>

/* With a path or an address, that file; without, the user is asked for one. */
static void
import (LsnApplication *self, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (lsn_application_get_window (self));
  LsnContext *context = lsn_application_get_context (self);
  g_autoptr (GFile) file = NULL;

  /* Which the window tells of. */
  if (lsn_store_get_read_only (lsn_context_get_store (context)))
    return;
  if (parameter == NULL)
    {
      lsn_import_window_choose (context, window);
      return;
    }
  file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));
  lsn_import_open (context, window, file);
}

/* With ids, those clients, unless the user wants all of them. */
static void export (LsnApplication *self, GVariant *parameter)
{
  g_autoptr (GArray) ids = NULL;

  if (parameter)
    {
      gsize n;
      const gint64 *values = g_variant_get_fixed_array (parameter, &n, sizeof (gint64));

      ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n);
      g_array_append_vals (ids, values, (guint) n);
    }
  lsn_application_present_dialog (self,
                                  lsn_export_dialog_new (lsn_application_get_context (self), ids));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnContext) context = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result,
                                                        &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    lsn_context_tell_failed (context, error);
}

static void
show_in_files (LsnApplication *self, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher,
                                            GTK_WINDOW (lsn_application_get_window (self)), NULL,
                                            shown_cb,
                                            g_object_ref (lsn_application_get_context (self)));
}

/* Words that are being typed have an undo of their own; an empty entry lets the key through. */
static gboolean
text_takes (LsnApplication *self, const char *action)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  GtkWidget *focus = window ? gtk_window_get_focus (window) : NULL;

  if (GTK_IS_TEXT (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)))
    return gtk_widget_activate_action (focus, action, NULL);
  if (GTK_IS_TEXT_VIEW (focus) &&
      gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus))) > 0)
    return gtk_widget_activate_action (focus, action, NULL);
  return FALSE;
}

static void
undo (LsnApplication *self, GVariant *parameter)
{
  if (parameter == NULL && text_takes (self, "text.undo"))
    return;
  lsn_context_undo (lsn_application_get_context (self),
                    parameter ? g_variant_get_int64 (parameter) : 0);
}

static void
redo (LsnApplication *self, GVariant *parameter)
{
  if (text_takes (self, "text.redo"))
    return;
  lsn_context_redo (lsn_application_get_context (self));
}

static void
history (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (
      self, lsn_history_dialog_new (lsn_application_get_context (self),
                                    parameter ? g_variant_get_int64 (parameter) : 0));
}

static void
show_workspace (LsnApplication *self, GVariant *parameter)
{
  LsnStore *store = lsn_context_get_store (lsn_application_get_context (self));
  g_autofree char *path = g_build_filename (lsn_store_get_folder (store), "workspace.db", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher,
                                            GTK_WINDOW (lsn_application_get_window (self)), NULL,
                                            NULL, NULL);
}

static void
sample (LsnApplication *self, GVariant *parameter)
{
  lsn_sample_flow_start (lsn_application_get_context (self));
}

/* --- Backups ---------------------------------------------------------------------------------- */

typedef struct
{
  LsnApplication *application; /* owned */
  GWeakRef dialog;             /* that asked, if any */
} Restoring;

static void
restoring_free (Restoring *restoring)
{
  g_object_unref (restoring->application);
  g_weak_ref_clear (&restoring->dialog);
  g_free (restoring);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restoring, restoring_free)

/* The way back to what was there before is the backup that was made of it. */
static void
tell_restored (LsnApplication *application, const char *before)
{
  AdwToast *toast = adw_toast_new (_ ("The workspace is as it was in the backup"));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "app.restore-backup");
  adw_toast_set_action_target (toast, "s", before);
  adw_toast_set_timeout (toast, 15);
  lsn_application_set_news (application, toast);
  g_object_unref (toast);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Restoring) restoring = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = lsn_store_restore_finish (LSN_STORE (source), result, &error);
  g_autoptr (LsnBackupsDialog) dialog = g_weak_ref_get (&restoring->dialog);
  LsnWindow *window = lsn_application_get_window (restoring->application);

  if (before)
    tell_restored (restoring->application, before);
  else if (dialog)
    lsn_backups_dialog_fail (dialog, error->message);
  else if (window)
    lsn_window_show_message (window, error->message, 0);
}

/* @dialog: (nullable) */
static void
restore (LsnApplication *self, const char *path, LsnBackupsDialog *dialog)
{
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->application = g_object_ref (self);
  g_weak_ref_init (&restoring->dialog, dialog);
  lsn_store_restore_async (lsn_context_get_store (lsn_application_get_context (self)), path, NULL,
                           restored_cb, restoring);
}

static void
chosen_cb (LsnBackupsDialog *dialog, const char *path, LsnApplication *self)
{
  restore (self, path, dialog);
}

static void
backups (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  LsnBackupsDialog *dialog =
      lsn_backups_dialog_new (context,
                              lsn_store_get_backups_folder (lsn_context_get_store (context)));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, 0);
  lsn_application_present_dialog (self, ADW_DIALOG (dialog));
}

static void
restore_backup (LsnApplication *self, GVariant *parameter)
{
  restore (self, g_variant_get_string (parameter, NULL), NULL);
}

const LsnCommand lsn_data_commands[] = {
  { "undo", N_ ("_Undo"), LSN_COMMAND_GROUP_DATA, NULL, LSN_COMMAND_WRITES, "<Control>z",
    "edit-undo-symbolic", undo },
  { "undo-entry", N_ ("Undo"), LSN_COMMAND_GROUP_DATA, "x", LSN_COMMAND_HIDDEN | LSN_COMMAND_WRITES,
    NULL, "edit-undo-symbolic", undo },
  { "redo", N_ ("_Redo"), LSN_COMMAND_GROUP_DATA, NULL, LSN_COMMAND_WRITES, "<Control><Shift>z",
    "edit-redo-symbolic", redo },
  { "history", N_ ("_History"), LSN_COMMAND_GROUP_DATA, NULL, LSN_COMMAND_WINDOW, "<Control>h",
    "document-open-recent-symbolic", history },
  { "client-history", N_ ("_History of the Client"), LSN_COMMAND_GROUP_DATA, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_CLIENT, NULL, "document-open-recent-symbolic", history },
  { "import", N_ ("_Import…"), LSN_COMMAND_GROUP_DATA, NULL,
    LSN_COMMAND_WINDOW | LSN_COMMAND_WRITES, NULL, "document-open-symbolic", import },
  { "import-file", N_ ("Import File"), LSN_COMMAND_GROUP_DATA, "s",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN | LSN_COMMAND_WRITES, NULL, "document-open-symbolic",
    import },
  { "sample", N_ ("Open the Sample _Agency"), LSN_COMMAND_GROUP_DATA, NULL, LSN_COMMAND_WINDOW,
    NULL, "lsn-company-symbolic", sample },
  { "backups", N_ ("_Backups…"), LSN_COMMAND_GROUP_DATA, NULL, LSN_COMMAND_WINDOW, NULL,
    "document-save-symbolic", backups },
  { "restore-backup", N_ ("Restore Backup"), LSN_COMMAND_GROUP_DATA, "s",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN | LSN_COMMAND_WRITES, NULL, "document-save-symbolic",
    restore_backup },
  { "show-workspace", N_ ("Show the _Workspace in Files"), LSN_COMMAND_GROUP_DATA, NULL,
    LSN_COMMAND_WINDOW, NULL, "folder-open-symbolic", show_workspace },
  { "export", N_ ("_Export…"), LSN_COMMAND_GROUP_DATA, NULL, LSN_COMMAND_WINDOW, NULL,
    "document-save-as-symbolic", export },
  { "export-clients", N_ ("Export Clients"), LSN_COMMAND_GROUP_DATA, "ax",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "document-save-as-symbolic", export },
  { "show-in-files", N_ ("Show in Files"), LSN_COMMAND_GROUP_DATA, "s",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "folder-symbolic", show_in_files },
  { NULL },
};
