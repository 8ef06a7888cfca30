/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-csv-source.h"

G_BEGIN_DECLS

typedef enum
{
  LSN_SOURCE_CSV,
  LSN_SOURCE_VCARD,
  LSN_SOURCE_JSON,
} LsnSourceKind;

/* LsnSource: a file of clients, whatever it is called: its content tells what it is. On a worker,
 * where reading may block. */
typedef struct _LsnSource LsnSource;

/* @reading: (nullable): what the user said of the file. Errors: LSN_INTERCHANGE_ERROR, G_IO_ERROR.
 */
LsnSource *lsn_source_new (GInputStream *bytes, const LsnReading *reading,
                           GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
LsnSource *
lsn_source_new_for_file (GFile *file, const LsnReading *reading, GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_source_free (LsnSource *self);

LsnSourceKind lsn_source_get_kind (LsnSource *self);

/* "csv", "vcard", "json": static */
const char *lsn_source_kind_get_name (LsnSourceKind kind);

/* Where the bytes come from: their encoding, and how far they were read. */
LsnTextStream *lsn_source_get_stream (LsnSource *self);

/* Returns: (nullable): where it is a table */
LsnCsvSource *lsn_source_get_csv (LsnSource *self);

/* What the file has and the model has no place for: the columns that the note keeps, and, after all
 * was read, what is left out: columns, or properties of cards. */
char **lsn_source_dup_kept (LsnSource *self) G_GNUC_WARN_UNUSED_RESULT;
char **lsn_source_dup_left_out (LsnSource *self) G_GNUC_WARN_UNUSED_RESULT;

/* An LsnImportNext. */
gboolean lsn_source_next (gpointer source, LsnImportRecord *record, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnSource, lsn_source_free)

G_END_DECLS
