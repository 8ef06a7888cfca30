/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-store.h"
#include "base/lsn-worker.h"
#include "store/lsn-action.h"
#include "store/lsn-backup.h"
#include "store/lsn-ballast.h"
#include "store/lsn-opening.h"

#include <glib/gi18n-lib.h>

/* The log is folded back into the file when nothing was written for this long … */
#define CHECKPOINT_IDLE_MS 700
/* … or at once when it has grown to this many pages, here 128 MB. */
#define CHECKPOINT_PAGES 32768

/* The store's object stays with the thread that made it; other threads reach it through this. */
typedef struct
{
  gatomicrefcount ref_count;
  GWeakRef store;
  GMainContext *context; /* owned */
} Announcer;

/* What the worker threads see. Outlives every job. */
typedef struct
{
  LsnOpening *opening; /* owned; its writer for the writer's thread only, its reader likewise */
  const LsnSchema *schema;
  char *actor;          /* owned */
  Announcer *announcer; /* owned */
  int wal_pages;        /* writer thread only */
} Core;

struct _LsnStore
{
  GObject parent_instance;

  Core *core;               /* owned */
  LsnWorker *writer_worker; /* owned; NULL after close */
  LsnWorker *reader_worker; /* owned; NULL after close */
};

typedef struct
{
  Core *core;       /* borrowed */
  LsnStoreFunc ask; /* of a read, which has no action; NULL for the others */
  LsnAction action; /* its data is the job's in any case */
  GDestroyNotify destroy;
} Job;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnStore, lsn_store, G_TYPE_OBJECT)

/* --- Announcing ------------------------------------------------------------------------------- */

static Announcer *
announcer_new (GMainContext *context)
{
  Announcer *self = g_new0 (Announcer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_weak_ref_init (&self->store, NULL);
  self->context = g_main_context_ref (context);
  return self;
}

static void
announcer_unref (Announcer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_weak_ref_clear (&self->store);
  g_main_context_unref (self->context);
  g_free (self);
}

typedef struct
{
  Announcer *announcer; /* owned */
  LsnChanges *changes;  /* owned */
} Announcement;

static void
announcement_free (gpointer data)
{
  Announcement *self = data;

  announcer_unref (self->announcer);
  lsn_changes_unref (self->changes);
  g_free (self);
}

static gboolean
announce_cb (gpointer user_data)
{
  Announcement *self = user_data;
  g_autoptr (LsnStore) store = g_weak_ref_get (&self->announcer->store);

  if (store)
    g_signal_emit (store, signals[CHANGED], 0, self->changes);
  return G_SOURCE_REMOVE;
}

static void
announce (Core *core, LsnChanges *changes)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Announcement *announcement = g_new0 (Announcement, 1);

  g_atomic_ref_count_inc (&core->announcer->ref_count);
  announcement->announcer = core->announcer;
  announcement->changes = lsn_changes_ref (changes);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, announce_cb, announcement, announcement_free);
  g_source_set_static_name (source, "lsn-store-changed");
  g_source_attach (source, core->announcer->context);
}

/* --- On the workers --------------------------------------------------------------------------- */

static int
wal_cb (void *user_data, sqlite3 *handle, const char *name, int pages)
{
  Core *core = user_data;

  core->wal_pages = pages;
  return SQLITE_OK;
}

