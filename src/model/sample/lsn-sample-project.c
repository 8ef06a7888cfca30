/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-id.h"
#include "base/lsn-rank.h"
#include "base/lsn-workdays.h"
#include "model/sample/lsn-sample-maker.h"

#define MAX_PROJECTS 8 /* what an agency has under way, however many clients it knows */

static gint64
add_column (LsnSampleMaker *self, gint64 project_id, const char *title, const char *rank,
            gint64 limit, gboolean done, GError **error)
{
  gint64 id = lsn_id_new ();

  if (!lsn_database_run (self->db, error,
                         "INSERT INTO board_column (id, project_id, title, rank, wip_limit, done,"
                         " import_id) VALUES (?, ?, ?, ?, nullif (?, 0), ?, nullif (?, 0))",
                         "iittiii", id, project_id, title, rank, limit, (gint64) done, self->batch))
    return 0;
  return id;
}

/* What is said of a card in time. */
typedef struct
{
  LsnDate start; /* LSN_DATE_NONE for none, as all of them */
  LsnDate due;
  LsnDate base_start;
  LsnDate base_due;
  gint64 milestone_id; /* 0 for none */
} CardDays;

static const CardDays no_days = { LSN_DATE_NONE, LSN_DATE_NONE, LSN_DATE_NONE, LSN_DATE_NONE, 0 };

static gboolean
add_task (LsnSampleMaker *self, gint64 project_id, gint64 column_id, gint64 parent_id,
          const char *title, const char *rank, const CardDays *days, gboolean done, gint64 *id,
          GError **error)
{
  const char *const turns[] = { "us", "us", "client", "performer", NULL };
  g_autofree char *start = lsn_date_dup_iso (days->start);
  g_autofree char *due = lsn_date_dup_iso (days->due);
  g_autofree char *base_start = lsn_date_dup_iso (days->base_start);
  g_autofree char *base_due = lsn_date_dup_iso (days->base_due);
  gint64 minutes = (gint64) lsn_sample_between (self, 1, 12) * 60;
  gint64 spent = done && parent_id == 0 ? minutes + lsn_sample_between (self, -1, 3) * 30 : 0;
  gint64 now = self->sample->now;

  *id = lsn_id_new ();
  return lsn_database_run (
             self->db, error,
             "INSERT INTO task (id, project_id, column_id, parent_id, assignee_id, title, start_on,"
             " due_on, baseline_start_on, baseline_due_on, milestone_id, estimate_minutes,"
             " spent_minutes, priority, rank, turn, turn_since, entered_at, done_at, created_at,"
             " import_id) VALUES (?, ?, nullif (?, 0), nullif (?, 0), ?, ?, ?, ?, ?, ?,"
             " nullif (?, 0), ?, nullif (?, 0), ?, ?, ?, ?, ?, nullif (?, 0), ?, nullif (?, 0))",
             "iiiiittttt"
             "iiii"
             "ttiiiii",
             *id, project_id, column_id, parent_id, self->members[lsn_sample_between (self, 0, 3)],
             title, start, due, base_start, base_due, days->milestone_id, minutes, spent,
             (gint64) (lsn_sample_chance (self, 0.2) ? lsn_sample_between (self, 1, 3) : 0), rank,
             LSN_SAMPLE_PICK (self, turns),
             now - G_TIME_SPAN_DAY * lsn_sample_between (self, 0, 12),
             now - G_TIME_SPAN_DAY * lsn_sample_between (self, 0, 12),
             done ? now - G_TIME_SPAN_DAY : 0, now - G_TIME_SPAN_DAY * 20, self->batch) &&
         (spent == 0 ||
          lsn_database_run (self->db, error,
                            "INSERT INTO work_log (id, project_id, task_id, worked_on, minutes,"
                            " import_id) VALUES (?, ?, ?, ?, ?, nullif (?, 0))",
                            "iiitii", lsn_id_new (), project_id, *id, due, spent, self->batch));
}

