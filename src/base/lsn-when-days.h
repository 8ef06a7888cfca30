/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day counted from today, in words; apart from lsn-when, so that a small program need not load
 * ICU for it. */

/**
 * lsn_when_dup_days:
 * @days: from today, negative for what is over
 *
 * Returns: “today”, “tomorrow”, “in 3 days”, “yesterday”, “5 days ago”.
 */
char *lsn_when_dup_days (int days) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
