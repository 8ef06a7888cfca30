/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnYearGrid: the twelve months of a year, each day the darker the more is on it.
 *
 * Signals: `day (int date)` and `month (int date)`: one is asked for.
 */
#define LSN_TYPE_YEAR_GRID (lsn_year_grid_get_type ())
G_DECLARE_FINAL_TYPE (LsnYearGrid, lsn_year_grid, LSN, YEAR_GRID, GtkWidget)

GtkWidget *lsn_year_grid_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @counts: (array): how much is on each day of the year, from its first on; copied. @off: (array):
 * likewise, whether nobody works */
void lsn_year_grid_set_year (LsnYearGrid *self, int year, LsnDate today, const guint *counts,
                             const gboolean *off);

G_END_DECLS
