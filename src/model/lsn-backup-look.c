/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/lsn-backup-look.h"
#include "store/lsn-check.h"

#include <gio/gio.h>

void
lsn_backup_look_free (LsnBackupLook *self)
{
  g_free (self->path);
  g_free (self);
}

void
lsn_backup_since_free (LsnBackupSince *self)
{
  g_free (self->last_label);
  g_free (self);
}

static gboolean
look (LsnBackupLook *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (LsnDatabase) db = NULL;

  if (!lsn_check_file (self->path, LSN_DATABASE_IMMUTABLE, NULL, cancellable, error))
    return FALSE;
  db = lsn_database_open (self->path, LSN_DATABASE_IMMUTABLE, error);
  return db &&
         lsn_database_get_int64 (db, 0, &self->n_clients, error, "SELECT count(*) FROM client",
                                 "") &&
         lsn_database_get_int64 (db, 0, &self->last_id, error, "SELECT max(id) FROM journal", "");
}

static void
look_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autoptr (LsnBackupLook) self = g_new0 (LsnBackupLook, 1);
  GError *error = NULL;

  self->path = g_strdup (path);
  if (look (self, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) lsn_backup_look_free);
  else
    g_task_return_error (task, error);
}

void
lsn_backup_look_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, lsn_backup_look_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, look_thread);
}

LsnBackupLook *
lsn_backup_look_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_backup_look_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
lsn_backup_since_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                            GError **error)
{
  LsnBackupSince *since = data;

  return lsn_database_get_int64 (db, 0, &since->n_actions, error,
                                 "SELECT count(*) FROM journal WHERE id > ?", "i",
                                 since->last_id) &&
         lsn_database_get_int64 (db, 0, &since->n_clients, error, "SELECT count(*) FROM client",
                                 "") &&
         lsn_database_dup_text (db, &since->last_label, error,
                                "SELECT label FROM journal WHERE id > ? ORDER BY id DESC LIMIT 1",
                                "i", since->last_id);
}
