/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-file.h"
#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnImportTrial: tries an import without writing, and tells what would happen.
 *
 * Signal `wanted ()`: the user wants it done.
 */
#define LSN_TYPE_IMPORT_TRIAL (lsn_import_trial_get_type ())
G_DECLARE_FINAL_TYPE (LsnImportTrial, lsn_import_trial, LSN, IMPORT_TRIAL, AdwNavigationPage)

LsnImportTrial *lsn_import_trial_new (LsnContext *context, GFile *file, const LsnReading *reading);

/* What becomes of those who are known. */
LsnImportDuplicates lsn_import_trial_get_duplicates (LsnImportTrial *self);

G_END_DECLS
