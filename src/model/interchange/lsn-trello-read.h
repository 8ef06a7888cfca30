/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-board-file.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * lsn_trello_read:
 * @root: what Trello's “Print, export, and share → Export as JSON” gives
 *
 * Lists, cards, labels, checklists, members, dates, comments, attachments as links, custom fields,
 * archived things and the order are carried over; everything else that says something is told in
 * `left_out`. Programs that write alike (WeKan) are read as far as their words are the same.
 *
 * Returns: (nullable): %NULL where it is no such board.
 */
LsnBoardFile *lsn_trello_read (JsonObject *root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
