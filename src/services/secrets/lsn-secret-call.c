/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "services/secrets/lsn-secret-call.h"

struct _LsnSecretCall
{
  GTask *task;          /* owned; NULL once answered */
  GCancellable *work;   /* owned: what the steps are cancelled with */
  GCancellable *caller; /* owned, nullable */
  gulong cancelled_id;  /* of @caller, 0 for none */
  guint deadline_ms;
  guint deadline_id; /* 0 while it does not run */
  guint cancel_id;   /* likewise */
  LsnSecretBlame blame;
  gpointer data; /* owned, nullable */
  GDestroyNotify destroy;
};

/* Ends the waiting; the steps that are under way find the call answered. */
static GTask *
close_call (LsnSecretCall *self)
{
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  g_clear_handle_id (&self->cancel_id, g_source_remove);
  if (self->cancelled_id != 0)
    g_signal_handler_disconnect (self->caller, self->cancelled_id);
  self->cancelled_id = 0;
  return g_steal_pointer (&self->task);
}

static void
free_call (LsnSecretCall *self)
{
  g_assert (self->task == NULL);
  if (self->destroy)
    self->destroy (self->data);
  g_object_unref (self->work);
  g_clear_object (&self->caller);
  g_free (self);
}

static void
answer_early (LsnSecretCall *self, GError *error)
{
  g_autoptr (GTask) task = close_call (self);

  g_task_return_error (task, self->blame (g_task_get_source_object (task), error));
  g_cancellable_cancel (self->work);
}

static void
deadline_cb (gpointer user_data)
{
  LsnSecretCall *self = user_data;

  self->deadline_id = 0;
  answer_early (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "No answer"));
}

static void
given_up_cb (gpointer user_data)
{
  LsnSecretCall *self = user_data;

  self->cancel_id = 0;
  answer_early (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
}

/* Within the emission of “cancelled” its handler cannot be disconnected, so the rest is done by the
 * main loop. */
static void
cancelled_cb (GCancellable *caller, gpointer user_data)
{
  LsnSecretCall *self = user_data;

  if (self->cancel_id == 0)
    self->cancel_id = g_idle_add_once (given_up_cb, self);
}

LsnSecretCall *
lsn_secret_call_new (GObject *source, guint deadline_ms, LsnSecretBlame blame,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data,
                     gpointer tag)
{
  LsnSecretCall *self = g_new0 (LsnSecretCall, 1);

  self->task = g_task_new (source, NULL, callback, user_data);
  g_task_set_source_tag (self->task, tag);
  self->work = g_cancellable_new ();
  self->deadline_ms = deadline_ms;
  self->blame = blame;
  lsn_secret_call_resume (self);
  if (cancellable)
    {
      self->caller = g_object_ref (cancellable);
      self->cancelled_id =
          g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self);
      if (g_cancellable_is_cancelled (cancellable))
        cancelled_cb (cancellable, self);
    }
  return self;
}

gpointer
lsn_secret_call_get_source (LsnSecretCall *self)
{
  return g_task_get_source_object (self->task);
}

GCancellable *
lsn_secret_call_get_cancellable (LsnSecretCall *self)
{
  return self->work;
}

void
lsn_secret_call_set_data (LsnSecretCall *self, gpointer data, GDestroyNotify destroy)
{
  g_return_if_fail (self->destroy == NULL);

  self->data = data;
  self->destroy = destroy;
}

gpointer
lsn_secret_call_get_data (LsnSecretCall *self)
{
  return self->data;
}

void
lsn_secret_call_pause (LsnSecretCall *self)
{
  g_clear_handle_id (&self->deadline_id, g_source_remove);
}

void
lsn_secret_call_resume (LsnSecretCall *self)
{
  lsn_secret_call_pause (self);
  self->deadline_id = g_timeout_add_once (self->deadline_ms, deadline_cb, self);
}

gboolean
lsn_secret_call_goes_on (LsnSecretCall *self, GError *error)
{
  if (self->task == NULL)
    {
      g_clear_error (&error);
      free_call (self);
      return FALSE;
    }
  if (error == NULL)
    return TRUE;
  lsn_secret_call_return_error (self, error);
  return FALSE;
}

void
lsn_secret_call_return_error (LsnSecretCall *self, GError *error)
{
  g_autoptr (GTask) task = close_call (self);

  g_task_return_error (task, self->blame (g_task_get_source_object (task), error));
  free_call (self);
}

void
lsn_secret_call_return_boolean (LsnSecretCall *self, gboolean result)
{
  g_autoptr (GTask) task = close_call (self);

  g_task_return_boolean (task, result);
  free_call (self);
}

void
lsn_secret_call_return_pointer (LsnSecretCall *self, gpointer result, GDestroyNotify destroy)
{
  g_autoptr (GTask) task = close_call (self);

  g_task_return_pointer (task, result, destroy);
  free_call (self);
}
