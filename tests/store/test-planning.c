/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/followups/lsn-followup.h"
#include "model/interchange/lsn-board-import.h"
#include "model/interchange/lsn-board-json.h"
#include "model/plans/lsn-lessons.h"
#include "model/plans/lsn-plan-parts.h"
#include "model/plans/lsn-plan-shift.h"
#include "model/plans/lsn-plan-template.h"
#include "model/plans/lsn-project-card.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-status.h"
#include "model/projects/lsn-task-parts.h"
#include "model/projects/lsn-task-write.h"
#include "model/timeline/lsn-entry-write.h"

/* TODAY is a Monday. */

static gint64
add_project (ModelFixture *fixture, gint64 client_id, const char *due)
{
  const char *const columns[] = { "To Do", "Done", NULL };
  LsnProjectEdit edit = { .row = lsn_row_new (&lsn_project_info), .now = fixture->clock };

  edit.columns = (GStrv) columns;
  lsn_row_set_text (edit.row, LSN_PROJECT_NAME, "Video");
  lsn_row_set_text (edit.row, LSN_PROJECT_DUE_ON, due);
  if (client_id)
    lsn_row_set_int64 (edit.row, LSN_PROJECT_CLIENT_ID, client_id);
  write_or_fail (fixture, lsn_project_edit_on_worker, &edit);
  lsn_row_free (edit.row);
  return edit.id;
}

static gint64
add_card (ModelFixture *fixture, gint64 project_id, const char *title, const char *start,
          const char *due)
{
  LsnTaskEdit edit = { .row = lsn_row_new (&lsn_task_info), .now = fixture->clock };

  lsn_row_set_int64 (edit.row, LSN_TASK_PROJECT_ID, project_id);
  lsn_row_set_text (edit.row, LSN_TASK_TITLE, title);
  lsn_row_set_text (edit.row, LSN_TASK_START_ON, start);
  lsn_row_set_text (edit.row, LSN_TASK_DUE_ON, due);
  lsn_row_set_int64 (edit.row, LSN_TASK_ESTIMATE_MINUTES, 960);
  lsn_row_set_text (edit.row, LSN_TASK_ROLE, title);
  write_or_fail (fixture, lsn_task_edit_on_worker, &edit);
  lsn_row_free (edit.row);
  return edit.id;
}

static gint64
add_milestone (ModelFixture *fixture, gint64 project_id, const char *title, const char *due,
               gint64 contact_id)
{
  LsnMilestoneEdit edit = { .row = lsn_row_new (&lsn_milestone_info), .now = fixture->clock };

  lsn_row_set_int64 (edit.row, LSN_MILESTONE_PROJECT_ID, project_id);
  lsn_row_set_text (edit.row, LSN_MILESTONE_TITLE, title);
  lsn_row_set_text (edit.row, LSN_MILESTONE_DUE_ON, due);
  if (contact_id)
    lsn_row_set_int64 (edit.row, LSN_MILESTONE_CONTACT_ID, contact_id);
  write_or_fail (fixture, lsn_milestone_edit_on_worker, &edit);
  lsn_row_free (edit.row);
  return edit.id;
}

static void
wait_for (ModelFixture *fixture, gint64 task_id, gint64 blocker_id)
{
  LsnTaskBlocker blocker = { task_id, blocker_id, TRUE };

  write_or_fail (fixture, lsn_task_blocker_on_worker, &blocker);
}

static void
set_milestone (ModelFixture *fixture, gint64 task_id, gint64 milestone_id)
{
  LsnTaskEdit edit = { .id = task_id, .row = lsn_row_new (&lsn_task_info), .now = fixture->clock };

  lsn_row_set_int64 (edit.row, LSN_TASK_MILESTONE_ID, milestone_id);
  write_or_fail (fixture, lsn_task_edit_on_worker, &edit);
  lsn_row_free (edit.row);
}

static LsnPlan *
read_plan (ModelFixture *fixture, gint64 project_id)
{
  LsnPlan *plan = lsn_plan_new (project_id, lsn_date_from_iso (TODAY), NULL);
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_plan_on_worker, plan, &error);
  g_assert_no_error (error);
  return plan;
}

