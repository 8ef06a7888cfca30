/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/followups/lsn-important-date.h"
#include "widgets/lsn-key.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An important date that is near: what, whose, in how many days. Key n sets a next step for it. */
#define LSN_TYPE_DATE_ROW (lsn_date_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnDateRow, lsn_date_row, LSN, DATE_ROW, GtkListBoxRow)

GtkWidget *lsn_date_row_new (const LsnComingDate *date, LsnDate today);

gint64 lsn_date_row_get_client_id (LsnDateRow *self);

/* The column for the day, and whether it is shown: as for LsnFollowupRow. */
GtkWidget *lsn_date_row_get_when (LsnDateRow *self);
void lsn_date_row_set_wide (LsnDateRow *self, gboolean wide);

extern const LsnKey lsn_date_row_keys[];

G_END_DECLS
