/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/timeline/lsn-entry-write.h"
#include "base/lsn-id.h"
#include "model/timeline/lsn-attachment.h"

void
lsn_entry_edit_free (LsnEntryEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->gone_files, g_array_unref);
  g_clear_pointer (&self->links, g_array_unref);
  g_free (self);
}

static gboolean
write_link (LsnDatabase *db, const LsnEntryLink *link, gint64 entry_id, GError **error)
{
  if (link->remove)
    return lsn_database_run (db, error,
                             "DELETE FROM entry_link WHERE entry_id = ? AND target_kind = ?"
                             " AND target_id = ?",
                             "iti", entry_id, link->target_kind, link->target_id);
  return lsn_database_run (db, error,
                           "INSERT OR IGNORE INTO entry_link (id, entry_id, target_kind, target_id)"
                           " VALUES (?, ?, ?, ?)",
                           "iiti", lsn_id_new (), entry_id, link->target_kind, link->target_id);
}

static gboolean
write_entry (LsnDatabase *db, LsnEntryEdit *edit, GError **error)
{
  if (edit->id == 0)
    {
      if (lsn_row_is_null (edit->row, LSN_ENTRY_AT))
        lsn_row_set_int64 (edit->row, LSN_ENTRY_AT, edit->now);
      lsn_row_set_int64 (edit->row, LSN_ENTRY_CREATED_AT, edit->now);
      if (!lsn_row_insert (db, edit->row, error))
        return FALSE;
      edit->id = lsn_row_get_int64 (edit->row, LSN_ENTRY_ID);
      return TRUE;
    }

  if (!lsn_row_update (db, edit->id, edit->row, error))
    return FALSE;
  if (!lsn_row_has (edit->row, LSN_ENTRY_CLIENT_ID))
    return TRUE;
  if (lsn_row_is_null (edit->row, LSN_ENTRY_CLIENT_ID))
    return lsn_database_run (db, error, "UPDATE attachment SET client_id = NULL WHERE entry_id = ?",
                             "i", edit->id);
  return lsn_database_run (db, error, "UPDATE attachment SET client_id = ? WHERE entry_id = ?",
                           "ii", lsn_row_get_int64 (edit->row, LSN_ENTRY_CLIENT_ID), edit->id);
}

static gboolean
write_files (LsnDatabase *db, LsnEntryEdit *edit, GError **error)
{
  gint64 client_id = 0;

  for (guint i = 0; edit->gone_files && i < edit->gone_files->len; i++)
    {
      if (!lsn_row_delete (db, &lsn_attachment_info, g_array_index (edit->gone_files, gint64, i),
                           error))
        return FALSE;
    }
  if (edit->files == NULL)
    return TRUE;
  if (!lsn_database_get_int64 (db, 0, &client_id, error, "SELECT client_id FROM entry WHERE id = ?",
                               "i", edit->id))
    return FALSE;
  for (guint i = 0; i < edit->files->len; i++)
    {
      if (!lsn_attachment_add (db, g_ptr_array_index (edit->files, i), edit->id, client_id,
                               edit->now, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_entry_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnEntryEdit *edit = data;

  if (!write_entry (db, edit, error) || !write_files (db, edit, error))
    return FALSE;
  for (guint i = 0; edit->links && i < edit->links->len; i++)
    {
      if (!write_link (db, &g_array_index (edit->links, LsnEntryLink, i), edit->id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_entry_link_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnEntryLink *link = data;

  return write_link (db, link, link->entry_id, error);
}

gboolean
lsn_removal_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnRemoval *removal = data;

  return lsn_row_delete (db, removal->info, removal->id, error);
}

void
lsn_row_edit_free (LsnRowEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_free (self);
}

gboolean
lsn_row_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnRowEdit *edit = data;

  if (edit->id != 0)
    return lsn_row_update (db, edit->id, edit->row, error);
  if (!lsn_row_insert (db, edit->row, error))
    return FALSE;
  edit->id = lsn_row_get_int64 (edit->row, 0);
  return TRUE;
}
