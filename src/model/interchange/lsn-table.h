/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-column.h"
#include "model/interchange/lsn-import-record.h"

G_BEGIN_DECLS

/**
 * LsnTable: what the columns of a table of another program mean, and how a row of it reads.
 *
 * Nothing of a row is lost without a word: what has no place of its own, and what does not read as
 * what its column should be, goes to the client's note with the column's header. One thread.
 */
typedef struct _LsnTable LsnTable;

LsnTable *lsn_table_new (void) G_GNUC_WARN_UNUSED_RESULT;
void lsn_table_free (LsnTable *self);

/* @header: (nullable): “Column 3” stands for a missing one */
void lsn_table_add_column (LsnTable *self, const char *header, LsnColumn column);

guint lsn_table_get_n_columns (LsnTable *self);
const char *lsn_table_get_header (LsnTable *self, guint index);
LsnColumn lsn_table_get_column (LsnTable *self, guint index);
void lsn_table_set_column (LsnTable *self, guint index, LsnColumn column);

/* What amounts are counted in where nothing says it, ISO 4217; that of the user's country at first.
 */
void lsn_table_set_currency (LsnTable *self, const char *currency);

/* Adds what the row says to @record, which was cleared before. */
void lsn_table_read_row (LsnTable *self, const char *const *cells, guint n_cells,
                         LsnImportRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnTable, lsn_table_free)

G_END_DECLS
