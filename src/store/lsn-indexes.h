/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * lsn_indexes_drop:
 * @name: (nullable): of the index; %NULL for all of the table
 *
 * For a table that gets most of its rows in one go: an index that is made at the end by sorting
 * costs a third of one that is kept row by row. Inside a transaction; an error rolls back both.
 *
 * Returns: (nullable): owned, what lsn_indexes_make() takes; %NULL with @error set.
 */
GPtrArray *lsn_indexes_drop (LsnDatabase *db, const char *table, const char *name,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean lsn_indexes_make (LsnDatabase *db, GPtrArray *indexes, GError **error);

G_END_DECLS
