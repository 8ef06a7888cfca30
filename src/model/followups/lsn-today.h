/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnToday: the morning in one read.
 *
 * All arrays have element type gint64: ids of follow-ups, of clients or of important dates.
 */
typedef struct
{
  LsnDate today; /* in */
  guint limit;   /* in: of each list; 0 for no limit */

  GArray *overdue;  /* follow-ups, the latest first */
  GArray *due;      /* follow-ups of today: those with a time first */
  GArray *tomorrow; /* follow-ups */
  GArray *dates;    /* important dates that are within their lead time, the nearest first */
  GArray *silent;   /* clients whose rhythm is broken, the longest silence first */
  GArray *stuck;    /* clients without a next step, by name */
  gint64 n_overdue;
  gint64 n_due;
  gint64 n_tomorrow;
  gint64 n_silent;
  gint64 n_stuck;
} LsnToday;

LsnToday *lsn_today_new (LsnDate today, guint limit) G_GNUC_WARN_UNUSED_RESULT;
void lsn_today_free (LsnToday *self);

/* An LsnStoreFunc for the reader. */
gboolean
lsn_today_on_worker (LsnDatabase *db, gpointer today, GCancellable *cancellable, GError **error);

/* How late, as Today groups it: 0 not late, 1 for 1–3 days, 2 for 4–7, 3 for 8 and more. */
int lsn_today_get_severity (LsnDate due, LsnDate today);

/* The next day on which an important date falls: itself, or for a yearly one its next anniversary;
 * 29 February falls on 28 February in other years. LSN_DATE_NONE where it has passed. */
LsnDate lsn_important_date_get_next (LsnDate date, gboolean yearly, LsnDate today);

/* Tables whose changes may change the queue. */
extern const char *const lsn_today_tables[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnToday, lsn_today_free)

G_END_DECLS
