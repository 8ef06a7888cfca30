/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The only place that reads the wall clock and the machine's time zone. */

/** lsn_clock_now: Returns: UTC microseconds since 1970. Any thread. */
gint64 lsn_clock_now (void);

/**
 * lsn_clock_dup_zone:
 *
 * Returns: (transfer full): the zone of the machine now: TZ, else /etc/localtime. A traveller's
 *   change is followed at the next call. Any thread.
 */
GTimeZone *lsn_clock_dup_zone (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_clock_set_for_test:
 * @now_us: what lsn_clock_now() answers from now on; 0 ends that
 * @zone: (nullable): an IANA name that lsn_clock_dup_zone() answers; %NULL ends that
 */
void lsn_clock_set_for_test (gint64 now_us, const char *zone);

G_END_DECLS
