/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-journal.h"

G_BEGIN_DECLS

/* What the files of the journal share. */

/* LSN_STORE_ERROR_CONFLICT when a row was changed since, and the caller rolls back. */
gboolean lsn_journal_apply (LsnDatabase *db, GBytes *changeset, const char *label, GError **error);

/* @changes: gets the rows of @changeset */
gboolean lsn_journal_apply_inverse (LsnDatabase *db, const LsnSchema *schema, GBytes *changeset,
                                    LsnChanges *changes, const char *label, GError **error);

/**
 * lsn_journal_undo_batch:
 * @changeset: (nullable): of the entry
 *
 * Undoes and repeats an import. Its entry keeps what it changed of what was there before, its
 * *amendment*, and while it is undone the deletion of its own rows as well: the one changes and
 * adds rows, the other only deletes, by which they are told apart.
 */
gboolean
lsn_journal_undo_batch (LsnDatabase *db, const LsnSchema *schema, gint64 batch, GBytes *changeset,
                        LsnChanges *changes, const char *label, GError **error);
gboolean
lsn_journal_redo_batch (LsnDatabase *db, const LsnSchema *schema, gint64 batch, GBytes *changeset,
                        LsnChanges *changes, const char *label, GError **error);

G_END_DECLS
