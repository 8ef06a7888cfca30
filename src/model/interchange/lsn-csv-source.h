/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-csv.h"
#include "model/interchange/lsn-import-record.h"

G_BEGIN_DECLS

/* What a column of a table means. */
typedef enum
{
  LSN_COLUMN_IGNORED,
  LSN_COLUMN_CLIENT,
  LSN_COLUMN_PERSON,
  LSN_COLUMN_FIRST_NAME,
  LSN_COLUMN_MIDDLE_NAME,
  LSN_COLUMN_LAST_NAME,
  LSN_COLUMN_ROLE,
  LSN_COLUMN_KIND,
  LSN_COLUMN_LEGAL_NAME,
  LSN_COLUMN_STATUS,
  LSN_COLUMN_SEGMENT,
  LSN_COLUMN_OWNER,
  LSN_COLUMN_SOURCE,
  LSN_COLUMN_CITY,
  LSN_COLUMN_ADDRESS,
  LSN_COLUMN_NOTE,
  LSN_COLUMN_TAGS,
  LSN_COLUMN_PHONE,
  LSN_COLUMN_EMAIL,
  LSN_COLUMN_TELEGRAM,
  LSN_COLUMN_WHATSAPP,
  LSN_COLUMN_MAX,
  LSN_COLUMN_SITE,
} LsnColumn;

/* The meaning that a header names, Russian or English, as it stands in tables and in exports of
 * other programs. */
LsnColumn lsn_column_recognise (const char *header);

/* LsnCsvSource: the rows of a table as records for an import. */
typedef struct _LsnCsvSource LsnCsvSource;

/* LSN_INTERCHANGE_ERROR where the bytes are no text, or have no row. */
LsnCsvSource *lsn_csv_source_new (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_csv_source_free (LsnCsvSource *self);

/* Static. */
const char *lsn_csv_source_get_encoding (LsnCsvSource *self);

/* An LsnImportNext. */
LsnImportRecord *lsn_csv_source_next (gpointer source, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- Writing ---------------------------------------------------------------------------------- */

/* Appends the header of a table of clients, which lsn_csv_source_next() reads back. */
void lsn_csv_write_header (GString *text);

/* Appends one client: a row for each of its people, or one. */
void lsn_csv_write_record (GString *text, const LsnImportRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnCsvSource, lsn_csv_source_free)

G_END_DECLS
