/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/followups/lsn-due.h"
#include "model/followups/lsn-today.h"
#include "model/interchange/lsn-board-import.h"
#include "model/interchange/lsn-board-json.h"
#include "model/projects/lsn-status.h"

#include <glib/gstdio.h>

/* What Trello writes, with one of each thing. */
static const char trello[] =
    "{ \"name\": \"Campaign\", \"desc\": \"Before the new year\","
    "  \"lists\": [ { \"id\": \"l2\", \"name\": \"Done\", \"pos\": 2, \"closed\": false },"
    "    { \"id\": \"l1\", \"name\": \"To Do\", \"pos\": 1, \"closed\": false } ],"
    "  \"labels\": [ { \"id\": \"b1\", \"name\": \"Urgent\", \"color\": \"red_dark\" },"
    "    { \"id\": \"b2\", \"name\": \"\", \"color\": \"sky\" } ],"
    "  \"members\": [ { \"id\": \"m1\", \"fullName\": \"Olga Kim\" },"
    "    { \"id\": \"m2\", \"fullName\": \"Ivan\" } ],"
    "  \"customFields\": [ { \"id\": \"f1\", \"name\": \"Budget\" } ],"
    "  \"checklists\": [ { \"id\": \"k1\", \"idCard\": \"c1\", \"name\": \"Steps\", \"checkItems\": ["
    "    { \"name\": \"Second\", \"state\": \"incomplete\", \"pos\": 2, \"idMember\": \"m2\" },"
    "    { \"name\": \"First\", \"state\": \"complete\", \"pos\": 1,"
    "      \"due\": \"2026-12-01T09:00:00.000Z\" } ] } ],"
    "  \"actions\": [ { \"type\": \"commentCard\", \"date\": \"2026-11-02T10:00:00.000Z\","
    "      \"data\": { \"text\": \"Newer\", \"card\": { \"id\": \"c1\" } },"
    "      \"memberCreator\": { \"fullName\": \"Olga Kim\" } },"
    "    { \"type\": \"updateCard\", \"data\": {} },"
    "    { \"type\": \"commentCard\", \"date\": \"2026-11-01T10:00:00.000Z\","
    "      \"data\": { \"text\": \"Older\", \"card\": { \"id\": \"c1\" } },"
    "      \"memberCreator\": { \"fullName\": \"Ivan\" } },"
    "    { \"type\": \"commentCard\", \"data\": { \"text\": \"Lost\", \"card\": { \"id\": \"gone\" } } } ],"
    "  \"cards\": [ { \"id\": \"c2\", \"name\": \"Away\", \"idList\": \"l1\", \"pos\": 2, \"closed\": true },"
    "    { \"id\": \"c1\", \"name\": \"Script\", \"desc\": \"**Thirty** seconds\", \"idList\": \"l1\", \"pos\": 1,"
    "      \"due\": \"2026-12-03T21:30:00.000Z\", \"idLabels\": [ \"b1\", \"b2\" ],"
    "      \"idMembers\": [ \"m1\", \"m2\" ], \"stickers\": [ {} ],"
    "      \"customFieldItems\": [ { \"idCustomField\": \"f1\", \"value\": { \"number\": \"900\" } } ],"
    "      \"attachments\": [ { \"name\": \"Draft\", \"url\": \"https://example.com/d\", \"isUpload\": true } ] },"
    "    { \"id\": \"c3\", \"name\": \"Ready\", \"idList\": \"l2\", \"pos\": 3 } ] }";

static const char todoist[] =
    "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE\n"
    "task,Call the printer @urgent,,1,1,Me (1),Olga Kim (22),2026-12-01,en,\n"
    "task,Ask for a price,,4,2,Me (1),,,,\n"
    "note,He is in after two,,,,Olga Kim (22),,,,\n"
    ",,,,,,,,,\n"
    "section,Done,,,,,,,,\n"
    "task,Order paper,,4,1,Me (1),,every week,en,\n"
    "task,Think,,4,1,Me (1),,when the moon is full,en,\n";

