/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/plans/lsn-plan.h"
#include "model/projects/lsn-project.h"

#define DAY_MINUTES 480

const char *const lsn_plan_tables[] = { "task",    "milestone", "task_blocker", "project",
                                        "contact", "member",    "board_column", NULL };

static void
bar_free (gpointer data)
{
  LsnPlanBar *bar = data;

  g_free (bar->title);
  g_free (bar->who);
  g_free (bar->column);
  g_free (bar);
}

LsnPlan *
lsn_plan_new (gint64 project_id, LsnDate today, LsnWorkdays *workdays)
{
  LsnPlan *self = g_new0 (LsnPlan, 1);

  self->project_id = project_id;
  self->today = today;
  self->workdays = workdays ? lsn_workdays_ref (workdays) : lsn_workdays_new_plain ();
  self->bars = g_ptr_array_new_with_free_func (bar_free);
  self->links = g_array_new (FALSE, FALSE, sizeof (LsnPlanLink));
  self->first = self->last = LSN_DATE_NONE;
  return self;
}

void
lsn_plan_free (LsnPlan *self)
{
  lsn_workdays_unref (self->workdays);
  g_clear_pointer (&self->project, lsn_row_free);
  g_ptr_array_unref (self->bars);
  g_array_unref (self->links);
  g_free (self);
}

LsnPlanBar *
lsn_plan_get_bar (const LsnPlan *self, guint index)
{
  return g_ptr_array_index (self->bars, index);
}

guint
lsn_plan_find (const LsnPlan *self, gboolean is_milestone, gint64 id)
{
  for (guint i = 0; i < self->bars->len; i++)
    {
      const LsnPlanBar *bar = lsn_plan_get_bar (self, i);

      if (bar->id == id && bar->is_milestone == is_milestone)
        return i;
    }
  return G_MAXUINT;
}

int
lsn_plan_get_days (gint64 minutes)
{
  return (int) MAX (1, MIN ((minutes + DAY_MINUTES - 1) / DAY_MINUTES, 1000));
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* What was read of a card besides its bar, to make links of it. */
typedef struct
{
  gint64 task_id;
  gint64 milestone_id;
} Wait;

static void
complete_dates (LsnPlan *self, LsnPlanBar *bar)
{
  int days = lsn_plan_get_days (bar->minutes);

  if (bar->start != LSN_DATE_NONE && bar->due != LSN_DATE_NONE)
    bar->due = MAX (bar->due, bar->start);
  else if (bar->due != LSN_DATE_NONE)
    bar->start = lsn_workdays_add (self->workdays, bar->due, 1 - days);
  else if (bar->start != LSN_DATE_NONE)
    bar->due = lsn_workdays_add (self->workdays, bar->start, days - 1);
  if (bar->start != LSN_DATE_NONE)
    days = lsn_workdays_count (self->workdays, bar->start, bar->due + 1);
  bar->days = MAX (days, 1);
  bar->late = !bar->done && bar->due != LSN_DATE_NONE && bar->due < self->today;
}

static gboolean
read_cards (LsnDatabase *db, LsnPlan *self, GArray *waits, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT t.id, t.title, coalesce (m.name, t.role), c.title, t.start_on, t.due_on,"
      " t.baseline_start_on, t.baseline_due_on, t.estimate_minutes, t.done_at, t.milestone_id"
      " FROM task t LEFT JOIN member m ON m.id = t.assignee_id"
      " LEFT JOIN board_column c ON c.id = t.column_id"
      " WHERE t.project_id = ? AND t.parent_id IS NULL AND t.archived_at IS NULL",
      error);

  lsn_statement_bind (statement, "i", self->project_id);
  while (lsn_statement_step (statement))
    {
      LsnPlanBar *bar = g_new0 (LsnPlanBar, 1);
      Wait wait = { lsn_statement_get_int64 (statement, 0),
                    lsn_statement_get_int64 (statement, 10) };

      bar->id = wait.task_id;
      bar->title = lsn_statement_dup_text (statement, 1);
      bar->who = lsn_statement_dup_text (statement, 2);
      bar->column = lsn_statement_dup_text (statement, 3);
      bar->start = lsn_date_from_iso (lsn_statement_get_text (statement, 4));
      bar->due = lsn_date_from_iso (lsn_statement_get_text (statement, 5));
      bar->base_start = lsn_date_from_iso (lsn_statement_get_text (statement, 6));
      bar->base_due = lsn_date_from_iso (lsn_statement_get_text (statement, 7));
      bar->minutes = lsn_statement_get_int64 (statement, 8);
      bar->done = !lsn_statement_is_null (statement, 9);
      complete_dates (self, bar);
      g_ptr_array_add (self->bars, bar);
      if (wait.milestone_id)
        g_array_append_val (waits, wait);
    }
  return lsn_statement_finish (statement, error);
}

