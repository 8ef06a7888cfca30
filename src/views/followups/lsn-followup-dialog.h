/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Sets a next step, or changes one: all of its fields. */
#define LSN_TYPE_FOLLOWUP_DIALOG (lsn_followup_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnFollowupDialog, lsn_followup_dialog, LSN, FOLLOWUP_DIALOG, LsnFormDialog)

/**
 * lsn_followup_dialog_new:
 * @id: 0 for a new one
 * @client_id: of a new one, 0 for none
 */
AdwDialog *lsn_followup_dialog_new (LsnContext *context, gint64 id, gint64 client_id);

G_END_DECLS
