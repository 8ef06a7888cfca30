/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-backup.h"
#include "store/lsn-schema.h"

G_BEGIN_DECLS

#define LSN_TYPE_STORE (lsn_store_get_type ())

/**
 * LsnStore: a workspace folder, opened.
 *
 * One process owns it (a kernel lock on the folder). One writer connection on its own thread does
 * all writes and checkpoints, one reader connection on another answers questions. One action is one
 * transaction and one changeset in the journal, which is undo, redo, trash and history at once.
 *
 * Signal `changed (LsnChanges *changes)`: emitted on the thread that made the store after each
 * durable transaction, with exactly the rows it changed. Views listen to this and to nothing else.
 *
 * Signal `replaced ()`: a backup will stand in the place of the workspace as soon as this store is
 * closed and another one is opened. Nothing can be written until then.
 */
G_DECLARE_FINAL_TYPE (LsnStore, lsn_store, LSN, STORE, GObject)

/* Runs on the reader's or the writer's thread. Takes plain data in @data, leaves its results there.
 */
typedef gboolean (*LsnStoreFunc) (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                                  GError **error);

/**
 * lsn_store_open:
 * @folder: made with mode 0700 when it is not there
 * @actor: who acts, for the history
 *
 * Opens or makes the workspace: takes the lock, keeps a backup before it migrates. What cannot be
 * written, and what a newer version wrote, is opened for reading without touching a byte. A damaged
 * one is not opened (LSN_STORE_ERROR_CORRUPT, see lsn-rescue.h). Blocks; a window calls
 * lsn_store_open_async().
 *
 * Errors: LSN_STORE_ERROR.
 */
