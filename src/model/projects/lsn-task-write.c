/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/projects/lsn-task-write.h"
#include "base/lsn-clock.h"
#include "base/lsn-rank.h"
#include "model/followups/lsn-followup-write.h"
#include "model/plans/lsn-retainer.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-parts.h"
#include "model/projects/lsn-task-repeat.h"

#include <glib/gi18n-lib.h>

void
lsn_task_edit_free (LsnTaskEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_clear_pointer (&self->workdays, lsn_workdays_unref);
  g_free (self);
}

/* --- Entering a column ------------------------------------------------------------------------ */

static gboolean
set_label (LsnDatabase *db, gint64 task_id, gint64 label_id, gboolean on, GError **error)
{
  LsnTaskLabel label = { .task_id = task_id, .label_id = label_id, .on = on };

  return lsn_task_label_on_worker (db, &label, NULL, error);
}

static LsnDate
find_day (gint64 now, LsnWorkdays *workdays, int days)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autoptr (LsnWorkdays) plain = workdays ? NULL : lsn_workdays_new_plain ();

  return lsn_workdays_add (workdays ? workdays : plain, lsn_date_get_today (now, zone), days);
}

/* What the column sets of the card itself, where nobody else did. */
static void
set_by_column (const LsnRow *column, LsnRow *row, gint64 now, LsnWorkdays *workdays)
{
  if (!lsn_row_is_null (column, LSN_COLUMN_ENTER_ASSIGNEE_ID) &&
      !lsn_row_has (row, LSN_TASK_ASSIGNEE_ID))
    lsn_row_set_int64 (row, LSN_TASK_ASSIGNEE_ID,
                       lsn_row_get_int64 (column, LSN_COLUMN_ENTER_ASSIGNEE_ID));
  if (!lsn_row_is_null (column, LSN_COLUMN_ENTER_DUE_DAYS) && !lsn_row_has (row, LSN_TASK_DUE_ON))
    {
      g_autofree char *due = lsn_date_dup_iso (
          find_day (now, workdays, (int) lsn_row_get_int64 (column, LSN_COLUMN_ENTER_DUE_DAYS)));

      lsn_row_set_text (row, LSN_TASK_DUE_ON, due);
    }
}

