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
  char *id;                /* owned, nullable: which workspace it is, where it can be written */
  gboolean replaced;       /* another database takes its place when it is closed */
} LsnOpening;

/* Blocks. Brings the data to the schema's version; where it may not, a copy of it. A file that was
 * touched by others is checked before anything is written. @watch: (nullable) */
LsnOpening *lsn_opening_new (const char *folder, const LsnSchema *schema, const LsnWatch *watch,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Remembers the files as they are now: after each time that we wrote to the database itself, and
 * after the first commit of a log. */
void lsn_opening_seal (LsnOpening *self);

/* Folds the log back and gives up the lock. */
void lsn_opening_free (LsnOpening *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnOpening, lsn_opening_free)

G_END_DECLS
