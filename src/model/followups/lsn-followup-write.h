/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-workdays.h"
#include "model/followups/lsn-followup.h"
#include "store/lsn-store.h"

G_BEGIN_DECLS

/* What one can do with follow-ups. The worker functions are LsnStoreFuncs for the writer. */

/* Completes @row (kind, turn and its clock, created) and inserts it; checks its rule. */
gboolean lsn_followup_insert (LsnDatabase *db, LsnRow *row, gint64 now, GError **error);

/* Adds a follow-up or changes one. A change of turn starts its clock. */
typedef struct
{
  gint64 id;   /* 0: a new one, and its id left here */
  LsnRow *row; /* owned */
  gint64 now;
} LsnFollowupEdit;

void lsn_followup_edit_free (LsnFollowupEdit *self);
gboolean lsn_followup_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                      GError **error);

/**
 * LsnFollowupDone: closes a follow-up with its outcome.
 *
 * A recurring one makes its next occurrence in the same action: a fixed rhythm counts from the due
 * date and skips what has passed, the other counts from today. With @log, what was done goes to the
 * timeline.
 */
typedef struct
{
  gint64 id;
  char *outcome; /* owned, nullable */
  gboolean log;
  LsnDate today;
  gint64 now;
  LsnWorkdays *workdays; /* owned, nullable: Monday to Friday */
  gint64 next_id;        /* out: the next occurrence, 0 for none */
} LsnFollowupDone;

void lsn_followup_done_free (LsnFollowupDone *self);
gboolean lsn_followup_done_on_worker (LsnDatabase *db, gpointer done, GCancellable *cancellable,
                                      GError **error);

/* Moves a follow-up to another date, or time; keeps from when it was moved first. */
typedef struct
{
  gint64 id;
  LsnDate date;
  int minute;      /* -1: the whole day */
  gboolean by_day; /* @minute is only for what had a time before */
  char *zone;      /* owned, nullable: of @minute */
} LsnFollowupSnooze;

void lsn_followup_snooze_free (LsnFollowupSnooze *self);
gboolean lsn_followup_snooze_on_worker (LsnDatabase *db, gpointer snooze, GCancellable *cancellable,
                                        GError **error);

/**
 * LsnFollowupMany: one of the above done to several at once, as by the button of a notification
 * that told of them all. What was done meanwhile is passed over.
 */
typedef struct
{
  LsnStoreFunc func; /* for each of */
  GPtrArray *each;   /* owned: what @func takes */
} LsnFollowupMany;

void lsn_followup_many_free (LsnFollowupMany *self);
gboolean lsn_followup_many_on_worker (LsnDatabase *db, gpointer many, GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
