/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-command-line-private.h"
#include "base/lsn-clock.h"
#include "base/lsn-match.h"
#include "base/lsn-when.h"
#include "model/interchange/lsn-board-import.h"
#include "model/interchange/lsn-board-json.h"
#include "model/projects/lsn-board.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-status.h"
#include "model/projects/lsn-task-write.h"

#include <glib/gi18n-lib.h>

static LsnDate
get_today (void)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  return lsn_date_get_today (lsn_clock_now (), zone);
}

/* --- Names ------------------------------------------------------------------------------------ */

/* What a name on the command line means: an id, or what the name fits best. */
typedef struct
{
  const char *name; /* nullable: the only one there is */
  const char *sql;  /* id and name of each */
  gint64 scope;
  gint64 id;   /* out: 0 where there is none, or no single best */
  char *found; /* out, owned, nullable */
} Naming;

static gboolean
name_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Naming *naming = data;
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, naming->sql, error);
  g_autofree char *typed = naming->name ? lsn_match_dup_words (naming->name) : NULL;
  gint64 number = naming->name ? g_ascii_strtoll (naming->name, NULL, 10) : 0;
  LsnMatch best = LSN_MATCH_LETTERS; /* letters strewn over a name mean nothing here */
  guint n = 0;

  lsn_statement_bind (statement, "i", naming->scope);
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);
      const char *name = lsn_statement_get_text (statement, 1);
      LsnMatch match = typed == NULL ? LSN_MATCH_SAME : lsn_match_rank (name, typed);

      if (id == number)
        match = LSN_MATCH_SAME + 1;
      if (match < best || match == LSN_MATCH_LETTERS)
        continue;
      n = match > best ? 1 : n + 1;
      best = match;
      naming->id = id;
      g_set_str (&naming->found, name);
    }
  if (n != 1)
    naming->id = 0;
  return lsn_statement_finish (statement, error);
}

static gboolean
find_named (Line *line, const char *sql, const char *name, gint64 scope, gint64 *id, GError **error)
{
  Naming naming = { .name = name, .sql = sql, .scope = scope };
  gboolean ok = lsn_store_read_sync (line->store, name_on_worker, &naming, error);

  *id = naming.id;
  g_free (naming.found);
  return ok;
}

#define PROJECTS "SELECT id, name FROM project WHERE archived_at IS NULL AND ?1 = 0"
#define CLIENTS  "SELECT id, name FROM client WHERE archived_at IS NULL AND ?1 = 0"
#define COLUMNS  "SELECT id, title FROM board_column WHERE project_id = ?1"
#define MEMBERS  "SELECT id, name FROM member WHERE archived_at IS NULL AND ?1 = 0"

/* Answers EXIT_DONE, with @id set. */
static int
find_project (Line *line, const char *name, gint64 *id)
{
  g_autoptr (GError) error = NULL;

  if (!find_named (line, PROJECTS, name, 0, id, &error))
    return lsn_command_fail (line, error);
  if (*id)
    return EXIT_DONE;
  if (name)
    g_string_append_printf (line->errors,
                            _ ("liaison: “%s” is no project, or several; give its id\n"), name);
  else
    g_string_append (line->errors,
                     _ ("liaison: there are several projects, or none; say --project\n"));
  return EXIT_REFUSED;
}

/* --- board ------------------------------------------------------------------------------------ */

typedef struct
{
  LsnBoard *board;
  GPtrArray *rows; /* owned; element-type LsnRow: in the order of the cells */
  char *name;      /* owned */
} Reading;

static gboolean
read_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  if (!lsn_board_on_worker (db, reading->board, cancellable, error) ||
      !lsn_database_dup_text (db, &reading->name, error, "SELECT name FROM project WHERE id = ?",
                              "i", reading->board->project_id))
    return FALSE;
  for (guint i = 0; i < reading->board->cells->len; i++)
    {
      GArray *cell = g_ptr_array_index (reading->board->cells, i);

      for (guint j = 0; j < cell->len; j++)
        {
          LsnRow *row = NULL;

          if (!lsn_row_load (db, &lsn_task_info, g_array_index (cell, gint64, j), &row, error))
            return FALSE;
          g_ptr_array_add (reading->rows, row);
        }
    }
  return TRUE;
}

