/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/* Why a copy was made; stands in its name. */
typedef enum
{
  LSN_BACKUP_DAILY,
  LSN_BACKUP_ASKED,   /* by the user */
  LSN_BACKUP_UPGRADE, /* before a migration */
  LSN_BACKUP_IMPORT,  /* before an import */
  LSN_BACKUP_RESTORE, /* before another copy was put back: the way to undo that */
} LsnBackupReason;

typedef struct
{
  char *path;  /* owned */
  gint64 at;   /* UTC microseconds, by its name */
  gint64 size; /* bytes */
  LsnBackupReason reason;
} LsnBackup;

void lsn_backup_free (LsnBackup *self);

/**
 * lsn_backup_make:
 * @source: any connection of the workspace
 * @folder: where the copy goes, as `workspace-YYYYMMDD-HHMMSS.db`, with the reason if it has one
 * @now: UTC microseconds, names the copy
 *
 * Copies the whole database page by page, reopens the copy, checks it, and only then gives it its
 * name. A copy that fails its check is removed. Old copies are thinned to the last 7 days, 4 weeks
 * and 12 months; those with a reason stay for 30 days, the last five of each.
 *
 * Returns: (nullable): the path; %NULL with @error set.
 */
char *lsn_backup_make (LsnDatabase *source, const char *folder, LsnBackupReason reason, gint64 now,
                       GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same to a file that the user chose; what was there is replaced once the copy is checked. */
gboolean lsn_backup_make_at (LsnDatabase *source, const char *path, GCancellable *cancellable,
                             GError **error);

/* Copies, checks and syncs a draft, which its maker gives a name. */
gboolean
lsn_backup_copy (LsnDatabase *source, const char *draft, GCancellable *cancellable, GError **error);

/* Returns: (element-type LsnBackup): the newest first. */
GPtrArray *lsn_backup_list (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

/* When the newest copy in @folder was made, UTC microseconds by its name; 0 where there is none. */
gint64 lsn_backup_get_newest (const char *folder);

G_END_DECLS
