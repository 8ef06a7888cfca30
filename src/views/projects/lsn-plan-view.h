/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The plan of a project: its timeline, milestones, the baseline, on paper. */
#define LSN_TYPE_PLAN_VIEW (lsn_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (LsnPlanView, lsn_plan_view, LSN, PLAN_VIEW, AdwBin)

GtkWidget *lsn_plan_view_new (LsnContext *context);

/* Reads the plan of a project, again where it is shown. */
void lsn_plan_view_show (LsnPlanView *self, gint64 project_id);

G_END_DECLS
