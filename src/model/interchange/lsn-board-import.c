/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-board-import.h"
#include "model/interchange/lsn-board-parts.h"
#include "base/lsn-rank.h"
#include "base/lsn-recurrence.h"
#include "model/clients/lsn-client.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-parts.h"
#include "model/projects/lsn-task.h"

#include <glib/gi18n-lib.h>

#define CHECK_EVERY 200

/* One board while it is written. */
typedef struct
{
  LsnDatabase *db;
  LsnBoardImport *import;
  const LsnBoardFile *file;
  gint64 project_id;
  GArray *columns;     /* owned; element-type gint64: ids by place */
  GArray *labels;      /* owned; likewise */
  GArray *cards;       /* owned; likewise */
  GArray *milestones;  /* owned; likewise */
  GPtrArray *ranks;    /* owned; element-type char *: the last one of each column */
  GHashTable *members; /* owned; name → id (gint64 *) */
} Writer;

LsnBoardImport *
lsn_board_import_new (LsnBoardSource *source, gint64 now)
{
  LsnBoardImport *self = g_new0 (LsnBoardImport, 1);

  self->source = source;
  self->now = now;
  return self;
}

void
lsn_board_import_free (LsnBoardImport *self)
{
  lsn_board_source_free (self->source);
  g_free (self);
}

/* --- Names ------------------------------------------------------------------------------------ */

static gboolean
find_member (Writer *self, const char *name, gint64 *id, GError **error)
{
  gint64 *known = g_hash_table_lookup (self->members, name);
  g_autoptr (LsnRow) row = NULL;

  if (known)
    {
      *id = *known;
      return TRUE;
    }
  if (!lsn_database_get_int64 (self->db, 0, id, error,
                               "SELECT id FROM member WHERE name = ? ORDER BY id LIMIT 1", "t",
                               name))
    return FALSE;
  if (*id == 0)
    {
      row = lsn_row_new (&lsn_member_info);
      lsn_row_set_text (row, LSN_MEMBER_NAME, name);
      if (!lsn_row_insert (self->db, row, error))
        return FALSE;
      *id = lsn_row_get_int64 (row, LSN_MEMBER_ID);
    }
  g_hash_table_insert (self->members, g_strdup (name), g_memdup2 (id, sizeof *id));
  return TRUE;
}

static gboolean
set_member (Writer *self, LsnRow *row, guint field, const char *name, GError **error)
{
  gint64 id;

  if (name == NULL)
    return TRUE;
  if (!find_member (self, name, &id, error))
    return FALSE;
  lsn_row_set_int64 (row, field, id);
  return TRUE;
}

static gboolean
set_client (Writer *self, LsnRow *row, guint field, const char *name, GError **error)
{
  gint64 id = 0;

  if (name == NULL)
    return TRUE;
  if (!lsn_database_get_int64 (self->db, 0, &id, error,
                               "SELECT id FROM client WHERE name = ? ORDER BY id LIMIT 1", "t",
                               name))
    return FALSE;
  if (id)
    lsn_row_set_int64 (row, field, id);
  return TRUE;
}

/* --- The board -------------------------------------------------------------------------------- */

static gboolean
write_project (Writer *self, GError **error)
{
  const char *const statuses[] = { "planned", "active", "on-hold", "done", NULL };
  const LsnBoardFile *file = self->file;
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_project_info);

  lsn_row_set_text (row, LSN_PROJECT_NAME, file->name);
  lsn_row_set_text (row, LSN_PROJECT_PURPOSE, file->purpose);
  lsn_row_set_text (row, LSN_PROJECT_START_ON, file->start_on);
  lsn_row_set_text (row, LSN_PROJECT_DUE_ON, file->due_on);
  lsn_row_set_int64 (row, LSN_PROJECT_CREATED_AT, self->import->now);
  if (file->status && g_strv_contains (statuses, file->status))
    lsn_row_set_text (row, LSN_PROJECT_STATUS, file->status);
  if (!set_client (self, row, LSN_PROJECT_CLIENT_ID, file->client, error) ||
      !lsn_row_insert (self->db, row, error))
    return FALSE;
  self->project_id = lsn_row_get_int64 (row, LSN_PROJECT_ID);
  return TRUE;
}

