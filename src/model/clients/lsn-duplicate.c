/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-duplicate.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-contact.h"

/* Half a number says nothing yet. */
#define MIN_LENGTH 5
#define MIN_NAME   2

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

/* Clients that have all the words; whose name has no others, legal forms aside, is the one. */
static gboolean
find_by_name (LsnDatabase *db, LsnDuplicate *self, GError **error)
{
  g_autofree char *core = lsn_text_dup_core (self->value);
  g_autofree char *match = lsn_text_dup_query (core);
  g_autoptr (LsnStatement) statement = NULL;

  if (match == NULL || g_utf8_strlen (core, -1) < MIN_NAME)
    return TRUE;
  statement = lsn_database_prepare (db,
                                    "SELECT c.id, c.name, c.legal_name FROM search_name n"
                                    " JOIN client c ON c.id = n.rowid"
                                    " WHERE n.search_name MATCH ? AND c.id <> ? LIMIT 50",
                                    error);
  lsn_statement_bind (statement, "ti", match, self->except_id);
  while (self->client_id == 0 && lsn_statement_step (statement))
    {
      g_autofree char *name = lsn_text_dup_core (lsn_statement_get_text (statement, 1));
      g_autofree char *legal = lsn_text_dup_core (lsn_statement_get_text (statement, 2));

      if (!g_str_equal (name, core) && !g_str_equal (legal, core))
        continue;
      self->client_id = lsn_statement_get_int64 (statement, 0);
      self->name = lsn_statement_dup_text (statement, 1);
    }
  return lsn_statement_finish (statement, error);
}

static gboolean
find_by_channel (LsnDatabase *db, LsnDuplicate *self, GError **error)
{
  g_autofree char *normal = lsn_channel_dup_normal (self->kind, self->value, self->region);
  g_autoptr (LsnStatement) statement = NULL;

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

gboolean
lsn_duplicate_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnDuplicate *self = data;

  self->client_id = 0;
  g_clear_pointer (&self->name, g_free);
  return g_str_equal (self->kind, "name") ? find_by_name (db, self, error)
                                          : find_by_channel (db, self, error);
}