static void
reading_clear (Reading *reading)
{
  lsn_board_free (reading->board);
  g_ptr_array_unref (reading->rows);
  g_free (reading->name);
}

static void
member_labels (Line *line, const LsnRow *row)
{
  g_autofree char *text = g_strdup (lsn_row_get_text (row, LSN_TASK_LABELS));
  LsnLabelMark marks[32];
  guint n = MIN (lsn_task_labels_split (text, marks, G_N_ELEMENTS (marks)), G_N_ELEMENTS (marks));

  json_builder_set_member_name (line->builder, "labels");
  json_builder_begin_array (line->builder);
  for (guint i = 0; i < n; i++)
    json_builder_add_string_value (line->builder, marks[i].name);
  json_builder_end_array (line->builder);
}

static void
member_bool (Line *line, const char *name, gboolean value)
{
  json_builder_set_member_name (line->builder, name);
  json_builder_add_boolean_value (line->builder, value);
}

/* One card, in the open object of the answer, and as a line for people. */
static void
report_task (Line *line, const LsnRow *row)
{
  const struct
  {
    const char *name;
    guint field;
  } texts[] = { { "project", LSN_TASK_PROJECT_NAME },
                { "column", LSN_TASK_COLUMN_TITLE },
                { "client", LSN_TASK_CLIENT_NAME },
                { "assignee", LSN_TASK_ASSIGNEE_NAME },
                { "start", LSN_TASK_START_ON },
                { "due", LSN_TASK_DUE_ON },
                { "turn", LSN_TASK_TURN },
                { "rrule", LSN_TASK_RRULE } };
  const char *due = lsn_row_get_text (row, LSN_TASK_DUE_ON);
  const char *assignee = lsn_row_get_text (row, LSN_TASK_ASSIGNEE_NAME);

  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "type", "task");
  lsn_command_member_int (line, "id", lsn_row_get_int64 (row, LSN_TASK_ID));
  lsn_command_member_text (line, "title", lsn_row_get_text (row, LSN_TASK_TITLE));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (!lsn_row_is_null (row, texts[i].field))
        lsn_command_member_text (line, texts[i].name, lsn_row_get_text (row, texts[i].field));
    }
  lsn_command_member_int (line, "priority", lsn_row_get_int64 (row, LSN_TASK_PRIORITY));
  member_bool (line, "done", !lsn_row_is_null (row, LSN_TASK_DONE_AT));
  member_bool (line, "blocked", lsn_row_get_int64 (row, LSN_TASK_BLOCKERS) > 0);
  lsn_command_member_int (line, "check_items", lsn_row_get_int64 (row, LSN_TASK_ITEMS));
  lsn_command_member_int (line, "check_items_done", lsn_row_get_int64 (row, LSN_TASK_ITEMS_DONE));
  lsn_command_member_int (line, "comments", lsn_row_get_int64 (row, LSN_TASK_COMMENTS));
  member_labels (line, row);
  json_builder_end_object (line->builder);
  if (line->json)
    return;
  g_string_append_printf (line->out, "  [%c] %" G_GINT64_FORMAT "  %s",
                          lsn_row_is_null (row, LSN_TASK_DONE_AT) ? ' ' : 'x',
                          lsn_row_get_int64 (row, LSN_TASK_ID),
                          lsn_row_get_text (row, LSN_TASK_TITLE));
  if (due)
    g_string_append_printf (line->out, " · %s", due);
  if (assignee)
    g_string_append_printf (line->out, " · %s", assignee);
  g_string_append_c (line->out, '\n');
}

