/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LsnWorker: one thread with an ordered queue of jobs.
 *
 * Jobs of one worker run one after the other, in the order they were pushed. A job's last breath
 * happens on the thread that pushed it: what the job held is given back by an attached idle source,
 * so a worker never drops the last reference of a caller's object.
 */
typedef struct _LsnWorker LsnWorker;

/* Runs on the worker. Fills @data with its results. */
typedef gboolean (*LsnWorkerFunc) (gpointer data, GCancellable *cancellable, GError **error);

/* Runs on the worker when no job has come for the idle time. */
typedef void (*LsnWorkerIdleFunc) (gpointer user_data);

LsnWorker *lsn_worker_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_worker_free:
 *
 * Runs what is still queued, then joins the thread. Callbacks of those jobs still arrive.
 */
void lsn_worker_free (LsnWorker *self);

void
lsn_worker_set_idle (LsnWorker *self, LsnWorkerIdleFunc func, gpointer user_data, guint idle_ms);

/**
 * lsn_worker_run_async:
 * @data: (nullable): given to @func on the worker and to the caller in lsn_worker_run_finish()
 * @destroy: (nullable): frees @data, on the caller's thread
 *
 * A job whose @cancellable is cancelled before its turn ends at once with G_IO_ERROR_CANCELLED.
 */
void lsn_worker_run_async (LsnWorker *self, gpointer source_object, LsnWorkerFunc func,
                           gpointer data, GDestroyNotify destroy, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);

/**
 * lsn_worker_run_finish:
 *
 * Returns: (transfer none) (nullable): the @data of the job, which lives as long as @result;
 *   %NULL with @error set when the job failed. A job without data answers a non-%NULL pointer.
 */
gpointer lsn_worker_run_finish (GAsyncResult *result, GError **error);

/* The @data of the job that @result belongs to, whether it failed or not; borrowed. */
gpointer lsn_worker_get_data (GAsyncResult *result);

/**
 * lsn_worker_run_sync:
 *
 * Runs @func on the worker and waits. For programs without a main loop (the command line, tests)
 * and for closing down; a window never calls it.
 */
gboolean lsn_worker_run_sync (LsnWorker *self, LsnWorkerFunc func, gpointer data,
                              GCancellable *cancellable, GError **error);

/* TRUE on the worker's own thread. */
gboolean lsn_worker_is_current (LsnWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnWorker, lsn_worker_free)

G_END_DECLS
