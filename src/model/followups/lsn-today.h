/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/followups/lsn-important-date.h"

G_BEGIN_DECLS

/**
 * LsnToday: the morning in one read.
 *
 * The GArrays have element type gint64: ids of follow-ups or of clients.
 */
typedef struct
{
  LsnDate today; /* in */
  guint limit;   /* in: of each list; 0 for no limit */

  GArray *overdue;  /* follow-ups, the latest first */
  GArray *due;      /* follow-ups of today: those with a time first */
  GArray *cards;    /* cards and items of checklists that are late or due today */
  GArray *tomorrow; /* follow-ups */
  GArray *silent;   /* clients whose rhythm is broken, the longest silence first */
  GArray *stuck;    /* clients without a next step, by name */
  GPtrArray *dates; /* element-type LsnComingDate: within their lead time, the nearest first */

  /* The rows behind the first ids of each list, so that a page has them at once. */
  GPtrArray *followup_rows; /* element-type LsnRow */
  GPtrArray *card_rows;     /* element-type LsnRow */
  GPtrArray *client_rows;   /* element-type LsnRow */

  gboolean begun; /* there is a client or a follow-up, be it archived or done */
  gint64 n_overdue;
  gint64 n_due;
  gint64 n_cards;
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

/* Tables whose changes may change the queue. */
extern const char *const lsn_today_tables[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnToday, lsn_today_free)

G_END_DECLS
