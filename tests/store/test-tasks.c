/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-write.h"

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

typedef struct
{
  gint64 column_id;
  GArray *ids; /* owned */
} Lane;

static gboolean
lane_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Lane *lane = data;

  return lsn_task_lane_on_worker (db, &lane->column_id, lane->ids, cancellable, error);
}

static GArray *
dup_lane (ModelFixture *fixture, gint64 column_id)
{
  Lane lane = { column_id, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lane_on_worker, &lane, &error);
  g_assert_no_error (error);
  return lane.ids;
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

/* The board against a model of it: after any moves the columns hold what a hand would see. */
static void
test_random_moves (ModelFixture *fixture, gconstpointer data)
{
  enum
  {
    CARDS = 40,
    MOVES = 2000
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

  for (guint i = 0; i < MOVES; i++)
    {
      GArray *from = lanes[g_rand_int_range (random, 0, 3)];
      guint target = (guint) g_rand_int_range (random, 0, 3);
      guint index;
      gint64 id;

      if (from->len == 0)
        continue;
      index = (guint) g_rand_int_range (random, 0, (gint32) from->len);
      id = g_array_index (from, gint64, index);
      g_array_remove_index (from, index);
      index = (guint) g_rand_int_range (random, 0, (gint32) lanes[target]->len + 1);
      move (fixture, id, columns[target],
            index < lanes[target]->len ? g_array_index (lanes[target], gint64, index) : 0);
      g_array_insert_val (lanes[target], index, id);
    }

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) ids = dup_lane (fixture, columns[i]);

      g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), lanes[i]->data,
                       lanes[i]->len * sizeof (gint64));
      g_array_unref (lanes[i]);
    }
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
  add ("/tasks/columns", test_columns);
  return g_test_run ();
}
