/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client.h"
#include "model/interchange/lsn-board-import.h"
#include "model/interchange/lsn-board-parts.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-parts.h"
#include "model/projects/lsn-task.h"

LsnBoardExport *
lsn_board_export_new (gint64 project_id)
{
  LsnBoardExport *self = g_new0 (LsnBoardExport, 1);

  self->project_id = project_id;
  return self;
}

void
lsn_board_export_free (LsnBoardExport *self)
{
  g_clear_pointer (&self->file, lsn_board_file_free);
  g_free (self);
}

/* What the reading knows: places by ids. */
typedef struct
{
  LsnDatabase *db;
  LsnBoardFile *file;
  GHashTable *columns; /* id (gint64 *) → place + 1 */
  GHashTable *cards;   /* likewise */
} Reader;

static void
keep_place (GHashTable *places, gint64 id, guint place)
{
  g_hash_table_insert (places, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (place + 1));
}

static char *
dup_text (const LsnRow *row, guint field)
{
  return g_strdup (lsn_row_get_text (row, field));
}

static gboolean
read_columns (Reader *self, gint64 project_id, GError **error)
{
  g_autoptr (GPtrArray) rows =
      lsn_row_load_many (self->db, &lsn_column_info, error,
                         "WHERE project_id = ? ORDER BY rank, id", "i", project_id);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (rows, i);
      LsnFileColumn *column =
          lsn_board_file_add_column (self->file, lsn_row_get_text (row, LSN_COLUMN_TITLE));
      gint64 assignee = lsn_row_get_int64 (row, LSN_COLUMN_ENTER_ASSIGNEE_ID);
      gint64 label = lsn_row_get_int64 (row, LSN_COLUMN_ENTER_LABEL_ID);
      g_autofree char *name = NULL;
      g_autofree char *color = NULL;

      column->limit = lsn_row_get_int64 (row, LSN_COLUMN_WIP_LIMIT);
      column->done = lsn_row_get_int64 (row, LSN_COLUMN_DONE) != 0;
      column->enter_followup = dup_text (row, LSN_COLUMN_ENTER_FOLLOWUP);
      if (!lsn_row_is_null (row, LSN_COLUMN_ENTER_DUE_DAYS))
        column->enter_due = lsn_row_get_int64 (row, LSN_COLUMN_ENTER_DUE_DAYS) + 1;
      keep_place (self->columns, lsn_row_get_int64 (row, LSN_COLUMN_ID), i);
      if (!lsn_database_dup_text (self->db, &column->enter_assignee, error,
                                  "SELECT name FROM member WHERE id = ?", "i", assignee) ||
          !lsn_database_dup_text (self->db, &name, error, "SELECT name FROM label WHERE id = ?",
                                  "i", label) ||
          !lsn_database_dup_text (self->db, &color, error, "SELECT color FROM label WHERE id = ?",
                                  "i", label))
        return FALSE;
      if (name)
        column->enter_label =
            lsn_board_file_add_label (self->file, name, g_intern_string (color)) + 1;
    }
  return rows != NULL;
}