/* And what hangs on it. */
static gboolean
follow_column (LsnDatabase *db, const LsnRow *column, gint64 task_id, gint64 client_id, gint64 now,
               LsnWorkdays *workdays, GError **error)
{
  g_autoptr (LsnRow) followup = NULL;
  g_autofree char *date = NULL;

  if (!lsn_row_is_null (column, LSN_COLUMN_ENTER_LABEL_ID) &&
      !set_label (db, task_id, lsn_row_get_int64 (column, LSN_COLUMN_ENTER_LABEL_ID), TRUE, error))
    return FALSE;
  if (lsn_row_is_null (column, LSN_COLUMN_ENTER_FOLLOWUP) || client_id == 0)
    return TRUE;
  followup = lsn_row_new (&lsn_followup_info);
  date = lsn_date_dup_iso (find_day (now, workdays, 1));
  lsn_row_set_int64 (followup, LSN_FOLLOWUP_CLIENT_ID, client_id);
  lsn_row_set_text (followup, LSN_FOLLOWUP_TITLE,
                    lsn_row_get_text (column, LSN_COLUMN_ENTER_FOLLOWUP));
  lsn_row_set_text (followup, LSN_FOLLOWUP_DUE_DATE, date);
  return lsn_followup_insert (db, followup, now, error);
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
load_client_id (LsnDatabase *db, const LsnRow *row, gint64 *client_id, GError **error)
{
  *client_id = lsn_row_get_int64 (row, LSN_TASK_OWN_CLIENT_ID);
  return *client_id != 0 ||
         lsn_database_get_int64 (db, 0, client_id, error,
                                 "SELECT client_id FROM project WHERE id = ?", "i",
                                 lsn_row_get_int64 (row, LSN_TASK_PROJECT_ID));
}

static gboolean
insert (LsnDatabase *db, LsnTaskEdit *edit, GError **error)
{
  g_autoptr (LsnRow) column = NULL;
  gint64 client_id;

  if (!find_place (db, edit->row, error) ||
      !lsn_row_load (db, &lsn_column_info, lsn_row_get_int64 (edit->row, LSN_TASK_COLUMN_ID),
                     &column, error))
    return FALSE;
  lsn_row_set_int64 (edit->row, LSN_TASK_TURN_SINCE, edit->now);
  lsn_row_set_int64 (edit->row, LSN_TASK_ENTERED_AT, edit->now);
  lsn_row_set_int64 (edit->row, LSN_TASK_CREATED_AT, edit->now);
  if (column)
    {
      set_by_column (column, edit->row, edit->now, edit->workdays);
      if (lsn_row_get_int64 (column, LSN_COLUMN_DONE) != 0)
        lsn_row_set_int64 (edit->row, LSN_TASK_DONE_AT, edit->now);
    }
  if (!lsn_task_repeat_check (edit->row, error) || !lsn_row_insert (db, edit->row, error))
    return FALSE;
  edit->id = lsn_row_get_int64 (edit->row, LSN_TASK_ID);
  if (!lsn_work_add (db, lsn_row_get_int64 (edit->row, LSN_TASK_PROJECT_ID), edit->id,
                     lsn_row_get_int64 (edit->row, LSN_TASK_SPENT_MINUTES), edit->now, error))
    return FALSE;
  return column == NULL ||
         (load_client_id (db, edit->row, &client_id, error) &&
          follow_column (db, column, edit->id, client_id, edit->now, edit->workdays, error));
}

/* The rhythm goes on in the next occurrence, made of the card as it was. */
static gboolean
split (LsnDatabase *db, LsnTaskEdit *edit, GError **error)
{
  g_autoptr (LsnRow) before = NULL;

  if (!lsn_row_load (db, &lsn_task_info, edit->id, &before, error))
    return FALSE;
  if (before && !lsn_task_repeat_make_next (db, before, edit->workdays, edit->now, error))
    return FALSE;
  lsn_row_set_null (edit->row, LSN_TASK_RRULE);
  lsn_row_set_null (edit->row, LSN_TASK_REPEAT_MODE);
  return TRUE;
}

/* Time that is added to a card is known by its day. */
static gboolean
note_work (LsnDatabase *db, const LsnTaskEdit *edit, gint64 before, GError **error)
{
  gint64 project_id = 0;

  if (!lsn_row_has (edit->row, LSN_TASK_SPENT_MINUTES) ||
      lsn_row_get_int64 (edit->row, LSN_TASK_SPENT_MINUTES) == before)
    return TRUE;
  return lsn_database_get_int64 (db, 0, &project_id, error,
                                 "SELECT project_id FROM task WHERE id = ?", "i", edit->id) &&
         lsn_work_add (db, project_id, edit->id,
                       lsn_row_get_int64 (edit->row, LSN_TASK_SPENT_MINUTES) - before, edit->now,
                       error);
}

gboolean
lsn_task_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnTaskEdit *edit = data;
  g_autofree char *turn = NULL;
  gint64 spent = 0;

  if (edit->id == 0)
    return insert (db, edit, error);

  if (!lsn_database_dup_text (db, &turn, error, "SELECT turn FROM task WHERE id = ?", "i",
                              edit->id) ||
      !lsn_database_get_int64 (db, 0, &spent, error, "SELECT spent_minutes FROM task WHERE id = ?",
                               "i", edit->id))
    return FALSE;
  if (lsn_row_has (edit->row, LSN_TASK_TURN) &&
      g_strcmp0 (turn, lsn_row_get_text (edit->row, LSN_TASK_TURN)) != 0)
    lsn_row_set_int64 (edit->row, LSN_TASK_TURN_SINCE, edit->now);
  return lsn_task_repeat_check (edit->row, error) && (!edit->alone || split (db, edit, error)) &&
         lsn_row_update (db, edit->id, edit->row, error) && note_work (db, edit, spent, error);
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
  g_clear_pointer (&self->also, lsn_row_free);
  g_clear_pointer (&self->workdays, lsn_workdays_unref);
  g_free (self->title);
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
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      move->column_id ? "SELECT id, rank FROM task WHERE column_id = ?1 AND ?2 IS NULL"
                        " AND parent_id IS NULL AND archived_at IS NULL ORDER BY rank, id"
                      : "SELECT t.id, t.rank FROM board_column c JOIN task t ON t.column_id = c.id"
                        " WHERE ?1 = 0 AND c.title = ?2 AND t.parent_id IS NULL"
                        " AND t.archived_at IS NULL ORDER BY t.rank, t.id",
      error);
  gboolean reached = FALSE;

  lsn_statement_bind (statement, "it", move->column_id, move->column_id ? NULL : move->title);
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

