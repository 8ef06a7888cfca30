/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/projects/lsn-board.h"
#include "model/projects/lsn-board-filter.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-parts.h"
#include "model/projects/lsn-task-write.h"
#include "model/search/lsn-search.h"
#include "model/timeline/lsn-entry-write.h"

static gint64
add_project (ModelFixture *fixture, const char *name)
{
  const char *const columns[] = { "To Do", "Doing", "Done", NULL };
  LsnProjectEdit edit = { .row = lsn_row_new (&lsn_project_info), .now = fixture->clock };

  edit.columns = (GStrv) columns;
  lsn_row_set_text (edit.row, LSN_PROJECT_NAME, name);
  write_or_fail (fixture, lsn_project_edit_on_worker, &edit);
  lsn_row_free (edit.row);
  return edit.id;
}

static gint64
get_column (ModelFixture *fixture, gint64 project_id, guint index)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT id FROM board_column WHERE project_id = %" G_GINT64_FORMAT
                       " ORDER BY rank, id LIMIT 1 OFFSET %u",
                       project_id, index);

  return ask (fixture->store, sql);
}

static gint64
add_task (ModelFixture *fixture, gint64 project_id, gint64 column_id, gint64 parent_id,
          const char *title)
{
  LsnTaskEdit edit = { .row = lsn_row_new (&lsn_task_info), .now = fixture->clock };

  lsn_row_set_text (edit.row, LSN_TASK_TITLE, title);
  if (project_id)
    lsn_row_set_int64 (edit.row, LSN_TASK_PROJECT_ID, project_id);
  if (column_id)
    lsn_row_set_int64 (edit.row, LSN_TASK_COLUMN_ID, column_id);
  if (parent_id)
    lsn_row_set_int64 (edit.row, LSN_TASK_PARENT_ID, parent_id);
  write_or_fail (fixture, lsn_task_edit_on_worker, &edit);
  lsn_row_free (edit.row);
  return edit.id;
}

static LsnBoard *
read_board (ModelFixture *fixture, gint64 project_id, LsnBoardBy by, const char *filter)
{
  LsnBoard *board =
      lsn_board_new (project_id, 0, by, LSN_BOARD_BY_NOTHING, filter, lsn_date_from_iso (TODAY));
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_board_on_worker, board, &error);
  g_assert_no_error (error);
  return board;
}

static GArray *
dup_lane (ModelFixture *fixture, gint64 column_id)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT project_id FROM board_column WHERE id = %" G_GINT64_FORMAT,
                       column_id);
  g_autoptr (LsnBoard) board =
      read_board (fixture, ask (fixture->store, sql), LSN_BOARD_BY_COLUMN, NULL);

  for (guint i = 0; i < board->lanes->len; i++)
    {
      if (lsn_board_get_lane (board, i)->id == column_id)
        return g_array_ref (lsn_board_get_cell (board, 0, i));
    }
  g_assert_not_reached ();
}

static void
move (ModelFixture *fixture, gint64 id, gint64 column_id, gint64 before_id)
{
  g_autoptr (LsnTaskMove) moving = lsn_task_move_new (column_id, before_id, fixture->clock);

  g_array_append_val (moving->ids, id);
  write_or_fail (fixture, lsn_task_move_on_worker, moving);
}

static void
assert_lane (ModelFixture *fixture, gint64 column_id, guint n, ...)
{
  g_autoptr (GArray) ids = dup_lane (fixture, column_id);
  va_list expected;

  g_assert_cmpuint (ids->len, ==, n);
  va_start (expected, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i), ==, va_arg (expected, gint64));
  va_end (expected);
}

