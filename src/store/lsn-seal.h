/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-store-error.h"

G_BEGIN_DECLS

/**
 * A seal: the file `workspace.seal` beside the database says how we left it: its size, its moment
 * and its inode, which log may stand beside it, and which workspace it is.
 *
 * Where it holds, nobody else has touched the file, and there is no need to read all of it at the
 * start. Where there is a seal and no database, it is lost, not new. A seal that is lost itself
 * costs one check.
 */

/* Writes it anew. @id: (nullable): as before */
void lsn_seal_write (const char *database, const char *id);

/* Whether the file, and the log beside it if any, are those that we left. */
gboolean lsn_seal_holds (const char *database);

/* Returns: (transfer full) (nullable): which workspace it names. */
char *lsn_seal_dup_id (const char *database) G_GNUC_WARN_UNUSED_RESULT;

gboolean lsn_seal_exists (const char *database);
void lsn_seal_break (const char *database);

G_END_DECLS
