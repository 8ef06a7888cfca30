/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "model/plans/lsn-plan-parts.h"
#include "model/plans/lsn-retainer.h"

G_BEGIN_DECLS

/* All that the first view of a project shows, on the reader. Arrays have LsnRows. */
typedef struct
{
  gint64 project_id; /* in */
  LsnDate today;     /* in */

  LsnRow *project;       /* out, owned, nullable: there is none */
  gint64 n_cards;        /* out */
  gint64 n_done;         /* out */
  gint64 estimate;       /* out: minutes, of all cards */
  gint64 spent;          /* out: minutes */
  gint64 expenses_minor; /* out */
  gint64 free_minor;     /* out: what was given free */
  LsnRetainer retainer;  /* out */
  GPtrArray *milestones; /* out, owned: lsn_milestone_info */
  GPtrArray *scope;      /* out, owned: lsn_scope_change_info */
  GPtrArray *versions;   /* out, owned: lsn_version_info, by deliverable, the newest first */
  GPtrArray *expenses;   /* out, owned: lsn_expense_info */
  GPtrArray *agreements; /* out, owned: lsn_agreement_info: bound to the project */
  GPtrArray *lessons;    /* out, owned: lsn_lesson_info: of this project */
  GPtrArray *learnt;     /* out, owned: lsn_lesson_info: of similar ones */
} LsnProjectCard;

LsnProjectCard *lsn_project_card_new (gint64 project_id, LsnDate today) G_GNUC_WARN_UNUSED_RESULT;
void lsn_project_card_free (LsnProjectCard *self);
gboolean lsn_project_card_on_worker (LsnDatabase *db, gpointer card, GCancellable *cancellable,
                                     GError **error);

/* What was spent, in the project's currency: expenses and hours at what they cost us. */
gint64 lsn_project_card_get_cost (const LsnProjectCard *self);

/* Adds a version of a result, which is made where there is none of that title. An LsnStoreFunc for
 * the writer. */
typedef struct
{
  gint64 project_id;
  char *title; /* owned: of the result */
  LsnRow *row; /* owned: of lsn_version_info */
  gint64 now;
} LsnVersionAdd;

void lsn_version_add_free (LsnVersionAdd *self);
gboolean lsn_version_add_on_worker (LsnDatabase *db, gpointer add, GCancellable *cancellable,
                                    GError **error);

/* Binds an agreement to a project, or lets it go. */
typedef struct
{
  gint64 project_id;
  gint64 agreement_id;
  gboolean on;
} LsnProjectAgreement;

gboolean lsn_project_agreement_on_worker (LsnDatabase *db, gpointer agreement,
                                          GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnProjectCard, lsn_project_card_free)

G_END_DECLS
