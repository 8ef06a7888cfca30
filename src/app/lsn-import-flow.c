/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-import-flow.h"
#include "base/lsn-clock.h"
#include "model/interchange/lsn-import-write.h"
#include "model/interchange/lsn-source.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* So many mistakes are shown; the rest are counted. */
#define SHOWN_PROBLEMS 8

typedef struct
{
  GtkWindow *window;   /* owned */
  LsnContext *context; /* owned */
  GFile *file;         /* owned, nullable */
} Flow;

static void
flow_free (gpointer data)
{
  Flow *flow = data;

  g_object_unref (flow->window);
  g_object_unref (flow->context);
  g_clear_object (&flow->file);
  g_free (flow);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Flow, flow_free)

/* One run over the file, tried or done. The table is read on the worker, where its size does not
 * matter. */
typedef struct
{
  GFile *file; /* owned */
  const char *region;
  gint64 now;
  gboolean dry_run;
  LsnImport *import; /* owned, nullable; out */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->file);
  g_clear_pointer (&run->import, lsn_import_free);
  g_free (run);
}

static Run *
run_new (Flow *flow, gboolean dry_run)
{
  Run *run = g_new0 (Run, 1);

  run->file = g_object_ref (flow->file);
  run->region = lsn_context_get_region (flow->context);
  run->now = lsn_clock_now ();
  run->dry_run = dry_run;
  return run;
}

static gboolean
run_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Run *run = data;
  g_autoptr (LsnSource) source = lsn_source_new_for_file (run->file, cancellable, error);

  if (source == NULL)
    return FALSE;
  run->import = lsn_import_new (lsn_source_next, source, run->region, run->now);
  run->import->dry_run = run->dry_run;
  return lsn_import_on_worker (db, run->import, cancellable, error);
}

static void
show_error (Flow *flow, const char *message)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("The File Was Not Imported"), NULL);

  adw_alert_dialog_set_body_use_markup (ADW_ALERT_DIALOG (dialog), FALSE);
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (flow->window));
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Flow) flow = user_data;
  g_autoptr (GError) error = NULL;
  Run *run = lsn_store_finish (LSN_STORE (source), result, &error);
  g_autofree char *message = NULL;

  if (run == NULL)
    {
      show_error (flow, error->message);
      return;
    }
  message =
      g_strdup_printf (ngettext ("%u row imported", "%u rows imported", run->import->n_imported),
                       run->import->n_imported);
  g_signal_emit_by_name (flow->context, "acted", message,
                         lsn_store_get_journal_id (LSN_STORE (source), result));
}

static void
import (Flow *flow)
{
  g_autofree char *name = g_file_get_basename (flow->file);
  g_autofree char *label = g_strdup_printf (_ ("Import of “%s”"), name);

  lsn_store_import_async (lsn_context_get_store (flow->context), label, run_on_worker,
                          run_new (flow, FALSE), run_free, NULL, imported_cb, flow);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Flow) flow = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "import"))
    import (g_steal_pointer (&flow));
}

static char *
dup_summary (const LsnImport *tried)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
      text, _ ("Rows: %u\nNew: %u\nKnown already, by phone or mail: %u\nNot understood: %u"),
      tried->n_records, tried->n_imported, tried->n_duplicates, tried->n_problems);
  for (guint i = 0; i < tried->problems->len && i < SHOWN_PROBLEMS; i++)
    {
      const LsnImportProblem *problem = g_ptr_array_index (tried->problems, i);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Row %u: %s"), problem->row, problem->message);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Flow) flow = user_data;
  g_autoptr (GError) error = NULL;
  Run *run = lsn_store_finish (LSN_STORE (source), result, &error);
  g_autofree char *name = g_file_get_basename (flow->file);
  g_autofree char *summary = NULL;
  AdwAlertDialog *dialog;
  GtkWindow *window = flow->window;

  if (run == NULL)
    {
      show_error (flow, error->message);
      return;
    }

  summary = dup_summary (run->import);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));
  adw_alert_dialog_set_heading_use_markup (dialog, FALSE);
  adw_alert_dialog_set_body_use_markup (dialog, FALSE);
  adw_alert_dialog_set_heading (dialog, name);
  adw_alert_dialog_set_body (dialog, summary);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "import", _ ("_Import"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "import", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "import", run->import->n_imported > 0);
  adw_alert_dialog_set_default_response (dialog, "import");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (window), NULL, answered_cb, g_steal_pointer (&flow));
}

/* Takes the flow, which has a file. */
static void
start_trial (Flow *flow)
{
  lsn_store_read_async (lsn_context_get_store (flow->context), run_on_worker, run_new (flow, TRUE),
                        run_free, NULL, tried_cb, flow);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Flow) flow = user_data;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;
  flow->file = file;
  start_trial (g_steal_pointer (&flow));
}

void
lsn_import_flow_start (GtkWindow *window, LsnContext *context, GFile *file)
{
  Flow *flow = g_new0 (Flow, 1);
  g_autoptr (GtkFileDialog) dialog = NULL;

  flow->window = g_object_ref (window);
  flow->context = g_object_ref (context);
  if (file)
    {
      flow->file = g_object_ref (file);
      start_trial (flow);
      return;
    }
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("Import Clients from a Table"));
  gtk_file_dialog_open (dialog, window, NULL, chosen_cb, flow);
}