static gboolean
add_milestone (LsnSampleMaker *self, gint64 project_id, const LsnSampleClient *client,
               const char *title, LsnDate due, LsnDate base, gboolean accepted, gint64 *id,
               GError **error)
{
  g_autofree char *day = lsn_date_dup_iso (due);
  g_autofree char *meant = lsn_date_dup_iso (base);

  *id = lsn_id_new ();
  return lsn_database_run (self->db, error,
                           "INSERT INTO milestone (id, project_id, title, due_on, contact_id,"
                           " accepted_on, baseline_on, created_at, import_id)"
                           " VALUES (?, ?, ?, ?, nullif (?, 0), ?, ?, ?, nullif (?, 0))",
                           "iittittii", *id, project_id, title, day,
                           client->n_people > 0 ? client->people[0] : 0, accepted ? day : NULL,
                           meant, self->sample->now - G_TIME_SPAN_DAY * 20, self->batch);
}

static gboolean
add_blocker (LsnSampleMaker *self, gint64 task_id, gint64 blocker_id, GError **error)
{
  return lsn_database_run (self->db, error,
                           "INSERT INTO task_blocker (id, task_id, blocker_id, import_id)"
                           " VALUES (?, ?, ?, nullif (?, 0))",
                           "iiii", lsn_id_new (), task_id, blocker_id, self->batch);
}

/* What hangs on a card: a label or two, words, what others said. */
static gboolean
dress (LsnSampleMaker *self, gint64 card, guint number, const gint64 *labels, guint n_labels,
       GError **error)
{
  gint64 now = self->sample->now;

  for (guint i = 0; i < number % 3; i++)
    {
      gint64 label = labels[(number * 2 + i) % n_labels];

      if (!lsn_database_run (self->db, error,
                             "INSERT INTO task_label (id, task_id, label_id, import_id)"
                             " VALUES (?, ?, ?, nullif (?, 0))",
                             "iiii", lsn_id_new (), card, label, self->batch))
        return FALSE;
    }
  if (number % 4 == 1 &&
      !lsn_database_run (self->db, error,
                         "INSERT INTO task_comment (id, task_id, author, text, at, import_id)"
                         " VALUES (?, ?, ?, ?, ?, nullif (?, 0))",
                         "iittii", lsn_id_new (), card,
                         self->words->members[lsn_sample_between (self, 0, 3)],
                         LSN_SAMPLE_PICK (self, self->words->comments),
                         now - G_TIME_SPAN_HOUR * lsn_sample_between (self, 2, 50), self->batch))
    return FALSE;
  return number % 3 != 0 ||
         lsn_database_run (self->db, error, "UPDATE task SET text = ? WHERE id = ?", "ti",
                           self->words->card_text, card);
}

#define STEP 3 /* working days of a card */

/* Cards follow one another; now and then two go side by side. */
static int
get_step (guint card)
{
  return (int) (card - (card + 1) / 4);
}

static LsnDate
get_start (LsnWorkdays *workdays, LsnDate today, guint card, guint n_done)
{
  return lsn_workdays_add (workdays, today, (get_step (card) - get_step (n_done)) * STEP - 4);
}

/* The cards of a plan stand in the order of the work: what is over on the right, what comes on the
 * left, a few of them under way, a little later than was meant. */
