/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Takes the minutes of a meeting, and makes of them what follows: follow-ups, cards, agreements, an
 * entry in the story, and a protocol in the clipboard. */
#define LSN_TYPE_MINUTES_DIALOG (lsn_minutes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnMinutesDialog, lsn_minutes_dialog, LSN, MINUTES_DIALOG, LsnFormDialog)

AdwDialog *lsn_minutes_dialog_new (LsnContext *context, gint64 event_id);

G_END_DECLS
