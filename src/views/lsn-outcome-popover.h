/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows a popover at @row that asks what came of a follow-up and closes it with the answer, by
 * app.followup-done-with. It goes with @row. */
void lsn_outcome_popover_show (GtkWidget *row, gint64 followup_id);

G_END_DECLS
