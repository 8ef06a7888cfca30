/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/timeline/lsn-kept-file.h"
#include "store/lsn-record.h"

G_BEGIN_DECLS

/* A file kept with a client, an entry, a card or a project: the name it goes by, and which bytes
 * they are. */

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
  LSN_ATTACHMENT_TASK_ID,
  LSN_ATTACHMENT_PROJECT_ID,
  N_LSN_ATTACHMENT_FIELDS
} LsnAttachmentField;

extern const LsnRecordInfo lsn_attachment_info;

/**
 * lsn_attachment_add:
 * @id: (out) (optional): of the row
 *
 * Writes the row of a file that is kept already; a name that the client has gets a number. Runs on
 * the writer.
 */
gboolean lsn_attachment_add (LsnDatabase *db, const LsnKeptFile *file, gint64 entry_id,
                             gint64 client_id, gint64 now, gint64 *id, GError **error);

/* The same for a card. */
gboolean lsn_attachment_add_to_task (LsnDatabase *db, const LsnKeptFile *file, gint64 task_id,
                                     gint64 now, GError **error);

/* The same for a project. @id: (out) (optional) */
gboolean lsn_attachment_add_to_project (LsnDatabase *db, const LsnKeptFile *file, gint64 project_id,
                                        gint64 now, gint64 *id, GError **error);

char *
lsn_attachment_dup_path (const char *files_folder, const char *hash) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
