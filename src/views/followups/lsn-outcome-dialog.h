/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/followups/lsn-followup.h"
#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Closes a follow-up with what came of it, and sets the next step. */
#define LSN_TYPE_OUTCOME_DIALOG (lsn_outcome_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnOutcomeDialog, lsn_outcome_dialog, LSN, OUTCOME_DIALOG, LsnFormDialog)

AdwDialog *lsn_outcome_dialog_new (LsnContext *context, LsnFollowup *followup);

G_END_DECLS
