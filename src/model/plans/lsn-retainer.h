/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnRetainer: hours that are paid for each month, and what is left of them.
 *
 * What is not used lasts for so many months more, and the oldest is used first; what is used beyond
 * that is not taken from the next month.
 */
typedef struct
{
  gint64 minutes;   /* of a month */
  int carry_months; /* how long what is left lasts */
  gint64 carried;   /* out: left of the months before */
  gint64 available; /* out: this month's and what was carried */
  gint64 spent;     /* out: in this month */
} LsnRetainer;

/**
 * lsn_retainer_count:
 * @spent: (array length=n): minutes of each month from the first on; the last one is this month
 */
void lsn_retainer_count (LsnRetainer *self, const gint64 *spent, guint n);

/* Hundredths that are used; more than 100 where it is exceeded. */
int lsn_retainer_get_percent (const LsnRetainer *self);

/* Reads the retainer of a project: @self->minutes is 0 where it has none. */
gboolean lsn_retainer_load (LsnDatabase *db, gint64 project_id, LsnDate today, LsnRetainer *self,
                            GError **error);

/* Writes down that so much time was spent on a card today (@minutes: negative for a correction),
 * and leaves a next step with the client's manager where 75 or 100 hundredths of the month's hours
 * are used for the first time. On the writer. */
gboolean lsn_work_add (LsnDatabase *db, gint64 project_id, gint64 task_id, gint64 minutes,
                       gint64 now, GError **error);

G_END_DECLS
