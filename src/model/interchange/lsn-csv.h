/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-encoding.h"

G_BEGIN_DECLS

/**
 * LsnCsvReader: rows of a text table: any delimiter, quotes, line breaks in quotes, CR, LF or CRLF.
 *
 * A state machine of our own: libcsv does not tell a delimiter by itself, takes bytes one row too
 * late after a lone CR, and has no cap on a field.
 */
typedef struct _LsnCsvReader LsnCsvReader;

/* @text: (transfer full): UTF-8. */
LsnCsvReader *lsn_csv_reader_new (char *text) G_GNUC_WARN_UNUSED_RESULT;
void lsn_csv_reader_free (LsnCsvReader *self);

/**
 * lsn_csv_reader_next:
 * @fields: emptied and filled with the cells of the next row that is not blank; element-type char,
 * owned
 *
 * Returns: %FALSE at the end, or with @error set when a row is over a cap.
 */
gboolean lsn_csv_reader_next (LsnCsvReader *self, GPtrArray *fields, GError **error);

/* The number of the row that was read last, counted from 1 with the blank ones. */
guint lsn_csv_reader_get_row (LsnCsvReader *self);

char lsn_csv_reader_get_delimiter (LsnCsvReader *self);

/* Appends a cell to a row that is being written; a cell that a spreadsheet would take for a formula
 * gets a "'" before it, which lsn_csv_dup_value() takes away again. */
void lsn_csv_append (GString *row, const char *value, gboolean first);
char *lsn_csv_dup_value (const char *cell) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnCsvReader, lsn_csv_reader_free)

G_END_DECLS
