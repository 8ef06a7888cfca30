/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Adds a milestone to a project, or edits one: what is accepted, by when, by whom. */
#define LSN_TYPE_MILESTONE_DIALOG (lsn_milestone_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnMilestoneDialog, lsn_milestone_dialog, LSN, MILESTONE_DIALOG,
                      LsnFormDialog)

/* @milestone_id: 0 for a new one */
AdwDialog *lsn_milestone_dialog_new (LsnContext *context, gint64 project_id, gint64 milestone_id);

G_END_DECLS
