/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Adds a date that wants to be known some days before, or changes one. */
#define LSN_TYPE_IMPORTANT_DATE_DIALOG (lsn_important_date_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnImportantDateDialog, lsn_important_date_dialog, LSN, IMPORTANT_DATE_DIALOG,
                      LsnFormDialog)

/**
 * lsn_important_date_dialog_new:
 * @date: (nullable): of lsn_important_date_info: the one to change
 * @people: element-type LsnRow of lsn_client_contact_info
 */
AdwDialog *lsn_important_date_dialog_new (LsnContext *context, gint64 client_id, const LsnRow *date,
                                          GPtrArray *people);

G_END_DECLS
