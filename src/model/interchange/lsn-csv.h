/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-text-stream.h"

G_BEGIN_DECLS

/**
 * LsnCsvReader: rows of a text table: any delimiter, quotes, line breaks in quotes, CR, LF or CRLF.
 *
 * A state machine of our own: libcsv does not tell a delimiter by itself, takes bytes one row too
 * late after a lone CR, and has no cap on a field.
 */
typedef struct _LsnCsvReader LsnCsvReader;

/* @stream: (transfer full). NULL with @error set where its beginning cannot be read. */
LsnCsvReader *lsn_csv_reader_new (LsnTextStream *stream, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_csv_reader_free (LsnCsvReader *self);

LsnTextStream *lsn_csv_reader_get_stream (LsnCsvReader *self);

/* Goes on to the next row that is not blank. Returns: %FALSE at the end, or with @error set when a
 * row is over a cap or the file cannot be read. */
gboolean lsn_csv_reader_next (LsnCsvReader *self, GError **error);

/* The cells of the row that was read last, borrowed until the next one is. */
const char *const *lsn_csv_reader_get_fields (LsnCsvReader *self, guint *n);

/* The number of the row that was read last, counted from 1 with the blank ones. */
guint lsn_csv_reader_get_row (LsnCsvReader *self);

/* Whether the row that was read last has a quotation mark that is never closed, so that the rest of
 * the file stands in its last cell. */
gboolean lsn_csv_reader_is_open (LsnCsvReader *self);

/* Set before the first row is read, where the user knows better. */
char lsn_csv_reader_get_delimiter (LsnCsvReader *self);
void lsn_csv_reader_set_delimiter (LsnCsvReader *self, char delimiter);

/* Appends a cell to a row that is being written; a cell that a spreadsheet would take for a formula
 * gets a "'" before it, which lsn_csv_get_value() takes away again. */
void lsn_csv_append (GString *row, const char *value, gboolean first);
const char *lsn_csv_get_value (const char *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnCsvReader, lsn_csv_reader_free)

G_END_DECLS
