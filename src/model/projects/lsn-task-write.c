/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/projects/lsn-task-write.h"
#include "base/lsn-rank.h"

#include <glib/gi18n-lib.h>

void
lsn_task_edit_free (LsnTaskEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_free (self);
}

/* --- Adding and changing ---------------------------------------------------------------------- */

static gboolean
find_place (LsnDatabase *db, LsnRow *row, GError **error)
{
  gint64 parent_id = lsn_row_get_int64 (row, LSN_TASK_PARENT_ID);
  gint64 column_id = lsn_row_get_int64 (row, LSN_TASK_COLUMN_ID);
  gint64 project_id = lsn_row_get_int64 (row, LSN_TASK_PROJECT_ID);
  g_autofree char *last = NULL;
  g_autofree char *rank = NULL;

  if (parent_id == 0 && column_id == 0 &&
      !lsn_database_get_int64 (db, 0, &column_id, error,
                               "SELECT id FROM board_column WHERE project_id = ?"
                               " ORDER BY rank, id LIMIT 1",
                               "i", project_id))
    return FALSE;
  if (project_id == 0 &&
      !lsn_database_get_int64 (db, 0, &project_id, error,
                               parent_id ? "SELECT project_id FROM task WHERE id = ?"
                                         : "SELECT project_id FROM board_column WHERE id = ?",
                               "i", parent_id ? parent_id : column_id))
    return FALSE;
  if (!lsn_database_dup_text (db, &last, error,
                              parent_id ? "SELECT max (rank) FROM task WHERE parent_id = ?"
                                        : "SELECT rank FROM task WHERE column_id = ? AND"
                                          " parent_id IS NULL AND archived_at IS NULL"
                                          " ORDER BY rank DESC, id DESC LIMIT 1",
                              "i", parent_id ? parent_id : column_id))
    return FALSE;

  rank = lsn_rank_dup_between (last, NULL);
  lsn_row_set_text (row, LSN_TASK_RANK, rank);
  if (project_id)
    lsn_row_set_int64 (row, LSN_TASK_PROJECT_ID, project_id);
  if (parent_id == 0 && column_id)
    lsn_row_set_int64 (row, LSN_TASK_COLUMN_ID, column_id);
  return TRUE;
}

static gboolean
insert (LsnDatabase *db, LsnTaskEdit *edit, GError **error)
{
  if (!find_place (db, edit->row, error))
    return FALSE;
  lsn_row_set_int64 (edit->row, LSN_TASK_TURN_SINCE, edit->now);
  lsn_row_set_int64 (edit->row, LSN_TASK_ENTERED_AT, edit->now);
  lsn_row_set_int64 (edit->row, LSN_TASK_CREATED_AT, edit->now);
  if (!lsn_row_insert (db, edit->row, error))
    return FALSE;
  edit->id = lsn_row_get_int64 (edit->row, LSN_TASK_ID);
  return TRUE;
}

gboolean
lsn_task_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnTaskEdit *edit = data;
  g_autofree char *turn = NULL;

  if (edit->id == 0)
    return insert (db, edit, error);

  if (!lsn_database_dup_text (db, &turn, error, "SELECT turn FROM task WHERE id = ?", "i",
                              edit->id))
    return FALSE;
  if (lsn_row_has (edit->row, LSN_TASK_TURN) &&
      g_strcmp0 (turn, lsn_row_get_text (edit->row, LSN_TASK_TURN)) != 0)
    lsn_row_set_int64 (edit->row, LSN_TASK_TURN_SINCE, edit->now);
  return lsn_row_update (db, edit->id, edit->row, error);
}

/* --- Moving ----------------------------------------------------------------------------------- */

