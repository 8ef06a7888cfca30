/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/plans/lsn-plan.h"
#include "views/projects/lsn-board-view.h"
#include "views/projects/lsn-plan-view.h"
#include "views/projects/lsn-project-overview.h"
#include "views/projects/lsn-projects-page.h"

G_BEGIN_DECLS

/* Whose cards are shown: of a project, of a client, or all. */
typedef struct
{
  gint64 project_id;
  gint64 client_id;
} LsnProjectsScope;

struct _LsnProjectsPage
{
  AdwNavigationPage parent_instance;

  LsnContext *context;      /* owned */
  GArray *scopes;           /* owned; element-type LsnProjectsScope: of the drop-down */
  LsnProjectsScope scope;   /* shown */
  gint64 wanted_project_id; /* to be shown as soon as it is read, 0 for none */
  LsnBoardBy by;
  LsnBoardBy rows;
  LsnCardFields fields;
  gboolean filling;
  gboolean has_scope;
  gboolean reading;
  gboolean again;
  LsnBoardView *view;           /* borrowed */
  LsnPlanView *plan;            /* borrowed */
  LsnProjectOverview *overview; /* borrowed */
  GSimpleActionGroup *group;    /* owned */

  /* Template widgets */
  GtkDropDown *scope_drop;
  GtkMenuButton *menu_button;
  AdwBanner *error_banner;
  GtkWidget *switcher_bar;
  AdwViewStack *views;
  GtkWidget *bar;
  GtkEditable *filter_entry;
  GtkLabel *found_label;
  GtkMenuButton *group_button;
  GtkStack *stack;
  AdwBin *board_bin;
  AdwBin *plan_bin;
  AdwBin *overview_bin;
};

void lsn_projects_page_show_error (LsnProjectsPage *self, const GError *error);

/* Remembers a choice. */
void lsn_projects_page_keep (LsnProjectsPage *self, const char *key, const char *value);

/* --- The board -------------------------------------------------------------------------------- */

void lsn_projects_page_load_board (LsnProjectsPage *self);
void lsn_projects_page_load_choices (LsnProjectsPage *self);

/* As the user left it. */
void lsn_projects_page_load_look (LsnProjectsPage *self);
GMenuModel *lsn_projects_page_make_look_menu (void) G_GNUC_WARN_UNUSED_RESULT;
void lsn_projects_page_keep_collapsed (LsnProjectsPage *self);

G_END_DECLS
