/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"
#include "store/lsn-store.h"

G_BEGIN_DECLS

/**
 * LsnRecordPool: the live records of one kind: one object per id, held weakly.
 *
 * Rows that GTK asks for are read in one batch per main loop turn; records whose rows change in the
 * store are read again, so an edit anywhere repaints everywhere. Main thread.
 */
#define LSN_TYPE_RECORD_POOL (lsn_record_pool_get_type ())
G_DECLARE_FINAL_TYPE (LsnRecordPool, lsn_record_pool, LSN, RECORD_POOL, GObject)

/* @record_type: a subclass of LsnRecord. */
LsnRecordPool *lsn_record_pool_new (LsnStore *store, GType record_type) G_GNUC_WARN_UNUSED_RESULT;

LsnStore *lsn_record_pool_get_store (LsnRecordPool *self);
GType lsn_record_pool_get_record_type (LsnRecordPool *self);

/* The record with @id: the live one, else a new placeholder that is being read. */
LsnRecord *lsn_record_pool_dup (LsnRecordPool *self, gint64 id) G_GNUC_WARN_UNUSED_RESULT;

/* Gives rows that were read anyway (element-type LsnRow) to their records, which are made where
 * needed and kept alive as long as the returned array (element-type LsnRecord), in the same order.
 */
GPtrArray *
lsn_record_pool_take_rows (LsnRecordPool *self, GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
