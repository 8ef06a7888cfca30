/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-look.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnImportColumns: how a file is read: its encoding and delimiter, what its columns mean, and its
 * first rows as they come out.
 *
 * Signal `reading-changed ()`: the file must be looked at anew, as lsn_import_columns_get_reading()
 * says.
 */
#define LSN_TYPE_IMPORT_COLUMNS (lsn_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (LsnImportColumns, lsn_import_columns, LSN, IMPORT_COLUMNS, AdwBin)

void lsn_import_columns_show (LsnImportColumns *self, LsnImportLook *look);

/* Returns: (transfer none): what the user chose so far */
LsnReading *lsn_import_columns_get_reading (LsnImportColumns *self);

/* Preview and choices under one another. */
void lsn_import_columns_set_narrow (LsnImportColumns *self, gboolean narrow);

G_END_DECLS
