/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The saved views of a page: renamed, pinned, put in order, deleted. */
#define LSN_TYPE_VIEWS_DIALOG (lsn_views_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnViewsDialog, lsn_views_dialog, LSN, VIEWS_DIALOG, AdwDialog)

/* @page: 'clients'; static */
AdwDialog *lsn_views_dialog_new (LsnContext *context, const char *page);

G_END_DECLS
