/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/timeline/lsn-entry-write.h"
#include "base/lsn-id.h"
#include "model/followups/lsn-followup-write.h"
#include "model/timeline/lsn-attachment.h"

void
lsn_entry_edit_free (LsnEntryEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->followup, lsn_row_free);
  g_free (self->files_folder);
  g_free (self);
}

gboolean
lsn_entry_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnEntryEdit *edit = data;

  if (edit->id != 0)
    {
      if (!lsn_row_update (db, edit->id, edit->row, error))
        return FALSE;
    }
  else
    {
      if (lsn_row_is_null (edit->row, LSN_ENTRY_AT))
        lsn_row_set_int64 (edit->row, LSN_ENTRY_AT, edit->now);
      lsn_row_set_int64 (edit->row, LSN_ENTRY_CREATED_AT, edit->now);
      if (!lsn_row_insert (db, edit->row, error))
        return FALSE;
      edit->id = lsn_row_get_int64 (edit->row, LSN_ENTRY_ID);
    }

  for (guint i = 0; edit->files && i < edit->files->len; i++)
    {
      if (!lsn_attachment_add (db, edit->files_folder, g_ptr_array_index (edit->files, i), edit->id,
                               lsn_row_get_int64 (edit->row, LSN_ENTRY_CLIENT_ID), edit->now,
                               cancellable, error))
        return FALSE;
    }
  return edit->followup == NULL || lsn_followup_insert (db, edit->followup, edit->now, error);
}

gboolean
lsn_entry_link_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnEntryLink *link = data;

  if (link->remove)
    return lsn_database_run (db, error,
                             "DELETE FROM entry_link WHERE entry_id = ? AND target_kind = ?"
                             " AND target_id = ?",
                             "iti", link->entry_id, link->target_kind, link->target_id);
  return lsn_database_run (db, error,
                           "INSERT OR IGNORE INTO entry_link (id, entry_id, target_kind, target_id)"
                           " VALUES (?, ?, ?, ?)",
                           "iiti", lsn_id_new (), link->entry_id, link->target_kind,
                           link->target_id);
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
