/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "services/secrets/lsn-secret-prompt.h"

#define PROMPT          "org.freedesktop.Secret.Prompt"
#define CALL_TIMEOUT_MS 3000

typedef struct
{
  GTask *task; /* owned until it has returned, then NULL */
  GDBusConnection *bus;
  char *owner;
  char *path;
  guint completed_id;
  guint watch_id;
  GCancellable *cancellable; /* owned, nullable */
  gulong cancelled_id;
  guint cancel_id; /* 0 while it does not run */
  int refs;        /* the waiting, and the call of Prompt */
} Prompt;

static void
prompt_unref (Prompt *self)
{
  if (--self->refs > 0)
    return;
  g_clear_object (&self->cancellable);
  g_object_unref (self->bus);
  g_free (self->owner);
  g_free (self->path);
  g_free (self);
}

/* Ends the waiting and returns the task, NULL when that was done before. */
static GTask *
end (Prompt *self)
{
  if (self->task == NULL)
    return NULL;
  g_clear_handle_id (&self->cancel_id, g_source_remove);
  if (self->cancelled_id != 0)
    g_signal_handler_disconnect (self->cancellable, self->cancelled_id);
  self->cancelled_id = 0;
  g_dbus_connection_signal_unsubscribe (self->bus, self->completed_id);
  g_bus_unwatch_name (self->watch_id);
  return g_steal_pointer (&self->task);
}

static void
finish (Prompt *self, gboolean done, GError *error)
{
  g_autoptr (GTask) task = end (self);

  if (task == NULL)
    {
      g_clear_error (&error);
      return;
    }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, done);
  prompt_unref (self);
}

static void
completed_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
              const char *signal, GVariant *parameters, gpointer user_data)
{
  gboolean dismissed = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &dismissed, NULL);
  finish (user_data, !dismissed, NULL);
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  finish (user_data, FALSE,
          g_error_new_literal (G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER, "It has ended"));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Prompt *self = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (error)
    finish (self, FALSE, error);
  prompt_unref (self);
}

static void
given_up_cb (gpointer user_data)
{
  Prompt *self = user_data;

  self->cancel_id = 0;
  g_dbus_connection_call (self->bus, self->owner, self->path, PROMPT, "Dismiss", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, CALL_TIMEOUT_MS, NULL, NULL, NULL);
  finish (self, FALSE, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Prompt *self = user_data;

  if (self->cancel_id == 0)
    self->cancel_id = g_idle_add_once (given_up_cb, self);
}

void
lsn_secret_prompt_async (GDBusConnection *bus, const char *owner, const char *path,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Prompt *self = g_new0 (Prompt, 1);

  self->refs = 2;
  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, lsn_secret_prompt_async);
  self->bus = g_object_ref (bus);
  self->owner = g_strdup (owner);
  self->path = g_strdup (path);
  self->completed_id =
      g_dbus_connection_signal_subscribe (bus, owner, PROMPT, "Completed", path, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, completed_cb, self, NULL);
  self->watch_id = g_bus_watch_name_on_connection (bus, owner, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                                   vanished_cb, self, NULL);
  if (cancellable)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancelled_id =
          g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self);
      if (g_cancellable_is_cancelled (cancellable))
        cancelled_cb (cancellable, self);
    }
  g_dbus_connection_call (bus, owner, path, PROMPT, "Prompt", g_variant_new ("(s)", ""), NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, CALL_TIMEOUT_MS, NULL, shown_cb, self);
}

gboolean
lsn_secret_prompt_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_secret_prompt_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
