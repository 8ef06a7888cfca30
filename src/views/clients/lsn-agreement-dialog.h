/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Puts an agreement into the register, or changes one. */
#define LSN_TYPE_AGREEMENT_DIALOG (lsn_agreement_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnAgreementDialog, lsn_agreement_dialog, LSN, AGREEMENT_DIALOG,
                      LsnFormDialog)

/**
 * lsn_agreement_dialog_new:
 * @id: 0 for a new one
 * @client_id: of a new one
 * @proof_entry_id: the entry that proves a new one, 0 for none
 */
AdwDialog *
lsn_agreement_dialog_new (LsnContext *context, gint64 id, gint64 client_id, gint64 proof_entry_id);

G_END_DECLS
