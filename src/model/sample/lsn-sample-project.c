/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-id.h"
#include "base/lsn-rank.h"
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

static gboolean
add_task (LsnSampleMaker *self, gint64 project_id, gint64 column_id, gint64 parent_id,
          const char *title, const char *rank, LsnDate due, gboolean done, gint64 *id,
          GError **error)
{
  const char *const turns[] = { "us", "us", "client", "performer", NULL };
  g_autofree char *date = due == LSN_DATE_NONE ? NULL : lsn_date_dup_iso (due);
  gint64 now = self->sample->now;

  *id = lsn_id_new ();
  return lsn_database_run (
      self->db, error,
      "INSERT INTO task (id, project_id, column_id, parent_id, assignee_id, title, due_on,"
      " estimate_minutes, priority, rank, turn, turn_since, entered_at, done_at, created_at,"
      " import_id) VALUES (?, ?, nullif (?, 0), nullif (?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?,"
      " nullif (?, 0), ?, nullif (?, 0))",
      "iiiiittiittiiiii", *id, project_id, column_id, parent_id,
      self->members[lsn_sample_between (self, 0, 3)], title, date,
      (gint64) lsn_sample_between (self, 1, 12) * 60,
      (gint64) (lsn_sample_chance (self, 0.2) ? lsn_sample_between (self, 1, 3) : 0), rank,
      LSN_SAMPLE_PICK (self, turns), now - G_TIME_SPAN_DAY * lsn_sample_between (self, 0, 12),
      now - G_TIME_SPAN_DAY * lsn_sample_between (self, 0, 12), done ? now - G_TIME_SPAN_DAY : 0,
      now - G_TIME_SPAN_DAY * 20, self->batch);
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

/* The cards of a plan stand in the order of the work: what is over on the right, what comes on the
 * left, a few of them under way. */
static gboolean
add_cards (LsnSampleMaker *self, gint64 project_id, const gint64 *columns,
           const LsnSamplePlan *plan, const gint64 *labels, guint n_labels, GError **error)
{
  guint n = LSN_SAMPLE_N_OF (plan->cards);
  guint n_done = (guint) lsn_sample_between (self, 1, (int) n / 2);
  g_autofree char *rank = NULL;

  for (guint i = 0; i < n; i++)
    {
      guint column = i < n_done ? 3 : i < n_done + 2 ? 1 : i == n_done + 2 ? 2 : 0;
      LsnDate due = self->today + ((int) i - (int) n_done) * 3 - lsn_sample_between (self, 0, 4);
      g_autofree char *next = lsn_rank_dup_between (rank, NULL);
      g_autofree char *item_rank = NULL;
      gint64 card;

      if (!add_task (self, project_id, columns[column], 0, plan->cards[i], next, due, column == 3,
                     &card, error) ||
          !dress (self, card, i, labels, n_labels, error))
        return FALSE;
      g_set_str (&rank, next);
      for (guint j = 0; i % 3 == 0 && plan->items[j]; j++)
        {
          g_autofree char *place = lsn_rank_dup_between (item_rank, NULL);
          gint64 item;

          if (!add_task (self, project_id, 0, card, plan->items[j], place, LSN_DATE_NONE,
                         column == 3 || j == 0, &item, error))
            return FALSE;
          g_set_str (&item_rank, place);
        }
    }
  return TRUE;
}

static gboolean
add_project (LsnSampleMaker *self, const LsnSampleClient *client, const LsnSamplePlan *plan,
             const gint64 *labels, guint n_labels, GError **error)
{
  const LsnSampleWords *words = self->words;
  gint64 limits[] = { 0, 3, 0, 0 };
  gint64 columns[G_N_ELEMENTS (limits)];
  gint64 id = lsn_id_new ();
  g_autofree char *start = lsn_date_dup_iso (self->today - lsn_sample_between (self, 10, 30));
  g_autofree char *due = lsn_date_dup_iso (self->today + lsn_sample_between (self, 10, 40));
  g_autofree char *rank = NULL;

  if (!lsn_database_run (self->db, error,
                         "INSERT INTO project (id, client_id, name, purpose, status, start_on,"
                         " due_on, created_at, import_id)"
                         " VALUES (?, ?, ?, ?, 'active', ?, ?, ?, nullif (?, 0))",
                         "iittttii", id, client->id, plan->name, plan->purpose, start, due,
                         self->sample->now - G_TIME_SPAN_DAY * 30, self->batch))
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
  return add_cards (self, id, columns, plan, labels, n_labels, error);
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
