/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lsn_reminder_clock_new:
 *
 * Returns: (nullable): a source that fires at a moment of the wall clock, also after a suspend, and
 * at once when the clock is set. The kernel's timer knows of both; a timeout of the main loop
 * sleeps through them.
 */
GSource *lsn_reminder_clock_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @at: UTC microseconds. */
void lsn_reminder_clock_set (GSource *source, gint64 at);

G_END_DECLS
