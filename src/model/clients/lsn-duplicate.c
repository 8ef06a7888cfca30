/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-duplicate.h"
#include "model/clients/lsn-contact.h"

/* Half a number says nothing yet. */
#define MIN_LENGTH 5

LsnDuplicate *
lsn_duplicate_new (const char *kind, const char *value, const char *region, gint64 except_id)
{
  LsnDuplicate *self = g_new0 (LsnDuplicate, 1);

  self->kind = kind;
  self->value = g_strdup (value);
  self->region = region;
  self->except_id = except_id;
  return self;
}

void
lsn_duplicate_free (LsnDuplicate *self)
{
  g_free (self->value);
  g_free (self->name);
  g_free (self);
}

gboolean
lsn_duplicate_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnDuplicate *self = data;
  g_autofree char *normal = lsn_channel_dup_normal (self->kind, self->value, self->region);
  g_autoptr (LsnStatement) statement = NULL;

  self->client_id = 0;
  g_clear_pointer (&self->name, g_free);
  if (strlen (normal) < MIN_LENGTH)
    return TRUE;

  statement = lsn_database_prepare (db,
                                    "SELECT c.id, c.name FROM channel h"
                                    " LEFT JOIN client_contact l ON l.contact_id = h.contact_id"
                                    " JOIN client c ON c.id = coalesce (h.client_id, l.client_id)"
                                    " WHERE h.kind = ? AND h.normal = ? AND c.id <> ? LIMIT 1",
                                    error);
  lsn_statement_bind (statement, "tti", self->kind, normal, self->except_id);
  if (lsn_statement_step (statement))
    {
      self->client_id = lsn_statement_get_int64 (statement, 0);
      self->name = lsn_statement_dup_text (statement, 1);
    }
  return lsn_statement_finish (statement, error);
}
