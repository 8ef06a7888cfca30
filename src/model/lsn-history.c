/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/lsn-history.h"
#include "model/lsn-history-words.h"

static void
item_free (gpointer data)
{
  LsnHistoryItem *item = data;

  g_free (item->label);
  g_free (item->actor);
  g_strfreev (item->words);
  g_free (item);
}

LsnHistory *
lsn_history_new (gint64 client_id, guint limit)
{
  LsnHistory *self = g_new0 (LsnHistory, 1);

  self->client_id = client_id;
  self->limit = limit;
  self->items = g_ptr_array_new_with_free_func (item_free);
  return self;
}

void
lsn_history_free (LsnHistory *self)
{
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* What hung on the client is known by the client's own row in the journal's index, whether it is
 * there still or not; its people have rows of their own. */
#define OF_CLIENT                                                                                  \
  "SELECT DISTINCT j.id, j.at, j.label, j.actor, j.undone_at IS NOT NULL FROM ("                   \
  "SELECT 'client' AS tbl, ?2 AS row_id UNION SELECT 'contact', contact_id FROM client_contact"    \
  " WHERE client_id = ?2) o JOIN journal_row r ON r.tbl = o.tbl AND r.row_id = o.row_id"           \
  " JOIN journal j ON j.id = r.journal_id ORDER BY j.id DESC LIMIT ?1"

#define OF_ALL                                                                                     \
  "SELECT id, at, label, actor, undone_at IS NOT NULL FROM journal ORDER BY id DESC LIMIT ?1"

/* Once all are known: a statement that stands in a row would be in the way of a long one. */
static gboolean
tell_all (LsnDatabase *db, LsnHistory *self, GError **error)
{
  g_autoptr (LsnStatement) statement = NULL;

  if (self->n_words == 0)
    return TRUE;
  statement = lsn_database_prepare (db, "SELECT changeset FROM journal WHERE id = ?", error);
  for (guint i = 0; i < self->items->len; i++)
    {
      LsnHistoryItem *item = g_ptr_array_index (self->items, i);
      g_autoptr (GBytes) changeset = NULL;

      lsn_statement_bind (statement, "i", item->id);
      if (lsn_statement_step (statement))
        changeset = lsn_statement_dup_bytes (statement, 0);
      if (!lsn_statement_finish (statement, error))
        return FALSE;
      item->words = changeset || item->undone
                        ? lsn_history_dup_words (db, changeset, self->n_words, error)
                        : lsn_history_dup_import_words (db, item->id, error);
      if (item->words == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_history_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnHistory *self = data;
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db, self->client_id ? OF_CLIENT : OF_ALL, error);

  lsn_statement_bind_int64 (statement, 1, self->limit);
  if (self->client_id)
    lsn_statement_bind_int64 (statement, 2, self->client_id);
  while (lsn_statement_step (statement))
    {
      LsnHistoryItem *item = g_new0 (LsnHistoryItem, 1);

      item->id = lsn_statement_get_int64 (statement, 0);
      item->at = lsn_statement_get_int64 (statement, 1);
      item->label = lsn_statement_dup_text (statement, 2);
      item->actor = lsn_statement_dup_text (statement, 3);
      item->undone = lsn_statement_get_int64 (statement, 4) != 0;
      g_ptr_array_add (self->items, item);
    }
  return lsn_statement_finish (statement, error) && tell_all (db, self, error);
}
