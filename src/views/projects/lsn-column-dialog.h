/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Adds a column to a board, or changes one: its name, its limit, what it does to cards that enter.
 */
#define LSN_TYPE_COLUMN_DIALOG (lsn_column_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnColumnDialog, lsn_column_dialog, LSN, COLUMN_DIALOG, LsnFormDialog)

/* @column_id: 0 for a new one of @project_id. */
AdwDialog *lsn_column_dialog_new (LsnContext *context, gint64 project_id, gint64 column_id);

G_END_DECLS