static gboolean
write_labels (Writer *self, GError **error)
{
  for (guint i = 0; i < self->file->labels->len; i++)
    {
      const LsnFileLabel *label = g_ptr_array_index (self->file->labels, i);
      gint64 id = 0;

      if (!lsn_database_get_int64 (self->db, 0, &id, error, "SELECT id FROM label WHERE name = ?",
                                   "t", label->name))
        return FALSE;
      if (id == 0)
        {
          g_autoptr (LsnRow) row = lsn_row_new (&lsn_label_info);

          lsn_row_set_text (row, LSN_LABEL_NAME, label->name);
          lsn_row_set_text (row, LSN_LABEL_COLOR, label->color);
          if (!lsn_row_insert (self->db, row, error))
            return FALSE;
          id = lsn_row_get_int64 (row, LSN_LABEL_ID);
        }
      g_array_append_val (self->labels, id);
    }
  return TRUE;
}

static gboolean
write_column (Writer *self, const LsnFileColumn *column, char **rank, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_column_info);
  char *next = lsn_rank_dup_between (*rank, NULL);
  gint64 id;

  g_free (*rank);
  *rank = next;
  lsn_row_set_int64 (row, LSN_COLUMN_PROJECT_ID, self->project_id);
  lsn_row_set_text (row, LSN_COLUMN_TITLE, column->title);
  lsn_row_set_text (row, LSN_COLUMN_RANK, next);
  lsn_row_set_int64 (row, LSN_COLUMN_DONE, column->done);
  if (column->limit > 0)
    lsn_row_set_int64 (row, LSN_COLUMN_WIP_LIMIT, column->limit);
  if (column->enter_due > 0)
    lsn_row_set_int64 (row, LSN_COLUMN_ENTER_DUE_DAYS, column->enter_due - 1);
  if (column->enter_followup)
    lsn_row_set_text (row, LSN_COLUMN_ENTER_FOLLOWUP, column->enter_followup);
  if (column->enter_label > 0 && column->enter_label <= self->labels->len)
    lsn_row_set_int64 (row, LSN_COLUMN_ENTER_LABEL_ID,
                       g_array_index (self->labels, gint64, column->enter_label - 1));
  if (!set_member (self, row, LSN_COLUMN_ENTER_ASSIGNEE_ID, column->enter_assignee, error) ||
      !lsn_row_insert (self->db, row, error))
    return FALSE;
  id = lsn_row_get_int64 (row, LSN_COLUMN_ID);
  g_array_append_val (self->columns, id);
  g_ptr_array_add (self->ranks, NULL);
  return TRUE;
}

static gboolean
write_columns (Writer *self, GError **error)
{
  g_autofree char *rank = NULL;

  for (guint i = 0; i < self->file->columns->len; i++)
    {
      if (!write_column (self, g_ptr_array_index (self->file->columns, i), &rank, error))
        return FALSE;
    }
  if (self->columns->len == 0)
    {
      const LsnFileColumn first = { .title = (char *) C_ ("column of a board", "To Do") };

      return write_column (self, &first, &rank, error);
    }
  return TRUE;
}

/* --- Cards ------------------------------------------------------------------------------------ */

static void
set_texts (LsnRow *row, const LsnFileCard *card)
{
  const char *const turns[] = { "us", "client", "performer", NULL };
  const struct
  {
    guint field;
    const char *text;
  } texts[] = { { LSN_TASK_TITLE, card->title },
                { LSN_TASK_TEXT, card->text },
                { LSN_TASK_START_ON, card->start_on },
                { LSN_TASK_DUE_ON, card->due_on },
                { LSN_TASK_ROLE, card->role },
                { LSN_TASK_BASELINE_START_ON, card->baseline_start_on },
                { LSN_TASK_BASELINE_DUE_ON, card->baseline_due_on } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i].text)
        lsn_row_set_text (row, texts[i].field, texts[i].text);
    }
  if (card->turn && g_strv_contains (turns, card->turn))
    lsn_row_set_text (row, LSN_TASK_TURN, card->turn);
  if (card->has_amount)
    {
      lsn_row_set_int64 (row, LSN_TASK_AMOUNT_MINOR, card->amount_minor);
      lsn_row_set_text (row, LSN_TASK_CURRENCY, card->currency);
    }
}

