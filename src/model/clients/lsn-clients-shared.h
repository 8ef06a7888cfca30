/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/clients/lsn-client-query.h"

G_BEGIN_DECLS

/* What several clients have in common: how many of them have which tag, segment or owner. */
typedef struct
{
  GArray *ids;          /* in, owned; element-type gint64 */
  LsnClientFacet facet; /* in: tag, segment or owner */
  GHashTable *counts;   /* out, owned; id (gint64, owned; 0 for none) → number of clients */
} LsnClientsShared;

LsnClientsShared *
lsn_clients_shared_new (GArray *ids, LsnClientFacet facet) G_GNUC_WARN_UNUSED_RESULT;
void lsn_clients_shared_free (LsnClientsShared *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_clients_shared_on_worker (LsnDatabase *db, gpointer shared, GCancellable *cancellable,
                                       GError **error);

/* @value: as in LsnClientQuery. Returns: how many of the clients have it */
guint lsn_clients_shared_count (const LsnClientsShared *self, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnClientsShared, lsn_clients_shared_free)

G_END_DECLS