static gboolean
add_cards (LsnSampleMaker *self, gint64 project_id, const LsnSampleClient *client,
           const gint64 *columns, const LsnSamplePlan *plan, guint n_done, const gint64 *labels,
           guint n_labels, GError **error)
{
  guint n = LSN_SAMPLE_N_OF (plan->cards);
  g_autoptr (LsnWorkdays) workdays = lsn_workdays_new_plain ();
  g_autofree gint64 *cards = g_new0 (gint64, n);
  g_autofree char *rank = NULL;
  gint64 milestones[2];

  for (guint i = 0; i < G_N_ELEMENTS (milestones); i++)
    {
      guint last = i == 0 ? n / 2 : n - 1;
      LsnDate due =
          lsn_workdays_add (workdays, get_start (workdays, self->today, last, n_done), STEP - 1);

      if (!add_milestone (self, project_id, client, self->words->milestones[i], due,
                          last < n_done ? due : lsn_workdays_add (workdays, due, -2), last < n_done,
                          &milestones[i], error))
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      guint column = i < n_done ? 3 : i < n_done + 2 ? 1 : i == n_done + 2 ? 2 : 0;
      g_autofree char *next = lsn_rank_dup_between (rank, NULL);
      g_autofree char *item_rank = NULL;
      int slip = i < n_done ? 0 : -2;
      CardDays days;

      days.start = get_start (workdays, self->today, i, n_done);
      days.due = lsn_workdays_add (workdays, days.start, STEP - 1);
      days.base_start = lsn_workdays_add (workdays, days.start, slip);
      days.base_due = lsn_workdays_add (workdays, days.due, slip);
      days.milestone_id = milestones[i > n / 2];
      if (!add_task (self, project_id, columns[column], 0, plan->cards[i], next, &days, column == 3,
                     &cards[i], error) ||
          !dress (self, cards[i], i, labels, n_labels, error) ||
          (i > 1 && !add_blocker (self, cards[i], cards[i % 4 == 3 ? i - 2 : i - 1], error)))
        return FALSE;
      g_set_str (&rank, next);
      for (guint j = 0; i % 3 == 0 && plan->items[j]; j++)
        {
          g_autofree char *place = lsn_rank_dup_between (item_rank, NULL);
          gint64 item;

          if (!add_task (self, project_id, 0, cards[i], plan->items[j], place, &no_days,
                         column == 3 || j == 0, &item, error))
            return FALSE;
          g_set_str (&item_rank, place);
        }
    }
  return TRUE;
}

/* What a project gathers besides its cards: two versions of a result, requests, an expense, what
 * was learnt. */
static gboolean
add_parts (LsnSampleMaker *self, gint64 project_id, const LsnSampleClient *client, GError **error)
{
  const LsnSampleWords *words = self->words;
  const char *const stages[] = { "free", "priced" };
  gint64 contact_id = client->n_people > 0 ? client->people[0] : 0;
  gint64 result = lsn_id_new ();
  g_autofree char *before = lsn_date_dup_iso (self->today - 9);
  g_autofree char *then = lsn_date_dup_iso (self->today - 6);
  g_autofree char *now = lsn_date_dup_iso (self->today - 2);

  if (!lsn_database_run (self->db, error,
                         "INSERT INTO deliverable (id, project_id, title, created_at, import_id)"
                         " VALUES (?, ?, ?, ?, nullif (?, 0))",
                         "iitii", result, project_id, words->result, self->sample->now,
                         self->batch) ||
      !lsn_database_run (self->db, error,
                         "INSERT INTO deliverable_version (id, deliverable_id, number, sent_on,"
                         " verdict, decided_on, contact_id, answer, import_id)"
                         " VALUES (?, ?, 1, ?, 'changes', ?, nullif (?, 0), ?, nullif (?, 0))",
                         "iittiti", lsn_id_new (), result, before, then, contact_id, words->answer,
                         self->batch) ||
      !lsn_database_run (self->db, error,
                         "INSERT INTO deliverable_version (id, deliverable_id, number, sent_on,"
                         " contact_id, import_id)"
                         " VALUES (?, ?, 2, ?, nullif (?, 0), nullif (?, 0))",
                         "iitii", lsn_id_new (), result, now, contact_id, self->batch) ||
      !lsn_database_run (self->db, error,
                         "INSERT INTO expense (id, project_id, title, amount_minor, spent_on,"
                         " import_id) VALUES (?, ?, ?, ?, ?, nullif (?, 0))",
                         "iititi", lsn_id_new (), project_id, words->expense,
                         (gint64) lsn_sample_between (self, 8, 40) * 50000, then, self->batch))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      if (!lsn_database_run (self->db, error,
                             "INSERT INTO scope_change (id, project_id, title, stage, contact_id,"
                             " asked_on, decided_on, amount_minor, import_id)"
                             " VALUES (?, ?, ?, ?, nullif (?, 0), ?, ?, ?, nullif (?, 0))",
                             "iittittii", lsn_id_new (), project_id, words->requests[i], stages[i],
                             contact_id, i == 0 ? before : then, i == 0 ? then : NULL,
                             (gint64) lsn_sample_between (self, 2, 9) * 300000, self->batch))
        return FALSE;
    }
  return lsn_database_run (self->db, error,
                           "INSERT INTO lesson (id, project_id, text, learnt_on, import_id)"
                           " VALUES (?, ?, ?, ?, nullif (?, 0))",
                           "iitti", lsn_id_new (), project_id,
                           LSN_SAMPLE_PICK (self, words->lessons), then, self->batch);
}