static void
report_lane (Line *line, const LsnLane *lane, GPtrArray *rows, guint *next)
{
  json_builder_begin_object (line->builder);
  lsn_command_member_int (line, "id", lane->id);
  lsn_command_member_text (line, "title", lane->title);
  if (lane->limit > 0)
    lsn_command_member_int (line, "limit", lane->limit);
  member_bool (line, "done", lane->done);
  json_builder_set_member_name (line->builder, "cards");
  json_builder_begin_array (line->builder);
  if (!line->json)
    g_string_append_printf (line->out, "%s (%u)\n", lane->title, lane->n);
  for (guint i = 0; i < lane->n; i++)
    report_task (line, g_ptr_array_index (rows, (*next)++));
  json_builder_end_array (line->builder);
  json_builder_end_object (line->builder);
}

int
lsn_command_run_board (Line *line)
{
  g_autoptr (GError) error = NULL;
  Reading reading = { NULL };
  gint64 project_id;
  guint next = 0;
  int status;

  if (g_strv_length (line->arguments) > 1)
    return lsn_command_refuse_usage (line, _ ("board needs a project: its name or id"));
  status = find_project (line, line->arguments[0], &project_id);
  if (status != EXIT_DONE)
    return status;
  reading.board =
      lsn_board_new (project_id, 0, LSN_BOARD_BY_COLUMN, LSN_BOARD_BY_NOTHING, NULL, get_today ());
  reading.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);
  if (!lsn_store_read_sync (line->store, read_on_worker, &reading, &error))
    {
      reading_clear (&reading);
      return lsn_command_fail (line, error);
    }

  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "type", "board");
  lsn_command_member_int (line, "id", project_id);
  lsn_command_member_text (line, "title", reading.name);
  json_builder_set_member_name (line->builder, "columns");
  json_builder_begin_array (line->builder);
  if (!line->json)
    g_string_append_printf (line->out, "%s\n", reading.name);
  for (guint i = 0; i < reading.board->lanes->len; i++)
    report_lane (line, lsn_board_get_lane (reading.board, i), reading.rows, &next);
  json_builder_end_array (line->builder);
  json_builder_end_object (line->builder);
  if (line->json)
    lsn_command_print_json (line);
  reading_clear (&reading);
  return EXIT_DONE;
}

/* --- task ------------------------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  LsnRow *row; /* owned, nullable */
} Loading;

static gboolean
load_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;

  return lsn_row_load (db, &lsn_task_info, loading->id, &loading->row, error);
}

/* Answers with the card as it is now. */
static int
answer_task (Line *line, gint64 id)
{
  Loading loading = { .id = id };
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnRow) row = NULL;

  if (!lsn_store_read_sync (line->store, load_on_worker, &loading, &error))
    return lsn_command_fail (line, error);
  row = loading.row;
  if (row == NULL)
    {
      g_string_append_printf (line->errors, _ ("liaison: there is no card %s\n"),
                              line->arguments[1] ? line->arguments[1] : "");
      return EXIT_REFUSED;
    }
  report_task (line, row);
  if (line->json)
    lsn_command_print_json (line);
  return EXIT_DONE;
}

