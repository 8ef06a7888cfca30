/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-files.h"
#include "store/lsn-replace.h"
#include "store/lsn-rescue.h"
#include "store/lsn-store-private.h"

#include <glib/gi18n-lib.h>

/* --- Files that nobody names --------------------------------------------------------------------
 */

/* The thread may outlive the store, so it has names of its own. */
static void
workspace_free (gpointer data)
{
  LsnWorkspace *self = data;

  g_free (self->folder);
  g_free (self->database);
  g_free (self->files);
  g_free (self->backups);
  g_free (self);
}

static void
collect_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  guint n;

  if (lsn_files_collect (task_data, g_get_real_time (), &n, cancellable, &error))
    g_task_return_int (task, (gssize) n);
  else
    g_task_return_error (task, error);
}

void
lsn_store_collect_files_async (LsnStore *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const LsnOpening *opening = self->core->opening;
  LsnWorkspace *workspace;

  g_task_set_source_tag (task, lsn_store_collect_files_async);
  if (opening->writer == NULL)
    {
      g_task_return_int (task, 0);
      return;
    }
  workspace = g_new0 (LsnWorkspace, 1);
  workspace->folder = g_strdup (opening->workspace->folder);
  workspace->database = g_strdup (opening->workspace->database);
  workspace->files = g_strdup (opening->workspace->files);
  workspace->backups = g_strdup (opening->workspace->backups);
  g_task_set_task_data (task, workspace, workspace_free);
  g_task_run_in_thread (task, collect_thread);
}

gssize
lsn_store_collect_files_finish (LsnStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_store_collect_files_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

/* --- Making a copy ---------------------------------------------------------------------------- */

typedef struct
{
  char *database;
  char *folder;
  char *path; /* nullable: where the user wants it */
  LsnBackupReason reason;
  gint64 max_age_us;
} Plan;

static void
plan_free (gpointer data)
{
  Plan *self = data;

  g_free (self->database);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

static Plan *
plan_new (LsnStore *self, LsnBackupReason reason, gint64 max_age_us, GError **error)
{
  LsnOpening *opening = self->core->opening;
  Plan *plan;

  if (opening->writer == NULL)
    {
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY,
                   _ ("No backup was made. The workspace is read-only: %s"), opening->read_only);
      return NULL;
    }
  plan = g_new0 (Plan, 1);
  plan->database = g_strdup (opening->workspace->database);
  plan->folder = g_strdup (opening->workspace->backups);
  plan->reason = reason;
  plan->max_age_us = max_age_us;
  return plan;
}

/* @path: (out): %NULL where none was due */
static gboolean
run (Plan *plan, char **path, GCancellable *cancellable, GError **error)
{
  gint64 now = g_get_real_time ();
  g_autoptr (LsnDatabase) source = NULL;

  *path = NULL;
  if (plan->max_age_us > 0 && now - lsn_backup_get_newest (plan->folder) < plan->max_age_us)
    return TRUE;
  source = lsn_database_open (plan->database, LSN_DATABASE_READER, error);
  if (source == NULL)
    return FALSE;
  if (plan->path == NULL)
    *path = lsn_backup_make (source, plan->folder, plan->reason, now, cancellable, error);
  else if (lsn_backup_make_at (source, plan->path, cancellable, error))
    *path = g_strdup (plan->path);
  return *path != NULL;
}

static void
backup_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *path;

  if (run (task_data, &path, cancellable, &error))
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

void
lsn_store_backup_async (LsnStore *self, LsnBackupReason reason, gint64 max_age_us,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  Plan *plan = plan_new (self, reason, max_age_us, &error);

  g_task_set_source_tag (task, lsn_store_backup_async);
  if (plan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, plan, plan_free);
  g_task_run_in_thread (task, backup_thread);
}

char *
lsn_store_backup_finish (LsnStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
lsn_store_backup_sync (LsnStore *self, const char *path, GError **error)
{
  Plan *plan = plan_new (self, LSN_BACKUP_ASKED, 0, error);
  char *made = NULL;

  if (plan == NULL)
    return NULL;
  plan->path = g_strdup (path);
  run (plan, &made, NULL, error);
  plan_free (plan);
  return made;
}

/* --- Putting a copy back ---------------------------------------------------------------------- */

typedef struct
{
  LsnStoreCore *core; /* borrowed */
  char *backup;       /* owned */
  char *before;       /* owned: the copy of what was there */
  gboolean done;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  g_free (restore->backup);
  g_free (restore->before);
  g_free (restore);
}

/* Nothing can be written meanwhile, as this is the writer: the copy of the present state is the
 * last that there was of it. */
static gboolean
restore_on_worker (gpointer data, GCancellable *cancellable, GError **error)
{
  Restore *restore = data;
  LsnStoreCore *core = restore->core;
  LsnWorkspace *workspace = core->opening->workspace;
  gint64 now = g_get_real_time ();
  g_autofree char *draft = NULL;

  if (!lsn_store_core_may_write (core, error))
    return FALSE;
  draft = lsn_replace_dup_draft (workspace->database);
  if (!lsn_rescue_stage (restore->backup, draft, core->schema, cancellable, error))
    return FALSE;
  restore->before = lsn_backup_make (core->opening->writer, workspace->backups, LSN_BACKUP_RESTORE,
                                     now, cancellable, error);
  if (restore->before == NULL ||
      !lsn_replace_commit (workspace->database, draft, LSN_REPLACE_COPIED, now, NULL, error))
    return FALSE;
  core->opening->replaced = TRUE;
  restore->done = TRUE;
  lsn_store_core_announce (core, NULL);
  return TRUE;
}

void
lsn_store_restore_async (LsnStore *self, const char *backup, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  Restore *restore = g_new0 (Restore, 1);

  restore->core = self->core;
  restore->backup = g_strdup (backup);
  lsn_worker_run_async (self->writer_worker, self, restore_on_worker, restore, restore_free,
                        cancellable, callback, user_data);
}

char *
lsn_store_restore_finish (LsnStore *self, GAsyncResult *result, GError **error)
{
  Restore *restore = lsn_worker_run_finish (result, error);

  return restore ? g_strdup (restore->before) : NULL;
}

char *
lsn_store_restore_sync (LsnStore *self, const char *backup, GError **error)
{
  Restore restore = { self->core, (char *) backup, NULL, FALSE };

  lsn_worker_run_sync (self->writer_worker, restore_on_worker, &restore, NULL, error);
  return restore.before;
}

static gboolean
is_replaced_on_worker (gpointer data, GCancellable *cancellable, GError **error)
{
  Restore *restore = data;

  restore->done = restore->core->opening->replaced;
  return TRUE;
}

gboolean
lsn_store_is_replaced (LsnStore *self)
{
  Restore restore = { self->core, NULL, NULL, FALSE };

  lsn_worker_run_sync (self->writer_worker, is_replaced_on_worker, &restore, NULL, NULL);
  return restore.done;
}