static void
checkpoint_on_writer (gpointer user_data)
{
  Core *core = user_data;

  lsn_ballast_make (core->opening->workspace->folder);
  if (core->wal_pages == 0)
    return;
  sqlite3_wal_checkpoint_v2 (lsn_database_get_handle (core->opening->writer), NULL,
                             SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  core->wal_pages = 0;
}

static gboolean
read_on_worker (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  LsnDatabase *db = job->core->opening->reader;
  gboolean ok;

  /* One snapshot for all that the function asks. */
  if (!lsn_database_execute (db, "BEGIN", error))
    return FALSE;
  lsn_database_set_cancellable (db, cancellable);
  ok = job->ask (db, job->action.data, cancellable, error);
  lsn_database_set_cancellable (db, NULL);
  lsn_database_execute (db, "ROLLBACK", NULL);
  return ok;
}

/* A full disk: what is given up makes room for deleting, and folding the log back lets the next
 * action write over it instead of behind it. */
static void
make_room (Core *core, GError **error)
{
  gint64 free_bytes = lsn_ballast_get_free (core->opening->workspace->folder);
  g_autofree char *size = g_format_size ((guint64) MAX (free_bytes, 0));

  lsn_ballast_release (core->opening->workspace->folder);
  sqlite3_wal_checkpoint_v2 (lsn_database_get_handle (core->opening->writer), NULL,
                             SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  g_clear_error (error);
  g_set_error (
      error, LSN_STORE_ERROR, LSN_STORE_ERROR_FULL,
      _ ("The disk is full: %s free at “%s”. Free some space or delete something, then try "
         "again."),
      size, core->opening->workspace->folder);
}

static gboolean
write_on_worker (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  Core *core = job->core;
  g_autoptr (LsnChanges) changes = lsn_changes_new ();
  GError *problem = NULL;

  if (core->opening->writer == NULL)
    {
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY,
                   _ ("Nothing was changed. The workspace is read-only: %s"),
                   core->opening->read_only);
      return FALSE;
    }
  if (!lsn_action_run (&job->action, core->opening->writer, core->schema, changes, cancellable,
                       &problem))
    {
      if (g_error_matches (problem, LSN_STORE_ERROR, LSN_STORE_ERROR_FULL) ||
          g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
        make_room (core, &problem);
      g_propagate_error (error, problem);
      return FALSE;
    }

  if (!lsn_changes_is_empty (changes))
    announce (core, changes);
  if (core->wal_pages > CHECKPOINT_PAGES)
    checkpoint_on_writer (core);
  return TRUE;
}

/* --- Opening and closing ---------------------------------------------------------------------- */

static void
core_free (gpointer data)
{
  Core *core = data;

  g_clear_pointer (&core->opening, lsn_opening_free);
  g_clear_pointer (&core->announcer, announcer_unref);
  g_free (core->actor);
  g_free (core);
}

static Core *
core_new (const char *folder, const LsnSchema *schema, const char *actor, GMainContext *context,
          GError **error)
{
  LsnOpening *opening = lsn_opening_new (folder, schema, error);
  Core *core;

  if (opening == NULL)
    return NULL;
  core = g_new0 (Core, 1);
  core->opening = opening;
  core->schema = schema;
  core->actor = g_strdup (actor);
  core->announcer = announcer_new (context);
  if (opening->writer)
    sqlite3_wal_hook (lsn_database_get_handle (opening->writer), wal_cb, core);
  return core;
}

static LsnStore *
store_new (Core *core)
{
  LsnStore *self = g_object_new (LSN_TYPE_STORE, NULL);

  self->core = core;
  self->writer_worker = lsn_worker_new ("lsn-writer");
  self->reader_worker = lsn_worker_new ("lsn-reader");
  if (core->opening->writer)
    lsn_worker_set_idle (self->writer_worker, checkpoint_on_writer, core, CHECKPOINT_IDLE_MS);
  g_weak_ref_set (&core->announcer->store, self);
  return self;
}

LsnStore *
lsn_store_open (const char *folder, const LsnSchema *schema, const char *actor, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  Core *core = core_new (folder, schema, actor, context, error);

  return core ? store_new (core) : NULL;
}

typedef struct
{
  char *folder;
  const LsnSchema *schema;
  char *actor;
  GMainContext *context;
} Opening;

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
  GError *error = NULL;
  Core *core =
      core_new (opening->folder, opening->schema, opening->actor, opening->context, &error);

  if (core)
    g_task_return_pointer (task, core, core_free);
  else
    g_task_return_error (task, error);
}

void
lsn_store_open_async (const char *folder, const LsnSchema *schema, const char *actor,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, lsn_store_open_async);
  opening->folder = g_strdup (folder);
  opening->schema = schema;
  opening->actor = g_strdup (actor);
  opening->context = g_main_context_ref_thread_default ();
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_thread);
}

LsnStore *
lsn_store_open_finish (GAsyncResult *result, GError **error)
{
  Core *core;

  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_store_open_async), NULL);

  core = g_task_propagate_pointer (G_TASK (result), error);
  return core ? store_new (core) : NULL;
}

void
lsn_store_close (LsnStore *self)
{
  g_clear_pointer (&self->reader_worker, lsn_worker_free);
  g_clear_pointer (&self->writer_worker, lsn_worker_free);
  if (self->core)
    {
      g_weak_ref_set (&self->core->announcer->store, NULL);
      g_clear_pointer (&self->core, core_free);
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

/* --- Jobs ------------------------------------------------------------------------------------- */

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->destroy)
    job->destroy (job->action.data);
  g_free (job->action.label);
  g_free (job);
}

static void
run_async (LsnStore *self, Job job, GCancellable *cancellable, GAsyncReadyCallback callback,
           gpointer user_data)
{
  gboolean read = job.ask != NULL;

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
  lsn_worker_run_async (read ? self->reader_worker : self->writer_worker, self,
                        read ? read_on_worker : write_on_worker, g_memdup2 (&job, sizeof job),
                        job_free, cancellable, callback, user_data);
}

