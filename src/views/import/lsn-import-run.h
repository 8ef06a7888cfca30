/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-file.h"
#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnImportRun: does an import, shows how far it is, and how it ended.
 *
 * Signal `back ()`: the user wants to look at the columns again.
 */
#define LSN_TYPE_IMPORT_RUN (lsn_import_run_get_type ())
G_DECLARE_FINAL_TYPE (LsnImportRun, lsn_import_run, LSN, IMPORT_RUN, AdwNavigationPage)

LsnImportRun *lsn_import_run_new (LsnContext *context, GFile *file, const LsnReading *reading,
                                  LsnImportDuplicates duplicates);

/* Ends what is under way; nothing of it remains. */
void lsn_import_run_cancel (LsnImportRun *self);

G_END_DECLS
