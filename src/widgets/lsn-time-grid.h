/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "widgets/lsn-calendar-grid.h"

G_BEGIN_DECLS

/**
 * LsnTimeGrid: the hours of one day or several, with entries beside each other where they overlap,
 * working hours, and a line at now. Entries of whole days are left out.
 */
#define LSN_TYPE_TIME_GRID (lsn_time_grid_get_type ())
G_DECLARE_FINAL_TYPE (LsnTimeGrid, lsn_time_grid, LSN, TIME_GRID, LsnCalendarGrid)

GtkWidget *lsn_time_grid_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @days: (array length=columns): copied. Working hours are minutes of the day. */
void lsn_time_grid_set_days (LsnTimeGrid *self, LsnDate first, int columns,
                             const LsnCalendarDay *days, int work_from, int work_to);

/* @today: LSN_DATE_NONE where no day shown is today */
void lsn_time_grid_set_now (LsnTimeGrid *self, LsnDate today, int minute);

/* How far down a minute of the day is. */
int lsn_time_grid_get_y (LsnTimeGrid *self, int minute);

G_END_DECLS