LsnTaskMove *
lsn_task_move_new (gint64 column_id, gint64 before_id, gint64 now)
{
  LsnTaskMove *self = g_new0 (LsnTaskMove, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->column_id = column_id;
  self->before_id = before_id;
  self->now = now;
  return self;
}

void
lsn_task_move_free (LsnTaskMove *self)
{
  g_array_unref (self->ids);
  g_free (self);
}

static gboolean
is_moving (const LsnTaskMove *move, gint64 id)
{
  for (guint i = 0; i < move->ids->len; i++)
    {
      if (g_array_index (move->ids, gint64, i) == id)
        return TRUE;
    }
  return FALSE;
}

/* The keys on both sides of the gap; the cards that move are not there. A card below the gap that
 * is in the column no more, or moves itself, leaves the end. Cards with one and the same key, as
 * two machines may make them, are passed together. */
static gboolean
find_gap (LsnDatabase *db, const LsnTaskMove *move, char **before, char **after, GError **error)
{
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db,
                            "SELECT id, rank FROM task WHERE column_id = ? AND parent_id IS NULL"
                            " AND archived_at IS NULL ORDER BY rank, id",
                            error);
  gboolean reached = FALSE;

  lsn_statement_bind (statement, "i", move->column_id);
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);
      const char *rank = lsn_statement_get_text (statement, 1);

      if (is_moving (move, id))
        continue;
      reached = reached || id == move->before_id;
      if (reached && g_strcmp0 (*before, rank) < 0)
        {
          *after = g_strdup (rank);
          break;
        }
      g_set_str (before, rank);
    }
  return lsn_statement_finish (statement, error);
}

static gboolean
move_one (LsnDatabase *db, const LsnTaskMove *move, gint64 id, const char *rank, gboolean done,
          GError **error)
{
  g_autoptr (LsnRow) before = NULL;
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_task_info);

  if (!lsn_row_load (db, &lsn_task_info, id, &before, error))
    return FALSE;
  if (before == NULL)
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                           _ ("This card does not exist any more."));
      return FALSE;
    }

  lsn_row_set_text (row, LSN_TASK_RANK, rank);
  if (lsn_row_get_int64 (before, LSN_TASK_COLUMN_ID) != move->column_id)
    {
      lsn_row_set_int64 (row, LSN_TASK_COLUMN_ID, move->column_id);
      lsn_row_set_int64 (row, LSN_TASK_ENTERED_AT, move->now);
      if (done && lsn_row_is_null (before, LSN_TASK_DONE_AT))
        lsn_row_set_int64 (row, LSN_TASK_DONE_AT, move->now);
      else if (!done && !lsn_row_is_null (before, LSN_TASK_DONE_AT))
        lsn_row_set_null (row, LSN_TASK_DONE_AT);
    }
  return lsn_row_update (db, id, row, error);
}

gboolean
lsn_task_move_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnTaskMove *move = data;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *project = NULL;
  gint64 project_id = 0;
  gint64 done = 0;

  if (!lsn_database_get_int64 (db, 0, &project_id, error,
                               "SELECT project_id FROM board_column WHERE id = ?", "i",
                               move->column_id))
    return FALSE;
  if (project_id == 0)
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                           _ ("This column does not exist any more."));
      return FALSE;
    }
  if (!lsn_database_get_int64 (db, 0, &done, error, "SELECT done FROM board_column WHERE id = ?",
                               "i", move->column_id) ||
      !find_gap (db, move, &before, &after, error))
    return FALSE;

  for (guint i = 0; i < move->ids->len; i++)
    {
      g_autofree char *rank = lsn_rank_dup_between (before, after);

      if (!move_one (db, move, g_array_index (move->ids, gint64, i), rank, done != 0, error))
        return FALSE;
      g_set_str (&before, rank);
    }
  return TRUE;
}

/* --- Done and away ---------------------------------------------------------------------------- */

gboolean
lsn_task_done_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnTaskDone *done = data;
  gint64 column_id = 0;
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_task_info);

  if (!lsn_database_get_int64 (db, 0, &column_id, error,
                               "SELECT c.id FROM task t JOIN board_column c"
                               " ON c.project_id = t.project_id WHERE t.id = ?"
                               " AND t.parent_id IS NULL AND c.done = ? ORDER BY c.rank, c.id"
                               " LIMIT 1",
                               "ii", done->id, (gint64) (done->done ? 1 : 0)))
    return FALSE;
  if (column_id)
    {
      g_autoptr (LsnTaskMove) move = lsn_task_move_new (column_id, 0, done->now);

      g_array_append_val (move->ids, done->id);
      if (!lsn_task_move_on_worker (db, move, cancellable, error))
        return FALSE;
    }
  if (done->done)
    lsn_row_set_int64 (row, LSN_TASK_DONE_AT, done->now);
  else
    lsn_row_set_null (row, LSN_TASK_DONE_AT);
  return lsn_row_update (db, done->id, row, error);
}

gboolean
lsn_task_archive_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                            GError **error)
{
  const LsnTaskArchive *archive = data;
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_task_info);

  lsn_row_set_int64 (row, LSN_TASK_ARCHIVED_AT, archive->now);
  return lsn_row_update (db, archive->id, row, error);
}
