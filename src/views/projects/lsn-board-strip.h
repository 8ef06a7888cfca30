/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/projects/lsn-task-parts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnBoardStrip: what cards can be dropped on besides lanes: days, people, clients.
 *
 * Signal `say (GArray *ids, const char *words)`: as of lsn_board_view_say().
 */
#define LSN_TYPE_BOARD_STRIP (lsn_board_strip_get_type ())
G_DECLARE_FINAL_TYPE (LsnBoardStrip, lsn_board_strip, LSN, BOARD_STRIP, GtkWidget)

GtkWidget *lsn_board_strip_new (void);

void lsn_board_strip_set_choices (LsnBoardStrip *self, const LsnBoardChoices *choices);

/* The days that are offered, and what they are called: for the menu too. Ends where @words is
 * %NULL.
 */
typedef struct
{
  const char *words;
  const char *label; /* N_() */
} LsnBoardDay;

extern const LsnBoardDay lsn_board_days[];

G_END_DECLS
