/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/plans/lsn-plan-parts.h"

G_BEGIN_DECLS

/**
 * LsnLessons: what was learnt in projects like this one: of the same template first, then with the
 * same labels on cards, then for clients of the same segment; the newest first.
 */
typedef struct
{
  gint64 project_id; /* in: 0 for one that is not there yet */
  char *template;    /* in, owned, nullable: of one that is not there yet */
  gint64 client_id;  /* in: likewise, 0 for none */

  GPtrArray *rows; /* out, owned; element-type LsnRow of lsn_lesson_info: at most 5 */
} LsnLessons;

LsnLessons *lsn_lessons_new (gint64 project_id, const char *template,
                             gint64 client_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_lessons_free (LsnLessons *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_lessons_on_worker (LsnDatabase *db, gpointer lessons, GCancellable *cancellable,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnLessons, lsn_lessons_free)

G_END_DECLS
