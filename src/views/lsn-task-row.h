/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/projects/lsn-task.h"
#include "views/lsn-context.h"
#include "widgets/lsn-key.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnTaskRow: a card, or an item of a checklist, that is due: what, by when, whose.
 *
 * Its buttons and keys are the application's commands (app.tasks-done …).
 */
#define LSN_TYPE_TASK_ROW (lsn_task_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnTaskRow, lsn_task_row, LSN, TASK_ROW, GtkListBoxRow)

GtkWidget *lsn_task_row_new (LsnContext *context, LsnTask *task, LsnDate today);

gint64 lsn_task_row_get_id (LsnTaskRow *self);

/* The column for when it is due, and whether it is shown: as for LsnFollowupRow. */
GtkWidget *lsn_task_row_get_when (LsnTaskRow *self);
void lsn_task_row_set_wide (LsnTaskRow *self, gboolean wide);

extern const LsnKey lsn_task_row_keys[];

G_END_DECLS
