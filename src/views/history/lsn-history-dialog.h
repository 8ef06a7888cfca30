/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Who did what and when, out of the journal; each action can be taken back. */
#define LSN_TYPE_HISTORY_DIALOG (lsn_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnHistoryDialog, lsn_history_dialog, LSN, HISTORY_DIALOG, AdwDialog)

/* @client_id: whose history; 0 for that of everything */
AdwDialog *lsn_history_dialog_new (LsnContext *context, gint64 client_id);

G_END_DECLS
