/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * LsnBoardFilter: which cards are wanted, in words.
 *
 * Russian and English alike: “overdue”, “today”, “tomorrow”, “this week”, “no date”, “mine”,
 * “blocked”, “done”, “archived”, “our move”, “client's move”, “performer's move”, “!!” and more,
 * “@who”, “#label”; anything else begins a word of the card, its client, project, assignee or
 * labels. All of them must hold; a minus turns one round.
 */
typedef struct _LsnBoardFilter LsnBoardFilter;

/* What is asked of a card; texts are borrowed and nullable. */
typedef struct
{
  const char *title;
  const char *text;
  const char *client;
  const char *project;
  const char *assignee;
  const char *labels; /* a name a line */
  const char *turn;
  gint64 priority;
  LsnDate due; /* LSN_DATE_NONE for none */
  gboolean mine;
  gboolean done;
  gboolean blocked;
  gboolean archived;
} LsnBoardFacts;

/* @text: (nullable) */
LsnBoardFilter *lsn_board_filter_new (const char *text, LsnDate today) G_GNUC_WARN_UNUSED_RESULT;
void lsn_board_filter_free (LsnBoardFilter *self);

gboolean lsn_board_filter_matches (LsnBoardFilter *self, const LsnBoardFacts *facts);

/* Whether it asks for done cards, or archived ones, by that word. */
gboolean lsn_board_filter_wants_done (LsnBoardFilter *self);
gboolean lsn_board_filter_wants_archived (LsnBoardFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnBoardFilter, lsn_board_filter_free)

G_END_DECLS
