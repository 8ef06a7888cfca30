/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record-pool.h"

G_BEGIN_DECLS

/**
 * LsnRecordList: a GListModel of records over a snapshot of ids.
 *
 * Sorting, filtering and searching are the query's SQL; the list holds 8 bytes a row, asks the pool
 * for an object when GTK wants one, and turns a new snapshot into one `items-changed` by common
 * head and tail. Never wrap it in GtkSortListModel or GtkFilterListModel.
 *
 * Properties: `n-items`, `loading` (%TRUE until the first snapshot), `error-message` (nullable).
 * Signal `answered`: a query has come back, whether it changed the snapshot or not.
 */
#define LSN_TYPE_RECORD_LIST (lsn_record_list_get_type ())
G_DECLARE_FINAL_TYPE (LsnRecordList, lsn_record_list, LSN, RECORD_LIST, GObject)

/* On the reader: appends the ids (gint64) that answer @query, in order. */
typedef gboolean (*LsnRecordQueryFunc) (LsnDatabase *db, gpointer query, GArray *ids,
                                        GCancellable *cancellable, GError **error);

/* @watch: (array zero-terminated=1): tables whose changes may change the snapshot; static. */
LsnRecordList *
lsn_record_list_new (LsnRecordPool *pool, const char *const *watch) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_record_list_set_query:
 * @query: (nullable): plain data for @func; a new call drops the answer of the last one
 * @copy, @destroy: (nullable): copy and free @query; each run of @func gets a copy of its own
 */
void lsn_record_list_set_query (LsnRecordList *self, LsnRecordQueryFunc func, gpointer query,
                                GBoxedCopyFunc copy, GDestroyNotify destroy);

/* Shows a snapshot that its owner has read, instead of one of its own. @ids: element-type gint64;
 * it must not change any more. */
void lsn_record_list_set_ids (LsnRecordList *self, GArray *ids);

/* Asks again, as after a failure. */
void lsn_record_list_refresh (LsnRecordList *self);

gboolean lsn_record_list_is_loading (LsnRecordList *self);
const char *lsn_record_list_get_error_message (LsnRecordList *self);

/**
 * lsn_record_list_get_answer:
 *
 * Returns: (nullable): the copy of the query that made the present snapshot, with what its function
 *   left there beside the ids, such as a section for each; borrowed until the next `answered`.
 *   Already the new one during `items-changed`.
 */
gconstpointer lsn_record_list_get_answer (LsnRecordList *self);

gint64 lsn_record_list_get_id (LsnRecordList *self, guint position);

/* The snapshot (element-type gint64), borrowed. It never changes, so that who takes a reference can
 * compare it with the next one. */
GArray *lsn_record_list_get_ids (LsnRecordList *self);

/* Position of @id in the snapshot, G_MAXUINT where it is not. Linear. */
guint lsn_record_list_find (LsnRecordList *self, gint64 id);

G_END_DECLS
