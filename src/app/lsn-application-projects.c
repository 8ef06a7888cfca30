/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-application-private.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client.h"
#include "model/interchange/lsn-board-import.h"
#include "model/interchange/lsn-board-json.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-status.h"
#include "model/projects/lsn-task-write.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/projects/lsn-card-words.h"
#include "views/projects/lsn-column-dialog.h"
#include "views/projects/lsn-project-dialog.h"
#include "views/projects/lsn-task-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
new_project (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (
      self, lsn_project_dialog_new (lsn_application_get_context (self),
                                    parameter ? g_variant_get_int64 (parameter) : 0));
}

static void
open_project (LsnApplication *self, GVariant *parameter)
{
  lsn_window_open_project (lsn_application_get_window (self), g_variant_get_int64 (parameter));
}

/* --- The projects of a client ----------------------------------------------------------------- */

typedef struct
{
  gint64 client_id;
  gint64 project_id; /* out: the one that began last, 0 for none */
} Finding;

static gboolean
find_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Finding *finding = data;

  return lsn_database_get_int64 (
      db, 0, &finding->project_id, error,
      "SELECT id FROM project WHERE client_id = ? AND archived_at IS NULL"
      " ORDER BY status = 'done', created_at DESC, id LIMIT 1",
      "i", finding->client_id);
}

/* A client without a project gets one. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnApplication) self = user_data;
  Finding *finding = lsn_store_finish (LSN_STORE (source), result, NULL);

  if (finding == NULL || lsn_application_get_window (self) == NULL)
    return;
  if (finding->project_id)
    lsn_window_open_project (lsn_application_get_window (self), finding->project_id);
  else
    lsn_application_present_dialog (self,
                                    lsn_project_dialog_new (lsn_application_get_context (self),
                                                            finding->client_id));
}

static void
client_projects (LsnApplication *self, GVariant *parameter)
{
  Finding *finding = g_new0 (Finding, 1);

  finding->client_id = g_variant_get_int64 (parameter);
  lsn_store_read_async (lsn_context_get_store (lsn_application_get_context (self)), find_on_worker,
                        finding, g_free, NULL, found_cb, g_object_ref (self));
}

/* --- Editing ---------------------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  LsnRow *project; /* owned, nullable; out */
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_clear_pointer (&loading->project, lsn_row_free);
  g_free (loading);
}

static gboolean
load_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;

  return lsn_row_load (db, &lsn_project_info, loading->id, &loading->project, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnApplication) self = user_data;
  Loading *loading = lsn_store_finish (LSN_STORE (source), result, NULL);

  if (loading && loading->project && lsn_application_get_window (self))
    lsn_application_present_dialog (self,
                                    lsn_project_dialog_new_edit (lsn_application_get_context (self),
                                                                 loading->project));
}

static void
load_project (LsnApplication *self, GVariant *parameter, GAsyncReadyCallback loaded)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->id = g_variant_get_int64 (parameter);
  lsn_store_read_async (lsn_context_get_store (lsn_application_get_context (self)), load_on_worker,
                        loading, loading_free, NULL, loaded, g_object_ref (self));
}

static void
edit_project (LsnApplication *self, GVariant *parameter)
{
  load_project (self, parameter, loaded_cb);
}

static void
archive_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnApplication) self = user_data;
  Loading *loading = lsn_store_finish (LSN_STORE (source), result, NULL);
  LsnProjectEdit *edit;
  const char *name;
  gboolean back;
  g_autofree char *message = NULL;

  if (loading == NULL || loading->project == NULL)
    return;
  name = lsn_row_get_text (loading->project, LSN_PROJECT_NAME);
  back = !lsn_row_is_null (loading->project, LSN_PROJECT_ARCHIVED_AT);
  message =
      g_strdup_printf (back ? _ ("“%s” is back from the archive") : _ ("“%s” archived"), name);
  edit = g_new0 (LsnProjectEdit, 1);
  edit->id = loading->id;
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_project_info);
  if (back)
    lsn_row_set_null (edit->row, LSN_PROJECT_ARCHIVED_AT);
  else
    lsn_row_set_int64 (edit->row, LSN_PROJECT_ARCHIVED_AT, edit->now);
  lsn_context_write (lsn_application_get_context (self),
                     back ? _ ("Restore Project") : _ ("Archive Project"), message,
                     lsn_project_edit_on_worker, edit, (GDestroyNotify) lsn_project_edit_free);
}

