/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/timeline/lsn-kept-file.h"
#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnKeeping: files on their way into the workspace.
 *
 * They are copied one after another on a thread, as large as they are, while the window goes on. It
 * is a row that tells how far it is and can be cancelled; it shows itself only where it takes
 * longer than one notices.
 */
#define LSN_TYPE_KEEPING (lsn_keeping_get_type ())
G_DECLARE_FINAL_TYPE (LsnKeeping, lsn_keeping, LSN, KEEPING, AdwActionRow)

/* @files: element-type LsnKeptFile: those that could be kept, none where it was cancelled. What
 * went wrong was told by the context. Called once, while the owner lives. */
typedef void (*LsnKeepingDone) (GObject *owner, LsnKeeping *keeping, GPtrArray *files);

/* @files: element-type GFile. Begins at once; the row lives as long as it copies, or is shown. */
GtkWidget *
lsn_keeping_new (LsnContext *context, GPtrArray *files, LsnKeepingDone done, GObject *owner);

/* @list: a GListModel of GFile, or a GdkFileList, as files from a chooser and by a drop come. */
GPtrArray *lsn_keeping_list_model_files (GListModel *list) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *lsn_keeping_list_dropped_files (const GValue *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
