/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-csv.h"
#include "model/interchange/lsn-reading.h"
#include "model/interchange/lsn-table.h"

G_BEGIN_DECLS

/* LsnCsvSource: the rows of a table as records for an import: of our own (lsn-client-table.h), or
 * of anyone's. */
typedef struct _LsnCsvSource LsnCsvSource;

/* @stream: (transfer full). @reading: (nullable). LSN_INTERCHANGE_ERROR where it has no row. */
LsnCsvSource *lsn_csv_source_new (LsnTextStream *stream, const LsnReading *reading,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_csv_source_free (LsnCsvSource *self);

LsnCsvReader *lsn_csv_source_get_reader (LsnCsvSource *self);

/* Whether the first row has the names of the columns. */
gboolean lsn_csv_source_has_header (LsnCsvSource *self);

/* Returns: (nullable): what its columns mean, to be changed before the first row is read; %NULL for
 * a table of our own, which needs no asking. */
LsnTable *lsn_csv_source_get_table (LsnCsvSource *self);

/* Returns: the headers of the columns that mean @column, such as LSN_COLUMN_EXTRA. */
char **lsn_csv_source_dup_headers (LsnCsvSource *self, LsnColumn column) G_GNUC_WARN_UNUSED_RESULT;

/* The names of the columns as the first row has them; NULL where it does not. Borrowed. */
const char *const *lsn_csv_source_get_headers (LsnCsvSource *self);

/* The cells of the next row and its number, borrowed until the row behind it. */
gboolean lsn_csv_source_next_cells (LsnCsvSource *self, const char *const **cells, guint *n,
                                    guint *row, GError **error);

/* An LsnImportNext. */
gboolean lsn_csv_source_next (gpointer source, LsnImportRecord *record, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnCsvSource, lsn_csv_source_free)

G_END_DECLS
