/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-board-file.h"
#include "store/lsn-record.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a plan has besides its board, in and out of our own JSON: the tables of fields say what
 * there is, for both ways. People are told by name. */

/* Reads the rows of a project into @file. On the reader. */
gboolean
lsn_board_parts_load (LsnDatabase *db, LsnBoardFile *file, const LsnRow *project, GError **error);

/* Writes the rows of @file to a project; @milestones (element-type gint64) gets the ids of
 * milestones, by place. On the writer. */
gboolean lsn_board_parts_write (LsnDatabase *db, const LsnBoardFile *file, gint64 project_id,
                                GArray *milestones, GError **error);

/* As members of the open object. */
void lsn_board_parts_put (JsonBuilder *builder, const LsnBoardFile *file);
void lsn_board_parts_read (JsonObject *root, LsnBoardFile *file);

G_END_DECLS
