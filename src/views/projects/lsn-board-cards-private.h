/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/projects/lsn-board-cards.h"

G_BEGIN_DECLS

struct _LsnBoardCards
{
  GtkWidget parent_instance;

  LsnContext *context; /* owned */
  LsnCardFields fields;
  gboolean ordered;
  LsnBoardGather gather;
  gpointer gather_data;
  gint64 wanted;                /* the card that gets the focus when it comes, 0 for none */
  LsnRecordList *list;          /* owned */
  GtkMultiSelection *selection; /* owned */
  GMenuModel *menu;             /* owned, nullable */
  LsnTaskCard *gap;             /* weak: the card beside which a gap is open */
  gboolean dropping;            /* cards are held over these */
  graphene_point_t held_at;     /* where, of the view */
  guint gap_tick;
  guint focus_tick;
  int max_height; /* 0: as high as there is room */
  guint fit_tick;

  GtkWidget *scrolled; /* borrowed, as all below */
  GtkWidget *view;
};

/* --- lsn-board-cards.c ------------------------------------------------------------------------ */

/* G_MAXUINT for a card that shows nothing here. */
guint lsn_board_cards_find_position (LsnBoardCards *self, LsnTaskCard *card);

/* @item: (nullable): a row of the view. Returns: (nullable) */
LsnTaskCard *lsn_board_cards_get_card (GtkWidget *item);

/* A card that is not selected acts for itself, whatever is selected. Element-type gint64. */
GArray *lsn_board_cards_dup_cargo (LsnBoardCards *self, guint position) G_GNUC_WARN_UNUSED_RESULT;

/* --- lsn-board-cards-drag.c ------------------------------------------------------------------- */

/* Lets cards be dropped between these. */
void lsn_board_cards_add_drop_target (LsnBoardCards *self);

/* Lets @card, a row of these, be dragged, and take files. */
void lsn_board_cards_add_drag (LsnBoardCards *self, LsnTaskCard *card);

void lsn_board_cards_close_gap (LsnBoardCards *self);

G_END_DECLS
