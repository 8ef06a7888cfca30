/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-sample-flow.h"
#include "app/lsn-workspace-path.h"

#include <errno.h>
#include <gdk/gdk.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  char *program; /* owned, nullable until it is found */
  char *folder;  /* owned */
} Sample;

static void
sample_free (gpointer data)
{
  Sample *sample = data;

  g_free (sample->program);
  g_free (sample->folder);
  g_free (sample);
}

/* Invented under another name, so that what is there is whole. */
static gboolean
invent (Sample *sample, GError **error)
{
  g_autofree char *draft = g_strconcat (sample->folder, "-XXXXXX", NULL);
  g_autofree char *said = NULL;
  const char *const line[] = { sample->program, "--workspace", draft,       "sample",
                               "--clients",     "60",          "--entries", "400",
                               "--seed",        "1",           NULL };
  int status;

  if (g_mkdtemp_full (draft, 0700) == NULL)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
      return FALSE;
    }
  if (!g_spawn_sync (NULL, (char **) line, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                     &said, &status, error))
    return FALSE;
  if (!g_spawn_check_wait_status (status, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, g_strstrip (said));
      return FALSE;
    }
  if (g_rename (draft, sample->folder) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

static void
prepare_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Sample *sample = data;
  g_autofree char *database = g_build_filename (sample->folder, "workspace.db", NULL);
  GError *error = NULL;

  sample->program = g_file_read_link ("/proc/self/exe", &error);
  if (sample->program && (g_file_test (database, G_FILE_TEST_EXISTS) || invent (sample, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
open_sample (Sample *sample, GError **error)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GdkAppLaunchContext) launch = gdk_display_get_app_launch_context (display);
  g_autofree char *program = g_shell_quote (sample->program);
  g_autofree char *folder = g_shell_quote (sample->folder);
  g_autofree char *line = g_strdup_printf ("%s --workspace %s", program, folder);
  g_autoptr (GAppInfo) info =
      g_app_info_create_from_commandline (line, "Liaison",
                                          G_APP_INFO_CREATE_SUPPORTS_STARTUP_NOTIFICATION, error);

  return info && g_app_info_launch (info, NULL, G_APP_LAUNCH_CONTEXT (launch), error);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnContext *context = LSN_CONTEXT (source);
  g_autoptr (GError) error = NULL;

  lsn_context_set_job (context, NULL, 0);
  if (!g_task_propagate_boolean (G_TASK (result), &error) ||
      !open_sample (g_task_get_task_data (G_TASK (result)), &error))
    {
      g_autofree char *message =
          g_strdup_printf (_ ("The sample agency cannot be opened: %s"), error->message);

      g_signal_emit_by_name (context, "failed", message);
    }
}

void
lsn_sample_flow_start (LsnContext *context)
{
  g_autoptr (GTask) task = g_task_new (context, NULL, prepared_cb, NULL);
  Sample *sample = g_new0 (Sample, 1);

  sample->folder = lsn_workspace_path_dup_sample ();
  lsn_context_set_job (context, _ ("Inventing an Agency"), -1);
  g_task_set_task_data (task, sample, sample_free);
  g_task_run_in_thread (task, prepare_on_thread);
}
