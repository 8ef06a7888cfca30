/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* What hangs on a project and is edited in a form of a few rows. */
typedef enum
{
  LSN_PART_SCOPE,   /* a request beyond the agreement */
  LSN_PART_VERSION, /* of a result */
  LSN_PART_EXPENSE,
  LSN_PART_LESSON,
  N_LSN_PARTS
} LsnPart;

#define LSN_TYPE_PART_DIALOG (lsn_part_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnPartDialog, lsn_part_dialog, LSN, PART_DIALOG, LsnFormDialog)

/* @row: (nullable): what is edited; %NULL for a new one. @currency: of the project */
AdwDialog *lsn_part_dialog_new (LsnContext *context, LsnPart part, gint64 project_id,
                                const LsnRow *row, const char *currency);

G_END_DECLS
