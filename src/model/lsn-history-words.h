/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * lsn_history_dup_words:
 * @changeset: (nullable): of a journal entry
 * @limit: of lines
 *
 * Says what an action changed, a line each: “Status: Lead → Active”, “Added — Phone: +7 …”. Ids are
 * told by the names they have now, days and moments as people read them.
 *
 * Returns: (nullable) (array zero-terminated=1): %NULL with @error set. Worker thread.
 */
char **lsn_history_dup_words (LsnDatabase *db, GBytes *changeset, guint limit,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How much an import brought that is still there, a line: “1,204 clients · 980 people”; none where
 * nothing is. Likewise. */
char **lsn_history_dup_import_words (LsnDatabase *db, gint64 journal_id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
