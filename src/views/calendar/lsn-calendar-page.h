/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include "widgets/lsn-key.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Everything that has a date: by month, week, day, or as a list. */
#define LSN_TYPE_CALENDAR_PAGE (lsn_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (LsnCalendarPage, lsn_calendar_page, LSN, CALENDAR_PAGE, AdwNavigationPage)

extern const LsnKey lsn_calendar_page_keys[];

LsnCalendarPage *lsn_calendar_page_new (LsnContext *context);

G_END_DECLS
