/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "model/projects/lsn-task.h"
#include "widgets/lsn-key.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card on the board: title, due date with its severity, checklist, assignee. A lane
 * recycles its cards, so one widget shows one task after the other. */
#define LSN_TYPE_TASK_CARD (lsn_task_card_get_type ())
G_DECLARE_FINAL_TYPE (LsnTaskCard, lsn_task_card, LSN, TASK_CARD, GtkWidget)

typedef enum
{
  LSN_GAP_NONE,
  LSN_GAP_ABOVE,
  LSN_GAP_BELOW,
} LsnGap;

GtkWidget *lsn_task_card_new (void);

/* @task: (nullable) */
void lsn_task_card_set_task (LsnTaskCard *self, LsnTask *task, LsnDate today);
LsnTask *lsn_task_card_get_task (LsnTaskCard *self);

/* Opens the gap where a dragged card will land. */
void lsn_task_card_set_gap (LsnTaskCard *self, LsnGap gap);

/* What a screen reader says of the card. */
char *lsn_task_card_dup_description (LsnTaskCard *self) G_GNUC_WARN_UNUSED_RESULT;

extern const LsnKey lsn_task_card_keys[];

G_END_DECLS
