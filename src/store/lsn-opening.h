/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-workspace.h"

G_BEGIN_DECLS

/**
 * LsnOpening: the connections of a workspace, as its state allows.
 *
 * Where nothing can or may be written (a folder without the right to write, a disk mounted
 * read-only, data of a newer program) there is only a reader, and not a byte in the folder changes.
 */
typedef struct
{
  LsnWorkspace *workspace; /* owned */
  LsnDatabase *writer;     /* owned, nullable: read-only */
  LsnDatabase *reader;     /* owned */
  char *read_only;         /* owned, nullable: why nothing is written; follows a colon */
} LsnOpening;

/* Blocks. Brings the data to the schema's version; where it may not, a copy of it. */
LsnOpening *lsn_opening_new (const char *folder, const LsnSchema *schema,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Folds the log back and gives up the lock. */
void lsn_opening_free (LsnOpening *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnOpening, lsn_opening_free)

G_END_DECLS
