/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-workdays.h"
#include "model/projects/lsn-task.h"

G_BEGIN_DECLS

/* What one can do with cards. The worker functions are LsnStoreFuncs for the writer. */

/**
 * LsnTaskEdit: adds a card or an item of a checklist, or changes one.
 *
 * A new card stands at the end of its column, where none is set in the first column of its project;
 * a new item at the end of its card's checklist. A change of turn starts its clock. With @alone,
 * a change of a card that repeats holds for it alone: the next occurrence is made at once, as the
 * card was, and carries the rhythm on.
 */
typedef struct
{
  gint64 id;   /* 0: a new one, and its id left here */
  LsnRow *row; /* owned */
  gint64 now;
  gboolean alone;
  LsnWorkdays *workdays; /* owned, nullable: Monday to Friday */
} LsnTaskEdit;

void lsn_task_edit_free (LsnTaskEdit *self);
gboolean
lsn_task_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable, GError **error);

/**
 * LsnTaskMove: puts cards, one below the other, into a column in front of a card.
 *
 * A card that enters a column of done cards is done, one that leaves it is open again; what the
 * column does to a card that enters is done. Nothing but these cards is written.
 *
 * Where the columns of several projects are one lane by their title, each card goes to that of its
 * own project; LSN_STORE_ERROR_NOT_FOUND where there is none.
 */
typedef struct
{
  GArray *ids;      /* owned; element-type gint64, in their new order */
  gint64 column_id; /* 0: by @title */
  char *title;      /* owned, nullable */
  gint64 before_id; /* the card below the gap, 0 for the end */
  LsnRow *also;     /* owned, nullable: what else is set, as by the row of the board */
  gint64 now;
  LsnWorkdays *workdays; /* owned, nullable: Monday to Friday */
} LsnTaskMove;

LsnTaskMove *
lsn_task_move_new (gint64 column_id, gint64 before_id, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_task_move_free (LsnTaskMove *self);
gboolean
lsn_task_move_on_worker (LsnDatabase *db, gpointer move, GCancellable *cancellable, GError **error);

/**
 * LsnTaskSet: sets the same of several cards: what they are dropped on, or are edited together.
 */
typedef struct
{
  GArray *ids;            /* owned; element-type gint64 */
  LsnRow *row;            /* owned, nullable */
  gint64 add_label_id;    /* 0 for none */
  gint64 remove_label_id; /* 0 for none */
  gboolean archive;
  gboolean restore; /* back from the archive */
  gboolean finish;  /* they are done */
  gint64 now;
  LsnWorkdays *workdays; /* owned, nullable: Monday to Friday */
} LsnTaskSet;

LsnTaskSet *lsn_task_set_new (GArray *ids, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_task_set_free (LsnTaskSet *self);
gboolean
lsn_task_set_on_worker (LsnDatabase *db, gpointer set, GCancellable *cancellable, GError **error);

/* Closes a card or opens it again. A card goes to its project's column of done cards, respectively
 * to the first one. An item stays where it is. A card that repeats makes its next occurrence. */
typedef struct
{
  gint64 id;
  gboolean done;
  gint64 now;
  LsnWorkdays *workdays; /* owned, nullable: Monday to Friday */
} LsnTaskDone;

void lsn_task_done_free (LsnTaskDone *self);

gboolean
lsn_task_done_on_worker (LsnDatabase *db, gpointer done, GCancellable *cancellable, GError **error);

/* Puts a card away, with its checklist, or takes it back. */
typedef struct
{
  gint64 id;
  gboolean back;
  gint64 now;
} LsnTaskArchive;

gboolean lsn_task_archive_on_worker (LsnDatabase *db, gpointer archive, GCancellable *cancellable,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnTaskMove, lsn_task_move_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnTaskSet, lsn_task_set_free)

G_END_DECLS
