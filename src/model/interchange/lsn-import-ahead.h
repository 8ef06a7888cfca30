/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-write.h"

G_BEGIN_DECLS

/**
 * LsnImportAhead: reads records ahead on a thread of its own.
 *
 * To read a file and to understand its phone numbers takes about as long as to write the rows, and
 * needs nothing of the workspace; so both go on side by side.
 */
typedef struct _LsnImportAhead LsnImportAhead;

/* What is done to each record behind @next; on the thread. */
typedef void (*LsnImportPrepare) (LsnImportRecord *record, const LsnImport *import);

/* @import: borrowed; its source belongs to the thread from now on, until this is freed */
LsnImportAhead *
lsn_import_ahead_new (const LsnImport *import, LsnImportPrepare prepare) G_GNUC_WARN_UNUSED_RESULT;

/* Ends the thread; records that nobody took are dropped. */
void lsn_import_ahead_free (LsnImportAhead *self);

/* Returns: (nullable): the next record, which may be changed, and holds until the next call; %NULL
 * at the end of the file, with @error set where it cannot be read further. */
LsnImportRecord *lsn_import_ahead_next (LsnImportAhead *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnImportAhead, lsn_import_ahead_free)

G_END_DECLS
