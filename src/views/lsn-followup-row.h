/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/followups/lsn-followup.h"
#include "widgets/lsn-key.h"

G_BEGIN_DECLS

/**
 * LsnFollowupRow: one next step, with what can be done about it: done, snooze, call.
 *
 * Its buttons are the application's commands (app.followup-done …), and its keys are
 * lsn_followup_row_keys.
 */
#define LSN_TYPE_FOLLOWUP_ROW (lsn_followup_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnFollowupRow, lsn_followup_row, LSN, FOLLOWUP_ROW, GtkListBoxRow)

/* @show_client: whether the row says for whom, as it does everywhere but on the client's own page.
 */
GtkWidget *lsn_followup_row_new (LsnFollowup *followup, LsnDate today, gboolean show_client);

extern const LsnKey lsn_followup_row_keys[];

LsnFollowup *lsn_followup_row_get_followup (LsnFollowupRow *self);

G_END_DECLS
