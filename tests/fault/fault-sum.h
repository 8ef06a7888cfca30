/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

/* A sum over all rows of all tables that hold bytes, those behind the full-text tables among them:
 * two files with the same sum say the same. */

#define FAULT_SUM_NOTHING G_GUINT64_CONSTANT (0xcbf29ce484222325) /* of an empty file */

/* Returns: an SQLite code. */
int fault_sum (sqlite3 *handle, guint64 *sum);

/* The same as an LsnStoreFunc; @sum is a guint64. */
gboolean
fault_sum_on_worker (LsnDatabase *db, gpointer sum, GCancellable *cancellable, GError **error);
