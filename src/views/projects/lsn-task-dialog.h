/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Changes a card and its checklist. What was typed stays until it is durable. */
#define LSN_TYPE_TASK_DIALOG (lsn_task_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnTaskDialog, lsn_task_dialog, LSN, TASK_DIALOG, AdwDialog)

AdwDialog *lsn_task_dialog_new (LsnContext *context, LsnRecord *task);

G_END_DECLS
