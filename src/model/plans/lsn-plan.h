/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-workdays.h"
#include "store/lsn-record.h"

G_BEGIN_DECLS

/* A card or a milestone on the plan. Days are inclusive. */
typedef struct
{
  gint64 id;
  gboolean is_milestone;
  char *title;   /* owned */
  char *who;     /* owned, nullable: the assignee, else the role; who accepts a milestone */
  char *column;  /* owned, nullable */
  LsnDate start; /* LSN_DATE_NONE: without dates, as @due */
  LsnDate due;
  LsnDate base_start; /* what was promised at first, LSN_DATE_NONE for nothing */
  LsnDate base_due;
  gint64 minutes; /* estimated */
  int days;       /* that it takes, working days, at least 1 */
  int slack;      /* working days that it may slip without moving the end */
  gboolean done;
  gboolean late;
  gboolean critical; /* the end of the project slips with it */
} LsnPlanBar;

/* The second one cannot begin before the first one is over. Places in LsnPlan.bars. */
typedef struct
{
  guint from;
  guint to;
} LsnPlanLink;

/**
 * LsnPlan: the cards of a project in time, with what waits for what.
 *
 * A card with one date takes as many working days as its estimate needs, eight hours each. Bars
 * stand in the order in which they begin, those without dates last.
 */
typedef struct
{
  gint64 project_id;     /* in */
  LsnDate today;         /* in */
  LsnWorkdays *workdays; /* in, owned */

  LsnRow *project; /* out, owned, nullable: there is no such project */
  GPtrArray *bars; /* out, owned; element-type LsnPlanBar */
  GArray *links;   /* out, owned; element-type LsnPlanLink */
  LsnDate first;   /* out: LSN_DATE_NONE where nothing has dates */
  LsnDate last;    /* out */
} LsnPlan;

/* @workdays: (nullable): Monday to Friday */
LsnPlan *
lsn_plan_new (gint64 project_id, LsnDate today, LsnWorkdays *workdays) G_GNUC_WARN_UNUSED_RESULT;
void lsn_plan_free (LsnPlan *self);

/* An LsnStoreFunc for the reader. */
gboolean
lsn_plan_on_worker (LsnDatabase *db, gpointer plan, GCancellable *cancellable, GError **error);

LsnPlanBar *lsn_plan_get_bar (const LsnPlan *self, guint index);

/* Returns: the place of the bar, G_MAXUINT for none. */
guint lsn_plan_find (const LsnPlan *self, gboolean is_milestone, gint64 id);

/* Working days that so much work takes, at least one. */
int lsn_plan_get_days (gint64 minutes);

/* Tables whose changes may change a plan. (array zero-terminated=1) */
extern const char *const lsn_plan_tables[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnPlan, lsn_plan_free)

G_END_DECLS
