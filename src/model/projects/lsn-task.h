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
  LSN_TASK_OWN_CLIENT_ID, /* nullable: where it is not that of the project */
  LSN_TASK_SPENT_MINUTES,
  LSN_TASK_AMOUNT_MINOR, /* what it is worth, with its currency */
  LSN_TASK_CURRENCY,
  LSN_TASK_RRULE,        /* nullable: RFC 5545 */
  LSN_TASK_REPEAT_MODE,  /* 'fixed', 'after-done' */
  LSN_TASK_PREVIOUS_ID,  /* nullable: the occurrence before */
  LSN_TASK_MILESTONE_ID, /* nullable: what waits for it */
  LSN_TASK_ROLE,         /* nullable: who does it, as the plan template names the part */
  LSN_TASK_BASELINE_START_ON,
  LSN_TASK_BASELINE_DUE_ON,
  /* derived */
  LSN_TASK_PROJECT_NAME,
  LSN_TASK_CLIENT_ID, /* its own, else that of its project */
  LSN_TASK_CLIENT_NAME,
  LSN_TASK_ASSIGNEE_NAME,
  LSN_TASK_ITEMS,      /* of its checklist */
  LSN_TASK_ITEMS_DONE, /* of them done */
  LSN_TASK_LABELS,     /* lsn_task_labels_split() */
  LSN_TASK_COMMENTS,   /* how many, as the next two */
  LSN_TASK_FILES,      /* with links to pages */
  LSN_TASK_BLOCKERS,   /* cards that must be done before */
  LSN_TASK_COLUMN_TITLE,
  LSN_TASK_PARENT_TITLE, /* of the card of a checklist item */
  N_LSN_TASK_FIELDS
} LsnTaskField;

#define LSN_TYPE_TASK (lsn_task_get_type ())
G_DECLARE_FINAL_TYPE (LsnTask, lsn_task, LSN, TASK, LsnRecord)

extern const LsnRecordInfo lsn_task_info;

/* A label as a card shows it: its colour is one of lsn_label_colors. */
typedef struct
{
  const char *color; /* borrowed from the text */
  const char *name;  /* likewise */
} LsnLabelMark;

/* Takes LSN_TASK_LABELS apart, writing into @text. @marks: at most @n. Returns: how many there are.
 */
guint lsn_task_labels_split (char *text, LsnLabelMark *marks, guint n);

/* The items of a card's checklist, in their order, on the reader. */
typedef struct
{
  gint64 task_id;   /* in */
  GPtrArray *items; /* out, owned; element-type LsnRow */
} LsnChecklist;

void lsn_checklist_free (LsnChecklist *self);
gboolean lsn_checklist_on_worker (LsnDatabase *db, gpointer checklist, GCancellable *cancellable,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnChecklist, lsn_checklist_free)

G_END_DECLS
