/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/projects/lsn-board.h"
#include "views/projects/lsn-board-cards.h"

G_BEGIN_DECLS

/**
 * LsnBoardLane: a lane of the board: its head, its cards in each row of the board, and an entry for
 * a new card.
 *
 * Signals, which only say what the user wants: `put (GArray *ids, guint swim, gint64 before_id)`,
 * `step (GArray *ids, guint swim, int direction)`, `dragging (gboolean)`, `selected (LsnBoardCards
 * *)`, `add (const char *title)`, `shift (int direction)`: the column goes one place on,
 * `column-dropped (gint64 column_id, gboolean behind)`, `collapse (gboolean)`.
 */
#define LSN_TYPE_BOARD_LANE (lsn_board_lane_get_type ())
G_DECLARE_FINAL_TYPE (LsnBoardLane, lsn_board_lane, LSN, BOARD_LANE, GtkWidget)

LsnBoardLane *lsn_board_lane_new (LsnContext *context, GMenuModel *card_menu, LsnBoardGather gather,
                                  gpointer gather_data);

/* Shows the lane at @place of @board; lanes of another key are other widgets. @groups: element-type
 * GtkSizeGroup: one for each row, that makes it as high in all lanes. */
void lsn_board_lane_show (LsnBoardLane *self, LsnBoard *board, guint place, GPtrArray *groups);

const char *lsn_board_lane_get_key (LsnBoardLane *self);
const LsnRow *lsn_board_lane_get_column (LsnBoardLane *self); /* nullable */

void lsn_board_lane_set_fields (LsnBoardLane *self, LsnCardFields fields);
void lsn_board_lane_set_collapsed (LsnBoardLane *self, gboolean collapsed);

guint lsn_board_lane_get_n_cells (LsnBoardLane *self);
LsnBoardCards *lsn_board_lane_get_cards (LsnBoardLane *self, guint swim);

/* Empties the entry, as what was typed is stored, and stays there. */
void lsn_board_lane_added (LsnBoardLane *self);
void lsn_board_lane_focus_entry (LsnBoardLane *self);

G_END_DECLS