static int
run_task_add (Line *line)
{
  g_autofree char *title = g_strstrip (g_strjoinv (" ", line->arguments + 1));
  g_autoptr (GError) error = NULL;
  LsnTaskEdit edit = { .now = lsn_clock_now () };
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_task_info);
  gint64 project_id, id;
  int status;

  if (*title == '\0')
    return lsn_command_refuse_usage (line, _ ("task add needs a text"));
  if (line->due && lsn_date_from_iso (line->due) == LSN_DATE_NONE)
    return lsn_command_refuse_usage (line, _ ("--due needs a date such as 2026-11-25"));
  status = find_project (line, line->project, &project_id);
  if (status != EXIT_DONE)
    return status;
  lsn_row_set_int64 (row, LSN_TASK_PROJECT_ID, project_id);
  lsn_row_set_text (row, LSN_TASK_TITLE, title);
  if (line->due)
    lsn_row_set_text (row, LSN_TASK_DUE_ON, line->due);
  if (line->column)
    {
      if (!find_named (line, COLUMNS, line->column, project_id, &id, &error))
        return lsn_command_fail (line, error);
      if (id == 0)
        {
          g_string_append_printf (line->errors, _ ("liaison: the board has no column “%s”\n"),
                                  line->column);
          return EXIT_REFUSED;
        }
      lsn_row_set_int64 (row, LSN_TASK_COLUMN_ID, id);
    }
  if (line->assignee)
    {
      if (!find_named (line, MEMBERS, line->assignee, 0, &id, &error))
        return lsn_command_fail (line, error);
      if (id == 0)
        {
          g_string_append_printf (line->errors, _ ("liaison: nobody is called “%s”, or several\n"),
                                  line->assignee);
          return EXIT_REFUSED;
        }
      lsn_row_set_int64 (row, LSN_TASK_ASSIGNEE_ID, id);
    }
  edit.row = row;
  if (!lsn_store_write_sync (line->store, _ ("Add Card"), lsn_task_edit_on_worker, &edit, &error))
    return lsn_command_fail (line, error);
  return answer_task (line, edit.id);
}

static gboolean
read_id (const char *text, gint64 *id)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL);
}

static int
run_task_move (Line *line)
{
  g_autoptr (LsnTaskMove) move = NULL;
  g_autoptr (GError) error = NULL;
  Loading loading = { 0 };
  g_autoptr (LsnRow) row = NULL;
  gint64 column_id;

  if (g_strv_length (line->arguments) != 3 || !read_id (line->arguments[1], &loading.id))
    return lsn_command_refuse_usage (line, _ ("task move needs the id of a card and a column"));
  if (!lsn_store_read_sync (line->store, load_on_worker, &loading, &error))
    return lsn_command_fail (line, error);
  row = loading.row;
  if (row == NULL)
    return answer_task (line, loading.id);
  if (!find_named (line, COLUMNS, line->arguments[2], lsn_row_get_int64 (row, LSN_TASK_PROJECT_ID),
                   &column_id, &error))
    return lsn_command_fail (line, error);
  if (column_id == 0)
    {
      g_string_append_printf (line->errors, _ ("liaison: the board has no column “%s”\n"),
                              line->arguments[2]);
      return EXIT_REFUSED;
    }
  move = lsn_task_move_new (column_id, line->before, lsn_clock_now ());
  g_array_append_val (move->ids, loading.id);
  if (!lsn_store_write_sync (line->store, _ ("Move Card"), lsn_task_move_on_worker, move, &error))
    return lsn_command_fail (line, error);
  return answer_task (line, loading.id);
}

static int
run_task_done (Line *line)
{
  LsnTaskDone done = { .done = TRUE, .now = lsn_clock_now () };
  g_autoptr (GError) error = NULL;

  if (g_strv_length (line->arguments) != 2 || !read_id (line->arguments[1], &done.id))
    return lsn_command_refuse_usage (line, _ ("task done needs the id of a card"));
  if (!lsn_store_write_sync (line->store, _ ("Done"), lsn_task_done_on_worker, &done, &error))
    return lsn_command_fail (line, error);
  return answer_task (line, done.id);
}

typedef struct
{
  gint64 project_id;
  GPtrArray *rows;
} Listing;

static gboolean
list_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = data;

  listing->rows = lsn_row_load_many (
      db, &lsn_task_info, error,
      "WHERE task.done_at IS NULL AND task.archived_at IS NULL AND task.parent_id IS NULL"
      " AND project.archived_at IS NULL AND (?1 = 0 OR task.project_id = ?1)"
      " ORDER BY task.due_on IS NULL, task.due_on, task.priority DESC, task.id",
      "i", listing->project_id);
  return listing->rows != NULL;
}

