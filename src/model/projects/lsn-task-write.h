/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/projects/lsn-task.h"

G_BEGIN_DECLS

/* What one can do with cards. The worker functions are LsnStoreFuncs for the writer. */

/**
 * LsnTaskEdit: adds a card or an item of a checklist, or changes one.
 *
 * A new card stands at the end of its column, where none is set in the first column of its project;
 * a new item at the end of its card's checklist. A change of turn starts its clock.
 */
typedef struct
{
  gint64 id;   /* 0: a new one, and its id left here */
  LsnRow *row; /* owned */
  gint64 now;
} LsnTaskEdit;

void lsn_task_edit_free (LsnTaskEdit *self);
gboolean
lsn_task_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable, GError **error);

/**
 * LsnTaskMove: puts cards, one below the other, into a column in front of a card.
 *
 * A card that enters a column of done cards is done, one that leaves it is open again. Nothing but
 * these cards is written.
 */
typedef struct
{
  GArray *ids; /* owned; element-type gint64, in their new order */
  gint64 column_id;
  gint64 before_id; /* the card below the gap, 0 for the end */
  gint64 now;
} LsnTaskMove;

LsnTaskMove *
lsn_task_move_new (gint64 column_id, gint64 before_id, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_task_move_free (LsnTaskMove *self);
gboolean
lsn_task_move_on_worker (LsnDatabase *db, gpointer move, GCancellable *cancellable, GError **error);

/* Closes a card or opens it again. A card goes to its project's column of done cards, respectively
 * to the first one. An item stays where it is. */
typedef struct
{
  gint64 id;
  gboolean done;
  gint64 now;
} LsnTaskDone;

gboolean
lsn_task_done_on_worker (LsnDatabase *db, gpointer done, GCancellable *cancellable, GError **error);

/* Puts a card away, with its checklist; undo brings it back. */
typedef struct
{
  gint64 id;
  gint64 now;
} LsnTaskArchive;

gboolean lsn_task_archive_on_worker (LsnDatabase *db, gpointer archive, GCancellable *cancellable,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnTaskMove, lsn_task_move_free)

G_END_DECLS
