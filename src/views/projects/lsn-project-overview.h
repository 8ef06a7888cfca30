/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a project is: purpose, budget and retainer, milestones, results by version, requests beyond
 * the agreement, agreements, lessons. */
#define LSN_TYPE_PROJECT_OVERVIEW (lsn_project_overview_get_type ())
G_DECLARE_FINAL_TYPE (LsnProjectOverview, lsn_project_overview, LSN, PROJECT_OVERVIEW, AdwBin)

GtkWidget *lsn_project_overview_new (LsnContext *context);

/* Reads a project, again where it is shown. */
void lsn_project_overview_show (LsnProjectOverview *self, gint64 project_id);

/* Tables whose changes it shows. (array zero-terminated=1) */
extern const char *const lsn_project_overview_tables[];

G_END_DECLS