/* The column of the move, or that of the card's own project by its title. */
static gboolean
load_column (LsnDatabase *db, const LsnTaskMove *move, const LsnRow *card, LsnRow **column,
             GError **error)
{
  gint64 id = move->column_id;

  if (id == 0 &&
      !lsn_database_get_int64 (db, 0, &id, error,
                               "SELECT id FROM board_column WHERE project_id = ?"
                               " AND title = ? ORDER BY rank, id LIMIT 1",
                               "it", lsn_row_get_int64 (card, LSN_TASK_PROJECT_ID), move->title))
    return FALSE;
  if (!lsn_row_load (db, &lsn_column_info, id, column, error))
    return FALSE;
  if (*column)
    return TRUE;
  g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
               _ ("“%1$s” has no column “%2$s”."), lsn_row_get_text (card, LSN_TASK_PROJECT_NAME),
               move->title);
  return FALSE;
}

static gboolean
enter (LsnDatabase *db, const LsnTaskMove *move, const LsnRow *before, const LsnRow *column,
       LsnRow *row, GError **error)
{
  gboolean done = lsn_row_get_int64 (column, LSN_COLUMN_DONE) != 0;
  gboolean was_open = lsn_row_is_null (before, LSN_TASK_DONE_AT);

  lsn_row_set_int64 (row, LSN_TASK_COLUMN_ID, lsn_row_get_int64 (column, LSN_COLUMN_ID));
  lsn_row_set_int64 (row, LSN_TASK_ENTERED_AT, move->now);
  set_by_column (column, row, move->now, move->workdays);
  if (done && was_open)
    lsn_row_set_int64 (row, LSN_TASK_DONE_AT, move->now);
  else if (!done && !was_open)
    lsn_row_set_null (row, LSN_TASK_DONE_AT);
  if (!follow_column (db, column, lsn_row_get_int64 (before, LSN_TASK_ID),
                      lsn_row_get_int64 (before, LSN_TASK_CLIENT_ID), move->now, move->workdays,
                      error))
    return FALSE;
  return !done || !was_open ||
         lsn_task_repeat_make_next (db, before, move->workdays, move->now, error);
}

static gboolean
move_one (LsnDatabase *db, const LsnTaskMove *move, gint64 id, const char *rank, GError **error)
{
  g_autoptr (LsnRow) before = NULL;
  g_autoptr (LsnRow) column = NULL;
  g_autoptr (LsnRow) row = move->also ? lsn_row_copy (move->also) : lsn_row_new (&lsn_task_info);

  if (!lsn_row_load (db, &lsn_task_info, id, &before, error))
    return FALSE;
  if (before == NULL)
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                           _ ("This card does not exist any more."));
      return FALSE;
    }
  if (!load_column (db, move, before, &column, error))
    return FALSE;

  lsn_row_set_text (row, LSN_TASK_RANK, rank);
  if (lsn_row_get_int64 (before, LSN_TASK_COLUMN_ID) != lsn_row_get_int64 (column, LSN_COLUMN_ID) &&
      !enter (db, move, before, column, row, error))
    return FALSE;
  /* A card that goes to the column of another project goes to that project. */
  if (lsn_row_get_int64 (before, LSN_TASK_PROJECT_ID) !=
      lsn_row_get_int64 (column, LSN_COLUMN_PROJECT_ID))
    lsn_row_set_int64 (row, LSN_TASK_PROJECT_ID, lsn_row_get_int64 (column, LSN_COLUMN_PROJECT_ID));
  return lsn_row_update (db, id, row, error);
}

