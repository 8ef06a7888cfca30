/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/calendar/lsn-event-write.h"
#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Adds an event or changes one; of a series one occurrence, those after it too, or all. */
#define LSN_TYPE_EVENT_DIALOG (lsn_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnEventDialog, lsn_event_dialog, LSN, EVENT_DIALOG, LsnFormDialog)

/* @occurrence: (nullable): which one of a series, as 'YYYY-MM-DD[THH:MM]' */
AdwDialog *lsn_event_dialog_new (LsnContext *context, gint64 id, const char *occurrence);

/* For a new one. @time: (nullable): the next full hour where it is %NULL */
AdwDialog *lsn_event_dialog_new_at (LsnContext *context, const LsnEventTime *time);

G_END_DECLS
