/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-store-error.h"

G_BEGIN_DECLS

/**
 * Putting another database in the place of the workspace's.
 *
 * The other one is made whole beside it under a draft's name, and counts from the moment that it is
 * renamed to `workspace.db.next-…`. From then on whoever opens the workspace finishes the work, no
 * matter where the last one was stopped: the log goes aside, the database goes aside, the next one
 * takes its name.
 */
typedef enum
{
  LSN_REPLACE_KEPT,   /* the file before is damaged: it stays as `workspace.db.damaged-…` */
  LSN_REPLACE_COPIED, /* a backup has what is in it: it goes */
} LsnReplaceKind;

/* Returns: where to make the next database. What a killed program left there is removed. */
char *lsn_replace_dup_draft (const char *database) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_replace_commit:
 * @draft: a whole database in one file, at lsn_replace_dup_draft()
 * @now: UTC microseconds, names the file before
 * @aside: (out) (optional): where the file before will be
 */
gboolean lsn_replace_commit (const char *database, const char *draft, LsnReplaceKind kind,
                             gint64 now, char **aside, GError **error);

/**
 * lsn_replace_finish:
 *
 * Does what is left to do, under the lock of the workspace and before anything opens the database.
 * Nothing where no next one stands there.
 */
gboolean lsn_replace_finish (const char *database, GError **error);

G_END_DECLS
