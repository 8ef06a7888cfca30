/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LsnKeptFile: a file whose bytes stand in the workspace already, before a row names it.
 *
 * They stand once in the files folder, named by their SHA-256, so a hostile name never becomes a
 * path. Keeping takes as long as the disk needs, so it is done on a thread of its own and not on
 * the writer; no row that names the bytes is written before they are durable. Any thread.
 */
typedef struct
{
  char *name; /* owned: safe to show, and as the name of a copy */
  char *hash; /* owned: also what the field `avatar` of a client or a contact holds */
  char *mime; /* owned, nullable */
  gint64 size;
} LsnKeptFile;

/**
 * lsn_kept_file_new:
 * @files_folder: of lsn_store_get_files_folder()
 * @file: an ordinary file, read to its end in pieces; nothing is left of it when cancelled
 * @progress: (nullable): called on this thread, now and then, with what was read and the size
 *
 * Errors: G_IO_ERROR, with the name of the file and what was wrong in the message.
 */
LsnKeptFile *
lsn_kept_file_new (const char *files_folder, GFile *file, GFileProgressCallback progress,
                   gpointer progress_data, GCancellable *cancellable,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for what stands in memory, such as the picture in a vCard. */
LsnKeptFile *lsn_kept_file_new_from_bytes (const char *files_folder, const char *name,
                                           GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

LsnKeptFile *lsn_kept_file_copy (const LsnKeptFile *self) G_GNUC_WARN_UNUSED_RESULT;
void lsn_kept_file_free (LsnKeptFile *self);

/* Takes away what copies that were cut off an hour ago or more left behind. */
void lsn_kept_file_clean (const char *files_folder);

/* The name without path parts, control and bidi characters, no longer than a file system takes; its
 * extension stays. */
char *lsn_kept_file_dup_safe_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_kept_file_is_dangerous:
 * @name: of the file
 * @head: (nullable) (array length=length): its first bytes
 *
 * Returns: whether opening it may run what somebody else wrote: a program, a script, a launcher, a
 *   page with scripts, a document with macros.
 */
gboolean lsn_kept_file_is_dangerous (const char *name, const char *head, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnKeptFile, lsn_kept_file_free)

G_END_DECLS
