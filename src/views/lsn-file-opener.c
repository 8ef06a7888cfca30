/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-file-opener.h"
#include "model/timeline/lsn-attachment.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define HEAD 512

typedef struct
{
  char *path; /* owned: in the workspace */
  char *name; /* owned */
  char *copy; /* owned */
  gboolean dangerous;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_free (opening->name);
  g_free (opening->copy);
  g_free (opening);
}

static Opening *
opening_new (LsnContext *context, const char *name, const char *hash)
{
  Opening *opening = g_new0 (Opening, 1);
  g_autofree char *safe = lsn_kept_file_dup_safe_name (name);

  opening->path =
      lsn_attachment_dup_path (lsn_store_get_files_folder (lsn_context_get_store (context)), hash);
  opening->name = g_strdup (safe);
  opening->copy =
      g_build_filename (g_get_user_cache_dir (), LSN_DATA_NAME, "opened", hash, safe, NULL);
  return opening;
}

/* --- On a thread ------------------------------------------------------------------------------ */

/* A copy that was made before is taken anew, as somebody may have changed it. */
static gboolean
copy_on_thread (const char *path, const char *copy, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (copy);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (copy);

  g_mkdir_with_parents (folder, 0700);
  g_unlink (copy);
  if (!g_file_copy (from, to, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error))
    return FALSE;
  /* Where the folder knows no permissions the copy may be written: it is a copy. */
  g_chmod (copy, 0400);
  return TRUE;
}

static gboolean
read_head (Opening *opening, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (opening->path);
  g_autoptr (GFileInputStream) input = g_file_read (file, cancellable, error);
  char head[HEAD];
  gsize length;

  if (input == NULL || !g_input_stream_read_all (G_INPUT_STREAM (input), head, sizeof head, &length,
                                                 cancellable, error))
    return FALSE;
  opening->dangerous = lsn_kept_file_is_dangerous (opening->name, head, length);
  return TRUE;
}

static void
prepare_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;

  if (read_head (opening, cancellable, &error) &&
      copy_on_thread (opening->path, opening->copy, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- Telling ---------------------------------------------------------------------------------- */

static void
tell (GtkWidget *parent, const char *name, const GError *error)
{
  gboolean missing = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_autofree char *heading =
      g_strdup_printf (missing ? _ ("“%s” Is Missing") : _ ("“%s” Cannot Be Opened"), name);
  AdwDialog *dialog = adw_alert_dialog_new (
      heading, missing
                   ? _ ("The file is not in the folder of the workspace any more. It may be in a "
                        "backup of that folder, or where it came from: drop it here again.")
                   : error->message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, parent);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  name = g_file_get_basename (gtk_file_launcher_get_file (GTK_FILE_LAUNCHER (source)));
  tell (parent, name, error);
}

static void
launch (GtkWidget *parent, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, launched_cb,
                            g_object_ref (parent));
}

static void
answered_cb (GtkWidget *parent, const char *response, AdwAlertDialog *dialog)
{
  if (g_str_equal (response, "open"))
    launch (parent, g_object_get_data (G_OBJECT (dialog), "path"));
}

static void
ask (GtkWidget *parent, const Opening *opening)
{
  g_autofree char *heading = g_strdup_printf (_ ("Open “%s”?"), opening->name);
  AdwDialog *dialog =
      adw_alert_dialog_new (heading,
                            _ ("Files of this kind can run programs on this computer. Open "
                               "it only when you know who made it."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "open",
                                  _ ("_Open"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "open",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (opening->copy), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), parent, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, parent);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  const Opening *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    tell (parent, opening->name, error);
  else if (gtk_widget_get_root (parent) == NULL)
    return;
  else if (opening->dangerous)
    ask (parent, opening);
  else
    launch (parent, opening->copy);
}

void
lsn_file_open (GtkWidget *parent, LsnContext *context, const char *name, const char *hash)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, prepared_cb, g_object_ref (parent));

  g_task_set_source_tag (task, lsn_file_open);
  g_task_set_task_data (task, opening_new (context, name, hash), opening_free);
  g_task_run_in_thread (task, prepare_on_thread);
}

/* --- A copy elsewhere ------------------------------------------------------------------------- */

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_copy_finish (G_FILE (source), result, &error))
    {
      g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (source), "name"));

      tell (parent, name, error);
    }
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GFile) target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  const Opening *opening = g_object_get_data (source, "opening");
  g_autoptr (GFile) from = g_file_new_for_path (opening->path);

  if (target == NULL)
    return;
  g_object_set_data_full (G_OBJECT (from), "name", g_strdup (opening->name), g_free);
  g_file_copy_async (from, target, G_FILE_COPY_OVERWRITE, G_PRIORITY_DEFAULT, NULL, NULL, NULL,
                     copied_cb, g_object_ref (parent));
}

void
lsn_file_save_copy (GtkWidget *parent, LsnContext *context, const char *name, const char *hash)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Opening *opening = opening_new (context, name, hash);

  gtk_file_dialog_set_title (dialog, _ ("Save a Copy"));
  gtk_file_dialog_set_initial_name (dialog, opening->name);
  g_object_set_data_full (G_OBJECT (dialog), "opening", opening, opening_free);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, target_chosen_cb,
                        g_object_ref (parent));
}