static void
fill (LsnFileCard *card, const LsnRow *row)
{
  card->text = dup_text (row, LSN_TASK_TEXT);
  card->start_on = dup_text (row, LSN_TASK_START_ON);
  card->due_on = dup_text (row, LSN_TASK_DUE_ON);
  card->assignee = dup_text (row, LSN_TASK_ASSIGNEE_NAME);
  card->turn = dup_text (row, LSN_TASK_TURN);
  card->rrule = dup_text (row, LSN_TASK_RRULE);
  card->repeat_mode = dup_text (row, LSN_TASK_REPEAT_MODE);
  card->currency = dup_text (row, LSN_TASK_CURRENCY);
  card->role = dup_text (row, LSN_TASK_ROLE);
  card->baseline_start_on = dup_text (row, LSN_TASK_BASELINE_START_ON);
  card->baseline_due_on = dup_text (row, LSN_TASK_BASELINE_DUE_ON);
  card->has_amount = !lsn_row_is_null (row, LSN_TASK_AMOUNT_MINOR);
  card->amount_minor = lsn_row_get_int64 (row, LSN_TASK_AMOUNT_MINOR);
  card->estimate_minutes = lsn_row_get_int64 (row, LSN_TASK_ESTIMATE_MINUTES);
  card->spent_minutes = lsn_row_get_int64 (row, LSN_TASK_SPENT_MINUTES);
  card->priority = lsn_row_get_int64 (row, LSN_TASK_PRIORITY);
  card->done_at = lsn_row_get_int64 (row, LSN_TASK_DONE_AT);
  card->archived_at = lsn_row_get_int64 (row, LSN_TASK_ARCHIVED_AT);
  card->created_at = lsn_row_get_int64 (row, LSN_TASK_CREATED_AT);
  card->entered_at = lsn_row_get_int64 (row, LSN_TASK_ENTERED_AT);
  card->turn_since = lsn_row_get_int64 (row, LSN_TASK_TURN_SINCE);
  if (!lsn_row_is_null (row, LSN_TASK_OWN_CLIENT_ID))
    card->client = dup_text (row, LSN_TASK_CLIENT_NAME);
}

static void
read_labels (Reader *self, LsnFileCard *card, const LsnRow *row)
{
  g_autofree char *text = dup_text (row, LSN_TASK_LABELS);
  LsnLabelMark marks[64];
  guint n = MIN (lsn_task_labels_split (text, marks, G_N_ELEMENTS (marks)), G_N_ELEMENTS (marks));

  for (guint i = 0; i < n; i++)
    lsn_file_card_add_label (card, lsn_board_file_add_label (self->file, marks[i].name,
                                                             g_intern_string (marks[i].color)));
}

static gboolean
read_parts (Reader *self, LsnFileCard *card, const LsnRow *row, GError **error)
{
  gint64 id = lsn_row_get_int64 (row, LSN_TASK_ID);
  g_autoptr (GPtrArray) comments = lsn_row_load_many (self->db, &lsn_task_comment_info, error,
                                                      "WHERE task_id = ? ORDER BY at, id", "i", id);
  g_autoptr (GPtrArray) links =
      comments ? lsn_row_load_many (self->db, &lsn_task_link_info, error,
                                    "WHERE task_link.task_id = ? AND target_kind = 'url'"
                                    " ORDER BY task_link.id",
                                    "i", id)
               : NULL;

  read_labels (self, card, row);
  for (guint i = 0; links && i < comments->len; i++)
    {
      const LsnRow *comment = g_ptr_array_index (comments, i);

      lsn_file_card_add_comment (self->file, card,
                                 lsn_row_get_text (comment, LSN_TASK_COMMENT_AUTHOR),
                                 lsn_row_get_text (comment, LSN_TASK_COMMENT_TEXT),
                                 lsn_row_get_int64 (comment, LSN_TASK_COMMENT_AT));
    }
  for (guint i = 0; links && i < links->len; i++)
    {
      const LsnRow *link = g_ptr_array_index (links, i);

      lsn_file_card_add_link (card, lsn_row_get_text (link, LSN_TASK_LINK_URL),
                              lsn_row_get_text (link, LSN_TASK_LINK_TITLE));
    }
  return links != NULL;
}

static gboolean
read_items (Reader *self, LsnFileCard *card, gint64 task_id, GError **error)
{
  g_autoptr (GPtrArray) rows =
      lsn_row_load_many (self->db, &lsn_task_info, error,
                         "WHERE task.parent_id = ? AND task.archived_at IS NULL"
                         " ORDER BY task.rank, task.id",
                         "i", task_id);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (rows, i);
      LsnFileCard *item =
          lsn_file_card_add_item (self->file, card, lsn_row_get_text (row, LSN_TASK_TITLE));

      fill (item, row);
      if (!read_parts (self, item, row, error))
        return FALSE;
    }
  return rows != NULL;
}

