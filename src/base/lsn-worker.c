/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-worker.h"

struct _LsnWorker
{
  GThread *thread;
  GAsyncQueue *queue;          /* element-type Job */
  LsnWorkerIdleFunc idle_func; /* (mutex) */
  gpointer idle_data;          /* (mutex) */
  guint idle_ms;               /* (mutex) */
  GMutex mutex;
};

typedef struct
{
  LsnWorkerFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GCancellable *cancellable; /* owned, nullable */
  GError *error;             /* owned, nullable */
  GTask *task;               /* owned; NULL when somebody waits */
  gboolean quit;
  gboolean done; /* (wait_mutex) */
  gboolean result;
  GMutex wait_mutex;
  GCond wait_cond;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->destroy)
    job->destroy (job->data);
  g_clear_object (&job->cancellable);
  g_clear_error (&job->error);
  g_free (job);
}

/* On the thread that pushed the job: the task answers and everything the job holds goes here. */
static gboolean
return_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);

  if (job->error)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (task, job->data ? job->data : job, NULL);

  return G_SOURCE_REMOVE;
}

static void
run_job (Job *job)
{
  job->result = !g_cancellable_set_error_if_cancelled (job->cancellable, &job->error) &&
                job->func (job->data, job->cancellable, &job->error);
  g_assert (job->result == (job->error == NULL));
}

static void
hand_back (Job *job)
{
  GTask *task = g_steal_pointer (&job->task);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, return_cb, task, NULL);
  g_source_set_static_name (source, "lsn-worker-return");
  g_source_attach (source, g_task_get_context (task));
}

static Job *
next_job (LsnWorker *self)
{
  LsnWorkerIdleFunc idle_func;
  gpointer idle_data;
  guint idle_ms;
  Job *job;

  g_mutex_lock (&self->mutex);
  idle_func = self->idle_func;
  idle_data = self->idle_data;
  idle_ms = self->idle_ms;
  g_mutex_unlock (&self->mutex);

  if (idle_func == NULL)
    return g_async_queue_pop (self->queue);

  job = g_async_queue_timeout_pop (self->queue, idle_ms * 1000);
  if (job == NULL)
    {
      idle_func (idle_data);
      job = g_async_queue_pop (self->queue);
    }
  return job;
}

static gpointer
worker_thread (gpointer user_data)
{
  LsnWorker *self = user_data;

  for (;;)
    {
      Job *job = next_job (self);

      if (job->quit)
        {
          job_free (job);
          return NULL;
        }

      run_job (job);
      if (job->task)
        {
          hand_back (job);
        }
      else
        {
          g_mutex_lock (&job->wait_mutex);
          job->done = TRUE;
          g_cond_signal (&job->wait_cond);
          g_mutex_unlock (&job->wait_mutex);
        }
    }
}

LsnWorker *
lsn_worker_new (const char *name)
{
  LsnWorker *self = g_new0 (LsnWorker, 1);

  g_mutex_init (&self->mutex);
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new (name, worker_thread, self);
  return self;
}

void
lsn_worker_free (LsnWorker *self)
{
  Job *job = g_new0 (Job, 1);

  g_assert (!lsn_worker_is_current (self));

  job->quit = TRUE;
  g_async_queue_push (self->queue, job);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
lsn_worker_set_idle (LsnWorker *self, LsnWorkerIdleFunc func, gpointer user_data, guint idle_ms)
{
  g_mutex_lock (&self->mutex);
  self->idle_func = func;
  self->idle_data = user_data;
  self->idle_ms = idle_ms;
  g_mutex_unlock (&self->mutex);
}

void
lsn_worker_run_async (LsnWorker *self, gpointer source_object, LsnWorkerFunc func, gpointer data,
                      GDestroyNotify destroy, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (source_object, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, lsn_worker_run_async);
  g_task_set_check_cancellable (task, FALSE);
  job->func = func;
  job->data = data;
  job->destroy = destroy;
  g_set_object (&job->cancellable, cancellable);
  job->task = task;
  g_task_set_task_data (task, job, job_free);
  g_async_queue_push (self->queue, job);
}

gpointer
lsn_worker_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_worker_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
lsn_worker_get_data (GAsyncResult *result)
{
  Job *job;

  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_worker_run_async), NULL);

  job = g_task_get_task_data (G_TASK (result));
  return job->data;
}

gboolean
lsn_worker_run_sync (LsnWorker *self, LsnWorkerFunc func, gpointer data, GCancellable *cancellable,
                     GError **error)
{
  Job job = { .func = func, .data = data, .cancellable = cancellable };

  g_return_val_if_fail (!lsn_worker_is_current (self), FALSE);

  g_mutex_init (&job.wait_mutex);
  g_cond_init (&job.wait_cond);
  g_async_queue_push (self->queue, &job);

  g_mutex_lock (&job.wait_mutex);
  while (!job.done)
    g_cond_wait (&job.wait_cond, &job.wait_mutex);
  g_mutex_unlock (&job.wait_mutex);

  g_mutex_clear (&job.wait_mutex);
  g_cond_clear (&job.wait_cond);
  if (job.error)
    g_propagate_error (error, job.error);
  return job.result;
}

gboolean
lsn_worker_is_current (LsnWorker *self)
{
  return g_thread_self () == self->thread;
}
