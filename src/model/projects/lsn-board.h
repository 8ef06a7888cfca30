/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-record.h"

G_BEGIN_DECLS

/* What the lanes of a board stand for. */
typedef enum
{
  LSN_BOARD_BY_COLUMN,
  LSN_BOARD_BY_CLIENT,
  LSN_BOARD_BY_ASSIGNEE,
  LSN_BOARD_BY_PRIORITY,
  LSN_BOARD_BY_WEEK,
  LSN_BOARD_BY_LABEL,
  LSN_BOARD_BY_NOTHING,
  N_LSN_BOARD_BY
} LsnBoardBy;

/* "column", "client", …: static, for settings. Returns LSN_BOARD_BY_COLUMN of anything else. */
const char *lsn_board_by_get_name (LsnBoardBy by);
LsnBoardBy lsn_board_by_from_name (const char *name);

/* Ids of the lanes by week. */
typedef enum
{
  LSN_WEEK_LATE,
  LSN_WEEK_THIS,
  LSN_WEEK_NEXT,
  LSN_WEEK_LATER,
  LSN_WEEK_NEVER, /* without a date */
  N_LSN_WEEKS
} LsnWeek;

typedef struct
{
  char *key;      /* owned: names the lane as long as it exists */
  char *title;    /* owned */
  gint64 id;      /* of the column, client, member or label; 0 for none of them, and for columns of
                     several projects that are one lane by their title; priority; LsnWeek */
  LsnRow *column; /* owned, nullable: where @id is one */
  gboolean done;  /* its cards are done */
  gint64 limit;   /* 0 for none */
  guint n;        /* cards */
  gint64 minutes; /* estimated */
  gint64 amount;  /* what the cards are worth, where that is one currency */
  char currency[4]; /* "" for no amount, or several currencies */
} LsnLane;

/**
 * LsnBoard: the cards of a project, of a client or of everything, in lanes, read at once.
 *
 * Cards stand in the order made by hand where the lanes are columns, else by priority and term;
 * lanes that are no columns have open cards alone.
 */
typedef struct
{
  gint64 project_id; /* in: 0 for the projects of a client, or all */
  gint64 client_id;  /* in: 0 for all */
  LsnBoardBy by;     /* in */
  LsnBoardBy swim;   /* in: LSN_BOARD_BY_NOTHING for one row */
  char *filter;      /* in, owned, nullable: in words, see lsn-board-filter.h */
  LsnDate today;     /* in */

  GPtrArray *lanes; /* out, owned; element-type LsnLane */
  GPtrArray *swims; /* out, owned; element-type LsnLane: the rows, at least one */
  GPtrArray *cells; /* out, owned; element-type GArray of gint64: row by row; the cards' ids */
  guint n_cards;    /* out: that the filter left */
  guint n_all;      /* out */
} LsnBoard;

LsnBoard *lsn_board_new (gint64 project_id, gint64 client_id, LsnBoardBy by, LsnBoardBy swim,
                         const char *filter, LsnDate today) G_GNUC_WARN_UNUSED_RESULT;
void lsn_board_free (LsnBoard *self);

/* An LsnStoreFunc for the reader. */
gboolean
lsn_board_on_worker (LsnDatabase *db, gpointer board, GCancellable *cancellable, GError **error);

GArray *lsn_board_get_cell (LsnBoard *self, guint swim, guint lane);
LsnLane *lsn_board_get_lane (LsnBoard *self, guint lane);

/* Takes cards to another place, as the board will be read when that is written. @before_id: 0 for
 * the end. */
void lsn_board_move (LsnBoard *self, GArray *ids, guint swim, guint lane, gint64 before_id);

/* Tables whose changes may change a board. (array zero-terminated=1) */
extern const char *const lsn_board_tables[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnBoard, lsn_board_free)

G_END_DECLS