static void
test_move (ModelFixture *fixture, gconstpointer data)
{
  gint64 project = add_project (fixture, "Video");
  gint64 todo = get_column (fixture, project, 0);
  gint64 doing = get_column (fixture, project, 1);
  gint64 a = add_task (fixture, project, 0, 0, "A");
  gint64 b = add_task (fixture, project, 0, 0, "B");
  gint64 c = add_task (fixture, project, 0, 0, "C");
  g_autoptr (LsnTaskMove) both = lsn_task_move_new (doing, 0, fixture->clock);

  assert_lane (fixture, todo, 3, a, b, c);
  move (fixture, c, todo, a);
  assert_lane (fixture, todo, 3, c, a, b);
  move (fixture, c, todo, 0);
  assert_lane (fixture, todo, 3, a, b, c);
  move (fixture, b, doing, 0);
  assert_lane (fixture, todo, 2, a, c);

  /* Several at once, in the order that they are given, between two others. */
  g_array_append_val (both->ids, c);
  g_array_append_val (both->ids, a);
  both->before_id = b;
  write_or_fail (fixture, lsn_task_move_on_worker, both);
  assert_lane (fixture, doing, 3, c, a, b);
  assert_lane (fixture, todo, 0);

  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  assert_lane (fixture, todo, 2, a, c);
  assert_lane (fixture, doing, 1, b);
}

/* One action writes the cards that move and nothing else. */
static void
test_move_writes_one_row (ModelFixture *fixture, gconstpointer data)
{
  gint64 project = add_project (fixture, "Video");
  gint64 doing = get_column (fixture, project, 1);
  gint64 a = add_task (fixture, project, 0, 0, "A");

  add_task (fixture, project, 0, 0, "B");
  add_task (fixture, project, doing, 0, "C");
  move (fixture, a, doing, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM journal_row WHERE journal_id ="
                                        " (SELECT max (id) FROM journal) AND op < 8"),
                   ==, 1);
}

static void
test_done (ModelFixture *fixture, gconstpointer data)
{
  gint64 project = add_project (fixture, "Video");
  gint64 done = get_column (fixture, project, 2);
  gint64 card = add_task (fixture, project, 0, 0, "A");
  gint64 item = add_task (fixture, 0, 0, card, "Item");
  LsnTaskDone closing = { .id = card, .done = TRUE, .now = fixture->clock };

  move (fixture, card, done, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE done_at IS NOT NULL"), ==,
                   1);
  move (fixture, card, get_column (fixture, project, 1), 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE done_at IS NOT NULL"), ==,
                   0);
  write_or_fail (fixture, lsn_task_done_on_worker, &closing);
  assert_lane (fixture, done, 1, card);

  closing.id = item;
  write_or_fail (fixture, lsn_task_done_on_worker, &closing);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE done_at IS NOT NULL"
                                        " AND column_id IS NULL AND project_id IS NOT NULL"),
                   ==, 1);
  assert_lane (fixture, done, 1, card);
}

