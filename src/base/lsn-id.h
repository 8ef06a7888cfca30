/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lsn_id_new:
 *
 * Makes an id for a new row: 42 bits of milliseconds since 2020, then 21 random bits. Ids grow with
 * time, also within one millisecond of one process, and two machines do not meet.
 *
 * Returns: in 1 … G_MAXINT64. Any thread.
 */
gint64 lsn_id_new (void);

/**
 * lsn_id_follow:
 *
 * Ids from now on are higher than @id, even where the clock was set back since that one was made.
 */
void lsn_id_follow (gint64 id);

/**
 * lsn_id_get_time:
 * @id: an id of lsn_id_new()
 *
 * Returns: when it was made, UTC microseconds since 1970, to the millisecond.
 */
gint64 lsn_id_get_time (gint64 id);

G_END_DECLS
