/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/plans/lsn-plan-shift.h"
#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * lsn_slip_dialog_present:
 * @moves: element-type LsnPlanMove: what moves
 * @n_own: how many of them the user asked for; the rest follows
 * @change: (transfer full): gets @moves and writes the rest besides, such as a link
 *
 * Shows what a slip moves before anything is written: new days, hours, who must be told; then
 * writes all of it, or what the user asked for alone, as one action.
 */
void lsn_slip_dialog_present (LsnContext *context, const LsnPlan *plan, GArray *moves, guint n_own,
                              LsnPlanChange *change, const char *label, const char *message,
                              GtkWidget *parent);

G_END_DECLS