static const LsnPlanBar *
get_bar (const LsnPlan *plan, gint64 id)
{
  guint place = lsn_plan_find (plan, FALSE, id);

  if (place == G_MAXUINT)
    place = lsn_plan_find (plan, TRUE, id);
  g_assert_cmpuint (place, !=, G_MAXUINT);
  return lsn_plan_get_bar (plan, place);
}

static void
assert_day (LsnDate day, const char *iso)
{
  g_autofree char *text = lsn_date_dup_iso (day);

  g_assert_cmpstr (text, ==, iso);
}

/* The script, the shooting after it, the music beside both; the film is accepted when both are
 * there. */
typedef struct
{
  gint64 client;
  gint64 project;
  gint64 script;
  gint64 shooting;
  gint64 music;
  gint64 film;
} Film;

static Film
add_film (ModelFixture *fixture)
{
  Film film;
  gint64 anna;

  film.client = add_client (fixture, "Romashka", "active", "+79161234567");
  anna = add_contact (fixture, film.client, "Anna", "decides");
  film.project = add_project (fixture, film.client, "2026-12-02");
  film.script = add_card (fixture, film.project, "Script", "2026-11-23", "2026-11-24");
  film.shooting = add_card (fixture, film.project, "Shooting", "2026-11-25", "2026-11-27");
  film.music = add_card (fixture, film.project, "Music", "2026-11-23", "2026-11-24");
  film.film = add_milestone (fixture, film.project, "Film", "2026-11-27", anna);
  wait_for (fixture, film.shooting, film.script);
  set_milestone (fixture, film.shooting, film.film);
  set_milestone (fixture, film.music, film.film);
  return film;
}

static void
test_critical (ModelFixture *fixture, gconstpointer data)
{
  Film film = add_film (fixture);
  gint64 undated = add_card (fixture, film.project, "Some day", NULL, NULL);
  gint64 one_day = add_card (fixture, film.project, "Cut", NULL, "2026-11-26");
  g_autoptr (LsnPlan) plan = read_plan (fixture, film.project);

  g_assert_cmpuint (plan->bars->len, ==, 6);
  g_assert_cmpuint (plan->links->len, ==, 3);
  assert_day (plan->first, "2026-11-23");
  assert_day (plan->last, "2026-11-27");
  g_assert_true (get_bar (plan, film.script)->critical);
  g_assert_true (get_bar (plan, film.shooting)->critical);
  g_assert_true (get_bar (plan, film.film)->critical);
  g_assert_false (get_bar (plan, film.music)->critical);
  g_assert_cmpint (get_bar (plan, film.music)->slack, ==, 3);
  g_assert_cmpstr (get_bar (plan, film.film)->who, ==, "Anna");
  g_assert_cmpint (get_bar (plan, film.shooting)->days, ==, 3);
  /* Sixteen hours that end on Thursday begin on Wednesday. */
  assert_day (get_bar (plan, one_day)->start, "2026-11-25");
  g_assert_cmpint (lsn_plan_get_bar (plan, 5)->id, ==, undated);
}

/* What waits is pushed over the weekend, what does not wait stays, and whoever is concerned is
 * named. */