static gboolean
read_milestones (LsnDatabase *db, LsnPlan *self, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT m.id, m.title, c.name, m.due_on, m.baseline_on, m.accepted_on FROM milestone m"
      " LEFT JOIN contact c ON c.id = m.contact_id WHERE m.project_id = ?",
      error);

  lsn_statement_bind (statement, "i", self->project_id);
  while (lsn_statement_step (statement))
    {
      LsnPlanBar *bar = g_new0 (LsnPlanBar, 1);

      bar->is_milestone = TRUE;
      bar->id = lsn_statement_get_int64 (statement, 0);
      bar->title = lsn_statement_dup_text (statement, 1);
      bar->who = lsn_statement_dup_text (statement, 2);
      bar->start = bar->due = lsn_date_from_iso (lsn_statement_get_text (statement, 3));
      bar->base_start = bar->base_due = lsn_date_from_iso (lsn_statement_get_text (statement, 4));
      bar->done = !lsn_statement_is_null (statement, 5);
      complete_dates (self, bar);
      g_ptr_array_add (self->bars, bar);
    }
  return lsn_statement_finish (statement, error);
}

static int
compare_bars (gconstpointer first, gconstpointer second)
{
  const LsnPlanBar *a = *(LsnPlanBar *const *) first;
  const LsnPlanBar *b = *(LsnPlanBar *const *) second;
  gint64 key_a = a->due == LSN_DATE_NONE ? G_MAXINT32 : a->start;
  gint64 key_b = b->due == LSN_DATE_NONE ? G_MAXINT32 : b->start;

  if (key_a != key_b)
    return key_a < key_b ? -1 : 1;
  if (a->is_milestone != b->is_milestone)
    return a->is_milestone ? 1 : -1;
  if (a->due != b->due)
    return a->due < b->due ? -1 : 1;
  return a->id < b->id ? -1 : a->id > b->id;
}

static guint
find_place (GHashTable *places, gint64 id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (places, &id));
}

static void
add_link (LsnPlan *self, guint from, guint to)
{
  LsnPlanLink link = { from - 1, to - 1 };

  if (from && to)
    g_array_append_val (self->links, link);
}

/* @places: id → place + 1; ids are those of cards and milestones alike, no two of which are one. */
static gboolean
read_links (LsnDatabase *db, LsnPlan *self, GHashTable *places, GArray *waits, GError **error)
{
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db,
                            "SELECT b.blocker_id, b.task_id FROM task t JOIN task_blocker b"
                            " ON b.task_id = t.id WHERE t.project_id = ? ORDER BY b.id",
                            error);

  lsn_statement_bind (statement, "i", self->project_id);
  while (lsn_statement_step (statement))
    add_link (self, find_place (places, lsn_statement_get_int64 (statement, 0)),
              find_place (places, lsn_statement_get_int64 (statement, 1)));
  for (guint i = 0; i < waits->len; i++)
    {
      const Wait *wait = &g_array_index (waits, Wait, i);

      add_link (self, find_place (places, wait->task_id), find_place (places, wait->milestone_id));
    }
  return lsn_statement_finish (statement, error);
}

/* --- The critical path ------------------------------------------------------------------------ */