static int
run_task_list (Line *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  Listing listing = { 0 };

  if (g_strv_length (line->arguments) != 1)
    return lsn_command_refuse_usage (line, _ ("task list takes no more than --project"));
  if (line->project)
    {
      int status = find_project (line, line->project, &listing.project_id);

      if (status != EXIT_DONE)
        return status;
    }
  if (!lsn_store_read_sync (line->store, list_on_worker, &listing, &error))
    return lsn_command_fail (line, error);
  rows = listing.rows;
  json_builder_begin_array (line->builder);
  for (guint i = 0; i < rows->len; i++)
    report_task (line, g_ptr_array_index (rows, i));
  json_builder_end_array (line->builder);
  if (line->json)
    lsn_command_print_json (line);
  return EXIT_DONE;
}

int
lsn_command_run_task (Line *line)
{
  const struct
  {
    const char *name;
    int (*run) (Line *line);
  } verbs[] = { { "add", run_task_add },
                { "move", run_task_move },
                { "done", run_task_done },
                { "list", run_task_list } };

  for (guint i = 0; line->arguments[0] && i < G_N_ELEMENTS (verbs); i++)
    {
      if (g_str_equal (line->arguments[0], verbs[i].name))
        return verbs[i].run (line);
    }
  return lsn_command_refuse_usage (line, _ ("task needs “add”, “move”, “done” or “list”"));
}

/* --- status ----------------------------------------------------------------------------------- */

int
lsn_command_run_status (Line *line)
{
  g_autofree char *name = g_strjoinv (" ", line->arguments);
  const char *wanted = *name ? name : NULL;
  g_autoptr (LsnStatus) status = NULL;
  g_autoptr (GError) error = NULL;
  gint64 project_id = 0, client_id = 0;

  if (!find_named (line, PROJECTS, wanted, 0, &project_id, &error) ||
      (project_id == 0 && wanted && !find_named (line, CLIENTS, wanted, 0, &client_id, &error)))
    return lsn_command_fail (line, error);
  if (project_id == 0 && client_id == 0)
    {
      g_string_append_printf (line->errors,
                              _ ("liaison: “%s” is no project or client, or several\n"), name);
      return EXIT_REFUSED;
    }
  status = lsn_status_new (project_id, client_id, get_today ());
  if (!lsn_store_read_sync (line->store, lsn_status_on_worker, status, &error))
    return lsn_command_fail (line, error);

  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "type", project_id ? "project" : "client");
  lsn_command_member_int (line, "id", project_id ? project_id : client_id);
  lsn_command_member_text (line, "title", status->title);
  for (guint i = 0; i < N_LSN_STATUS_LINES; i++)
    lsn_command_member_text (line, lsn_status_line_get_name (i), status->lines[i]);
  json_builder_end_object (line->builder);
  if (line->json)
    {
      lsn_command_print_json (line);
    }
  else
    {
      g_autofree char *text = lsn_status_dup_text (status);

      g_string_append (line->out, text);
    }
  return EXIT_DONE;
}

/* --- Boards in files -------------------------------------------------------------------------- */