static void
test_shift (ModelFixture *fixture, gconstpointer data)
{
  Film film = add_film (fixture);
  g_autoptr (LsnPlan) plan = read_plan (fixture, film.project);
  guint script = lsn_plan_find (plan, FALSE, film.script);
  g_autoptr (GArray) moves = NULL;
  g_autoptr (LsnPlanChange) change = NULL;
  g_auto (GStrv) told = NULL;
  LsnPlanMove move;

  lsn_plan_place (plan, script, lsn_date_from_iso ("2026-11-28"), &move);
  assert_day (move.start, "2026-11-30");
  assert_day (move.due, "2026-12-01");

  moves = lsn_plan_shift (plan, script, move.start, move.due);
  g_assert_cmpuint (moves->len, ==, 3);
  move = g_array_index (moves, LsnPlanMove, 1);
  g_assert_cmpint (lsn_plan_get_bar (plan, move.bar)->id, ==, film.shooting);
  assert_day (move.start, "2026-12-02");
  assert_day (move.due, "2026-12-04");
  move = g_array_index (moves, LsnPlanMove, 2);
  g_assert_cmpint (lsn_plan_get_bar (plan, move.bar)->id, ==, film.film);
  assert_day (move.due, "2026-12-04");
  g_assert_true (lsn_plan_breaks_promise (plan, moves));
  told = lsn_plan_dup_told (plan, moves);
  g_assert_cmpuint (g_strv_length (told), ==, 4);
  g_assert_cmpstr (told[2], ==, "Anna");
  g_assert_cmpstr (told[3], ==, "Romashka");

  /* One action, one undo. */
  change = lsn_plan_change_new (plan, moves, fixture->clock);
  change->tell = g_strdup ("Tell Anna");
  write_or_fail (fixture, lsn_plan_change_on_worker, change);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE (title, start_on, due_on)"
                                        " IN (VALUES ('Script', '2026-11-30', '2026-12-01'),"
                                        " ('Shooting', '2026-12-02', '2026-12-04'),"
                                        " ('Music', '2026-11-23', '2026-11-24'))"),
                   ==, 3);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM milestone"
                                        " WHERE due_on = '2026-12-04'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM followup WHERE title = 'Tell Anna'"),
                   ==, 1);
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT (SELECT count (*) FROM followup) * 10 +"
                                        " (SELECT count (*) FROM task WHERE due_on <"
                                        " '2026-11-28') + (SELECT count (*) FROM milestone"
                                        " WHERE due_on = '2026-11-27')"),
                   ==, 4);
}

/* What is done does not move, and what is early enough already does not either. */
static void
test_stays (ModelFixture *fixture, gconstpointer data)
{
  Film film = add_film (fixture);
  LsnTaskDone done = { .id = film.shooting, .done = TRUE, .now = fixture->clock };
  g_autoptr (LsnPlan) plan = NULL;
  g_autoptr (GArray) moves = NULL;
  g_autoptr (GArray) linked = NULL;

  write_or_fail (fixture, lsn_task_done_on_worker, &done);
  plan = read_plan (fixture, film.project);
  moves = lsn_plan_shift (plan, lsn_plan_find (plan, FALSE, film.script),
                          lsn_date_from_iso ("2026-11-26"), lsn_date_from_iso ("2026-11-27"));
  g_assert_cmpuint (moves->len, ==, 1);
  g_assert_false (lsn_plan_breaks_promise (plan, moves));

  /* A link that is drawn pushes what begins too early. */
  linked = lsn_plan_shift_link (plan, lsn_plan_find (plan, FALSE, film.script),
                                lsn_plan_find (plan, FALSE, film.music));
  g_assert_cmpuint (linked->len, ==, 1);
  assert_day (g_array_index (linked, LsnPlanMove, 0).start, "2026-11-25");
}

static void
test_baseline (ModelFixture *fixture, gconstpointer data)
{
  Film film = add_film (fixture);
  LsnPlanBaseline baseline = { .project_id = film.project };
  g_autoptr (LsnPlan) plan = NULL;

  write_or_fail (fixture, lsn_plan_baseline_on_worker, &baseline);
  plan = read_plan (fixture, film.project);
  assert_day (get_bar (plan, film.shooting)->base_start, "2026-11-25");
  assert_day (get_bar (plan, film.shooting)->base_due, "2026-11-27");
  assert_day (get_bar (plan, film.film)->base_due, "2026-11-27");
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE baseline_due_on"
                                        " IS NOT NULL"),
                   ==, 0);
}

/* Every template is whole in both languages, and no two texts are the same where they must differ.
 */
static void
test_templates (ModelFixture *fixture, gconstpointer data)
{
  for (guint i = 0; lsn_plan_templates[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LsnPlanTemplate) en = lsn_plan_template_load (lsn_plan_templates[i], "en", &error);
      g_autoptr (LsnPlanTemplate) ru = lsn_plan_template_load (lsn_plan_templates[i], "ru", &error);

      g_assert_no_error (error);
      g_assert_cmpuint (en->steps->len, ==, ru->steps->len);
      g_assert_cmpuint (en->steps->len, >=, 10);
      g_assert_cmpuint (g_strv_length (en->columns), ==, g_strv_length (ru->columns));
      g_assert_cmpstr (en->title, !=, ru->title);
      for (guint j = 0; j < en->steps->len; j++)
        {
          const LsnTemplateStep *step = lsn_plan_template_get_step (en, j);

          g_assert_cmpstr (step->title, !=, lsn_plan_template_get_step (ru, j)->title);
          g_assert_true (step->client || step->role < en->roles->len);
          g_assert_cmpuint (step->milestone, <, en->milestones->len);
        }
    }
}

