/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnBoardLane: a column of the board: its head, its cards, and an entry for a new card.
 *
 * The cards are recycled by a list view over a record list. A drop, or Alt and an arrow, asks the
 * board for a move: signal `move (GArray *ids, gint64 column_id, gint64 before_id)`; Alt+Left and
 * Alt+Right tell `step (gint64 id, int direction)`, as only the board knows the neighbours.
 */
#define LSN_TYPE_BOARD_LANE (lsn_board_lane_get_type ())
G_DECLARE_FINAL_TYPE (LsnBoardLane, lsn_board_lane, LSN, BOARD_LANE, GtkWidget)

GtkWidget *lsn_board_lane_new (LsnContext *context, const LsnRow *column);

gint64 lsn_board_lane_get_column_id (LsnBoardLane *self);

/* Takes new words of the same column. */
void lsn_board_lane_set_column (LsnBoardLane *self, const LsnRow *column);

/* The cards, in order. @ids: element-type gint64 */
void lsn_board_lane_set_ids (LsnBoardLane *self, GArray *ids);

/* Focuses a card as soon as it is in the lane. */
void lsn_board_lane_focus_task (LsnBoardLane *self, gint64 task_id);

void lsn_board_lane_focus_entry (LsnBoardLane *self);

G_END_DECLS