static void
test_refused (ModelFixture *fixture, gconstpointer data)
{
  gint64 project = add_project (fixture, "Video");
  gint64 gone = 4711;
  g_autoptr (LsnTaskMove) lost = lsn_task_move_new (get_column (fixture, project, 0), 0, 0);
  g_autoptr (LsnTaskMove) nowhere = lsn_task_move_new (gone, 0, 0);
  g_autoptr (GError) error = NULL;

  g_array_append_val (lost->ids, gone);
  g_assert_false (
      lsn_store_write_sync (fixture->store, "Move", lsn_task_move_on_worker, lost, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (
      lsn_store_write_sync (fixture->store, "Move", lsn_task_move_on_worker, nowhere, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND);
}

static gboolean
move_many_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *moves = data;

  for (guint i = 0; i < moves->len; i++)
    {
      if (!lsn_task_move_on_worker (db, g_ptr_array_index (moves, i), cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static LsnTaskMove *
make_random_move (ModelFixture *fixture, GRand *random, const gint64 *columns, GArray **lanes)
{
  GArray *from = lanes[g_rand_int_range (random, 0, 3)];
  guint target = (guint) g_rand_int_range (random, 0, 3);
  LsnTaskMove *moving;
  guint index;
  gint64 id;

  while (from->len == 0)
    from = lanes[g_rand_int_range (random, 0, 3)];
  index = (guint) g_rand_int_range (random, 0, (gint32) from->len);
  id = g_array_index (from, gint64, index);
  g_array_remove_index (from, index);
  index = (guint) g_rand_int_range (random, 0, (gint32) lanes[target]->len + 1);
  moving =
      lsn_task_move_new (columns[target],
                         index < lanes[target]->len ? g_array_index (lanes[target], gint64, index)
                                                    : 0,
                         fixture->clock);
  g_array_append_val (moving->ids, id);
  g_array_insert_val (lanes[target], index, id);
  return moving;
}

/* The board against a model of it: through 100,000 moves the columns hold what a hand would see,
 * and no key grows without end. Many moves are one transaction here, as a disk is not what is
 * asked about. */
static void
test_random_moves (ModelFixture *fixture, gconstpointer data)
{
  enum
  {
    CARDS = 40,
    BATCHES = 100,
    MOVES = 1000
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gint64 project = add_project (fixture, "Video");
  gint64 columns[3];
  GArray *lanes[3];

  for (guint i = 0; i < 3; i++)
    {
      columns[i] = get_column (fixture, project, i);
      lanes[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
    }
  for (guint i = 0; i < CARDS; i++)
    {
      gint64 id = add_task (fixture, project, columns[i % 3], 0, "Card");

      g_array_append_val (lanes[i % 3], id);
    }

  for (guint batch = 0; batch < BATCHES; batch++)
    {
      g_autoptr (GPtrArray) moves =
          g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_task_move_free);

      for (guint i = 0; i < MOVES; i++)
        g_ptr_array_add (moves, make_random_move (fixture, random, columns, lanes));
      write_or_fail (fixture, move_many_on_worker, moves);
      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (GArray) ids = dup_lane (fixture, columns[i]);

          g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), lanes[i]->data,
                           lanes[i]->len * sizeof (gint64));
        }
    }
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task"), ==, CARDS);
  g_assert_cmpint (ask (fixture->store, "SELECT max (length (rank)) FROM task"), <, 64);
  for (guint i = 0; i < 3; i++)
    g_array_unref (lanes[i]);
}

static guint
count_cards (ModelFixture *fixture, gint64 project_id, gint64 client_id)
{
  g_autoptr (LsnBoard) board =
      lsn_board_new (project_id, client_id, LSN_BOARD_BY_COLUMN, LSN_BOARD_BY_NOTHING, NULL,
                     lsn_date_from_iso (TODAY));
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_board_on_worker, board, &error);
  g_assert_no_error (error);
  return board->n_cards;
}

/* A project of the archive can be looked at, and is nowhere else. */
static void
test_archive (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Romashka", "active", NULL);
  gint64 old = add_project (fixture, "Old");
  gint64 present = add_project (fixture, "Present");
  LsnProjectEdit edit = { .id = old, .row = lsn_row_new (&lsn_project_info) };
  LsnProjects projects = { .archived = TRUE };
  g_autoptr (GError) error = NULL;

  lsn_row_set_int64 (edit.row, LSN_PROJECT_CLIENT_ID, client);
  write_or_fail (fixture, lsn_project_edit_on_worker, &edit);
  add_task (fixture, old, 0, 0, "A");
  add_task (fixture, present, 0, 0, "B");
  g_assert_cmpuint (count_cards (fixture, 0, 0), ==, 2);
  g_assert_cmpuint (count_cards (fixture, 0, client), ==, 1);

  lsn_row_set_int64 (edit.row, LSN_PROJECT_ARCHIVED_AT, fixture->clock);
  write_or_fail (fixture, lsn_project_edit_on_worker, &edit);
  g_assert_cmpuint (count_cards (fixture, old, 0), ==, 1);
  g_assert_cmpuint (count_cards (fixture, 0, 0), ==, 1);
  g_assert_cmpuint (count_cards (fixture, 0, client), ==, 0);
  lsn_store_read_sync (fixture->store, lsn_projects_on_worker, &projects, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (projects.projects->len, ==, 2);
  g_assert_cmpint (lsn_row_get_int64 (g_ptr_array_index (projects.projects, 1), LSN_PROJECT_ID), ==,
                   old);
  projects.archived = FALSE;
  lsn_store_read_sync (fixture->store, lsn_projects_on_worker, &projects, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (projects.projects->len, ==, 1);

  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpuint (count_cards (fixture, 0, client), ==, 1);
  g_ptr_array_unref (projects.projects);
  lsn_row_free (edit.row);
}

static void
test_columns (ModelFixture *fixture, gconstpointer data)
{
  gint64 project = add_project (fixture, "Video");
  gint64 first = get_column (fixture, project, 0);
  gint64 last = get_column (fixture, project, 2);
  LsnColumnEdit edit = { .id = last, .move = TRUE, .before_id = first };

  edit.row = lsn_row_new (&lsn_column_info);
  write_or_fail (fixture, lsn_column_edit_on_worker, &edit);
  g_assert_cmpint (get_column (fixture, project, 0), ==, last);
  lsn_row_free (edit.row);

  edit = (LsnColumnEdit) { .row = lsn_row_new (&lsn_column_info) };
  lsn_row_set_int64 (edit.row, LSN_COLUMN_PROJECT_ID, project);
  lsn_row_set_text (edit.row, LSN_COLUMN_TITLE, "Later");
  write_or_fail (fixture, lsn_column_edit_on_worker, &edit);
  g_assert_cmpint (get_column (fixture, project, 3), ==, edit.id);
  lsn_row_free (edit.row);
}

/* --- What a card carries ---------------------------------------------------------------------- */

static void
set_text (ModelFixture *fixture, gint64 id, guint field, const char *value)
{
  LsnTaskEdit edit = { .id = id, .row = lsn_row_new (&lsn_task_info), .now = fixture->clock };

  lsn_row_set_text (edit.row, field, value);
  write_or_fail (fixture, lsn_task_edit_on_worker, &edit);
  lsn_row_free (edit.row);
}

static gint64
put_label (ModelFixture *fixture, gint64 task_id, const char *name, gboolean on)
{
  LsnTaskLabel label = { .task_id = task_id, .name = (char *) name, .color = "red", .on = on };

  write_or_fail (fixture, lsn_task_label_on_worker, &label);
  return label.label_id;
}

typedef struct
{
  gint64 id;
  LsnRow *row;
} Loading;

static gboolean
load_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;

  return lsn_row_load (db, &lsn_task_info, loading->id, &loading->row, error);
}

static LsnRow *
load_task (ModelFixture *fixture, gint64 id)
{
  Loading loading = { id, NULL };
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, load_on_worker, &loading, &error);
  g_assert_no_error (error);
  return loading.row;
}

static void
test_parts (ModelFixture *fixture, gconstpointer data)
{
  gint64 project = add_project (fixture, "Video");
  gint64 card = add_task (fixture, project, 0, 0, "A");
  gint64 before = add_task (fixture, project, 0, 0, "B");
  LsnTaskBlocker blocker = { card, before, TRUE };
  LsnTaskBlocker circle = { before, card, TRUE };
  LsnTaskDone done = { .id = before, .done = TRUE, .now = fixture->clock };
  LsnRowEdit comment = { .row = lsn_row_new (&lsn_task_comment_info) };
  g_autoptr (LsnRow) words = comment.row;
  g_autoptr (LsnTaskParts) parts = lsn_task_parts_new (card);
  g_autoptr (LsnRow) row = NULL;
  g_autoptr (GError) error = NULL;
  LsnLabelMark marks[2];
  g_autofree char *labels = NULL;

  put_label (fixture, card, "Urgent", TRUE);
  put_label (fixture, card, "Brief", TRUE);
  put_label (fixture, card, "Brief", TRUE);
  put_label (fixture, card, "Away", TRUE);
  put_label (fixture, card, "Away", FALSE);
  lsn_row_set_int64 (comment.row, LSN_TASK_COMMENT_TASK_ID, card);
  lsn_row_set_text (comment.row, LSN_TASK_COMMENT_TEXT, "Looks good");
  lsn_row_set_int64 (comment.row, LSN_TASK_COMMENT_AT, fixture->clock);
  write_or_fail (fixture, lsn_row_edit_on_worker, &comment);
  write_or_fail (fixture, lsn_task_blocker_on_worker, &blocker);
  g_assert_false (
      lsn_store_write_sync (fixture->store, "Circle", lsn_task_blocker_on_worker, &circle, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID);
  g_clear_error (&error);

  row = load_task (fixture, card);
  labels = g_strdup (lsn_row_get_text (row, LSN_TASK_LABELS));
  g_assert_cmpuint (lsn_task_labels_split (labels, marks, 2), ==, 2);
  g_assert_cmpstr (marks[0].name, ==, "Brief");
  g_assert_cmpstr (marks[1].name, ==, "Urgent");
  g_assert_cmpstr (marks[1].color, ==, "red");
  g_assert_cmpint (lsn_row_get_int64 (row, LSN_TASK_COMMENTS), ==, 1);
  g_assert_cmpint (lsn_row_get_int64 (row, LSN_TASK_BLOCKERS), ==, 1);

  lsn_store_read_sync (fixture->store, lsn_task_parts_on_worker, parts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->own_labels->len, ==, 2);
  g_assert_cmpuint (parts->labels->len, ==, 3);
  g_assert_cmpuint (parts->blockers->len, ==, 1);
  g_assert_cmpuint (parts->comments->len, ==, 1);

  write_or_fail (fixture, lsn_task_done_on_worker, &done);
  lsn_row_free (row);
  row = load_task (fixture, card);
  g_assert_cmpint (lsn_row_get_int64 (row, LSN_TASK_BLOCKERS), ==, 0);
}

static void
test_repeat (ModelFixture *fixture, gconstpointer data)
{
  gint64 project = add_project (fixture, "Video");
  gint64 card = add_task (fixture, project, 0, 0, "Report");
  LsnTaskDone done = { .id = card, .done = TRUE, .now = fixture->clock };
  LsnTaskEdit alone = {
    .id = card, .row = lsn_row_new (&lsn_task_info), .now = fixture->clock, .alone = TRUE
  };
  g_autoptr (LsnRow) change = alone.row;
  g_autoptr (LsnRow) next = NULL;
  gint64 next_id;

  add_task (fixture, project, 0, card, "Numbers");
  put_label (fixture, card, "Report", TRUE);
  set_text (fixture, card, LSN_TASK_DUE_ON, "2026-11-20");
  set_text (fixture, card, LSN_TASK_RRULE, "FREQ=WEEKLY");

  /* This one gets another name; the series goes on with the old one. */
  lsn_row_set_text (alone.row, LSN_TASK_TITLE, "Special report");
  write_or_fail (fixture, lsn_task_edit_on_worker, &alone);
  next_id = ask (fixture->store, "SELECT id FROM task WHERE previous_id IS NOT NULL");
  next = load_task (fixture, next_id);
  g_assert_cmpstr (lsn_row_get_text (next, LSN_TASK_TITLE), ==, "Report");
  g_assert_cmpstr (lsn_row_get_text (next, LSN_TASK_DUE_ON), ==, "2026-11-27");
  g_assert_cmpint (lsn_row_get_int64 (next, LSN_TASK_ITEMS), ==, 1);
  g_assert_nonnull (lsn_row_get_text (next, LSN_TASK_LABELS));
  write_or_fail (fixture, lsn_task_done_on_worker, &done);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE parent_id IS NULL"), ==,
                   2);

  /* Done makes the next one, by whatever way the card gets there. */
  move (fixture, next_id, get_column (fixture, project, 2), 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE due_on = '2026-12-04'"
                                        " AND done_at IS NULL"),
                   ==, 1);
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE due_on = '2026-12-04'"),
                   ==, 0);
}

static void
test_rules (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Romashka", "active", NULL);
  gint64 project = add_project (fixture, "Video");
  gint64 doing = get_column (fixture, project, 1);
  gint64 card = add_task (fixture, project, 0, 0, "A");
  LsnColumnEdit rules = { .id = doing, .row = lsn_row_new (&lsn_column_info) };
  g_autoptr (LsnRow) row = rules.row;
  g_autofree char *own = g_strdup_printf ("%" G_GINT64_FORMAT, client);

  lsn_row_set_int64 (row, LSN_COLUMN_ENTER_DUE_DAYS, 5);
  lsn_row_set_int64 (row, LSN_COLUMN_ENTER_LABEL_ID, put_label (fixture, card, "Work", FALSE));
  lsn_row_set_text (row, LSN_COLUMN_ENTER_FOLLOWUP, "Tell that work has begun");
  write_or_fail (fixture, lsn_column_edit_on_worker, &rules);
  {
    LsnTaskEdit edit = { .id = card, .row = lsn_row_new (&lsn_task_info), .now = fixture->clock };
    g_autoptr (LsnRow) whose = edit.row;

    lsn_row_set_int64 (whose, LSN_TASK_OWN_CLIENT_ID, client);
    write_or_fail (fixture, lsn_task_edit_on_worker, &edit);
  }
  move (fixture, card, doing, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT due_on = '2026-11-30' FROM task"), ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task_label"), ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM followup WHERE client_id IS NOT NULL"
                                        " AND due_date = '2026-11-24'"),
                   ==, 1);
  /* Within its column nothing happens again. */
  move (fixture, card, doing, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM followup"), ==, 1);
}