static char *
write_file (ModelFixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static LsnBoardImport *
import_file (ModelFixture *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  LsnBoardSource *source = lsn_board_source_new_for_file (file, NULL, &error);
  LsnBoardImport *import;

  g_assert_no_error (error);
  g_assert_nonnull (source);
  import = lsn_board_import_new (source, fixture->clock);
  lsn_store_import_sync (fixture->store, "Import", lsn_board_import_on_worker, import, NULL,
                         &error);
  g_assert_no_error (error);
  return import;
}

static gboolean
tells (const LsnBoardImport *import, const char *words)
{
  const LsnBoardFile *file = g_ptr_array_index (import->source->boards, 0);

  for (guint i = 0; i < file->left_out->len; i++)
    {
      if (strstr (g_ptr_array_index (file->left_out, i), words))
        return TRUE;
    }
  return FALSE;
}

static char *
dup_export (ModelFixture *fixture, gint64 project_id)
{
  g_autoptr (LsnBoardExport) export = lsn_board_export_new (project_id);
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_board_export_on_worker, export, &error);
  g_assert_no_error (error);
  g_assert_nonnull (export->file);
  return lsn_board_json_dup (export->file);
}

static void
test_trello (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "board.json", trello);
  g_autoptr (LsnBoardImport) import = import_file (fixture, path);

  g_assert_cmpstr (import->source->kind, ==, "trello");
  g_assert_cmpuint (import->n_lists, ==, 2);
  g_assert_cmpuint (import->n_cards, ==, 3);
  g_assert_cmpuint (import->n_check_items, ==, 2);
  g_assert_cmpuint (import->n_comments, ==, 2);
  g_assert_cmpuint (import->n_labels, ==, 2);
  g_assert_true (tells (import, "Ivan"));
  g_assert_true (tells (import, "Draft"));
  g_assert_true (tells (import, "stickers"));
  g_assert_true (tells (import, "comment on a card"));

  g_assert_cmpint (ask (fixture->store, "SELECT title = 'To Do' AND done = 0 FROM board_column"
                                        " ORDER BY rank LIMIT 1"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE title = 'Script'"
                                        " AND due_on = '2026-12-03' AND text LIKE '%Budget: 900'"
                                        " AND assignee_id = (SELECT id FROM member"
                                        " WHERE name = 'Olga Kim')"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task i JOIN task c"
                                        " ON c.id = i.parent_id WHERE c.title = 'Script'"
                                        " AND i.title = 'First' AND i.done_at IS NOT NULL"
                                        " AND i.due_on = '2026-12-01' AND i.rank <"
                                        " (SELECT rank FROM task WHERE title = 'Second')"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT group_concat (text, ',' ORDER BY at) ="
                                        " 'Older,Newer' FROM task_comment"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM label WHERE (name, color) IN"
                                        " (VALUES ('Urgent', 'red'), ('Teal', 'teal'))"),
                   ==, 2);
  g_assert_cmpint (ask (fixture->store, "SELECT archived_at IS NOT NULL FROM task"
                                        " WHERE title = 'Away'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT done_at IS NOT NULL FROM task"
                                        " WHERE title = 'Ready'"),
                   ==, 1);

  /* One undo takes it all back. */
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT (SELECT count (*) FROM task) + (SELECT count (*)"
                                        " FROM project) + (SELECT count (*) FROM label) +"
                                        " (SELECT count (*) FROM task_comment)"),
                   ==, 0);
}

static void
test_todoist (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "Print work [12].csv", todoist);
  g_autoptr (LsnBoardImport) import = import_file (fixture, path);

  g_assert_cmpstr (import->source->kind, ==, "todoist");
  g_assert_cmpuint (import->n_lists, ==, 2);
  g_assert_cmpuint (import->n_cards, ==, 3);
  g_assert_cmpuint (import->n_check_items, ==, 1);
  g_assert_cmpuint (import->n_comments, ==, 1);
  g_assert_cmpuint (import->n_labels, ==, 1);
  g_assert_true (tells (import, "moon"));
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM project WHERE name = 'Print work'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE title ="
                                        " 'Call the printer' AND priority = 3"
                                        " AND due_on = '2026-12-01'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE rrule LIKE"
                                        " 'FREQ=WEEKLY%' AND title = 'Order paper'"),
                   ==, 1);
}

