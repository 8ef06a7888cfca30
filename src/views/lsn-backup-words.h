/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When a backup was made: “Monday 23 November, 14:05”. @at: UTC microseconds */
char *lsn_backup_dup_when (gint64 at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
