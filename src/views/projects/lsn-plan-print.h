/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/plans/lsn-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lsn_plan_print:
 * @bars: element-type LsnTimelineBar
 * @links: element-type LsnTimelineLink
 * @file: (nullable): a PDF to write; else the print dialog asks
 *
 * Puts the plan on paper for the client: the name of the project, who it is for, the bars, and a
 * legend.
 *
 * Returns: %FALSE with @error set where it failed at once.
 */
gboolean lsn_plan_print (const LsnPlan *plan, GPtrArray *bars, GArray *links, GFile *file,
                         GtkWindow *parent, GError **error);

G_END_DECLS
