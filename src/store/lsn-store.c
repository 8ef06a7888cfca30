/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-store-private.h"

enum
{
  CHANGED,
  REPLACED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnStore, lsn_store, G_TYPE_OBJECT)

/* --- Opening and closing ---------------------------------------------------------------------- */

static LsnStore *
store_new (LsnStoreCore *core)
{
  LsnStore *self = g_object_new (LSN_TYPE_STORE, NULL);

  self->core = core;
  self->writer_worker = lsn_worker_new ("lsn-writer");
  self->reader_worker = lsn_worker_new ("lsn-reader");
  if (core->opening->writer)
    lsn_worker_set_idle (self->writer_worker, lsn_store_core_idle, core, LSN_STORE_FOLD_IDLE_MS);
  lsn_worker_set_idle (self->reader_worker, lsn_store_core_rest, core, LSN_STORE_REST_IDLE_MS);
  g_weak_ref_set (&core->announcer->store, self);
  return self;
}

LsnStore *
lsn_store_open (const char *folder, const LsnSchema *schema, const char *actor, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  LsnStoreCore *core = lsn_store_core_new (folder, schema, actor, context, NULL, error);

  return core ? store_new (core) : NULL;
}

typedef struct
{
  char *folder;
  const LsnSchema *schema;
  char *actor;
  GMainContext *context;
  LsnStoreProgress progress; /* nullable */
  gpointer progress_data;
} Opening;

/* What the thread tells the one who waits. */
typedef struct
{
  GTask *task; /* owned */
  char *what;  /* owned */
  double fraction;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_object_unref (telling->task);
  g_free (telling->what);
  g_free (telling);
}

static gboolean
tell_cb (gpointer user_data)
{
  Telling *telling = user_data;
  Opening *opening = g_task_get_task_data (telling->task);

  if (!g_task_get_completed (telling->task))
    opening->progress (telling->what, telling->fraction, opening->progress_data);
  return G_SOURCE_REMOVE;
}

static void
tell_on_thread (const char *what, double fraction, gpointer data)
{
  GTask *task = data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_idle_source_new ();
  Telling *telling = g_new0 (Telling, 1);

  telling->task = g_object_ref (task);
  telling->what = g_strdup (what);
  telling->fraction = fraction;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, telling, telling_free);
  g_source_attach (source, opening->context);
}

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_free (self->folder);
  g_free (self->actor);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
open_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Opening *opening = task_data;
  const LsnWatch watch = { opening->progress ? tell_on_thread : NULL, task, cancellable };
  GError *error = NULL;
  LsnStoreCore *core = lsn_store_core_new (opening->folder, opening->schema, opening->actor,
                                           opening->context, &watch, &error);

  if (core)
    g_task_return_pointer (task, core, lsn_store_core_free);
  else
    g_task_return_error (task, error);
}

void
lsn_store_open_async (const char *folder, const LsnSchema *schema, const char *actor,
                      LsnStoreProgress progress, gpointer progress_data, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, lsn_store_open_async);
  opening->folder = g_strdup (folder);
  opening->schema = schema;
  opening->actor = g_strdup (actor);
  opening->context = g_main_context_ref_thread_default ();
  opening->progress = progress;
  opening->progress_data = progress_data;
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_thread);
}

LsnStore *
lsn_store_open_finish (GAsyncResult *result, GError **error)
{
  LsnStoreCore *core;

  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_store_open_async), NULL);

  core = g_task_propagate_pointer (G_TASK (result), error);
  return core ? store_new (core) : NULL;
}

void
lsn_store_close (LsnStore *self)
{
  g_clear_pointer (&self->scan_worker, lsn_worker_free);
  g_clear_pointer (&self->reader_worker, lsn_worker_free);
  g_clear_pointer (&self->writer_worker, lsn_worker_free);
  if (self->core)
    {
      g_weak_ref_set (&self->core->announcer->store, NULL);
      g_clear_pointer (&self->core, lsn_store_core_free);
    }
}

static void
lsn_store_finalize (GObject *object)
{
  lsn_store_close (LSN_STORE (object));

  G_OBJECT_CLASS (lsn_store_parent_class)->finalize (object);
}

