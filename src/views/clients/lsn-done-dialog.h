/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What was done for a client: the steps that are closed, with their outcomes; each can be opened
 * again. */
#define LSN_TYPE_DONE_DIALOG (lsn_done_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnDoneDialog, lsn_done_dialog, LSN, DONE_DIALOG, AdwDialog)

AdwDialog *lsn_done_dialog_new (LsnContext *context, gint64 client_id);

G_END_DECLS
