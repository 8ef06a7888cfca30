/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Changes a card. Its checklist is another matter: an item is added or ticked at once. */
#define LSN_TYPE_TASK_DIALOG (lsn_task_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnTaskDialog, lsn_task_dialog, LSN, TASK_DIALOG, LsnFormDialog)

AdwDialog *lsn_task_dialog_new (LsnContext *context, LsnRecord *task);

G_END_DECLS