static void
archive_project (LsnApplication *self, GVariant *parameter)
{
  load_project (self, parameter, archive_loaded_cb);
}

static void
add_column (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (self, lsn_column_dialog_new (lsn_application_get_context (self),
                                                               g_variant_get_int64 (parameter), 0));
}

static void
edit_column (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (self, lsn_column_dialog_new (lsn_application_get_context (self),
                                                               0, g_variant_get_int64 (parameter)));
}

/* Its cards stand in the first column then. */
static void
delete_column (LsnApplication *self, GVariant *parameter)
{
  LsnRemoval removal = { &lsn_column_info, g_variant_get_int64 (parameter) };

  lsn_context_write (lsn_application_get_context (self), _ ("Delete Column"),
                     _ ("The column is deleted, its cards are in the first one"),
                     lsn_removal_on_worker, g_memdup2 (&removal, sizeof removal), g_free);
}

static LsnRecord *
dup_task (LsnApplication *self, GVariant *parameter)
{
  return lsn_record_pool_dup (lsn_context_get_pool (lsn_application_get_context (self),
                                                    LSN_TYPE_TASK),
                              g_variant_get_int64 (parameter));
}

static void
present_task (LsnApplication *self, LsnRecord *task)
{
  lsn_application_present_dialog (self,
                                  lsn_task_dialog_new (lsn_application_get_context (self), task));
}

/* A card that a notification speaks of is read first. */
static void
task_loaded_cb (LsnRecord *task, GParamSpec *pspec, LsnApplication *self)
{
  g_signal_handlers_disconnect_by_func (task, task_loaded_cb, self);
  if (lsn_application_get_window (self))
    present_task (self, task);
  g_object_unref (task);
}

static void
open_task (LsnApplication *self, GVariant *parameter)
{
  g_autoptr (LsnRecord) task = dup_task (self, parameter);

  if (lsn_record_is_loaded (task))
    present_task (self, task);
  else
    g_signal_connect_object (g_object_ref (task), "notify::loaded", G_CALLBACK (task_loaded_cb),
                             self, 0);
}

static void
task_done (LsnApplication *self, GVariant *parameter)
{
  g_autofree char *title =
      lsn_card_dup_title (lsn_application_get_context (self), g_variant_get_int64 (parameter));
  g_autofree char *message = g_strdup_printf (_ ("Done: “%s”"), title);
  LsnTaskDone *done = g_new0 (LsnTaskDone, 1);

  done->id = g_variant_get_int64 (parameter);
  done->done = TRUE;
  done->now = lsn_clock_now ();
  done->workdays = lsn_workdays_ref (lsn_context_get_workdays (lsn_application_get_context (self)));
  lsn_context_write (lsn_application_get_context (self), _ ("Done"), message,
                     lsn_task_done_on_worker, done, (GDestroyNotify) lsn_task_done_free);
}

/* @ids: of type "ax". Returns: (transfer full) (nullable): %NULL for no card */
static LsnTaskSet *
make_set (GVariant *ids)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (gint64));
  gsize n;
  const gint64 *values = g_variant_get_fixed_array (ids, &n, sizeof (gint64));

  g_array_append_vals (array, values, (guint) n);
  return n > 0 ? lsn_task_set_new (array, lsn_clock_now ()) : NULL;
}

/* @what: (nullable): what the cards have now, for the toast; they are done where it is %NULL */
static void
write_set (LsnApplication *self, LsnTaskSet *set, const char *label, const char *what)
{
  LsnContext *context = lsn_application_get_context (self);
  g_autofree char *subject = lsn_card_dup_subject (context, set->ids);
  g_autofree char *message = what ? g_strdup_printf (_ ("%1$s: %2$s"), subject, what)
                                  : g_strdup_printf (_ ("Done: %s"), subject);

  lsn_context_write (context, label, message, lsn_task_set_on_worker, set,
                     (GDestroyNotify) lsn_task_set_free);
}

static void
tasks_done (LsnApplication *self, GVariant *parameter)
{
  LsnTaskSet *set = make_set (parameter);

  if (set == NULL)
    return;
  set->finish = TRUE;
  set->workdays = lsn_workdays_ref (lsn_context_get_workdays (lsn_application_get_context (self)));
  write_set (self, set, _ ("Done"), NULL);
}

