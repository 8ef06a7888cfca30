/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/calendar/lsn-event.h"

G_BEGIN_DECLS

/* No series gives more than this in one question, whatever its rule says. */
#define LSN_SERIES_MAX 5000

/* @time: on the wall clock of the event's zone. %FALSE ends the walk. */
typedef gboolean (*LsnSeriesFunc) (const LsnEventTime *time, gpointer user_data);

/**
 * lsn_series_expand:
 * @row: a whole event, which may repeat
 * @from: in the zone of the event, as @to
 *
 * Calls @func for each occurrence that touches the days @from … @to: those of the rule and those
 * put in, without those taken out or changed alone. A rule that cannot be read counts as none. On a
 * worker.
 */
gboolean lsn_series_expand (LsnDatabase *db, const LsnRow *row, LsnDate from, LsnDate to,
                            LsnSeriesFunc func, gpointer user_data, GError **error);

/* Returns: (transfer full): the zone of @row; %NULL of whole days and where it has none. */
GTimeZone *lsn_event_row_dup_zone (const LsnRow *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
