/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/timeline/lsn-attachment.h"

#include <glib/gi18n-lib.h>

static const LsnField fields[] = {
  [LSN_ATTACHMENT_ID] = { "id", "id", LSN_FIELD_INTEGER },
  [LSN_ATTACHMENT_ENTRY_ID] = { "entry-id", "entry_id", LSN_FIELD_INTEGER },
  [LSN_ATTACHMENT_CLIENT_ID] = { "client-id", "client_id", LSN_FIELD_INTEGER },
  [LSN_ATTACHMENT_NAME] = { "name", "name", LSN_FIELD_TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_ATTACHMENT_HASH] = { "hash", "hash", LSN_FIELD_TEXT, LSN_FIELD_REQUIRED },
  [LSN_ATTACHMENT_SIZE] = { "size", "size", LSN_FIELD_INTEGER },
  [LSN_ATTACHMENT_MIME] = { "mime", "mime", LSN_FIELD_TEXT },
  [LSN_ATTACHMENT_CREATED_AT] = { "created-at", "created_at", LSN_FIELD_INSTANT },
  [LSN_ATTACHMENT_TASK_ID] = { "task-id", "task_id", LSN_FIELD_INTEGER },
  [LSN_ATTACHMENT_PROJECT_ID] = { "project-id", "project_id", LSN_FIELD_INTEGER },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_LSN_ATTACHMENT_FIELDS);

const LsnRecordInfo lsn_attachment_info = {
  .table = "attachment",
  .fields = fields,
  .n_fields = N_LSN_ATTACHMENT_FIELDS,
};

char *
lsn_attachment_dup_path (const char *files_folder, const char *hash)
{
  return g_build_filename (files_folder, hash, NULL);
}

/* --- Adding ----------------------------------------------------------------------------------- */

/* “offer (2).pdf” where the owner has an “offer.pdf” already. @count: of the owner's files of a
 * name.
 */
static char *
dup_free_name (LsnDatabase *db, const char *name, const char *count, gint64 owner_id,
               GError **error)
{
  const char *dot = strrchr (name, '.');
  gsize stem = dot && dot != name ? (gsize) (dot - name) : strlen (name);
  g_autofree char *wanted = g_strdup (name);

  for (guint number = 2;; number++)
    {
      gint64 taken;

      if (!lsn_database_get_int64 (db, 0, &taken, error, count, "it", owner_id, wanted))
        return NULL;
      if (taken == 0)
        return g_steal_pointer (&wanted);
      g_free (wanted);
      wanted = g_strdup_printf ("%.*s (%u)%s", (int) stem, name, number, name + stem);
    }
}

/* @row: says whose it is. */
static gboolean
add (LsnDatabase *db, const LsnKeptFile *file, LsnRow *row, const char *count, gint64 owner_id,
     gint64 now, GError **error)
{
  g_autofree char *name = dup_free_name (db, file->name, count, owner_id, error);

  if (name == NULL)
    return FALSE;
  lsn_row_set_text (row, LSN_ATTACHMENT_NAME, name);
  lsn_row_set_text (row, LSN_ATTACHMENT_HASH, file->hash);
  lsn_row_set_int64 (row, LSN_ATTACHMENT_SIZE, file->size);
  lsn_row_set_text (row, LSN_ATTACHMENT_MIME, file->mime);
  lsn_row_set_int64 (row, LSN_ATTACHMENT_CREATED_AT, now);
  return lsn_row_insert (db, row, error);
}

/* Names are told apart with the client, or in the entry of nobody. */
gboolean
lsn_attachment_add (LsnDatabase *db, const LsnKeptFile *file, gint64 entry_id, gint64 client_id,
                    gint64 now, gint64 *id, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_attachment_info);

  if (entry_id != 0)
    lsn_row_set_int64 (row, LSN_ATTACHMENT_ENTRY_ID, entry_id);
  if (client_id != 0)
    lsn_row_set_int64 (row, LSN_ATTACHMENT_CLIENT_ID, client_id);
  if (!add (db, file, row,
            client_id ? "SELECT count(*) FROM attachment WHERE client_id = ? AND name = ?"
                      : "SELECT count(*) FROM attachment WHERE entry_id = ? AND name = ?",
            client_id ? client_id : entry_id, now, error))
    return FALSE;
  if (id)
    *id = lsn_row_get_int64 (row, LSN_ATTACHMENT_ID);
  return TRUE;
}

gboolean
lsn_attachment_add_to_task (LsnDatabase *db, const LsnKeptFile *file, gint64 task_id, gint64 now,
                            GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_attachment_info);

  lsn_row_set_int64 (row, LSN_ATTACHMENT_TASK_ID, task_id);
  return add (db, file, row, "SELECT count(*) FROM attachment WHERE task_id = ? AND name = ?",
              task_id, now, error);
}

gboolean
lsn_attachment_add_to_project (LsnDatabase *db, const LsnKeptFile *file, gint64 project_id,
                               gint64 now, gint64 *id, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_attachment_info);

  lsn_row_set_int64 (row, LSN_ATTACHMENT_PROJECT_ID, project_id);
  if (!add (db, file, row, "SELECT count(*) FROM attachment WHERE project_id = ? AND name = ?",
            project_id, now, error))
    return FALSE;
  if (id)
    *id = lsn_row_get_int64 (row, LSN_ATTACHMENT_ID);
  return TRUE;
}
