/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LSN_TIME_NONE    (-1)
#define LSN_TIME_INVALID (-2)

/**
 * lsn_time_parse:
 * @text: (nullable): as people type a time of day: "15", "15:30", "15.30", "1530", "3 pm"
 *
 * Returns: the minute of the day, 0 … 1439; %LSN_TIME_NONE of a blank text, %LSN_TIME_INVALID of
 *   any other.
 */
int lsn_time_parse (const char *text);

G_END_DECLS