static LsnWorkdays *
load_russian (void)
{
  g_autoptr (GError) error = NULL;
  LsnWorkdays *workdays = lsn_workdays_load ("ru", &error);

  g_assert_no_error (error);
  return workdays;
}

static void
assert_order (const LsnPlanTemplate *template, GArray *days, LsnWorkdays *workdays)
{
  for (guint i = 0; i < template->steps->len; i++)
    {
      const LsnTemplateStep *step = lsn_plan_template_get_step (template, i);
      LsnTemplateDays own = g_array_index (days, LsnTemplateDays, i);

      g_assert_true (lsn_workdays_is_working (workdays, own.start));
      g_assert_true (lsn_workdays_is_working (workdays, own.due));
      g_assert_cmpint (lsn_workdays_count (workdays, own.start, own.due + 1), ==, step->days);
      for (guint j = 0; j < step->after->len; j++)
        g_assert_cmpint (
            g_array_index (days, LsnTemplateDays, g_array_index (step->after, guint, j)).due, <,
            own.start);
    }
}

/* Over the Russian new year, forwards and backwards; nothing falls on a day off. */
static void
test_place (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (LsnWorkdays) workdays = load_russian ();

  for (guint i = 0; lsn_plan_templates[i]; i++)
    {
      g_autoptr (LsnPlanTemplate) template =
          lsn_plan_template_load (lsn_plan_templates[i], NULL, NULL);
      /* A Saturday, and the day of Christmas. */
      g_autoptr (GArray) ahead =
          lsn_plan_template_place (template, lsn_date_from_iso ("2026-12-12"), FALSE, workdays);
      g_autoptr (GArray) back =
          lsn_plan_template_place (template, lsn_date_from_iso ("2027-01-07"), TRUE, workdays);
      LsnDate last = LSN_DATE_NONE;

      assert_order (template, ahead, workdays);
      assert_order (template, back, workdays);
      assert_day (g_array_index (ahead, LsnTemplateDays, 0).start, "2026-12-14");
      for (guint j = 0; j < back->len; j++)
        last = MAX (last, g_array_index (back, LsnTemplateDays, j).due);
      g_assert_cmpint (last, <, lsn_date_from_iso ("2027-01-01"));
      g_assert_cmpint (last, >=, lsn_date_from_iso ("2026-12-30"));
    }
}

static void
test_make (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Romashka", "active", "+79161234567");
  g_autoptr (LsnWorkdays) workdays = load_russian ();
  g_autoptr (LsnPlanMake) make =
      lsn_plan_make_new (lsn_plan_template_load ("advertising-video", "en", NULL),
                         lsn_date_from_iso ("2026-12-30"), TRUE, workdays, fixture->clock);
  g_autoptr (LsnPlan) plan = NULL;
  guint n_critical = 0;

  make->row = lsn_row_new (&lsn_project_info);
  lsn_row_set_text (make->row, LSN_PROJECT_NAME, "Video");
  lsn_row_set_int64 (make->row, LSN_PROJECT_CLIENT_ID, client);
  make->contact_id = add_contact (fixture, client, "Anna", "decides");
  write_or_fail (fixture, lsn_plan_make_on_worker, make);

  plan = read_plan (fixture, make->project_id);
  g_assert_cmpuint (plan->bars->len, ==, 16);
  assert_day (plan->last, "2026-12-30");
  for (guint i = 0; i < plan->bars->len; i++)
    n_critical += lsn_plan_get_bar (plan, i)->critical;
  g_assert_cmpuint (n_critical, >=, 10);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM milestone m JOIN contact c"
                                        " ON c.id = m.contact_id WHERE c.name = 'Anna'"
                                        " AND m.baseline_on = m.due_on"),
                   ==, 3);
  g_assert_cmpint (ask (fixture->store, "SELECT due_on = '2026-12-30' AND template ="
                                        " 'advertising-video' FROM project"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM task WHERE turn = 'client'"
                                        " AND role IS NULL"),
                   ==, 2);
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT (SELECT count (*) FROM task) + (SELECT count (*)"
                                        " FROM milestone) + (SELECT count (*) FROM project) +"
                                        " (SELECT count (*) FROM task_blocker)"),
                   ==, 0);
}

