/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-workspace.h"

G_BEGIN_DECLS

/**
 * LsnSalvage: what could be read out of a damaged workspace.
 */
typedef struct
{
  char *table; /* owned */
  gint64 n_saved;
  GArray
      *lost; /* owned; element-type gint64: ids of rows that are known of and could not be read */
  gboolean torn; /* a part could not be reached at all, so more may be missing */
} LsnSalvageTable;

typedef struct
{
  GPtrArray *tables; /* owned; element-type LsnSalvageTable: the facts, in their order */
  gint64 n_saved;
  gint64 n_lost;
  gboolean torn;
  char *kept; /* owned, nullable: where the damaged file stays, untouched */
} LsnSalvage;

void lsn_salvage_free (LsnSalvage *self);

/**
 * lsn_salvage_read:
 * @database: the damaged one; only a copy of it is opened
 * @backups: (nullable): a folder of backups; where the damaged table of contents cannot be read,
 *   that of the newest one tells where the tables are, as they never move
 * @draft: where the fresh database is made
 *
 * Reads table by table: from the beginning to where it breaks, from behind every break on, from the
 * end backwards, then row by row what the indexes know of. What a saved row hangs on and is lost
 * itself, the schema mends; what hangs on nothing goes. Derived tables are made anew. The draft is
 * whole and checked afterwards.
 *
 * Returns: %NULL with LSN_STORE_ERROR_CORRUPT where nothing can be read.
 */
LsnSalvage *lsn_salvage_read (const char *database, const char *backups, const char *draft,
                              const LsnSchema *schema, GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnSalvage, lsn_salvage_free)

G_END_DECLS
