/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* A card of a board, or an item of a card's checklist: a task with a parent. */

typedef enum
{
  LSN_TASK_ID,
  LSN_TASK_PROJECT_ID,
  LSN_TASK_COLUMN_ID, /* nullable */
  LSN_TASK_PARENT_ID, /* nullable: of a checklist item its card */
  LSN_TASK_ASSIGNEE_ID,
  LSN_TASK_TITLE,
  LSN_TASK_TEXT,
  LSN_TASK_START_ON,
  LSN_TASK_DUE_ON,
  LSN_TASK_ESTIMATE_MINUTES,
  LSN_TASK_PRIORITY, /* 0 … 3 */
  LSN_TASK_RANK,     /* its place among its neighbours: base/lsn-rank.h */
  LSN_TASK_TURN,
  LSN_TASK_TURN_SINCE,
  LSN_TASK_ENTERED_AT, /* when it came into its column */
  LSN_TASK_DONE_AT,
  LSN_TASK_CREATED_AT,
  LSN_TASK_ARCHIVED_AT,
  /* derived */
  LSN_TASK_PROJECT_NAME,
  LSN_TASK_CLIENT_ID,
  LSN_TASK_CLIENT_NAME,
  LSN_TASK_ASSIGNEE_NAME,
  LSN_TASK_ITEMS,      /* of its checklist */
  LSN_TASK_ITEMS_DONE, /* of them done */
  N_LSN_TASK_FIELDS
} LsnTaskField;

#define LSN_TYPE_TASK (lsn_task_get_type ())
G_DECLARE_FINAL_TYPE (LsnTask, lsn_task, LSN, TASK, LsnRecord)

extern const LsnRecordInfo lsn_task_info;

/* The tables that a list of cards must watch. (array zero-terminated=1) */
extern const char *const lsn_task_tables[];

/* An LsnRecordQueryFunc: the cards of the column whose id @query points to, in their order. */
gboolean lsn_task_lane_on_worker (LsnDatabase *db, gpointer query, GArray *ids,
                                  GCancellable *cancellable, GError **error);

/* A board: its columns and the checklist of one card, read at once. */
typedef struct
{
  gint64 project_id;  /* in */
  GPtrArray *columns; /* out, owned; element-type LsnRow */
} LsnBoard;

LsnBoard *lsn_board_new (gint64 project_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_board_free (LsnBoard *self);
gboolean
lsn_board_on_worker (LsnDatabase *db, gpointer board, GCancellable *cancellable, GError **error);

/* The items of a card's checklist, in their order, on the reader. */
typedef struct
{
  gint64 task_id;   /* in */
  GPtrArray *items; /* out, owned; element-type LsnRow */
} LsnChecklist;

void lsn_checklist_free (LsnChecklist *self);
gboolean lsn_checklist_on_worker (LsnDatabase *db, gpointer checklist, GCancellable *cancellable,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnBoard, lsn_board_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnChecklist, lsn_checklist_free)

G_END_DECLS