/* The number of each day among the working days from the first one on. */
static int *
number_days (const LsnPlan *self)
{
  int *numbers = g_new (int, self->last - self->first + 2);
  int n = 0;

  for (LsnDate day = self->first; day <= self->last + 1; day++)
    {
      numbers[day - self->first] = n;
      n += lsn_workdays_is_working (self->workdays, day);
    }
  return numbers;
}

/* How many bars wait for each. */
static guint *
count_waiting (const LsnPlan *self)
{
  guint *n = g_new0 (guint, self->bars->len);

  for (guint i = 0; i < self->links->len; i++)
    n[g_array_index (self->links, LsnPlanLink, i).from]++;
  return n;
}

/* From the end to the beginning: the latest day on which each may be over. */
static void
find_critical (LsnPlan *self)
{
  guint n = self->bars->len;
  g_autofree int *numbers = number_days (self);
  g_autofree guint *waiting = count_waiting (self);
  g_autofree int *latest = g_new (int, n);
  g_autoptr (GArray) ready = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) before =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  int end = 0;

  for (guint i = 0; i < n; i++)
    {
      const LsnPlanBar *bar = lsn_plan_get_bar (self, i);

      if (bar->due != LSN_DATE_NONE && !bar->done)
        end = MAX (end, numbers[bar->due - self->first]);
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      LsnPlanLink link = g_array_index (self->links, LsnPlanLink, i);
      GArray *list = g_hash_table_lookup (before, GUINT_TO_POINTER (link.to));

      if (list == NULL)
        {
          list = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (before, GUINT_TO_POINTER (link.to), list);
        }
      g_array_append_val (list, link.from);
    }
  for (guint i = 0; i < n; i++)
    {
      latest[i] = end;
      if (waiting[i] == 0)
        g_array_append_val (ready, i);
    }
  for (guint next = 0; next < ready->len; next++)
    {
      guint i = g_array_index (ready, guint, next);
      LsnPlanBar *bar = lsn_plan_get_bar (self, i);
      GArray *list = g_hash_table_lookup (before, GUINT_TO_POINTER (i));
      /* A milestone is reached on the day on which the last card is done. */
      int start = bar->is_milestone ? latest[i] : latest[i] - bar->days;

      if (bar->due != LSN_DATE_NONE && !bar->done)
        {
          bar->slack = latest[i] - numbers[bar->due - self->first];
          bar->critical = bar->slack <= 0;
        }
      for (guint j = 0; list && j < list->len; j++)
        {
          guint from = g_array_index (list, guint, j);

          if (!bar->done && bar->due != LSN_DATE_NONE)
            latest[from] = MIN (latest[from], start);
          if (--waiting[from] == 0)
            g_array_append_val (ready, from);
        }
    }
}

static void
find_ends (LsnPlan *self)
{
  for (guint i = 0; i < self->bars->len; i++)
    {
      const LsnPlanBar *bar = lsn_plan_get_bar (self, i);

      if (bar->due == LSN_DATE_NONE)
        continue;
      self->first = self->first == LSN_DATE_NONE ? bar->start : MIN (self->first, bar->start);
      self->last = self->last == LSN_DATE_NONE ? bar->due : MAX (self->last, bar->due);
    }
}

gboolean
lsn_plan_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnPlan *self = data;
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (Wait));

  if (!lsn_row_load (db, &lsn_project_info, self->project_id, &self->project, error))
    return FALSE;
  if (self->project == NULL)
    return TRUE;
  if (!read_cards (db, self, waits, error) || !read_milestones (db, self, error))
    return FALSE;
  g_ptr_array_sort (self->bars, compare_bars);
  for (guint i = 0; i < self->bars->len; i++)
    g_hash_table_insert (places, &lsn_plan_get_bar (self, i)->id, GUINT_TO_POINTER (i + 1));
  if (!read_links (db, self, places, waits, error))
    return FALSE;
  find_ends (self);
  if (self->first != LSN_DATE_NONE)
    find_critical (self);
  return TRUE;
}
