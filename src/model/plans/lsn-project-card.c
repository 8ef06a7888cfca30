/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/plans/lsn-project-card.h"
#include "base/lsn-id.h"
#include "model/plans/lsn-lessons.h"
#include "model/projects/lsn-project.h"
#include "model/timeline/lsn-agreement.h"

LsnProjectCard *
lsn_project_card_new (gint64 project_id, LsnDate today)
{
  LsnProjectCard *self = g_new0 (LsnProjectCard, 1);

  self->project_id = project_id;
  self->today = today;
  return self;
}

void
lsn_project_card_free (LsnProjectCard *self)
{
  g_clear_pointer (&self->project, lsn_row_free);
  g_clear_pointer (&self->milestones, g_ptr_array_unref);
  g_clear_pointer (&self->scope, g_ptr_array_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->expenses, g_ptr_array_unref);
  g_clear_pointer (&self->agreements, g_ptr_array_unref);
  g_clear_pointer (&self->lessons, g_ptr_array_unref);
  g_clear_pointer (&self->learnt, g_ptr_array_unref);
  g_free (self);
}

gint64
lsn_project_card_get_cost (const LsnProjectCard *self)
{
  gint64 rate = lsn_row_get_int64 (self->project, LSN_PROJECT_RATE_MINOR);

  return self->expenses_minor + self->spent * rate / 60;
}

static gboolean
read_sums (LsnDatabase *db, LsnProjectCard *self, GError **error)
{
  const struct
  {
    gint64 *sum;
    const char *sql;
  } sums[] = {
    { &self->n_cards, "SELECT count (*) FROM task WHERE project_id = ? AND parent_id IS NULL"
                      " AND archived_at IS NULL" },
    { &self->n_done, "SELECT count (*) FROM task WHERE project_id = ? AND parent_id IS NULL"
                     " AND archived_at IS NULL AND done_at IS NOT NULL" },
    { &self->estimate, "SELECT sum (estimate_minutes) FROM task WHERE project_id = ?"
                       " AND parent_id IS NULL" },
    { &self->spent, "SELECT sum (spent_minutes) FROM task WHERE project_id = ?" },
    { &self->expenses_minor, "SELECT sum (amount_minor) FROM expense WHERE project_id = ?" },
    { &self->free_minor, "SELECT sum (amount_minor) FROM scope_change WHERE project_id = ?"
                         " AND stage = 'free'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      if (!lsn_database_get_int64 (db, 0, sums[i].sum, error, sums[i].sql, "i", self->project_id))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_lists (LsnDatabase *db, LsnProjectCard *self, GError **error)
{
  const struct
  {
    GPtrArray **rows;
    const LsnRecordInfo *info;
    const char *tail;
  } lists[] = {
    { &self->milestones, &lsn_milestone_info,
      "WHERE milestone.project_id = ? ORDER BY milestone.due_on, milestone.id" },
    { &self->scope, &lsn_scope_change_info,
      "WHERE scope_change.project_id = ? ORDER BY scope_change.asked_on DESC, scope_change.id" },
    { &self->versions, &lsn_version_info,
      "WHERE deliverable.project_id = ? ORDER BY deliverable.id, deliverable_version.number DESC" },
    { &self->expenses, &lsn_expense_info, "WHERE project_id = ? ORDER BY spent_on DESC, id" },
    { &self->agreements, &lsn_agreement_info,
      "JOIN project_agreement ON project_agreement.agreement_id = agreement.id"
      " WHERE project_agreement.project_id = ? ORDER BY agreement.agreed_on, agreement.id" },
    { &self->lessons, &lsn_lesson_info, "WHERE lesson.project_id = ? ORDER BY lesson.id" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      *lists[i].rows =
          lsn_row_load_many (db, lists[i].info, error, lists[i].tail, "i", self->project_id);
      if (*lists[i].rows == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_project_card_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                            GError **error)
{
  LsnProjectCard *self = data;
  g_autoptr (LsnLessons) lessons = lsn_lessons_new (self->project_id, NULL, 0);

  if (!lsn_row_load (db, &lsn_project_info, self->project_id, &self->project, error))
    return FALSE;
  if (self->project == NULL)
    return TRUE;
  if (!read_sums (db, self, error) || !read_lists (db, self, error) ||
      !lsn_retainer_load (db, self->project_id, self->today, &self->retainer, error) ||
      !lsn_lessons_on_worker (db, lessons, cancellable, error))
    return FALSE;
  self->learnt = g_steal_pointer (&lessons->rows);
  return TRUE;
}

/* --- Writing ---------------------------------------------------------------------------------- */

void
lsn_version_add_free (LsnVersionAdd *self)
{
  g_free (self->title);
  g_clear_pointer (&self->row, lsn_row_free);
  g_free (self);
}

gboolean
lsn_version_add_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  const LsnVersionAdd *add = data;
  gint64 id = 0, last = 0;

  if (!lsn_database_get_int64 (db, 0, &id, error,
                               "SELECT id FROM deliverable WHERE project_id = ? AND title = ?"
                               " ORDER BY id LIMIT 1",
                               "it", add->project_id, add->title))
    return FALSE;
  if (id == 0)
    {
      g_autoptr (LsnRow) deliverable = lsn_row_new (&lsn_deliverable_info);

      lsn_row_set_int64 (deliverable, LSN_DELIVERABLE_PROJECT_ID, add->project_id);
      lsn_row_set_text (deliverable, LSN_DELIVERABLE_TITLE, add->title);
      lsn_row_set_int64 (deliverable, LSN_DELIVERABLE_CREATED_AT, add->now);
      if (!lsn_row_insert (db, deliverable, error))
        return FALSE;
      id = lsn_row_get_int64 (deliverable, LSN_DELIVERABLE_ID);
    }
  if (!lsn_database_get_int64 (db, 0, &last, error,
                               "SELECT max (number) FROM deliverable_version"
                               " WHERE deliverable_id = ?",
                               "i", id))
    return FALSE;
  lsn_row_set_int64 (add->row, LSN_VERSION_DELIVERABLE_ID, id);
  lsn_row_set_int64 (add->row, LSN_VERSION_NUMBER, last + 1);
  return lsn_row_insert (db, add->row, error);
}

gboolean
lsn_project_agreement_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                                 GError **error)
{
  const LsnProjectAgreement *agreement = data;

  if (!agreement->on)
    return lsn_database_run (db, error,
                             "DELETE FROM project_agreement WHERE project_id = ?"
                             " AND agreement_id = ?",
                             "ii", agreement->project_id, agreement->agreement_id);
  return lsn_database_run (db, error,
                           "INSERT INTO project_agreement (id, project_id, agreement_id)"
                           " SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM project_agreement"
                           " WHERE project_id = ?2 AND agreement_id = ?3)",
                           "iii", lsn_id_new (), agreement->project_id, agreement->agreement_id);
}