static void
test_group (ModelFixture *fixture, gconstpointer data)
{
  gint64 project = add_project (fixture, "Video");
  gint64 other = add_project (fixture, "Site");
  gint64 a = add_task (fixture, project, 0, 0, "Script");
  gint64 b = add_task (fixture, other, 0, 0, "Layout");
  gint64 c = add_task (fixture, other, 0, 0, "Launch");
  g_autoptr (LsnBoard) all = NULL;
  g_autoptr (LsnBoard) weeks = NULL;
  g_autoptr (LsnBoard) late = NULL;
  g_autoptr (LsnTaskMove) between = lsn_task_move_new (0, b, fixture->clock);

  set_text (fixture, a, LSN_TASK_DUE_ON, "2026-11-20");
  set_text (fixture, b, LSN_TASK_DUE_ON, "2026-11-25");

  /* Columns of one title are one lane, and a card goes to that of its own project. */
  between->title = g_strdup ("Doing");
  between->before_id = 0;
  g_array_append_val (between->ids, a);
  g_array_append_val (between->ids, c);
  write_or_fail (fixture, lsn_task_move_on_worker, between);
  all = read_board (fixture, 0, LSN_BOARD_BY_COLUMN, NULL);
  g_assert_cmpuint (all->lanes->len, ==, 3);
  g_assert_cmpuint (lsn_board_get_cell (all, 0, 1)->len, ==, 2);
  g_assert_cmpint (g_array_index (lsn_board_get_cell (all, 0, 1), gint64, 1), ==, c);
  g_assert_cmpint (ask (fixture->store, "SELECT count (DISTINCT project_id) FROM task t JOIN"
                                        " board_column c USING (project_id) WHERE"
                                        " c.id = t.column_id AND c.title = 'Doing'"),
                   ==, 2);

  weeks = read_board (fixture, 0, LSN_BOARD_BY_WEEK, NULL);
  g_assert_cmpuint (lsn_board_get_cell (weeks, 0, LSN_WEEK_LATE)->len, ==, 1);
  g_assert_cmpuint (lsn_board_get_cell (weeks, 0, LSN_WEEK_THIS)->len, ==, 1);
  g_assert_cmpuint (lsn_board_get_cell (weeks, 0, LSN_WEEK_NEVER)->len, ==, 1);

  late = read_board (fixture, 0, LSN_BOARD_BY_COLUMN, "просрочено");
  g_assert_cmpuint (late->n_cards, ==, 1);
  g_assert_cmpuint (late->n_all, ==, 3);
}

