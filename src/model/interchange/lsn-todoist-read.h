/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-board-file.h"
#include "model/interchange/lsn-csv.h"

G_BEGIN_DECLS

/* Whether the first row of a table is that of a Todoist template: TYPE, CONTENT … in any order. */
gboolean lsn_todoist_is_header (const char *const *cells, guint n);

/**
 * lsn_todoist_read:
 * @name: of the project: the file's, without what follows a dot
 * @rows: (transfer full): before its first row
 *
 * A project as Todoist exports it as a template, or in a backup: sections are columns, tasks cards,
 * tasks below tasks items of the checklist, notes comments, @words labels. A date in words is
 * understood as in quick capture; what is not is a line of the text.
 *
 * Returns: (nullable): %NULL with @error set.
 */
LsnBoardFile *
lsn_todoist_read (const char *name, LsnCsvReader *rows, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
