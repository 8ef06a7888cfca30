/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-rescue.h"
#include "store/lsn-disk.h"
#include "store/lsn-replace.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

gboolean
lsn_rescue_stage (const char *backup, const char *draft, const LsnSchema *schema,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (LsnDatabase) source = NULL;
  int version;

  if (!lsn_workspace_check_file (backup, schema, &version, error))
    return FALSE;
  if (version <= 0)
    {
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
                   _ ("“%s” is empty or not there."), backup);
      return FALSE;
    }
  if (version > schema->version)
    {
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_TOO_NEW,
                   _ ("“%s” was written by a newer Liaison. Update Liaison to use it."), backup);
      return FALSE;
    }
  source =
      lsn_database_open (backup, has_log (backup) ? LSN_DATABASE_READER : LSN_DATABASE_IMMUTABLE,
                         error);
  return source && lsn_backup_copy (source, draft, cancellable, error);
}

static LsnWorkspace *
take_workspace (const char *folder, GError **error)
{
  g_autoptr (LsnWorkspace) workspace = lsn_workspace_open (folder, error);

  if (workspace == NULL || !workspace->read_only)
    return g_steal_pointer (&workspace);
  g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY, _ ("“%s” cannot be written."),
               workspace->folder);
  return NULL;
}

gboolean
lsn_rescue_restore (const char *folder, const LsnSchema *schema, const char *backup,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (LsnWorkspace) workspace = take_workspace (folder, error);
  g_autofree char *draft = NULL;

  if (workspace == NULL)
    return FALSE;
  draft = lsn_replace_dup_draft (workspace->database);
  return lsn_rescue_stage (backup, draft, schema, cancellable, error) &&
         lsn_replace_commit (workspace->database, draft, LSN_REPLACE_KEPT, g_get_real_time (), NULL,
                             error) &&
         lsn_replace_finish (workspace->database, error);
}

/* What is lost, row by row, beside the file that had it. */
static void
write_report (const LsnSalvage *salvage)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = g_strconcat (salvage->kept, ".txt", NULL);

  for (guint i = 0; i < salvage->tables->len; i++)
    {
      const LsnSalvageTable *table = g_ptr_array_index (salvage->tables, i);

      g_string_append_printf (text, "%s: %" G_GINT64_FORMAT " saved, %u known to be lost%s\n",
                              table->table, table->n_saved, table->lost->len,
                              table->torn ? ", a part could not be reached" : "");
      for (guint j = 0; j < table->lost->len; j++)
        g_string_append_printf (text, "  id %" G_GINT64_FORMAT "\n",
                                g_array_index (table->lost, gint64, j));
    }
  g_file_set_contents_full (path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT,
                            0600, NULL);
}

LsnSalvage *
lsn_rescue_salvage (const char *folder, const LsnSchema *schema, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (LsnWorkspace) workspace = take_workspace (folder, error);
  g_autoptr (LsnSalvage) salvage = NULL;
  g_autofree char *draft = NULL;

  if (workspace == NULL)
    return NULL;
  draft = lsn_replace_dup_draft (workspace->database);
  salvage =
      lsn_salvage_read (workspace->database, workspace->backups, draft, schema, cancellable, error);
  if (salvage == NULL ||
      !lsn_replace_commit (workspace->database, draft, LSN_REPLACE_KEPT, g_get_real_time (),
                           &salvage->kept, error) ||
      !lsn_replace_finish (workspace->database, error))
    return NULL;
  write_report (salvage);
  return g_steal_pointer (&salvage);
}

/* --- Without waiting -------------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  const LsnSchema *schema;
  char *backup; /* nullable */
} Plan;

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->folder);
  g_free (plan->backup);
  g_free (plan);
}

static void
start (const char *folder, const LsnSchema *schema, const char *backup, gpointer tag,
       GTaskThreadFunc func, GCancellable *cancellable, GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Plan *plan = g_new0 (Plan, 1);

  g_task_set_source_tag (task, tag);
  plan->folder = g_strdup (folder);
  plan->schema = schema;
  plan->backup = g_strdup (backup);
  g_task_set_task_data (task, plan, plan_free);
  g_task_run_in_thread (task, func);
}

static void
restore_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Plan *plan = task_data;
  GError *error = NULL;

  if (lsn_rescue_restore (plan->folder, plan->schema, plan->backup, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lsn_rescue_restore_async (const char *folder, const LsnSchema *schema, const char *backup,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  start (folder, schema, backup, lsn_rescue_restore_async, restore_thread, cancellable, callback,
         user_data);
}

gboolean
lsn_rescue_restore_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_rescue_restore_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
salvage_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Plan *plan = task_data;
  GError *error = NULL;
  LsnSalvage *salvage = lsn_rescue_salvage (plan->folder, plan->schema, cancellable, &error);

  if (salvage)
    g_task_return_pointer (task, salvage, (GDestroyNotify) lsn_salvage_free);
  else
    g_task_return_error (task, error);
}

void
lsn_rescue_salvage_async (const char *folder, const LsnSchema *schema, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  start (folder, schema, NULL, lsn_rescue_salvage_async, salvage_thread, cancellable, callback,
         user_data);
}

LsnSalvage *
lsn_rescue_salvage_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_rescue_salvage_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