/* A card is due on a day, so it goes to the next one that is worked. */
static void
tasks_snooze (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  LsnDate today = lsn_context_get_today (context);
  LsnDate day = lsn_workdays_get_next (lsn_context_get_workdays (context), today);
  g_autofree char *due = lsn_date_dup_iso (day);
  g_autofree char *when = lsn_when_dup_due (day, LSN_WHEN_NO_TIME, today);
  LsnTaskSet *set = make_set (parameter);

  if (set == NULL)
    return;
  set->row = lsn_row_new (&lsn_task_info);
  lsn_row_set_text (set->row, LSN_TASK_DUE_ON, due);
  write_set (self, set, _ ("Snooze"), when);
}

static void
tasks_client (LsnApplication *self, GVariant *parameter)
{
  g_autoptr (GVariant) ids = g_variant_get_child_value (parameter, 0);
  g_autoptr (GVariant) client_id = g_variant_get_child_value (parameter, 1);
  g_autoptr (LsnRecord) client =
      lsn_record_pool_dup (lsn_context_get_pool (lsn_application_get_context (self),
                                                 LSN_TYPE_CLIENT),
                           g_variant_get_int64 (client_id));
  const char *name = lsn_record_get_text (client, LSN_CLIENT_NAME);
  LsnTaskSet *set = make_set (ids);

  if (set == NULL)
    return;
  set->row = lsn_row_new (&lsn_task_info);
  lsn_row_set_int64 (set->row, LSN_TASK_OWN_CLIENT_ID, g_variant_get_int64 (client_id));
  write_set (self, set, _ ("Change Cards"), name ? name : _ ("Client"));
}

static void
task_archive (LsnApplication *self, GVariant *parameter)
{
  g_autofree char *title =
      lsn_card_dup_title (lsn_application_get_context (self), g_variant_get_int64 (parameter));
  g_autofree char *message = g_strdup_printf (_ ("Archived: “%s”"), title);
  LsnTaskArchive *archive = g_new0 (LsnTaskArchive, 1);

  archive->id = g_variant_get_int64 (parameter);
  archive->now = lsn_clock_now ();
  lsn_context_write (lsn_application_get_context (self), _ ("Archive Card"), message,
                     lsn_task_archive_on_worker, archive, g_free);
}

/* --- Where are we now? ------------------------------------------------------------------------ */

static void
status_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnApplication) self = user_data;
  LsnStatus *status = lsn_store_finish (LSN_STORE (source), result, NULL);
  LsnWindow *window = lsn_application_get_window (self);
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;

  if (status == NULL || status->title == NULL || window == NULL)
    return;
  text = lsn_status_dup_text (status);
  message = g_strdup_printf (_ ("Where “%s” stands is in the clipboard"), status->title);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), text);
  g_signal_emit_by_name (lsn_application_get_context (self), "acted", message, (gint64) 0);
}

static void
copy_status (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  gint64 project_id, client_id;

  g_variant_get (parameter, "(xx)", &project_id, &client_id);
  lsn_store_read_async (lsn_context_get_store (context), lsn_status_on_worker,
                        lsn_status_new (project_id, client_id, lsn_context_get_today (context)),
                        (GDestroyNotify) lsn_status_free, NULL, status_read_cb,
                        g_object_ref (self));
}

/* --- Boards as files -------------------------------------------------------------------------- */

typedef struct
{
  LsnApplication *application; /* owned */
  LsnBoardExport *export;      /* owned */
  GFile *file;                 /* owned, nullable until it is chosen */
  guint n;
} Exporting;

static void
exporting_free (gpointer data)
{
  Exporting *exporting = data;

  g_object_unref (exporting->application);
  g_clear_object (&exporting->file);
  lsn_board_export_free (exporting->export);
  g_free (exporting);
}

