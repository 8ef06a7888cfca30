/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnFoundClients: the clients that typed words or digits find, by their own name, city and
 * addresses or by those of one of their contacts.
 *
 * Made for a list that answers each key. SQLite tells the found rows fast, but to look up each of
 * tens of thousands takes longer than a user types; so whose contact is whose is kept in memory
 * from one key to the next, and a list in its order is gone through beside the set.
 */
typedef struct _LsnFoundClients LsnFoundClients;

/* Returns: (nullable): %NULL with @error set, or without where @typed asks for nothing. */
LsnFoundClients *lsn_found_clients_new (LsnDatabase *db, const char *typed,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_found_clients_free (LsnFoundClients *self);

gboolean lsn_found_clients_contains (const LsnFoundClients *self, gint64 client_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnFoundClients, lsn_found_clients_free)

G_END_DECLS
