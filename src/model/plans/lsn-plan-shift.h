/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/plans/lsn-plan.h"

G_BEGIN_DECLS

/* A bar that goes to other days. */
typedef struct
{
  guint bar; /* its place in the plan */
  LsnDate start;
  LsnDate due;
} LsnPlanMove;

/* The days of @bar where it is to begin on @start: on working days, as long as it was. */
void lsn_plan_place (const LsnPlan *self, guint bar, LsnDate start, LsnPlanMove *move);

/**
 * lsn_plan_shift:
 *
 * What else must move where a bar takes other days: nothing begins before what it waits for is
 * over, a milestone waits for its cards, and what is done stays. Nothing is written, and nothing
 * is pulled forward.
 *
 * Returns: element-type LsnPlanMove, the bar itself first.
 */
GArray *lsn_plan_shift (const LsnPlan *self, guint bar, LsnDate start,
                        LsnDate due) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a link that is to be drawn; empty where nothing moves. */
GArray *lsn_plan_shift_link (const LsnPlan *self, guint from, guint to) G_GNUC_WARN_UNUSED_RESULT;

/* Who must be told of the moves: assignees, those who accept milestones, and the client where the
 * promised day passes. Each once. */
GStrv lsn_plan_dup_told (const LsnPlan *self, GArray *moves) G_GNUC_WARN_UNUSED_RESULT;

gboolean lsn_plan_has_link (const LsnPlan *self, guint from, guint to);

/* Whether the project is over later than it was promised, and was not so before. */
gboolean lsn_plan_breaks_promise (const LsnPlan *self, GArray *moves);

/* Writes moves as one action. An LsnStoreFunc for the writer. */
typedef struct
{
  GArray *days;     /* owned; element-type LsnPlanDays */
  gint64 link_from; /* and a link, which is drawn or taken away; 0 for none: this card first, */
  gint64 link_to;   /* then this card or milestone */
  gboolean to_milestone;
  gboolean unlink;
  char *tell; /* owned, nullable: title of a follow-up for the client, due today */
  gint64 client_id;
  LsnDate today;
  gint64 now;
} LsnPlanChange;

typedef struct
{
  gint64 id;
  gboolean is_milestone;
  LsnDate start;
  LsnDate due;
} LsnPlanDays;

/* @moves: (nullable) */
LsnPlanChange *
lsn_plan_change_new (const LsnPlan *self, GArray *moves, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_plan_change_free (LsnPlanChange *self);
gboolean lsn_plan_change_on_worker (LsnDatabase *db, gpointer change, GCancellable *cancellable,
                                    GError **error);

/* Keeps the present days of a project's cards and milestones as its baseline, or forgets it. */
typedef struct
{
  gint64 project_id;
  gboolean forget;
} LsnPlanBaseline;

gboolean lsn_plan_baseline_on_worker (LsnDatabase *db, gpointer baseline, GCancellable *cancellable,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnPlanChange, lsn_plan_change_free)

G_END_DECLS