static LsnBoardExport *
export_plan (ModelFixture *fixture, gint64 project_id)
{
  LsnBoardExport *export = lsn_board_export_new (project_id);
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_board_export_on_worker, export, &error);
  g_assert_no_error (error);
  return export;
}

static void
edit_row (ModelFixture *fixture, LsnRow *row)
{
  LsnRowEdit edit = { .row = row };

  write_or_fail (fixture, lsn_row_edit_on_worker, &edit);
  lsn_row_free (row);
}

/* A plan that goes out comes back as it was, and its milestones are among its dates. */
static void
test_exchange (ModelFixture *fixture, gconstpointer data)
{
  Film film = add_film (fixture);
  LsnPlanBaseline baseline = { .project_id = film.project };
  LsnProjectEdit budget = { .id = film.project, .row = lsn_row_new (&lsn_project_info) };
  g_autofree char *path = g_build_filename (fixture->folder, "plan.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnBoardExport) first = NULL;
  g_autoptr (LsnBoardExport) second = NULL;
  g_autoptr (LsnBoardImport) import = NULL;
  g_autoptr (LsnPlan) plan = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *calendar = NULL;
  g_autofree char *table = NULL;
  g_autofree char *markdown = NULL;
  LsnRow *row;

  lsn_row_set_int64 (budget.row, LSN_PROJECT_BUDGET_MINUTES, 6000);
  lsn_row_set_int64 (budget.row, LSN_PROJECT_RETAINER_MINUTES, 1200);
  lsn_row_set_text (budget.row, LSN_PROJECT_CURRENCY, "RUB");
  write_or_fail (fixture, lsn_project_edit_on_worker, &budget);
  lsn_row_free (budget.row);
  write_or_fail (fixture, lsn_plan_baseline_on_worker, &baseline);
  row = lsn_row_new (&lsn_scope_change_info);
  lsn_row_set_int64 (row, LSN_SCOPE_PROJECT_ID, film.project);
  lsn_row_set_text (row, LSN_SCOPE_TITLE, "One more cut");
  lsn_row_set_text (row, LSN_SCOPE_STAGE, "free");
  lsn_row_set_text (row, LSN_SCOPE_ASKED_ON, "2026-11-20");
  edit_row (fixture, row);
  row = lsn_row_new (&lsn_lesson_info);
  lsn_row_set_int64 (row, LSN_LESSON_PROJECT_ID, film.project);
  lsn_row_set_text (row, LSN_LESSON_TEXT, "Ask for permits early");
  lsn_row_set_text (row, LSN_LESSON_LEARNT_ON, "2026-11-21");
  edit_row (fixture, row);

  first = export_plan (fixture, film.project);
  before = lsn_board_json_dup (first->file);
  g_assert_true (g_file_set_contents (path, before, -1, NULL));
  import =
      lsn_board_import_new (lsn_board_source_new_for_file (file, NULL, &error), fixture->clock);
  g_assert_no_error (error);
  lsn_store_import_sync (fixture->store, "Import", lsn_board_import_on_worker, import, NULL,
                         &error);
  g_assert_no_error (error);
  second = export_plan (fixture, import->project_id);
  after = lsn_board_json_dup (second->file);
  g_assert_cmpstr (before, ==, after);
  plan = read_plan (fixture, import->project_id);
  g_assert_cmpuint (plan->links->len, ==, 3);
  g_assert_cmpstr (lsn_plan_get_bar (plan, 3)->who, ==, "Anna");

  calendar = lsn_board_dup_calendar (first->file, fixture->clock);
  g_assert_nonnull (strstr (calendar, "BEGIN:VEVENT"));
  g_assert_nonnull (strstr (calendar, "DTSTART;VALUE=DATE:20261127"));
  table = lsn_board_dup_csv (first->file);
  g_assert_nonnull (strstr (table, "\"Film\",,\"Anna\",,\"2026-11-27\""));
  markdown = lsn_board_dup_markdown (first->file);
  g_assert_nonnull (strstr (markdown, "- [ ] Film · 2026-11-27 · Anna"));
}

/* What was learnt comes up where the same is done again. */
static void
test_lessons (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Romashka", "active", "+79161234567");
  g_autoptr (LsnWorkdays) workdays = load_russian ();
  g_autoptr (LsnPlanMake) make =
      lsn_plan_make_new (lsn_plan_template_load ("site", "en", NULL),
                         lsn_date_from_iso ("2026-12-01"), FALSE, workdays, fixture->clock);
  g_autoptr (LsnLessons) same = lsn_lessons_new (0, "site", client);
  g_autoptr (LsnLessons) other = lsn_lessons_new (0, "event", client);
  LsnRow *row = lsn_row_new (&lsn_lesson_info);

  make->row = lsn_row_new (&lsn_project_info);
  lsn_row_set_text (make->row, LSN_PROJECT_NAME, "Shop");
  write_or_fail (fixture, lsn_plan_make_on_worker, make);
  lsn_row_set_int64 (row, LSN_LESSON_PROJECT_ID, make->project_id);
  lsn_row_set_text (row, LSN_LESSON_TEXT, "Texts come late");
  lsn_row_set_text (row, LSN_LESSON_LEARNT_ON, "2026-11-21");
  edit_row (fixture, row);

  lsn_store_read_sync (fixture->store, lsn_lessons_on_worker, same, NULL);
  lsn_store_read_sync (fixture->store, lsn_lessons_on_worker, other, NULL);
  g_assert_cmpuint (same->rows->len, ==, 1);
  g_assert_cmpuint (other->rows->len, ==, 0);
}

static void
test_status (ModelFixture *fixture, gconstpointer data)
{
  Film film = add_film (fixture);
  LsnTaskEdit edit = { .id = film.music,
                       .row = lsn_row_new (&lsn_task_info),
                       .now = fixture->clock };
  g_autoptr (LsnStatus) status = lsn_status_new (film.project, 0, lsn_date_from_iso (TODAY));
  g_autoptr (GError) error = NULL;

  lsn_row_set_text (edit.row, LSN_TASK_TURN, "client");
  write_or_fail (fixture, lsn_task_edit_on_worker, &edit);
  lsn_row_free (edit.row);
  lsn_store_read_sync (fixture->store, lsn_status_on_worker, status, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (status->lines[LSN_STATUS_WAITING], "Romashka: Music"));
  g_assert_nonnull (strstr (status->lines[LSN_STATUS_DATES], "Film"));
  g_assert_nonnull (strstr (status->lines[LSN_STATUS_DATES], "Anna"));
}

/* What is left lasts a month: eight hours of October are used up first, the rest is this month's.
 */
static void
test_retainer (ModelFixture *fixture, gconstpointer data)
{
  const gint64 spent[] = { 120, 600, 420 };
  LsnRetainer kept = { .minutes = 600, .carry_months = 1 };
  LsnRetainer lost = { .minutes = 600 };

  lsn_retainer_count (&kept, spent, G_N_ELEMENTS (spent));
  /* 480 of the first month are used in the second one, whose 480 are left for the third. */
  g_assert_cmpint (kept.carried, ==, 480);
  g_assert_cmpint (kept.available, ==, 1080);
  g_assert_cmpint (lsn_retainer_get_percent (&kept), ==, 38);
  lsn_retainer_count (&lost, spent, G_N_ELEMENTS (spent));
  g_assert_cmpint (lost.carried, ==, 0);
  g_assert_cmpint (lsn_retainer_get_percent (&lost), ==, 70);
}

static void
set_spent (ModelFixture *fixture, gint64 task_id, gint64 minutes)
{
  LsnTaskEdit edit = { .id = task_id, .row = lsn_row_new (&lsn_task_info), .now = fixture->clock };

  lsn_row_set_int64 (edit.row, LSN_TASK_SPENT_MINUTES, minutes);
  write_or_fail (fixture, lsn_task_edit_on_worker, &edit);
  lsn_row_free (edit.row);
}

/* Told at three quarters and at the whole, once each, and never twice for a correction. */
static void
test_notices (ModelFixture *fixture, gconstpointer data)
{
  Film film = add_film (fixture);
  LsnProjectEdit edit = { .id = film.project, .row = lsn_row_new (&lsn_project_info) };
  g_autoptr (LsnProjectCard) card = lsn_project_card_new (film.project, lsn_date_from_iso (TODAY));
  g_autoptr (GError) error = NULL;

  lsn_row_set_int64 (edit.row, LSN_PROJECT_RETAINER_MINUTES, 600);
  lsn_row_set_int64 (edit.row, LSN_PROJECT_RATE_MINOR, 200000);
  write_or_fail (fixture, lsn_project_edit_on_worker, &edit);
  lsn_row_free (edit.row);

  set_spent (fixture, film.script, 300);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM followup"), ==, 0);
  set_spent (fixture, film.script, 460);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM followup WHERE title LIKE 'Three%'"),
                   ==, 1);
  set_spent (fixture, film.script, 440);
  set_spent (fixture, film.music, 60);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM followup"), ==, 1);
  set_spent (fixture, film.music, 200);
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM followup"), ==, 2);
  g_assert_cmpint (ask (fixture->store, "SELECT sum (minutes) FROM work_log"), ==, 640);

  lsn_store_read_sync (fixture->store, lsn_project_card_on_worker, card, &error);
  g_assert_no_error (error);
  g_assert_cmpint (card->spent, ==, 640);
  g_assert_cmpint (card->retainer.spent, ==, 640);
  g_assert_cmpint (lsn_project_card_get_cost (card), ==, 640 * 200000 / 60);
  g_assert_cmpuint (card->milestones->len, ==, 1);
}

