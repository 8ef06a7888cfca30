/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The pages with their counters, the views that the user pinned, and how the workspace is. */
#define LSN_TYPE_SIDEBAR (lsn_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (LsnSidebar, lsn_sidebar, LSN, SIDEBAR, AdwNavigationPage)

/* Once. @pages: has a page for each of lsn-page.c, in their order, which gets its counter as its
 * badge. */
void lsn_sidebar_start (LsnSidebar *self, LsnContext *context, AdwViewStack *pages);

/* Selects the row of the page @tag. */
void lsn_sidebar_select (LsnSidebar *self, const char *tag);

G_END_DECLS
