/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/followups/lsn-followup.h"
#include "views/lsn-context.h"
#include "widgets/lsn-key.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnFollowupRow: one next step, with what can be done about it: done, snooze, call, edit.
 *
 * Its buttons, its menu and its keys are the application's commands (app.followup-done …).
 */
#define LSN_TYPE_FOLLOWUP_ROW (lsn_followup_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnFollowupRow, lsn_followup_row, LSN, FOLLOWUP_ROW, GtkListBoxRow)

/* @show_client: whether the row says for whom, as it does everywhere but on the client's own page.
 */
GtkWidget *lsn_followup_row_new (LsnContext *context, LsnFollowup *followup, LsnDate today,
                                 gboolean show_client);

LsnFollowup *lsn_followup_row_get_followup (LsnFollowupRow *self);

/* The column for when it is due, to be made as wide as those of the rows around it. */
GtkWidget *lsn_followup_row_get_when (LsnFollowupRow *self);

/* Whether when it is due stands in a column of its own; else it stands under the title, where there
 * is little width. */
void lsn_followup_row_set_wide (LsnFollowupRow *self, gboolean wide);

extern const LsnKey lsn_followup_row_keys[];

G_END_DECLS
