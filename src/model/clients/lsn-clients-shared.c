/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-clients-shared.h"

LsnClientsShared *
lsn_clients_shared_new (GArray *ids, LsnClientFacet facet)
{
  LsnClientsShared *self = g_new0 (LsnClientsShared, 1);

  self->ids = g_array_ref (ids);
  self->facet = facet;
  self->counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
lsn_clients_shared_free (LsnClientsShared *self)
{
  g_array_unref (self->ids);
  g_hash_table_unref (self->counts);
  g_free (self);
}

gboolean
lsn_clients_shared_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                              GError **error)
{
  LsnClientsShared *self = data;
  const char *sql =
      self->facet == LSN_CLIENT_FACET_TAG ? "SELECT tag_id FROM client_tag WHERE client_id = ?"
      : self->facet == LSN_CLIENT_FACET_SEGMENT ? "SELECT segment_id FROM client WHERE id = ?"
                                                : "SELECT owner_id FROM client WHERE id = ?";
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);

  for (guint i = 0; statement && i < self->ids->len; i++)
    {
      lsn_statement_bind (statement, "i", g_array_index (self->ids, gint64, i));
      while (lsn_statement_step (statement))
        {
          gint64 id = lsn_statement_get_int64 (statement, 0);
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, &id));

          g_hash_table_replace (self->counts, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (n + 1));
        }
      if (!lsn_statement_finish (statement, error))
        return FALSE;
    }
  return statement != NULL;
}

guint
lsn_clients_shared_count (const LsnClientsShared *self, const char *value)
{
  gint64 id = g_ascii_strtoll (value, NULL, 10);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, &id));
}
