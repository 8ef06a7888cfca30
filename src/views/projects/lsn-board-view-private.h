/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/projects/lsn-board-lane.h"
#include "views/projects/lsn-board-view.h"

G_BEGIN_DECLS

struct _LsnBoardView
{
  GtkWidget parent_instance;

  LsnContext *context; /* owned */
  LsnBoard *board;     /* owned, nullable: as shown */
  GPtrArray *pending;  /* owned; element-type Pending: moves that are being written */
  LsnCardFields fields;
  GHashTable *collapsed; /* owned; set of keys */
  GPtrArray *groups;     /* owned; element-type GtkSizeGroup: of the rows, nullable */
  GMenu *card_menu;      /* owned, with those below, which it has as parts */
  GMenu *choices_menu;
  GMenu *people_menu;
  GMenu *clients_menu;
  GMenu *labels_menu;
  gboolean unselecting;

  GtkWidget *overlay; /* borrowed, as all below */
  GtkWidget *scrolled;
  GtkWidget *lanes;
  GtkWidget *strip;
  GtkWidget *bar;
  GtkWidget *bar_label;
};

/* --- lsn-board-view-write.c ------------------------------------------------------------------- */

/* Makes what is being written in @board. */
void lsn_board_view_apply_pending (LsnBoardView *self, LsnBoard *board);
void lsn_board_view_free_pending (gpointer pending);

/* Cards go to a lane. */
void lsn_board_view_put (LsnBoardView *self, GArray *ids, guint swim, guint lane, gint64 before_id);

/* A word of the menu or the strip is said of cards: "due tomorrow", "assignee 17", "priority 2",
 * "label 4". */
void lsn_board_view_say (LsnBoardView *self, GArray *ids, const char *words);

void lsn_board_view_finish_cards (LsnBoardView *self, GArray *ids);
/* @back: out of the archive */
void lsn_board_view_archive_cards (LsnBoardView *self, GArray *ids, gboolean back);
void lsn_board_view_add_card (LsnBoardView *self, LsnBoardLane *widget, const char *title);
void lsn_board_view_move_column (LsnBoardView *self, gint64 column_id, gint64 before_id);

/* --- lsn-board-view.c ------------------------------------------------------------------------- */

/* Shows what self->board has now. */
void lsn_board_view_refresh (LsnBoardView *self);

/* @lane: its place on the board. Returns: (nullable) */
LsnBoardLane *lsn_board_view_get_lane (LsnBoardView *self, guint lane);

/* The place of a lane by its key, G_MAXUINT for none. */
guint lsn_board_view_find_lane (LsnBoardView *self, const char *key);

G_END_DECLS
