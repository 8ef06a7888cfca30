/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/projects/lsn-board.h"
#include "model/projects/lsn-task-parts.h"
#include "views/lsn-context.h"
#include "views/projects/lsn-task-card.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnBoardView: the lanes of a board side by side, and what one does with cards.
 *
 * A card that is moved is shown in its new place at once, whatever the workspace is busy with, and
 * goes back where the write fails. Signals: `reload`: what is shown should be read again;
 * `collapsed`: the user closed or opened a lane.
 */
#define LSN_TYPE_BOARD_VIEW (lsn_board_view_get_type ())
G_DECLARE_FINAL_TYPE (LsnBoardView, lsn_board_view, LSN, BOARD_VIEW, GtkWidget)

LsnBoardView *lsn_board_view_new (LsnContext *context);

/* @board: (transfer full): as it was just read. Moves that are still being written are made in it.
 */
void lsn_board_view_show (LsnBoardView *self, LsnBoard *board);

/* Forgets what is shown, as another board comes. */
void lsn_board_view_clear (LsnBoardView *self);

/* What can be given to cards: labels and people. */
void lsn_board_view_set_choices (LsnBoardView *self, const LsnBoardChoices *choices);

void lsn_board_view_set_fields (LsnBoardView *self, LsnCardFields fields);

/* Keys of the lanes that are closed. (array zero-terminated=1) */
void lsn_board_view_set_collapsed (LsnBoardView *self, const char *const *keys);
GStrv lsn_board_view_dup_collapsed (LsnBoardView *self) G_GNUC_WARN_UNUSED_RESULT;

/* Lets cards be typed into the first lane. */
void lsn_board_view_focus_entry (LsnBoardView *self);

extern const LsnKey lsn_board_view_keys[];

G_END_DECLS
