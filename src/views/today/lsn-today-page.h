/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The morning: what is late, what is due, who is silent, who has no next step. */
#define LSN_TYPE_TODAY_PAGE (lsn_today_page_get_type ())
G_DECLARE_FINAL_TYPE (LsnTodayPage, lsn_today_page, LSN, TODAY_PAGE, AdwNavigationPage)

LsnTodayPage *lsn_today_page_new (LsnContext *context);

G_END_DECLS