/* A rule that cannot be followed is none. */
static void
set_rhythm (LsnRow *row, const LsnFileCard *card)
{
  gboolean after = g_strcmp0 (card->repeat_mode, "after-done") == 0;
  g_autoptr (LsnRecurrence) rule =
      card->rrule ? lsn_recurrence_parse (card->rrule,
                                          after ? LSN_RECURRENCE_AFTER_DONE : LSN_RECURRENCE_FIXED,
                                          NULL, NULL)
                  : NULL;

  if (rule == NULL)
    return;
  lsn_row_set_text (row, LSN_TASK_RRULE, card->rrule);
  lsn_row_set_text (row, LSN_TASK_REPEAT_MODE, after ? "after-done" : "fixed");
}

static void
set_numbers (LsnRow *row, const LsnFileCard *card, gint64 now)
{
  lsn_row_set_int64 (row, LSN_TASK_PRIORITY, CLAMP (card->priority, 0, 3));
  if (card->estimate_minutes > 0)
    lsn_row_set_int64 (row, LSN_TASK_ESTIMATE_MINUTES, card->estimate_minutes);
  if (card->spent_minutes > 0)
    lsn_row_set_int64 (row, LSN_TASK_SPENT_MINUTES, card->spent_minutes);
  if (card->done_at)
    lsn_row_set_int64 (row, LSN_TASK_DONE_AT, card->done_at);
  if (card->archived_at)
    lsn_row_set_int64 (row, LSN_TASK_ARCHIVED_AT, card->archived_at);
  lsn_row_set_int64 (row, LSN_TASK_CREATED_AT, card->created_at ? card->created_at : now);
  lsn_row_set_int64 (row, LSN_TASK_ENTERED_AT, card->entered_at ? card->entered_at : now);
  lsn_row_set_int64 (row, LSN_TASK_TURN_SINCE, card->turn_since ? card->turn_since : now);
}

/* @column_id, @parent_id: 0 for none */
static gboolean
write_task (Writer *self, const LsnFileCard *card, gint64 column_id, gint64 parent_id,
            const char *rank, gint64 *id, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_task_info);

  lsn_row_set_int64 (row, LSN_TASK_PROJECT_ID, self->project_id);
  if (column_id)
    lsn_row_set_int64 (row, LSN_TASK_COLUMN_ID, column_id);
  if (parent_id)
    lsn_row_set_int64 (row, LSN_TASK_PARENT_ID, parent_id);
  lsn_row_set_text (row, LSN_TASK_RANK, rank);
  if (card->milestone > 0 && card->milestone <= self->milestones->len)
    lsn_row_set_int64 (row, LSN_TASK_MILESTONE_ID,
                       g_array_index (self->milestones, gint64, card->milestone - 1));
  set_texts (row, card);
  set_rhythm (row, card);
  set_numbers (row, card, self->import->now);
  if (!set_member (self, row, LSN_TASK_ASSIGNEE_ID, card->assignee, error) ||
      !set_client (self, row, LSN_TASK_OWN_CLIENT_ID, card->client, error) ||
      !lsn_row_insert (self->db, row, error))
    return FALSE;
  *id = lsn_row_get_int64 (row, LSN_TASK_ID);
  return TRUE;
}

static gboolean
write_parts (Writer *self, const LsnFileCard *card, gint64 task_id, GError **error)
{
  for (guint i = 0; i < card->labels->len; i++)
    {
      LsnTaskLabel label = { .task_id = task_id, .on = TRUE };

      label.label_id = g_array_index (self->labels, gint64, g_array_index (card->labels, guint, i));
      if (!lsn_task_label_on_worker (self->db, &label, NULL, error))
        return FALSE;
    }
  for (guint i = 0; i < card->comments->len; i++)
    {
      const LsnFileComment *comment = g_ptr_array_index (card->comments, i);
      g_autoptr (LsnRow) row = lsn_row_new (&lsn_task_comment_info);

      lsn_row_set_int64 (row, LSN_TASK_COMMENT_TASK_ID, task_id);
      lsn_row_set_text (row, LSN_TASK_COMMENT_TEXT, comment->text);
      if (comment->author)
        lsn_row_set_text (row, LSN_TASK_COMMENT_AUTHOR, comment->author);
      lsn_row_set_int64 (row, LSN_TASK_COMMENT_AT, comment->at ? comment->at : self->import->now);
      if (!lsn_row_insert (self->db, row, error))
        return FALSE;
    }
  for (guint i = 0; i < card->links->len; i++)
    {
      const LsnFileLink *link = g_ptr_array_index (card->links, i);
      g_autoptr (LsnRow) row = lsn_row_new (&lsn_task_link_info);

      lsn_row_set_int64 (row, LSN_TASK_LINK_TASK_ID, task_id);
      lsn_row_set_text (row, LSN_TASK_LINK_TARGET_KIND, "url");
      lsn_row_set_text (row, LSN_TASK_LINK_URL, link->url);
      if (link->title)
        lsn_row_set_text (row, LSN_TASK_LINK_TITLE, link->title);
      if (!lsn_row_insert (self->db, row, error))
        return FALSE;
      self->import->n_links++;
    }
  return TRUE;
}