/* What we write is what we read. */
static void
test_exact (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "board.json", trello);
  g_autoptr (LsnBoardImport) first = import_file (fixture, path);
  g_autofree char *before = dup_export (fixture, first->project_id);
  g_autofree char *own = write_file (fixture, "own.json", before);
  g_autoptr (LsnBoardImport) second = import_file (fixture, own);
  g_autofree char *after = dup_export (fixture, second->project_id);

  g_assert_cmpstr (second->source->kind, ==, "liaison-board");
  g_assert_cmpint (first->project_id, !=, second->project_id);
  g_assert_cmpstr (before, ==, after);
}

static void
test_texts (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "board.json", trello);
  g_autoptr (LsnBoardImport) import = import_file (fixture, path);
  const LsnBoardFile *file = g_ptr_array_index (import->source->boards, 0);
  g_autofree char *markdown = lsn_board_dup_markdown (file);
  g_autofree char *csv = lsn_board_dup_csv (file);
  g_autofree char *calendar = lsn_board_dup_calendar (file, NOW);

  g_assert_nonnull (strstr (markdown, "## To Do\n\n- [ ] Script"));
  g_assert_nonnull (strstr (markdown, "  - [x] First"));
  g_assert_null (strstr (markdown, "Away"));
  g_assert_nonnull (strstr (csv, "Script"));
  g_assert_nonnull (strstr (calendar, "SUMMARY:Script\r\n"));
  g_assert_nonnull (strstr (calendar, "DUE;VALUE=DATE:20261203\r\n"));
  g_assert_nonnull (strstr (calendar, "STATUS:COMPLETED\r\n"));
}

/* Files of others are left to who reads clients, and what is broken is refused. */
static void
test_others (ModelFixture *fixture, gconstpointer data)
{
  const char *const texts[] = {
    "",
    "Name,Phone\nRomashka,1\n",
    "{ \"lists\": 1, \"cards\": [] }",
    "{ \"lists\": [",
    "[1, 2]",
    "PK\003\004 not really",
    "{ \"format\": \"liaison-clients\", \"version\": 1, \"clients\": [] }",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = write_file (fixture, "other", texts[i]);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;

      g_assert_null (lsn_board_source_new_for_file (file, NULL, &error));
      g_assert_no_error (error);
    }
}

static gboolean
due_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray **items = data;

  *items = lsn_due_load (db, lsn_date_from_iso ("2026-12-03"), error);
  return *items != NULL;
}

static void
test_due (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "board.json", trello);
  g_autoptr (LsnBoardImport) import = import_file (fixture, path);
  g_autoptr (LsnToday) today = lsn_today_new (lsn_date_from_iso ("2026-12-03"), 0);
  g_autoptr (LsnStatus) status =
      lsn_status_new (import->project_id, 0, lsn_date_from_iso ("2026-12-03"));
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_today_on_worker, today, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (today->cards->len, ==, 1);
  g_assert_cmpuint (today->card_rows->len, ==, 1);
  lsn_store_read_sync (fixture->store, due_on_worker, &items, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpint (((LsnDue *) g_ptr_array_index (items, 0))->kind, ==, LSN_DUE_TASK);
  lsn_store_read_sync (fixture->store, lsn_status_on_worker, status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (status->title, ==, "Campaign");
  g_assert_cmpstr (status->lines[LSN_STATUS_NEXT], ==, "Script (Olga Kim)");
  g_assert_nonnull (strstr (status->lines[LSN_STATUS_DATES], "Script"));
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
  add ("/boards/trello", test_trello);
  add ("/boards/todoist", test_todoist);
  add ("/boards/exact", test_exact);
  add ("/boards/texts", test_texts);
  add ("/boards/others", test_others);
  add ("/boards/due", test_due);
  return g_test_run ();
}
