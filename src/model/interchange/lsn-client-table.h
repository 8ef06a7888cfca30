/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-record.h"

G_BEGIN_DECLS

/**
 * The table of clients that we write, and read back exactly.
 *
 * A client has a row for itself, where it has no people or has addresses of its own, and one for
 * each of its people; “Liaison ID” holds them together. Its own facts stand in each of its rows, so
 * that a spreadsheet can filter by them. Several values in a cell are separated by "; "; in a value
 * a ";" is "\;" and a "\" is "\\". Labels stand beside the addresses in the same order, and where
 * addresses of several kinds are mixed “Channel Order” says how. Dates are as
 * lsn_import_date_dup_text() has them.
 */

/* Which column of ours stands where in a file, in which a spreadsheet may have moved them. */
typedef struct _LsnClientTable LsnClientTable;

/* Returns: (nullable): %NULL where the headers are not ours. */
LsnClientTable *
lsn_client_table_new (const char *const *headers, guint n) G_GNUC_WARN_UNUSED_RESULT;
void lsn_client_table_free (LsnClientTable *self);

/* Adds what the row says to @record, which was cleared before. */
void lsn_client_table_read_row (LsnClientTable *self, const char *const *cells, guint n_cells,
                                LsnImportRecord *record);

/* Returns: (nullable): the header of a column that is not ours, %NULL for one that is. */
const char *lsn_client_table_get_unknown (LsnClientTable *self, guint index);

void lsn_client_table_write_header (GString *text);

/* Appends one client. */
void lsn_client_table_write_record (GString *text, const LsnImportRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnClientTable, lsn_client_table_free)

G_END_DECLS
