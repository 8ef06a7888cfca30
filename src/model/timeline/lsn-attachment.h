/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* A file kept with a client or an entry. Its bytes stand once in the workspace's files folder,
 * named by their SHA-256, so a hostile name never becomes a path. */

typedef enum
{
  LSN_ATTACHMENT_ID,
  LSN_ATTACHMENT_ENTRY_ID,
  LSN_ATTACHMENT_CLIENT_ID,
  LSN_ATTACHMENT_NAME,
  LSN_ATTACHMENT_HASH,
  LSN_ATTACHMENT_SIZE,
  LSN_ATTACHMENT_MIME,
  LSN_ATTACHMENT_CREATED_AT,
  N_LSN_ATTACHMENT_FIELDS
} LsnAttachmentField;

extern const LsnRecordInfo lsn_attachment_info;

/**
 * lsn_attachment_add:
 * @files_folder: of lsn_store_get_files_folder()
 * @file: read to its end, in pieces
 *
 * Keeps the bytes, durably, before the row that names them. Runs on the writer.
 *
 * Errors: G_IO_ERROR where the file cannot be read or kept, LSN_STORE_ERROR.
 */
gboolean
lsn_attachment_add (LsnDatabase *db, const char *files_folder, GFile *file, gint64 entry_id,
                    gint64 client_id, gint64 now, GCancellable *cancellable, GError **error);

/* The name without path parts, control and bidi characters. */
char *lsn_attachment_dup_safe_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;

char *
lsn_attachment_dup_path (const char *files_folder, const char *hash) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
