/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "widgets/lsn-calendar-grid.h"

G_BEGIN_DECLS

/**
 * LsnMonthGrid: weeks of days with a line for each entry, as many as there is room for and then
 * “+3”; or, as a strip, one row of days above a calendar of hours, as high as its lines need.
 */
#define LSN_TYPE_MONTH_GRID (lsn_month_grid_get_type ())
G_DECLARE_FINAL_TYPE (LsnMonthGrid, lsn_month_grid, LSN, MONTH_GRID, LsnCalendarGrid)

GtkWidget *lsn_month_grid_new (gboolean strip) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_month_grid_set_days:
 * @first: the first of @columns × @rows days
 * @month: a day of the month that is meant; LSN_DATE_NONE for any
 * @days: (array): for each day what it is; copied
 */
void lsn_month_grid_set_days (LsnMonthGrid *self, LsnDate first, int columns, int rows,
                              LsnDate today, LsnDate month, const LsnCalendarDay *days);

/* The room at the side for hours, or the numbers of weeks. */
#define LSN_CALENDAR_GUTTER      66
#define LSN_CALENDAR_WEEK_GUTTER 28

G_END_DECLS
