/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/plans/lsn-plan-shift.h"
#include "model/followups/lsn-followup-write.h"
#include "model/plans/lsn-plan-parts.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-parts.h"
#include "model/projects/lsn-task.h"

#include <glib/gi18n-lib.h>

/* --- What must move --------------------------------------------------------------------------- */

static LsnDate
find_workday (const LsnPlan *self, LsnDate day)
{
  return lsn_workdays_is_working (self->workdays, day)
             ? day
             : lsn_workdays_get_next (self->workdays, day);
}

void
lsn_plan_place (const LsnPlan *self, guint index, LsnDate start, LsnPlanMove *move)
{
  const LsnPlanBar *bar = lsn_plan_get_bar (self, index);

  move->bar = index;
  move->start = find_workday (self, start);
  move->due = bar->is_milestone ? move->start
                                : lsn_workdays_add (self->workdays, move->start, bar->days - 1);
}

/* What waits for what, as arrays; and the bars in an order in which each stands behind all that it
 * waits for. Those that wait for each other, as only a foreign file can make them, are not there.
 */
typedef struct
{
  guint *first;  /* owned: where the list of a bar begins in @after; one more for the end */
  guint *after;  /* owned: the bars that wait for it */
  GArray *order; /* owned; element-type guint */
} Graph;

static const LsnPlanLink *
get_link (const LsnPlan *self, const LsnPlanLink *extra, guint index)
{
  return index < self->links->len ? &g_array_index (self->links, LsnPlanLink, index) : extra;
}

static void
graph_init (Graph *graph, const LsnPlan *self, const LsnPlanLink *extra)
{
  guint n = self->bars->len;
  guint n_links = self->links->len + (extra != NULL);
  g_autofree guint *needs = g_new0 (guint, n + 1);
  g_autofree guint *fill = NULL;

  graph->first = g_new0 (guint, n + 1);
  graph->after = g_new (guint, n_links + 1);
  graph->order = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
  for (guint i = 0; i < n_links; i++)
    {
      needs[get_link (self, extra, i)->to]++;
      graph->first[get_link (self, extra, i)->from + 1]++;
    }
  for (guint i = 0; i < n; i++)
    graph->first[i + 1] += graph->first[i];
  fill = g_memdup2 (graph->first, (n + 1) * sizeof *fill);
  for (guint i = 0; i < n_links; i++)
    graph->after[fill[get_link (self, extra, i)->from]++] = get_link (self, extra, i)->to;

  for (guint i = 0; i < n; i++)
    {
      if (needs[i] == 0)
        g_array_append_val (graph->order, i);
    }
  for (guint next = 0; next < graph->order->len; next++)
    {
      guint i = g_array_index (graph->order, guint, next);

      for (guint j = graph->first[i]; j < graph->first[i + 1]; j++)
        {
          if (--needs[graph->after[j]] == 0)
            g_array_append_val (graph->order, graph->after[j]);
        }
    }
}

static void
graph_clear (Graph *graph)
{
  g_free (graph->first);
  g_free (graph->after);
  g_array_unref (graph->order);
}

/* Pushes whatever begins too early behind @cause, which stays where it is. @due: when each bar is
 * over; @moves: gets the others. */
static void
push (const LsnPlan *self, const LsnPlanLink *extra, guint cause, LsnDate *due, GArray *moves)
{
  Graph graph;
  g_autofree LsnDate *earliest = g_new (LsnDate, self->bars->len);
  g_autofree gboolean *moved = g_new0 (gboolean, self->bars->len);

  graph_init (&graph, self, extra);
  for (guint i = 0; i < self->bars->len; i++)
    earliest[i] = LSN_DATE_NONE;
  moved[cause] = TRUE;
  for (guint next = 0; next < graph.order->len; next++)
    {
      guint i = g_array_index (graph.order, guint, next);
      const LsnPlanBar *bar = lsn_plan_get_bar (self, i);

      if (i != cause && !bar->done && bar->due != LSN_DATE_NONE && earliest[i] > bar->start)
        {
          LsnPlanMove move;

          lsn_plan_place (self, i, earliest[i], &move);
          g_array_append_val (moves, move);
          due[i] = move.due;
          moved[i] = TRUE;
        }
      /* Only what moved pushes: a plan that is at odds with itself elsewhere stays as it is. */
      for (guint j = graph.first[i]; moved[i] && due[i] != LSN_DATE_NONE && j < graph.first[i + 1];
           j++)
        {
          guint to = graph.after[j];
          LsnDate day = lsn_plan_get_bar (self, to)->is_milestone
                            ? due[i]
                            : lsn_workdays_get_next (self->workdays, due[i]);

          earliest[to] = MAX (earliest[to], day);
        }
    }
  graph_clear (&graph);
}

static LsnDate *
list_due (const LsnPlan *self)
{
  LsnDate *due = g_new (LsnDate, self->bars->len);

  for (guint i = 0; i < self->bars->len; i++)
    due[i] = lsn_plan_get_bar (self, i)->due;
  return due;
}

GArray *
lsn_plan_shift (const LsnPlan *self, guint bar, LsnDate start, LsnDate due)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (LsnPlanMove));
  g_autofree LsnDate *all = list_due (self);
  LsnPlanMove move = { bar, start, due };

  g_array_append_val (moves, move);
  all[bar] = due;
  push (self, NULL, bar, all, moves);
  return moves;
}

GArray *
lsn_plan_shift_link (const LsnPlan *self, guint from, guint to)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (LsnPlanMove));
  g_autofree LsnDate *all = list_due (self);
  LsnPlanLink link = { from, to };

  push (self, &link, from, all, moves);
  return moves;
}