static void
test_filter (void)
{
  const LsnBoardFacts card = { .title = "Смета и договор",
                               .client = "ООО «Ромашка»",
                               .assignee = "Ольга Ким",
                               .labels = "Срочно\nБриф",
                               .turn = "client",
                               .priority = 2,
                               .due = lsn_date_from_iso ("2026-11-20") };
  const struct
  {
    const char *text;
    gboolean expected;
  } cases[] = {
    { "", TRUE },
    { "смета", TRUE },
    { "ромаш дог", TRUE },
    { "ромашка сайт", FALSE },
    { "просрочено", TRUE },
    { "Overdue, !!", TRUE },
    { "!!!", FALSE },
    { "@ольга", TRUE },
    { "@иван", FALSE },
    { "#бриф", TRUE },
    { "-#бриф", FALSE },
    { "ход клиента", TRUE },
    { "our move", FALSE },
    { "today", FALSE },
    { "на этой неделе", FALSE },
    { "без срока", FALSE },
    { "-blocked", TRUE },
    { "done", FALSE },
    { "- , ", TRUE },
    { "#", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LsnBoardFilter) filter =
          lsn_board_filter_new (cases[i].text, lsn_date_from_iso (TODAY));

      g_test_message ("%s", cases[i].text);
      g_assert_true (lsn_board_filter_matches (filter, &card) == cases[i].expected);
    }
}

