/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"
#include "views/projects/lsn-task-card.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnBoardCards: the cards of one cell of a board, recycled by a list view.
 *
 * It only says what the user wants. Signals: `put (GArray *ids, gint64 before_id)`: cards were
 * dropped here, or moved by Alt and an arrow; `step (GArray *ids, int direction)`: they go to the
 * lane beside; `dragging (gboolean)`; `selected`: other cards are selected, or none.
 */
#define LSN_TYPE_BOARD_CARDS (lsn_board_cards_get_type ())
G_DECLARE_FINAL_TYPE (LsnBoardCards, lsn_board_cards, LSN, BOARD_CARDS, GtkWidget)

LsnBoardCards *lsn_board_cards_new (LsnContext *context);

/* Element-type gint64. */
void lsn_board_cards_set_ids (LsnBoardCards *self, GArray *ids);

/* The name for assistive technology. */
void lsn_board_cards_set_title (LsnBoardCards *self, const char *title);

void lsn_board_cards_set_fields (LsnBoardCards *self, LsnCardFields fields);

/* Whether the order is made by hand: where not, cards that are dropped find their place. */
void lsn_board_cards_set_ordered (LsnBoardCards *self, gboolean ordered);

/* As high as its cards, up to @height; 0: as high as there is room. */
void lsn_board_cards_set_max_height (LsnBoardCards *self, int height);

/* The cards that an action is about: the selected ones, else the focused one. Element-type gint64.
 */
GArray *lsn_board_cards_dup_acting (LsnBoardCards *self) G_GNUC_WARN_UNUSED_RESULT;
GArray *lsn_board_cards_dup_selected (LsnBoardCards *self) G_GNUC_WARN_UNUSED_RESULT;
void lsn_board_cards_unselect_all (LsnBoardCards *self);
gboolean lsn_board_cards_has_focus (LsnBoardCards *self);

/* Asked for the selected cards of the whole board, when a selected one is dragged or moved.
 * Returns: (transfer full): element-type gint64 */
typedef GArray *(*LsnBoardGather) (gpointer user_data);
void lsn_board_cards_set_gather (LsnBoardCards *self, LsnBoardGather gather, gpointer user_data);

/* Focuses a card as soon as it is here. */
void lsn_board_cards_focus_task (LsnBoardCards *self, gint64 task_id);

/* The menu of a card; shared by all cells. */
void lsn_board_cards_set_menu (LsnBoardCards *self, GMenuModel *menu);

G_END_DECLS