static void
lsn_store_class_init (LsnStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lsn_store_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, LSN_TYPE_CHANGES | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lsn_store_init (LsnStore *self)
{
}

const char *
lsn_store_get_folder (LsnStore *self)
{
  return self->core->opening->workspace->folder;
}

const char *
lsn_store_get_read_only (LsnStore *self)
{
  return self->core->opening->read_only;
}

const char *
lsn_store_get_files_folder (LsnStore *self)
{
  return self->core->opening->workspace->files;
}

const char *
lsn_store_get_backups_folder (LsnStore *self)
{
  return self->core->opening->workspace->backups;
}

const char *
lsn_store_get_database_path (LsnStore *self)
{
  return self->core->opening->workspace->database;
}

/* --- Jobs ------------------------------------------------------------------------------------- */

static void
job_free (gpointer data)
{
  LsnStoreJob *job = data;

  if (job->destroy)
    job->destroy (job->action.data);
  g_free (job->action.label);
  g_free (job);
}

static void
run_async (LsnStore *self, LsnStoreJob job, gboolean scan, GCancellable *cancellable,
           GAsyncReadyCallback callback, gpointer user_data)
{
  gboolean read = job.ask != NULL;
  LsnWorker *worker;

  /* A page that is still there while the program ends may ask once more. */
  if (self->core == NULL)
    {
      job_free (g_memdup2 (&job, sizeof job));
      g_task_report_new_error (self, callback, user_data, lsn_worker_run_async, G_IO_ERROR,
                               G_IO_ERROR_CANCELLED, "The workspace is closed");
      return;
    }

  job.core = self->core;
  job.action.actor = self->core->actor;
  /* Without a writer the reader may be of a copy, and nobody waits long for it. */
  scan = scan && self->core->opening->writer != NULL;
  if (scan && self->scan_worker == NULL)
    self->scan_worker = lsn_worker_new ("lsn-scan");
  worker = scan ? self->scan_worker : read ? self->reader_worker : self->writer_worker;
  lsn_worker_run_async (worker, self,
                        scan   ? lsn_store_core_scan
                        : read ? lsn_store_core_read
                               : lsn_store_core_write,
                        g_memdup2 (&job, sizeof job), job_free, cancellable, callback, user_data);
}

static gboolean
run_sync (LsnStore *self, LsnStoreJob *job, GCancellable *cancellable, GError **error)
{
  gboolean read = job->ask != NULL;

  if (self->core == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The workspace is closed");
      return FALSE;
    }
  job->core = self->core;
  job->action.actor = self->core->actor;
  return lsn_worker_run_sync (read ? self->reader_worker : self->writer_worker,
                              read ? lsn_store_core_read : lsn_store_core_write, job, cancellable,
                              error);
}

void
lsn_store_read_async (LsnStore *self, LsnStoreFunc func, gpointer data, GDestroyNotify destroy,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self, (LsnStoreJob) { .ask = func, .action = { .data = data }, .destroy = destroy },
             FALSE, cancellable, callback, user_data);
}

void
lsn_store_scan_async (LsnStore *self, LsnStoreFunc func, gpointer data, GDestroyNotify destroy,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self, (LsnStoreJob) { .ask = func, .action = { .data = data }, .destroy = destroy },
             TRUE, cancellable, callback, user_data);
}

void
lsn_store_write_async (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                       GDestroyNotify destroy, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self,
             (LsnStoreJob) { .action = { LSN_ACTION_WRITE, func, data, .label = g_strdup (label) },
                             .destroy = destroy },
             FALSE, cancellable, callback, user_data);
}

void
lsn_store_import_async (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                        GDestroyNotify destroy, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self,
             (LsnStoreJob) { .action = { LSN_ACTION_IMPORT, func, data, .label = g_strdup (label) },
                             .destroy = destroy },
             FALSE, cancellable, callback, user_data);
}

void
lsn_store_undo_async (LsnStore *self, gint64 journal_id, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self, (LsnStoreJob) { .action = { LSN_ACTION_UNDO, .journal_id = journal_id } }, FALSE,
             cancellable, callback, user_data);
}

void
lsn_store_redo_async (LsnStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  run_async (self, (LsnStoreJob) { .action = { LSN_ACTION_REDO } }, FALSE, cancellable, callback,
             user_data);
}

gpointer
lsn_store_finish (LsnStore *self, GAsyncResult *result, GError **error)
{
  LsnStoreJob *job = lsn_worker_run_finish (result, error);

  if (job == NULL)
    return NULL;
  if (!job->ask && (job->action.kind == LSN_ACTION_UNDO || job->action.kind == LSN_ACTION_REDO))
    return job->action.label;
  return job->action.data ? job->action.data : job;
}

gint64
lsn_store_get_journal_id (LsnStore *self, GAsyncResult *result)
{
  LsnStoreJob *job = lsn_worker_get_data (result);

  return job->action.journal_id;
}

gboolean
lsn_store_read_sync (LsnStore *self, LsnStoreFunc func, gpointer data, GError **error)
{
  LsnStoreJob job = { .ask = func, .action = { .data = data } };

  return run_sync (self, &job, NULL, error);
}

gboolean
lsn_store_write_sync (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                      GError **error)
{
  LsnStoreJob job = { .action = { LSN_ACTION_WRITE, func, data, .label = (char *) label } };

  return run_sync (self, &job, NULL, error);
}

gboolean
lsn_store_import_sync (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                       GCancellable *cancellable, GError **error)
{
  LsnStoreJob job = { .action = { LSN_ACTION_IMPORT, func, data, .label = (char *) label } };

  return run_sync (self, &job, cancellable, error);
}

static gboolean
undo_or_redo_sync (LsnStore *self, LsnStoreJob *job, char **label, GError **error)
{
  g_autofree char *present = NULL;
  gboolean ok = run_sync (self, job, NULL, error);

  present = job->action.label;
  if (ok && label)
    *label = g_steal_pointer (&present);
  return ok;
}

gboolean
lsn_store_undo_sync (LsnStore *self, gint64 journal_id, char **label, GError **error)
{
  LsnStoreJob job = { .action = { LSN_ACTION_UNDO, .journal_id = journal_id } };

  return undo_or_redo_sync (self, &job, label, error);
}

gboolean
lsn_store_redo_sync (LsnStore *self, char **label, GError **error)
{
  LsnStoreJob job = { .action = { LSN_ACTION_REDO } };

  return undo_or_redo_sync (self, &job, label, error);
}
