/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * lsn_check_file:
 * @mode: LSN_DATABASE_READER, or LSN_DATABASE_IMMUTABLE for a file without a log
 * @id: (out) (optional) (nullable): which workspace the data are of
 *
 * Whether SQLite can read every page and every row of a file, without changing a byte of it. Full
 * text can be made anew from the facts, so only its tables are checked, not what is in them.
 *
 * Returns: %FALSE with LSN_STORE_ERROR_CORRUPT, or with G_IO_ERROR_CANCELLED.
 */
gboolean lsn_check_file (const char *path, LsnDatabaseMode mode, char **id,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
