/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-workdays.h"
#include "model/projects/lsn-task.h"

G_BEGIN_DECLS

/* Whether the rule of @row, where there is one, can be followed. LSN_RULE_ERROR. */
gboolean lsn_task_repeat_check (const LsnRow *row, GError **error);

/**
 * lsn_task_repeat_make_next:
 * @row: the card as it is stored
 * @workdays: (nullable)
 *
 * Makes the next occurrence of a card that repeats: with its labels and an open checklist, at the
 * end of the first column of its project. A fixed rhythm counts from the due date and skips what
 * has passed, the other from @now. Nothing is made of a card without a rule, or when it has ended.
 */
gboolean lsn_task_repeat_make_next (LsnDatabase *db, const LsnRow *row, LsnWorkdays *workdays,
                                    gint64 now, GError **error);

G_END_DECLS