static gboolean
write_items (Writer *self, const LsnFileCard *card, gint64 task_id, GError **error)
{
  g_autofree char *rank = NULL;

  for (guint i = 0; i < card->items->len; i++)
    {
      const LsnFileCard *item = g_ptr_array_index (card->items, i);
      char *next = lsn_rank_dup_between (rank, NULL);
      gint64 id;

      g_free (rank);
      rank = next;
      if (!write_task (self, item, 0, task_id, rank, &id, error) ||
          !write_parts (self, item, id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_card (Writer *self, const LsnFileCard *card, GError **error)
{
  guint column = card->column < self->columns->len ? card->column : 0;
  char *last = g_ptr_array_index (self->ranks, column);
  char *rank = lsn_rank_dup_between (last, NULL);
  gint64 id;

  g_free (last);
  g_ptr_array_index (self->ranks, column) = rank;
  if (!write_task (self, card, g_array_index (self->columns, gint64, column), 0, rank, &id, error))
    return FALSE;
  g_array_append_val (self->cards, id);
  return write_parts (self, card, id, error) && write_items (self, card, id, error);
}

/* Those that would wait for each other are passed over by the writer of blockers. */
static gboolean
write_blockers (Writer *self, GError **error)
{
  for (guint i = 0; i < self->file->cards->len; i++)
    {
      const LsnFileCard *card = g_ptr_array_index (self->file->cards, i);

      for (guint j = 0; j < card->blockers->len; j++)
        {
          LsnTaskBlocker blocker = { .task_id = g_array_index (self->cards, gint64, i),
                                     .on = TRUE };
          g_autoptr (GError) local_error = NULL;

          blocker.blocker_id =
              g_array_index (self->cards, gint64, g_array_index (card->blockers, guint, j));
          if (!lsn_task_blocker_on_worker (self->db, &blocker, NULL, &local_error) &&
              !g_error_matches (local_error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID))
            {
              g_propagate_error (error, g_steal_pointer (&local_error));
              return FALSE;
            }
        }
    }
  return TRUE;
}

static gboolean
write_cards (Writer *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->file->cards->len; i++)
    {
      if (i % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!write_card (self, g_ptr_array_index (self->file->cards, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_board (LsnDatabase *db, LsnBoardImport *import, const LsnBoardFile *file,
             GCancellable *cancellable, GError **error)
{
  Writer self = { .db = db, .import = import, .file = file };
  gboolean ok;

  self.columns = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.labels = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.cards = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.ranks = g_ptr_array_new_with_free_func (g_free);
  self.members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.milestones = g_array_new (FALSE, FALSE, sizeof (gint64));
  ok = write_project (&self, error) &&
       lsn_board_parts_write (db, file, self.project_id, self.milestones, error) &&
       write_labels (&self, error) && write_columns (&self, error) &&
       write_cards (&self, cancellable, error) && write_blockers (&self, error);
  if (ok && import->project_id == 0)
    import->project_id = self.project_id;
  g_array_unref (self.columns);
  g_array_unref (self.labels);
  g_array_unref (self.cards);
  g_array_unref (self.milestones);
  g_ptr_array_unref (self.ranks);
  g_hash_table_unref (self.members);
  return ok;
}

gboolean
lsn_board_import_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                            GError **error)
{
  LsnBoardImport *import = data;

  for (guint i = 0; i < import->source->boards->len; i++)
    {
      const LsnBoardFile *file = g_ptr_array_index (import->source->boards, i);

      import->n_lists += file->columns->len;
      import->n_cards += file->cards->len;
      import->n_check_items += file->n_check_items;
      import->n_comments += file->n_comments;
      import->n_labels += file->n_labels;
      if (!import->dry_run && !write_board (db, import, file, cancellable, error))
        return FALSE;
    }
  return TRUE;
}