/* Returns: its place + 1 */
static gint64
find_milestone (const LsnBoardFile *file, gint64 id)
{
  GPtrArray *milestones = file->parts[LSN_FILE_MILESTONES];

  for (guint i = 0; id != 0 && i < milestones->len; i++)
    {
      if (lsn_row_get_int64 (g_ptr_array_index (milestones, i), 0) == id)
        return i + 1;
    }
  return 0;
}

static gboolean
read_cards (Reader *self, gint64 project_id, GError **error)
{
  g_autoptr (GPtrArray) rows =
      lsn_row_load_many (self->db, &lsn_task_info, error,
                         "WHERE task.project_id = ? AND task.parent_id IS NULL"
                         " ORDER BY board_column.rank, board_column.id, task.rank, task.id",
                         "i", project_id);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (rows, i);
      LsnFileCard *card =
          lsn_board_file_add_card (self->file, lsn_row_get_text (row, LSN_TASK_TITLE));
      gint64 column_id = lsn_row_get_int64 (row, LSN_TASK_COLUMN_ID);
      gpointer place = g_hash_table_lookup (self->columns, &column_id);

      fill (card, row);
      card->milestone = find_milestone (self->file, lsn_row_get_int64 (row, LSN_TASK_MILESTONE_ID));
      card->column = place ? GPOINTER_TO_UINT (place) - 1 : G_MAXUINT;
      keep_place (self->cards, lsn_row_get_int64 (row, LSN_TASK_ID), i);
      if (!read_parts (self, card, row, error) ||
          !read_items (self, card, lsn_row_get_int64 (row, LSN_TASK_ID), error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
read_blockers (Reader *self, gint64 project_id, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      self->db,
      "SELECT b.task_id, b.blocker_id FROM task t JOIN task_blocker b ON b.task_id = t.id"
      " WHERE t.project_id = ? ORDER BY b.id",
      error);

  lsn_statement_bind (statement, "i", project_id);
  while (lsn_statement_step (statement))
    {
      gint64 task = lsn_statement_get_int64 (statement, 0);
      gint64 blocker = lsn_statement_get_int64 (statement, 1);
      guint from = GPOINTER_TO_UINT (g_hash_table_lookup (self->cards, &task));
      guint to = GPOINTER_TO_UINT (g_hash_table_lookup (self->cards, &blocker));
      LsnFileCard *card;

      if (from == 0 || to == 0)
        continue;
      card = g_ptr_array_index (self->file->cards, from - 1);
      to--;
      g_array_append_val (card->blockers, to);
    }
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_board_export_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                            GError **error)
{
  LsnBoardExport *export = data;
  Reader self = { .db = db };
  g_autoptr (LsnRow) project = NULL;
  gboolean ok;

  if (!lsn_row_load (db, &lsn_project_info, export->project_id, &project, error))
    return FALSE;
  if (project == NULL)
    return TRUE;
  self.file = export->file = lsn_board_file_new (lsn_row_get_text (project, LSN_PROJECT_NAME));
  self.file->purpose = dup_text (project, LSN_PROJECT_PURPOSE);
  self.file->client = dup_text (project, LSN_PROJECT_CLIENT_NAME);
  self.file->start_on = dup_text (project, LSN_PROJECT_START_ON);
  self.file->due_on = dup_text (project, LSN_PROJECT_DUE_ON);
  self.file->status = dup_text (project, LSN_PROJECT_STATUS);
  self.columns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self.cards = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ok = lsn_board_parts_load (db, self.file, project, error) &&
       read_columns (&self, export->project_id, error) &&
       read_cards (&self, export->project_id, error) &&
       read_blockers (&self, export->project_id, error);
  g_hash_table_unref (self.columns);
  g_hash_table_unref (self.cards);
  return ok;
}