gboolean
lsn_plan_has_link (const LsnPlan *self, guint from, guint to)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const LsnPlanLink *link = &g_array_index (self->links, LsnPlanLink, i);

      if (link->from == from && link->to == to)
        return TRUE;
    }
  return FALSE;
}

/* --- Who is to know --------------------------------------------------------------------------- */

gboolean
lsn_plan_breaks_promise (const LsnPlan *self, GArray *moves)
{
  LsnDate promised = self->project
                         ? lsn_date_from_iso (lsn_row_get_text (self->project, LSN_PROJECT_DUE_ON))
                         : LSN_DATE_NONE;

  for (guint i = 0; promised != LSN_DATE_NONE && i < moves->len; i++)
    {
      const LsnPlanMove *move = &g_array_index (moves, LsnPlanMove, i);

      if (move->due > promised && lsn_plan_get_bar (self, move->bar)->due <= promised)
        return TRUE;
    }
  return FALSE;
}

static void
add_name (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (names, i), name) == 0)
        return;
    }
  if (name)
    g_ptr_array_add (names, g_strdup (name));
}

GStrv
lsn_plan_dup_told (const LsnPlan *self, GArray *moves)
{
  GPtrArray *names = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  for (guint i = 0; i < moves->len; i++)
    add_name (names, lsn_plan_get_bar (self, g_array_index (moves, LsnPlanMove, i).bar)->who);
  if (self->project && lsn_plan_breaks_promise (self, moves))
    add_name (names, lsn_row_get_text (self->project, LSN_PROJECT_CLIENT_NAME));
  return (GStrv) g_ptr_array_free (names, FALSE);
}

/* --- Writing ---------------------------------------------------------------------------------- */

LsnPlanChange *
lsn_plan_change_new (const LsnPlan *self, GArray *moves, gint64 now)
{
  LsnPlanChange *change = g_new0 (LsnPlanChange, 1);

  change->days = g_array_new (FALSE, FALSE, sizeof (LsnPlanDays));
  change->today = self->today;
  change->now = now;
  if (self->project)
    change->client_id = lsn_row_get_int64 (self->project, LSN_PROJECT_CLIENT_ID);
  for (guint i = 0; moves && i < moves->len; i++)
    {
      const LsnPlanMove *move = &g_array_index (moves, LsnPlanMove, i);
      const LsnPlanBar *bar = lsn_plan_get_bar (self, move->bar);
      LsnPlanDays days = { bar->id, bar->is_milestone, move->start, move->due };

      g_array_append_val (change->days, days);
    }
  return change;
}

void
lsn_plan_change_free (LsnPlanChange *self)
{
  g_array_unref (self->days);
  g_free (self->tell);
  g_free (self);
}

static gboolean
write_days (LsnDatabase *db, const LsnPlanDays *days, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (days->is_milestone ? &lsn_milestone_info : &lsn_task_info);
  g_autofree char *start = lsn_date_dup_iso (days->start);
  g_autofree char *due = lsn_date_dup_iso (days->due);

  if (days->is_milestone)
    {
      lsn_row_set_text (row, LSN_MILESTONE_DUE_ON, due);
    }
  else
    {
      lsn_row_set_text (row, LSN_TASK_START_ON, start);
      lsn_row_set_text (row, LSN_TASK_DUE_ON, due);
    }
  return lsn_row_update (db, days->id, row, error);
}

static gboolean
add_followup (LsnDatabase *db, const LsnPlanChange *change, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_followup_info);
  g_autofree char *due = lsn_date_dup_iso (change->today);

  lsn_row_set_int64 (row, LSN_FOLLOWUP_CLIENT_ID, change->client_id);
  lsn_row_set_text (row, LSN_FOLLOWUP_TITLE, change->tell);
  lsn_row_set_text (row, LSN_FOLLOWUP_KIND, "message");
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_DATE, due);
  return lsn_followup_insert (db, row, change->now, error);
}

static gboolean
write_link (LsnDatabase *db, const LsnPlanChange *change, GError **error)
{
  if (change->to_milestone)
    {
      g_autoptr (LsnRow) row = lsn_row_new (&lsn_task_info);

      if (change->unlink)
        lsn_row_set_null (row, LSN_TASK_MILESTONE_ID);
      else
        lsn_row_set_int64 (row, LSN_TASK_MILESTONE_ID, change->link_to);
      return lsn_row_update (db, change->link_from, row, error);
    }
  else
    {
      LsnTaskBlocker blocker = { change->link_to, change->link_from, !change->unlink };

      return lsn_task_blocker_on_worker (db, &blocker, NULL, error);
    }
}

gboolean
lsn_plan_change_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  const LsnPlanChange *change = data;

  if (change->link_from && !write_link (db, change, error))
    return FALSE;
  for (guint i = 0; i < change->days->len; i++)
    {
      if (!write_days (db, &g_array_index (change->days, LsnPlanDays, i), error))
        return FALSE;
    }
  return change->tell == NULL || change->client_id == 0 || add_followup (db, change, error);
}

gboolean
lsn_plan_baseline_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  const LsnPlanBaseline *baseline = data;

  return lsn_database_run (
             db, error,
             "UPDATE task SET baseline_start_on = CASE WHEN ?2 THEN NULL ELSE coalesce (start_on,"
             " due_on) END, baseline_due_on = CASE WHEN ?2 THEN NULL ELSE coalesce (due_on,"
             " start_on) END WHERE project_id = ?1 AND parent_id IS NULL",
             "ii", baseline->project_id, (gint64) baseline->forget) &&
         lsn_database_run (db, error,
                           "UPDATE milestone SET baseline_on = CASE WHEN ?2 THEN NULL ELSE due_on"
                           " END WHERE project_id = ?1",
                           "ii", baseline->project_id, (gint64) baseline->forget);
}
