/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/* What was done, out of the journal. */

typedef struct
{
  gint64 id; /* undoes it: lsn_store_undo_async() */
  gint64 at; /* UTC microseconds */
  char *label;
  char *actor;
  char **words; /* what it changed, a line each; of an import how much it brought */
  gboolean undone;
} LsnHistoryItem;

typedef struct
{
  gint64 client_id; /* in: what touched this client or what hangs on it; 0 for everything */
  guint limit;      /* in */
  guint n_words;    /* in: so many lines of each are told; 0 for none */
  GPtrArray *items; /* owned; element-type LsnHistoryItem, the newest first */
} LsnHistory;

LsnHistory *lsn_history_new (gint64 client_id, guint limit) G_GNUC_WARN_UNUSED_RESULT;
void lsn_history_free (LsnHistory *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_history_on_worker (LsnDatabase *db, gpointer history, GCancellable *cancellable,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnHistory, lsn_history_free)

G_END_DECLS