static gboolean
run_sync (LsnStore *self, Job *job, GCancellable *cancellable, GError **error)
{
  gboolean read = job->ask != NULL;

  g_return_val_if_fail (self->core != NULL, FALSE);

  job->core = self->core;
  job->action.actor = self->core->actor;
  return lsn_worker_run_sync (read ? self->reader_worker : self->writer_worker,
                              read ? read_on_worker : write_on_worker, job, cancellable, error);
}

void
lsn_store_read_async (LsnStore *self, LsnStoreFunc func, gpointer data, GDestroyNotify destroy,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self, (Job) { .ask = func, .action = { .data = data }, .destroy = destroy },
             cancellable, callback, user_data);
}

void
lsn_store_write_async (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                       GDestroyNotify destroy, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self,
             (Job) { .action = { LSN_ACTION_WRITE, func, data, .label = g_strdup (label) },
                     .destroy = destroy },
             cancellable, callback, user_data);
}

void
lsn_store_import_async (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                        GDestroyNotify destroy, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self,
             (Job) { .action = { LSN_ACTION_IMPORT, func, data, .label = g_strdup (label) },
                     .destroy = destroy },
             cancellable, callback, user_data);
}

void
lsn_store_undo_async (LsnStore *self, gint64 journal_id, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self, (Job) { .action = { LSN_ACTION_UNDO, .journal_id = journal_id } }, cancellable,
             callback, user_data);
}

void
lsn_store_redo_async (LsnStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  run_async (self, (Job) { .action = { LSN_ACTION_REDO } }, cancellable, callback, user_data);
}

gpointer
lsn_store_finish (LsnStore *self, GAsyncResult *result, GError **error)
{
  Job *job = lsn_worker_run_finish (result, error);

  if (job == NULL)
    return NULL;
  if (!job->ask && (job->action.kind == LSN_ACTION_UNDO || job->action.kind == LSN_ACTION_REDO))
    return job->action.label;
  return job->action.data ? job->action.data : job;
}

gint64
lsn_store_get_journal_id (LsnStore *self, GAsyncResult *result)
{
  Job *job = lsn_worker_get_data (result);

  return job->action.journal_id;
}

gboolean
lsn_store_read_sync (LsnStore *self, LsnStoreFunc func, gpointer data, GError **error)
{
  Job job = { .ask = func, .action = { .data = data } };

  return run_sync (self, &job, NULL, error);
}

gboolean
lsn_store_write_sync (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                      GError **error)
{
  Job job = { .action = { LSN_ACTION_WRITE, func, data, .label = (char *) label } };

  return run_sync (self, &job, NULL, error);
}

gboolean
lsn_store_import_sync (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                       GCancellable *cancellable, GError **error)
{
  Job job = { .action = { LSN_ACTION_IMPORT, func, data, .label = (char *) label } };

  return run_sync (self, &job, cancellable, error);
}

static gboolean
undo_or_redo_sync (LsnStore *self, Job *job, char **label, GError **error)
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
  Job job = { .action = { LSN_ACTION_UNDO, .journal_id = journal_id } };

  return undo_or_redo_sync (self, &job, label, error);
}

gboolean
lsn_store_redo_sync (LsnStore *self, char **label, GError **error)
{
  Job job = { .action = { LSN_ACTION_REDO } };

  return undo_or_redo_sync (self, &job, label, error);
}

/* --- Backup ----------------------------------------------------------------------------------- */

typedef struct
{
  char *database;
  char *folder;
  gint64 max_age_us;
} BackupPlan;

static void
backup_plan_free (gpointer data)
{
  BackupPlan *self = data;

  g_free (self->database);
  g_free (self->folder);
  g_free (self);
}

static void
backup_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  BackupPlan *plan = task_data;
  gint64 now = g_get_real_time ();
  g_autoptr (LsnDatabase) source = NULL;
  GError *error = NULL;
  char *path;

  if (now - lsn_backup_get_newest (plan->folder) < plan->max_age_us)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  source = lsn_database_open (plan->database, LSN_DATABASE_READER, &error);
  path = source ? lsn_backup_make (source, plan->folder, now, cancellable, &error) : NULL;
  if (path)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

void
lsn_store_backup_async (LsnStore *self, gint64 max_age_us, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  BackupPlan *plan;

  g_task_set_source_tag (task, lsn_store_backup_async);
  if (self->core->opening->writer == NULL)
    {
      g_task_return_new_error (task, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY,
                               _ ("No backup was made. The workspace is read-only: %s"),
                               self->core->opening->read_only);
      return;
    }
  plan = g_new0 (BackupPlan, 1);
  plan->database = g_strdup (self->core->opening->workspace->database);
  plan->folder = g_strdup (self->core->opening->workspace->backups);
  plan->max_age_us = max_age_us;
  g_task_set_task_data (task, plan, backup_plan_free);
  g_task_run_in_thread (task, backup_thread);
}

char *
lsn_store_backup_finish (LsnStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
