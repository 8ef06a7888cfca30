/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-backup.h"
#include "store/lsn-salvage.h"

G_BEGIN_DECLS

/* Ways out of a workspace that does not open. Nobody has it open; the damaged file is kept. */

/**
 * lsn_rescue_stage:
 * @backup: a copy that lsn_backup_make() made, or any workspace's file
 * @draft: of lsn_replace_dup_draft()
 *
 * Copies @backup to the draft and checks it. LSN_STORE_ERROR_CORRUPT where it is damaged or not a
 * workspace, LSN_STORE_ERROR_TOO_NEW for data of a newer program.
 */
gboolean lsn_rescue_stage (const char *backup, const char *draft, const LsnSchema *schema,
                           GCancellable *cancellable, GError **error);

/* Puts a backup in the place of the damaged database. Blocks. */
gboolean lsn_rescue_restore (const char *folder, const LsnSchema *schema, const char *backup,
                             GCancellable *cancellable, GError **error);
void lsn_rescue_restore_async (const char *folder, const LsnSchema *schema, const char *backup,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean lsn_rescue_restore_finish (GAsyncResult *result, GError **error);

/* Puts what can be read in the place of the damaged database. Blocks. */
LsnSalvage *
lsn_rescue_salvage (const char *folder, const LsnSchema *schema, GCancellable *cancellable,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void
lsn_rescue_salvage_async (const char *folder, const LsnSchema *schema, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
LsnSalvage *
lsn_rescue_salvage_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
