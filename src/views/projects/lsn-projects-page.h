/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"
#include "widgets/lsn-key.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One project at a time: its board, its plan; or the board of several. */
#define LSN_TYPE_PROJECTS_PAGE (lsn_projects_page_get_type ())
G_DECLARE_FINAL_TYPE (LsnProjectsPage, lsn_projects_page, LSN, PROJECTS_PAGE, AdwNavigationPage)

LsnProjectsPage *lsn_projects_page_new (LsnContext *context);

/* Shows a project, now or as soon as it is read. */
void lsn_projects_page_show_project (LsnProjectsPage *self, gint64 project_id);

extern const LsnKey lsn_projects_page_keys[];

G_END_DECLS