static gboolean
add_project (LsnSampleMaker *self, const LsnSampleClient *client, const LsnSamplePlan *plan,
             const gint64 *labels, guint n_labels, GError **error)
{
  const LsnSampleWords *words = self->words;
  guint n = LSN_SAMPLE_N_OF (plan->cards);
  guint n_done = (guint) lsn_sample_between (self, 1, (int) n / 2);
  g_autoptr (LsnWorkdays) workdays = lsn_workdays_new_plain ();
  gint64 limits[] = { 0, 3, 0, 0 };
  gint64 columns[G_N_ELEMENTS (limits)];
  gint64 id = lsn_id_new ();
  g_autofree char *start = lsn_date_dup_iso (get_start (workdays, self->today, 0, n_done));
  g_autofree char *due = lsn_date_dup_iso (
      lsn_workdays_add (workdays, get_start (workdays, self->today, n - 1, n_done), STEP + 1));
  g_autofree char *rank = NULL;

  if (!lsn_database_run (self->db, error,
                         "INSERT INTO project (id, client_id, name, purpose, status, start_on,"
                         " due_on, budget_minutes, budget_minor, rate_minor, currency, created_at,"
                         " import_id) VALUES (?, ?, ?, ?, 'active', ?, ?, ?, ?, ?, ?, ?,"
                         " nullif (?, 0))",
                         "iittttiiitii", id, client->id, plan->name, plan->purpose, start, due,
                         (gint64) n * 420, (gint64) n * 2500000, G_GINT64_CONSTANT (200000),
                         words->currency, self->sample->now - G_TIME_SPAN_DAY * 30, self->batch))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *next = lsn_rank_dup_between (rank, NULL);

      columns[i] = add_column (self, id, words->columns[i], next, limits[i],
                               i + 1 == G_N_ELEMENTS (limits), error);
      if (columns[i] == 0)
        return FALSE;
      g_set_str (&rank, next);
    }
  return add_cards (self, id, client, columns, plan, n_done, labels, n_labels, error) &&
         add_parts (self, id, client, error);
}

static gboolean
add_labels (LsnSampleMaker *self, gint64 *labels, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      const char *name = self->words->labels[i].name;

      if (!lsn_database_get_int64 (self->db, 0, &labels[i], error,
                                   "SELECT id FROM label WHERE name = ?", "t", name))
        return FALSE;
      if (labels[i])
        continue;
      labels[i] = lsn_id_new ();
      if (!lsn_database_run (self->db, error,
                             "INSERT INTO label (id, name, color, import_id)"
                             " VALUES (?, ?, ?, nullif (?, 0))",
                             "itti", labels[i], name, self->words->labels[i].color, self->batch))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_sample_make_projects (LsnSampleMaker *self, GError **error)
{
  guint n_plans = LSN_SAMPLE_N_OF (self->words->plans);
  gint64 labels[G_N_ELEMENTS (self->words->labels)];
  guint n_labels = 0;
  guint n = 0;

  while (self->words->labels[n_labels].name)
    n_labels++;
  if (!add_labels (self, labels, n_labels, error))
    return FALSE;

  for (guint i = 0; i < self->clients->len && n < MAX_PROJECTS; i++)
    {
      const LsnSampleClient *client = &g_array_index (self->clients, LsnSampleClient, i);

      if (!g_str_equal (client->status, "active") || i % 3 != 0)
        continue;
      if (!add_project (self, client, &self->words->plans[n % n_plans], labels, n_labels, error))
        return FALSE;
      n++;
    }
  return TRUE;
}