static void
add_version (ModelFixture *fixture, gint64 project_id, const char *verdict)
{
  LsnVersionAdd *add = g_new0 (LsnVersionAdd, 1);

  add->project_id = project_id;
  add->title = g_strdup ("Logo");
  add->row = lsn_row_new (&lsn_version_info);
  add->now = fixture->clock;
  lsn_row_set_text (add->row, LSN_VERSION_SENT_ON, TODAY);
  lsn_row_set_text (add->row, LSN_VERSION_VERDICT, verdict);
  write_or_fail (fixture, lsn_version_add_on_worker, add);
  lsn_version_add_free (add);
}

/* Versions count on, and the last one without an answer is what one waits for. */
static void
test_versions (ModelFixture *fixture, gconstpointer data)
{
  Film film = add_film (fixture);
  g_autoptr (LsnStatus) status = lsn_status_new (film.project, 0, lsn_date_from_iso (TODAY));
  g_autoptr (LsnStatus) then = lsn_status_new (film.project, 0, lsn_date_from_iso (TODAY));

  add_version (fixture, film.project, "changes");
  add_version (fixture, film.project, "sent");
  g_assert_cmpint (ask (fixture->store, "SELECT count (*) FROM deliverable"), ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT max (number) FROM deliverable_version"), ==, 2);
  lsn_store_read_sync (fixture->store, lsn_status_on_worker, status, NULL);
  g_assert_nonnull (strstr (status->lines[LSN_STATUS_WAITING], "Romashka: Logo, version 2"));
  add_version (fixture, film.project, "approved");
  lsn_store_read_sync (fixture->store, lsn_status_on_worker, then, NULL);
  g_assert_null (strstr (then->lines[LSN_STATUS_WAITING], "Logo"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name, func)                                                                           \
  g_test_add ("/planning/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  TEST ("critical", test_critical);
  TEST ("shift", test_shift);
  TEST ("stays", test_stays);
  TEST ("baseline", test_baseline);
  TEST ("templates", test_templates);
  TEST ("place", test_place);
  TEST ("make", test_make);
  TEST ("exchange", test_exchange);
  TEST ("lessons", test_lessons);
  TEST ("status", test_status);
  TEST ("retainer", test_retainer);
  TEST ("notices", test_notices);
  TEST ("versions", test_versions);
#undef TEST

  return g_test_run ();
}