/* What the name of the file ends with says what it is. */
static gboolean
export_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Exporting *exporting = data;
  g_autofree char *name = g_file_get_basename (exporting->file);
  g_autofree char *text = NULL;
  const LsnBoardFile *board;

  if (!lsn_board_export_on_worker (db, exporting->export, cancellable, error))
    return FALSE;
  board = exporting->export->file;
  if (board == NULL)
    return TRUE;
  exporting->n = board->cards->len;
  text = g_str_has_suffix (name, ".csv")   ? lsn_board_dup_csv (board)
         : g_str_has_suffix (name, ".md")  ? lsn_board_dup_markdown (board)
         : g_str_has_suffix (name, ".ics") ? lsn_board_dup_calendar (board, lsn_clock_now ())
                                           : lsn_board_json_dup (board);
  return g_file_replace_contents (exporting->file, text, strlen (text), NULL, FALSE,
                                  G_FILE_CREATE_PRIVATE, NULL, cancellable, error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  Exporting *exporting = lsn_store_finish (LSN_STORE (source), result, &error);
  g_autofree char *message = NULL;

  if (exporting == NULL)
    {
      g_signal_emit_by_name (lsn_application_get_context (self), "failed", error->message);
      return;
    }
  message = g_strdup_printf (ngettext ("%u card exported", "%u cards exported", exporting->n),
                             exporting->n);
  g_signal_emit_by_name (lsn_application_get_context (self), "acted", message, (gint64) 0);
}

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exporting *exporting = user_data;
  LsnApplication *self = exporting->application;

  exporting->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (exporting->file == NULL)
    {
      exporting_free (exporting);
      return;
    }
  lsn_store_read_async (lsn_context_get_store (lsn_application_get_context (self)),
                        export_on_worker, exporting, exporting_free, NULL, exported_cb,
                        g_object_ref (self));
}

static void
export_board (LsnApplication *self, GVariant *parameter)
{
  const char *const kinds[][2] = { { N_ ("Board of Liaison (JSON)"), "json" },
                                   { N_ ("Table (CSV)"), "csv" },
                                   { N_ ("Markdown"), "md" },
                                   { N_ ("Calendar (iCalendar)"), "ics" } };
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  Exporting *exporting = g_new0 (Exporting, 1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _ (kinds[i][0]));
      gtk_file_filter_add_suffix (filter, kinds[i][1]);
      g_list_store_append (filters, filter);
    }
  gtk_file_dialog_set_title (dialog, _ ("Export Board"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_name (dialog, _ ("Board.json"));
  exporting->application = g_object_ref (self);
  exporting->export = lsn_board_export_new (g_variant_get_int64 (parameter));
  gtk_file_dialog_save (dialog, GTK_WINDOW (lsn_application_get_window (self)), NULL,
                        export_chosen_cb, exporting);
}

const LsnCommand lsn_project_commands[] = {
  { "new-project", N_ ("New _Project"), LSN_COMMAND_GROUP_PROJECTS, NULL,
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW, NULL, "list-add-symbolic", new_project },
  { "new-project-for", N_ ("New Project for a _Client"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_CLIENT, NULL, "list-add-symbolic",
    new_project },
  { "client-projects", N_ ("_Projects of a Client"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_CLIENT, NULL, "view-dual-symbolic", client_projects },
  { "open-project", N_ ("_Open Project"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, open_project },
  { "edit-project", N_ ("_Edit Project"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, edit_project },
  { "archive-project", N_ ("_Archive or Restore Project"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, NULL, archive_project },
  { "add-column", N_ ("Add _Column"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, add_column },
  { "edit-column", N_ ("_Edit Column"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, edit_column },
  { "delete-column", N_ ("_Delete Column"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, NULL, delete_column },
  { "open-task", N_ ("_Open Card"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, open_task },
  { "task-done", N_ ("Card _Done"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, NULL, task_done },
  { "copy-status", N_ ("_Where Are We Now?"), LSN_COMMAND_GROUP_PROJECTS, "(xx)",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, copy_status },
  { "export-board", N_ ("E_xport Board"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, export_board },
  { "tasks-done", N_ ("Cards _Done"), LSN_COMMAND_GROUP_PROJECTS, "ax",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, NULL, tasks_done },
  { "tasks-snooze", N_ ("_Snooze Cards"), LSN_COMMAND_GROUP_PROJECTS, "ax",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, NULL, tasks_snooze },
  { "tasks-client", N_ ("Give Cards to a _Client"), LSN_COMMAND_GROUP_PROJECTS, "(axx)",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, NULL, tasks_client },
  { "task-archive", N_ ("_Archive Card"), LSN_COMMAND_GROUP_PROJECTS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, NULL, task_archive },
  { NULL },
};
