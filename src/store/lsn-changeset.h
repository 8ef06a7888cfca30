/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-changes.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * LsnChangesetFunc:
 * @before: (array length=n_columns): what stood in the row; %NULL in a column that did not change,
 *   and everywhere in a row that is new. The first column is the id, and always there but in such.
 * @after: (array length=n_columns): likewise, with nothing of a row that was deleted
 *
 * One row that an action changed. Values live as long as the call.
 */
typedef void (*LsnChangesetFunc) (const char *table, LsnChange op, int n_columns,
                                  sqlite3_value *const *before, sqlite3_value *const *after,
                                  gpointer user_data);

/* @changeset: of the journal. LSN_STORE_ERROR_CORRUPT where it cannot be read. Any thread. */
gboolean lsn_changeset_foreach (GBytes *changeset, LsnChangesetFunc func, gpointer user_data,
                                GError **error);

G_END_DECLS
