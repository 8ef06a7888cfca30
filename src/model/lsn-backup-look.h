/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnBackupLook: what is in a backup, for the one who chooses among them.
 */
typedef struct
{
  char *path; /* owned */
  gint64 n_clients;
  gint64 last_id; /* of the journal: what was done later is not in it */
} LsnBackupLook;

void lsn_backup_look_free (LsnBackupLook *self);

/* Checks the whole file and looks into it, on a thread. */
void lsn_backup_look_async (const char *path, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);

/* Returns: %NULL with LSN_STORE_ERROR_CORRUPT for a damaged one. */
LsnBackupLook *
lsn_backup_look_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * LsnBackupSince: what was done since a backup, and would be missing.
 */
typedef struct
{
  gint64 last_id;   /* in: of the backup */
  gint64 n_actions; /* out */
  gint64 n_clients; /* out: that there are now */
  char *last_label; /* out, nullable: what was done last */
} LsnBackupSince;

void lsn_backup_since_free (LsnBackupSince *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_backup_since_on_worker (LsnDatabase *db, gpointer since, GCancellable *cancellable,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnBackupLook, lsn_backup_look_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnBackupSince, lsn_backup_since_free)

G_END_DECLS
