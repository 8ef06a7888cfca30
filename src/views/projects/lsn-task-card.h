/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "model/projects/lsn-task.h"
#include "widgets/lsn-key.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card on the board. A lane recycles its cards, so one widget shows one task after the other. */
#define LSN_TYPE_TASK_CARD (lsn_task_card_get_type ())
G_DECLARE_FINAL_TYPE (LsnTaskCard, lsn_task_card, LSN, TASK_CARD, GtkWidget)

typedef enum
{
  LSN_GAP_NONE,
  LSN_GAP_ABOVE,
  LSN_GAP_BELOW,
} LsnGap;

/* What is shown beside the title. */
typedef enum
{
  LSN_CARD_CLIENT = 1 << 0,
  LSN_CARD_PROJECT = 1 << 1,
  LSN_CARD_LABELS = 1 << 2,
  LSN_CARD_DUE = 1 << 3,
  LSN_CARD_CHECKLIST = 1 << 4,
  LSN_CARD_ASSIGNEE = 1 << 5,
  LSN_CARD_ESTIMATE = 1 << 6,
  LSN_CARD_COUNTS = 1 << 7, /* comments and files */
  LSN_CARD_AGE = 1 << 8,    /* how long it stands in its column */
  LSN_CARD_TURN = 1 << 9,
} LsnCardFields;

#define LSN_CARD_ALL                                                                               \
  (LSN_CARD_CLIENT | LSN_CARD_PROJECT | LSN_CARD_LABELS | LSN_CARD_DUE | LSN_CARD_CHECKLIST |      \
   LSN_CARD_ASSIGNEE | LSN_CARD_ESTIMATE | LSN_CARD_COUNTS | LSN_CARD_AGE | LSN_CARD_TURN)

GtkWidget *lsn_task_card_new (void);

/* @task: (nullable) */
void lsn_task_card_set_task (LsnTaskCard *self, LsnTask *task, LsnDate today);
LsnTask *lsn_task_card_get_task (LsnTaskCard *self);

void lsn_task_card_set_fields (LsnTaskCard *self, LsnCardFields fields);

/* Opens the gap where a dragged card will land. */
void lsn_task_card_set_gap (LsnTaskCard *self, LsnGap gap);

/* What a screen reader says of the card. */
char *lsn_task_card_dup_description (LsnTaskCard *self) G_GNUC_WARN_UNUSED_RESULT;

extern const LsnKey lsn_task_card_keys[];

G_END_DECLS
