/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-board-file.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* LsnBoardSource: a file of boards, whatever it is called: its content tells what it is. */
typedef struct
{
  const char *kind;  /* static: "trello", "todoist", "liaison-board" */
  GPtrArray *boards; /* owned; element-type LsnBoardFile; one, or those of a backup */
} LsnBoardSource;

/**
 * lsn_board_source_new_for_file:
 *
 * On a worker, where reading may block. Files up to 256 MB, tables in archives up to 64 MB.
 *
 * Returns: (nullable): %NULL without @error where the file is none of boards, such as a table of
 *   clients; with @error (LSN_INTERCHANGE_ERROR, G_IO_ERROR) where it cannot be read.
 */
LsnBoardSource *lsn_board_source_new_for_file (GFile *file, GCancellable *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_board_source_free (LsnBoardSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnBoardSource, lsn_board_source_free)

G_END_DECLS
