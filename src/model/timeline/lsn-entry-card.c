/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/timeline/lsn-entry-card.h"
#include "model/clients/lsn-contact.h"
#include "model/timeline/lsn-attachment.h"
#include "model/timeline/lsn-entry.h"

static void
linked_free (gpointer data)
{
  LsnLinked *linked = data;

  g_free (linked->kind);
  g_free (linked->title);
  g_free (linked);
}

LsnEntryCard *
lsn_entry_card_new (gint64 id)
{
  LsnEntryCard *self = g_new0 (LsnEntryCard, 1);

  self->id = id;
  return self;
}

void
lsn_entry_card_free (LsnEntryCard *self)
{
  g_clear_pointer (&self->entry, lsn_row_free);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self);
}

/* A target that is gone leaves its link behind, so that an undo finds it again; it is not shown. */
static gboolean
load_links (LsnDatabase *db, LsnEntryCard *self, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT l.target_kind, l.target_id, coalesce (c.name, p.name, f.title, a.text)"
      " FROM entry_link l"
      " LEFT JOIN client c ON l.target_kind = 'client' AND c.id = l.target_id"
      " LEFT JOIN contact p ON l.target_kind = 'contact' AND p.id = l.target_id"
      " LEFT JOIN followup f ON l.target_kind = 'followup' AND f.id = l.target_id"
      " LEFT JOIN agreement a ON l.target_kind = 'agreement' AND a.id = l.target_id"
      " WHERE l.entry_id = ? ORDER BY l.id",
      error);

  self->links = g_ptr_array_new_with_free_func (linked_free);
  lsn_statement_bind (statement, "i", self->id);
  while (lsn_statement_step (statement))
    {
      LsnLinked *linked;

      if (lsn_statement_is_null (statement, 2))
        continue;
      linked = g_new0 (LsnLinked, 1);
      linked->kind = lsn_statement_dup_text (statement, 0);
      linked->id = lsn_statement_get_int64 (statement, 1);
      linked->title = lsn_statement_dup_text (statement, 2);
      g_ptr_array_add (self->links, linked);
    }
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_entry_card_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnEntryCard *self = data;

  if (!lsn_row_load (db, &lsn_entry_info, self->id, &self->entry, error))
    return FALSE;
  if (self->entry == NULL)
    return TRUE;
  return load_links (db, self, error) &&
         (self->files = lsn_row_load_many (db, &lsn_attachment_info, error,
                                           "WHERE attachment.entry_id = ? ORDER BY attachment.id",
                                           "i", self->id)) &&
         (self->people = lsn_row_load_many (
              db, &lsn_client_contact_info, error,
              "WHERE client_contact.client_id = ? ORDER BY client_contact.is_primary DESC,"
              " client_contact.position",
              "i", lsn_row_get_int64 (self->entry, LSN_ENTRY_CLIENT_ID)));
}
