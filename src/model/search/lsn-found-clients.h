/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnClientPlaces: where each client stands in one order of a list; an opaque part of what the list
 * keeps with its order.
 */
typedef struct _LsnClientPlaces LsnClientPlaces;

/* @order: element-type gint64: clients */
LsnClientPlaces *
lsn_client_places_new (LsnDatabase *db, GArray *order, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_client_places_free (LsnClientPlaces *self);

/**
 * lsn_found_clients_on_worker:
 * @typed: (nullable): words or digits
 * @order: element-type gint64: clients as they stand in the list
 * @places: (inout) (nullable): of @order, made when first needed and then the caller's to keep
 * @ids: element-type gint64: gets those of @order that @typed finds, in that order; all of them
 *   where it asks for nothing
 *
 * A client is found by its own name, city and addresses or by those of one of its contacts.
 *
 * Made for a list that answers each key. SQLite tells the found rows fast, in the order of their
 * ids, but to look up each of tens of thousands takes longer than a user types. So which client
 * each id is of is kept in memory in the order of the ids from one key to the next, and gone
 * through beside the found rows.
 */
gboolean lsn_found_clients_on_worker (LsnDatabase *db, const char *typed, GArray *order,
                                      LsnClientPlaces **places, GArray *ids, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnClientPlaces, lsn_client_places_free)

G_END_DECLS
