/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * lsn_backup_make:
 * @source: any connection of the workspace
 * @folder: where the copy goes, as `workspace-YYYYMMDD-HHMMSS.db`
 * @now: UTC microseconds, names the copy
 *
 * Copies the whole database page by page, reopens the copy, checks it, and only then gives it its
 * name. A copy that fails its check is removed. Old copies are thinned to the last 7 days, 4 weeks
 * and 12 months.
 *
 * Returns: (nullable): the path; %NULL with @error set.
 */
char *lsn_backup_make (LsnDatabase *source, const char *folder, gint64 now,
                       GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* When the newest copy in @folder was made, UTC microseconds by its name; 0 where there is none. */
gint64 lsn_backup_get_newest (const char *folder);

G_END_DECLS