/* What is shown before it is written is what is read after it. */
static void
test_board_move (ModelFixture *fixture, gconstpointer data)
{
  gint64 project = add_project (fixture, "Video");
  gint64 doing = get_column (fixture, project, 1);
  gint64 a = add_task (fixture, project, 0, 0, "A");
  gint64 b = add_task (fixture, project, 0, 0, "B");
  gint64 c = add_task (fixture, project, doing, 0, "C");
  g_autoptr (LsnBoard) shown = read_board (fixture, project, LSN_BOARD_BY_COLUMN, NULL);
  g_autoptr (LsnBoard) read = NULL;
  g_autoptr (LsnTaskMove) moving = lsn_task_move_new (doing, c, fixture->clock);

  g_array_append_val (moving->ids, b);
  g_array_append_val (moving->ids, a);
  lsn_board_move (shown, moving->ids, 0, 1, c);
  write_or_fail (fixture, lsn_task_move_on_worker, moving);
  read = read_board (fixture, project, LSN_BOARD_BY_COLUMN, NULL);
  for (guint i = 0; i < 3; i++)
    {
      GArray *x = lsn_board_get_cell (shown, 0, i);
      GArray *y = lsn_board_get_cell (read, 0, i);

      g_assert_cmpmem (x->data, x->len * sizeof (gint64), y->data, y->len * sizeof (gint64));
      g_assert_cmpuint (lsn_board_get_lane (shown, i)->n, ==, lsn_board_get_lane (read, i)->n);
    }
}