static void
report_board_import (Line *line, const LsnBoardImport *import)
{
  const struct
  {
    const char *name;
    guint n;
  } counts[] = { { "records", import->n_cards },
                 { "imported", import->n_cards },
                 { "duplicates", 0 },
                 { "boards", import->source->boards->len },
                 { "lists", import->n_lists },
                 { "cards", import->n_cards },
                 { "check_items", import->n_check_items },
                 { "comments", import->n_comments },
                 { "labels", import->n_labels } };

  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "kind", import->source->kind);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    lsn_command_member_int (line, counts[i].name, counts[i].n);
  if (import->project_id)
    lsn_command_member_int (line, "project", import->project_id);
  json_builder_set_member_name (line->builder, "errors");
  json_builder_begin_array (line->builder);
  json_builder_end_array (line->builder);
  json_builder_set_member_name (line->builder, "left_out");
  json_builder_begin_array (line->builder);
  for (guint i = 0; i < import->source->boards->len; i++)
    {
      const LsnBoardFile *file = g_ptr_array_index (import->source->boards, i);

      for (guint j = 0; j < file->left_out->len; j++)
        {
          const char *what = g_ptr_array_index (file->left_out, j);

          json_builder_add_string_value (line->builder, what);
          if (!line->json)
            g_string_append_printf (line->errors, "%s: %s\n", _ ("Left out"), what);
        }
    }
  json_builder_end_array (line->builder);
  json_builder_end_object (line->builder);
  if (line->json)
    {
      lsn_command_print_json (line);
      return;
    }
  g_string_append_printf (line->out,
                          _ ("%u lists, %u cards, %u checklist items, %u comments, %u labels"),
                          import->n_lists, import->n_cards, import->n_check_items,
                          import->n_comments, import->n_labels);
  g_string_append_c (line->out, '\n');
}

gboolean
lsn_command_import_board (Line *line, GFile *file, const char *label, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnBoardImport) import = NULL;
  LsnBoardSource *source = lsn_board_source_new_for_file (file, NULL, &error);
  gboolean ok;

  /* What cannot be opened at all is told by who reads clients. */
  if (source == NULL && (error == NULL || error->domain == G_IO_ERROR))
    return FALSE;
  if (source == NULL)
    {
      *status = lsn_command_fail (line, error);
      return TRUE;
    }
  if (line->duplicates)
    {
      lsn_board_source_free (source);
      *status = lsn_command_refuse_usage (line, _ ("--duplicates is for clients, not for boards"));
      return TRUE;
    }
  import = lsn_board_import_new (source, lsn_clock_now ());
  import->dry_run = line->dry_run;
  if (line->dry_run)
    ok = lsn_store_read_sync (line->store, lsn_board_import_on_worker, import, &error);
  else
    ok = lsn_store_import_sync (line->store, label, lsn_board_import_on_worker, import, NULL,
                                &error);
  if (!ok)
    {
      *status = lsn_command_fail (line, error);
      return TRUE;
    }
  report_board_import (line, import);
  *status = EXIT_DONE;
  return TRUE;
}

/* Returns: (nullable): of a kind that is none of boards */
static char *
dup_export (const char *kind, const LsnBoardFile *file)
{
  if (g_str_equal (kind, "board-json"))
    return lsn_board_json_dup (file);
  if (g_str_equal (kind, "board-csv"))
    return lsn_board_dup_csv (file);
  if (g_str_equal (kind, "board-markdown"))
    return lsn_board_dup_markdown (file);
  return lsn_board_dup_calendar (file, lsn_clock_now ());
}

gboolean
lsn_command_is_board_export (const char *kind)
{
  const char *const kinds[] = { "board-json", "board-csv", "board-markdown", "board-ics", NULL };

  return g_strv_contains (kinds, kind);
}

int
lsn_command_export_board (Line *line, const char *kind, const char *path)
{
  g_autoptr (LsnBoardExport) export = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 project_id;
  int status = find_project (line, line->project, &project_id);

  if (status != EXIT_DONE)
    return status;
  export = lsn_board_export_new (project_id);
  if (!lsn_store_read_sync (line->store, lsn_board_export_on_worker, export, &error))
    return lsn_command_fail (line, error);
  text = dup_export (kind, export->file);
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    return lsn_command_fail (line, error);

  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "kind", kind);
  lsn_command_member_int (line, "exported", export->file->cards->len);
  json_builder_end_object (line->builder);
  if (line->json)
    {
      lsn_command_print_json (line);
    }
  else
    {
      g_string_append_printf (line->out,
                              ngettext ("%u card in %s", "%u cards in %s",
                                        export->file->cards->len),
                              export->file->cards->len, path);
      g_string_append_c (line->out, '\n');
    }
  return EXIT_DONE;
}
