/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-salvage.h"

G_BEGIN_DECLS

/* Copies what can be read of a table. @to: has the table, empty; inside a transaction */
LsnSalvageTable *lsn_salvage_table_copy (sqlite3 *from, sqlite3 *to, const char *name,
                                         GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
