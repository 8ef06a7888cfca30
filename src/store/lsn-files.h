/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-workspace.h"

G_BEGIN_DECLS

/* So long a file stays that nobody names. */
#define LSN_FILES_KEPT_US (30 * G_TIME_SPAN_DAY)

/**
 * lsn_files_collect:
 * @now: UTC microseconds
 * @n: (out): how many files went
 *
 * Removes from the folder `files` what nobody can want back: files older than LSN_FILES_KEPT_US
 * whose hash stands in no row of the workspace, in no entry of its journal, and in no backup. Where
 * one of these cannot be read to its end, and while a damaged database lies beside, nothing goes.
 *
 * Reads for long, on connections of its own. Any thread, while the store is open.
 */
gboolean lsn_files_collect (const LsnWorkspace *workspace, gint64 now, guint *n,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