gboolean
lsn_task_move_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnTaskMove *move = data;
  g_autoptr (LsnRow) column = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (move->column_id && !lsn_row_load (db, &lsn_column_info, move->column_id, &column, error))
    return FALSE;
  if (move->column_id && column == NULL)
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                           _ ("This column does not exist any more."));
      return FALSE;
    }
  if (!find_gap (db, move, &before, &after, error))
    return FALSE;

  for (guint i = 0; i < move->ids->len; i++)
    {
      g_autofree char *rank = lsn_rank_dup_between (before, after);

      if (!move_one (db, move, g_array_index (move->ids, gint64, i), rank, error))
        return FALSE;
      g_set_str (&before, rank);
    }
  return TRUE;
}

/* --- Several at once -------------------------------------------------------------------------- */

LsnTaskSet *
lsn_task_set_new (GArray *ids, gint64 now)
{
  LsnTaskSet *self = g_new0 (LsnTaskSet, 1);

  self->ids = g_array_ref (ids);
  self->now = now;
  return self;
}

void
lsn_task_set_free (LsnTaskSet *self)
{
  g_array_unref (self->ids);
  g_clear_pointer (&self->row, lsn_row_free);
  g_clear_pointer (&self->workdays, lsn_workdays_unref);
  g_free (self);
}

static gboolean
set_one (LsnDatabase *db, const LsnTaskSet *set, gint64 id, GError **error)
{
  if (set->row)
    {
      LsnTaskEdit edit = { .id = id, .row = lsn_row_copy (set->row), .now = set->now };
      g_autoptr (LsnRow) row = edit.row;

      if (!lsn_task_edit_on_worker (db, &edit, NULL, error))
        return FALSE;
    }
  if (set->finish)
    {
      LsnTaskDone done = { .id = id, .done = TRUE, .now = set->now, .workdays = set->workdays };

      if (!lsn_task_done_on_worker (db, &done, NULL, error))
        return FALSE;
    }
  if (set->archive || set->restore)
    {
      LsnTaskArchive archive = { .id = id, .back = set->restore, .now = set->now };

      if (!lsn_task_archive_on_worker (db, &archive, NULL, error))
        return FALSE;
    }
  return (set->add_label_id == 0 || set_label (db, id, set->add_label_id, TRUE, error)) &&
         (set->remove_label_id == 0 || set_label (db, id, set->remove_label_id, FALSE, error));
}

gboolean
lsn_task_set_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnTaskSet *set = data;

  for (guint i = 0; i < set->ids->len; i++)
    {
      if (!set_one (db, set, g_array_index (set->ids, gint64, i), error))
        return FALSE;
    }
  return TRUE;
}

/* --- Done and away ---------------------------------------------------------------------------- */

void
lsn_task_done_free (LsnTaskDone *self)
{
  g_clear_pointer (&self->workdays, lsn_workdays_unref);
  g_free (self);
}

gboolean
lsn_task_done_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnTaskDone *done = data;
  gint64 column_id = 0;
  g_autoptr (LsnRow) before = NULL;
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_task_info);

  if (!lsn_row_load (db, &lsn_task_info, done->id, &before, error))
    return FALSE;
  if (before == NULL)
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                           _ ("This card does not exist any more."));
      return FALSE;
    }
  if (lsn_row_is_null (before, LSN_TASK_DONE_AT) == !done->done)
    return TRUE;
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

      move->workdays = done->workdays ? lsn_workdays_ref (done->workdays) : NULL;
      g_array_append_val (move->ids, done->id);
      if (!lsn_task_move_on_worker (db, move, cancellable, error))
        return FALSE;
    }
  else if (done->done && !lsn_task_repeat_make_next (db, before, done->workdays, done->now, error))
    return FALSE;
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

  if (archive->back)
    lsn_row_set_null (row, LSN_TASK_ARCHIVED_AT);
  else
    lsn_row_set_int64 (row, LSN_TASK_ARCHIVED_AT, archive->now);
  return lsn_row_update (db, archive->id, row, error);
}