/* --- Search ----------------------------------------------------------------------------------- */

static void
assert_found (ModelFixture *fixture, const char *text, const char *kind, gint64 id,
              gint64 client_id, const char *subtitle)
{
  g_autoptr (LsnSearch) search = lsn_search_new (text, 10);
  g_autoptr (GError) error = NULL;
  const LsnSearchHit *hit;

  lsn_store_read_sync (fixture->store, lsn_search_on_worker, search, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (search->hits->len, ==, id ? 1 : 0);
  if (id == 0)
    return;
  hit = g_ptr_array_index (search->hits, 0);
  g_assert_cmpstr (hit->kind, ==, kind);
  g_assert_cmpint (hit->id, ==, id);
  g_assert_cmpint (hit->client_id, ==, client_id);
  g_assert_cmpstr (hit->subtitle, ==, subtitle);
}

static void
test_search (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Vega", "active", NULL);
  gint64 project = add_project (fixture, "Autumn campaign");
  gint64 task = add_task (fixture, project, get_column (fixture, project, 0), 0, "Storyboard");
  g_autofree char *bind = g_strdup_printf ("UPDATE project SET client_id = %" G_GINT64_FORMAT
                                           " WHERE id = %" G_GINT64_FORMAT,
                                           client, project);
  g_autofree char *gone =
      g_strdup_printf ("DELETE FROM project WHERE id = %" G_GINT64_FORMAT, project);

  assert_found (fixture, "autumn", "project", project, 0, NULL);
  assert_found (fixture, "storyb", "task", task, 0, "Autumn campaign");
  tell (fixture->store, bind);
  assert_found (fixture, "autumn", "project", project, client, "Vega");
  assert_found (fixture, "storyb", "task", task, client, "Vega");
  tell (fixture->store, gone);
  assert_found (fixture, "autumn", NULL, 0, 0, NULL);
  assert_found (fixture, "storyb", NULL, 0, 0, NULL);
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  assert_found (fixture, "storyb", "task", task, client, "Vega");
}

static void
add (const char *path, void (*test) (ModelFixture *, gconstpointer))
{
  g_test_add (path, ModelFixture, NULL, model_set_up, test, model_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/tasks/move", test_move);
  add ("/tasks/move-writes-one-row", test_move_writes_one_row);
  add ("/tasks/done", test_done);
  add ("/tasks/refused", test_refused);
  add ("/tasks/random-moves", test_random_moves);
  add ("/tasks/archive", test_archive);
  add ("/tasks/columns", test_columns);
  add ("/tasks/parts", test_parts);
  add ("/tasks/repeat", test_repeat);
  add ("/tasks/rules", test_rules);
  add ("/tasks/group", test_group);
  add ("/tasks/board-move", test_board_move);
  add ("/tasks/search", test_search);
  g_test_add_func ("/tasks/filter", test_filter);
  return g_test_run ();
}