LsnStore *lsn_store_open (const char *folder, const LsnSchema *schema, const char *actor,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Tells on the calling thread what takes time while a workspace is opened: a sentence, and how far
 * it has come from 0 to 1, or below 0 where nobody knows. */
typedef void (*LsnStoreProgress) (const char *what, double fraction, gpointer user_data);

/* @progress: (nullable) */
void
lsn_store_open_async (const char *folder, const LsnSchema *schema, const char *actor,
                      LsnStoreProgress progress, gpointer progress_data, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data);
LsnStore *lsn_store_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Finishes what is queued, checkpoints, drops the lock. What is asked afterwards ends with
 * G_IO_ERROR_CANCELLED. */
void lsn_store_close (LsnStore *self);

const char *lsn_store_get_folder (LsnStore *self);

/**
 * lsn_store_get_read_only:
 *
 * Returns: (nullable): why nothing can be written, to follow a colon; %NULL where it can. Every
 *   write then fails with LSN_STORE_ERROR_READ_ONLY.
 */
const char *lsn_store_get_read_only (LsnStore *self);
const char *lsn_store_get_files_folder (LsnStore *self); /* attachments, by content hash */

/**
 * lsn_store_read_async:
 * @data: (nullable): in and out of @func; @destroy frees it on the calling thread
 *
 * The callback gets @data back from lsn_store_finish(). Cancelling stops running SQL.
 */
void
lsn_store_read_async (LsnStore *self, LsnStoreFunc func, gpointer data, GDestroyNotify destroy,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * lsn_store_scan_async:
 *
 * A read that takes long, as of all clients: on a thread and a connection of its own, so that what
 * the user looks at meanwhile is answered at once. Scans wait for one another.
 */
void
lsn_store_scan_async (LsnStore *self, LsnStoreFunc func, gpointer data, GDestroyNotify destroy,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * lsn_store_write_async:
 * @label: what the user did, translated, header capitals: “Move Card”; shown in history and undo
 *
 * One BEGIN IMMEDIATE, @func, projections, journal row, COMMIT with synchronous=EXTRA: the callback
 * means durable. When @func fails everything is rolled back.
 */
void lsn_store_write_async (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                            GDestroyNotify destroy, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);

/**
 * lsn_store_import_async:
 *
 * A write of many rows, journalled as a batch: every row that @func inserts carries
 * lsn_database_get_batch() in `import_id`, and is undone by it. What it does to rows that were
 * there before stands between lsn_database_amend_begin() and lsn_database_amend_end(). One undo for
 * both.
 */
void lsn_store_import_async (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                             GDestroyNotify destroy, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/**
 * lsn_store_undo_async:
 * @journal_id: an entry of the journal, or 0 for the last one that is not undone
 *
 * Applies the inverse of one action. LSN_STORE_ERROR_CONFLICT, with nothing changed, when a row was
 * changed since; LSN_STORE_ERROR_NOT_FOUND when there is nothing to undo.
 */
void lsn_store_undo_async (LsnStore *self, gint64 journal_id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);

/* Applies again what was undone last, while nothing else was done since. */
void lsn_store_redo_async (LsnStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * lsn_store_finish:
 *
 * Ends any of the calls above.
 *
 * Returns: (transfer none) (nullable): the @data of a read, write or import (any non-%NULL pointer
 *   where it was %NULL), borrowed as long as @result lives; for undo and redo the label of the
 * action, likewise. %NULL with @error set on failure.
 */
gpointer lsn_store_finish (LsnStore *self, GAsyncResult *result, GError **error);

/**
 * lsn_store_get_journal_id:
 * @result: of a finished write or import
 *
 * Returns: the journal entry that undoes it, 0 when it changed nothing.
 */
gint64 lsn_store_get_journal_id (LsnStore *self, GAsyncResult *result);

/**
 * lsn_store_backup_async:
 * @max_age_us: nothing is done while the newest backup is younger than this
 *
 * Makes a verified copy of the workspace in its folder `backups`, on a thread and a connection of
 * its own.
 */
void lsn_store_backup_async (LsnStore *self, LsnBackupReason reason, gint64 max_age_us,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);

/* Returns: (transfer full) (nullable): the path, or %NULL without @error where none was due. */
char *lsn_store_backup_finish (LsnStore *self, GAsyncResult *result, GError **error);

/* The same, waiting. @path: (nullable): where the user wants it, else with the others */
char *
lsn_store_backup_sync (LsnStore *self, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_store_restore_async:
 * @backup: a file that lsn_backup_make() made, or any workspace's database
 *
 * Checks @backup, keeps a backup of the present state, and lays @backup ready: one job of the
 * writer. Then `replaced` is emitted; who opened the store closes it and opens another one, which
 * has the data of @backup. Until it is laid ready nothing has happened.
 *
 * Returns: (transfer full): the backup of the present state, which undoes this.
 */
void lsn_store_restore_async (LsnStore *self, const char *backup, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
char *lsn_store_restore_finish (LsnStore *self, GAsyncResult *result,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *lsn_store_restore_sync (LsnStore *self, const char *backup,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a backup is laid ready, and nothing can be written any more. */
gboolean lsn_store_is_replaced (LsnStore *self);

const char *lsn_store_get_backups_folder (LsnStore *self);
const char *lsn_store_get_database_path (LsnStore *self);

/**
 * lsn_store_collect_files_async:
 *
 * Removes files that nobody can want back (lsn_files_collect()), on a thread of its own.
 *
 * Finish returns: how many went; -1 with @error set.
 */
void lsn_store_collect_files_async (LsnStore *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gssize lsn_store_collect_files_finish (LsnStore *self, GAsyncResult *result, GError **error);

/* The same, waiting: for programs without a main loop. `changed` still comes from the main loop.
 * @label of undo and redo: (out) (optional) (transfer full). */
gboolean lsn_store_read_sync (LsnStore *self, LsnStoreFunc func, gpointer data, GError **error);
gboolean lsn_store_write_sync (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                               GError **error);
gboolean lsn_store_import_sync (LsnStore *self, const char *label, LsnStoreFunc func, gpointer data,
                                GCancellable *cancellable, GError **error);
gboolean lsn_store_undo_sync (LsnStore *self, gint64 journal_id, char **label, GError **error);
gboolean lsn_store_redo_sync (LsnStore *self, char **label, GError **error);

G_END_DECLS
