/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/plans/lsn-retainer.h"
#include "base/lsn-clock.h"
#include "base/lsn-id.h"
#include "base/lsn-when.h"
#include "model/followups/lsn-followup-write.h"
#include "model/plans/lsn-plan-parts.h"
#include "model/projects/lsn-project.h"

#include <glib/gi18n-lib.h>

#define MAX_MONTHS 600

static int
get_month (LsnDate day)
{
  int year, month;

  lsn_date_split (day, &year, &month, NULL);
  return year * 12 + month - 1;
}

void
lsn_retainer_count (LsnRetainer *self, const gint64 *spent, guint n)
{
  g_autofree gint64 *left = g_new0 (gint64, n + 1);

  self->carried = 0;
  self->spent = n > 0 ? spent[n - 1] : 0;
  for (guint i = 0; i < n; i++)
    {
      guint oldest = i > (guint) self->carry_months ? i - (guint) self->carry_months : 0;
      gint64 rest = MAX (spent[i], 0);

      left[i] = self->minutes;
      if (i + 1 == n)
        {
          for (guint j = oldest; j < i; j++)
            self->carried += left[j];
        }
      for (guint j = oldest; j <= i; j++)
        {
          gint64 used = MIN (left[j], rest);

          left[j] -= used;
          rest -= used;
        }
    }
  self->available = self->minutes + self->carried;
}

int
lsn_retainer_get_percent (const LsnRetainer *self)
{
  return self->available > 0 ? (int) (self->spent * 100 / self->available) : 0;
}

gboolean
lsn_retainer_load (LsnDatabase *db, gint64 project_id, LsnDate today, LsnRetainer *self,
                   GError **error)
{
  g_autoptr (LsnRow) project = NULL;
  g_autoptr (LsnStatement) statement = NULL;
  g_autofree gint64 *spent = NULL;
  LsnDate from;
  int n, first;

  *self = (LsnRetainer) { 0 };
  if (!lsn_row_load (db, &lsn_project_info, project_id, &project, error))
    return FALSE;
  if (project == NULL || lsn_row_is_null (project, LSN_PROJECT_RETAINER_MINUTES))
    return TRUE;
  self->minutes = lsn_row_get_int64 (project, LSN_PROJECT_RETAINER_MINUTES);
  self->carry_months =
      (int) CLAMP (lsn_row_get_int64 (project, LSN_PROJECT_RETAINER_CARRY_MONTHS), 0, MAX_MONTHS);
  from = lsn_date_from_iso (lsn_row_get_text (project, LSN_PROJECT_RETAINER_FROM));
  if (from == LSN_DATE_NONE)
    from = lsn_date_from_iso (lsn_row_get_text (project, LSN_PROJECT_START_ON));
  if (from == LSN_DATE_NONE || from > today)
    from = today;
  first = MAX (get_month (from), get_month (today) - MAX_MONTHS + 1);
  n = get_month (today) - first + 1;
  spent = g_new0 (gint64, n);

  statement = lsn_database_prepare (
      db, "SELECT worked_on, minutes FROM work_log WHERE project_id = ? AND worked_on <= ?", error);
  {
    g_autofree char *last = lsn_date_dup_iso (lsn_date_get_month_end (today));

    lsn_statement_bind (statement, "it", project_id, last);
    while (lsn_statement_step (statement))
      {
        LsnDate day = lsn_date_from_iso (lsn_statement_get_text (statement, 0));
        int month = day == LSN_DATE_NONE ? -1 : get_month (day) - first;

        if (month >= 0 && month < n)
          spent[month] += lsn_statement_get_int64 (statement, 1);
      }
  }
  lsn_retainer_count (self, spent, (guint) n);
  return lsn_statement_finish (statement, error);
}

/* --- Writing ---------------------------------------------------------------------------------- */

static gboolean
tell (LsnDatabase *db, gint64 project_id, const LsnRetainer *retainer, int percent, LsnDate today,
      gint64 now, GError **error)
{
  g_autoptr (LsnRow) project = NULL;
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_followup_info);
  g_autofree char *due = lsn_date_dup_iso (today);
  g_autofree char *spent = lsn_when_dup_duration (MAX (retainer->spent, 0));
  g_autofree char *available = lsn_when_dup_duration (retainer->available);
  g_autofree char *title = NULL;

  if (!lsn_row_load (db, &lsn_project_info, project_id, &project, error))
    return FALSE;
  if (project == NULL || lsn_row_is_null (project, LSN_PROJECT_CLIENT_ID))
    return TRUE;
  title = g_strdup_printf (percent >= 100
                               ? _ ("The hours of the month are used up: “%1$s”, %2$s of %3$s")
                               : _ ("Three quarters of the month are used: “%1$s”, %2$s of %3$s"),
                           lsn_row_get_text (project, LSN_PROJECT_NAME), spent, available);
  lsn_row_set_int64 (row, LSN_FOLLOWUP_CLIENT_ID,
                     lsn_row_get_int64 (project, LSN_PROJECT_CLIENT_ID));
  lsn_row_set_text (row, LSN_FOLLOWUP_TITLE, title);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_DATE, due);
  return lsn_followup_insert (db, row, now, error);
}

/* Once for each limit and month; where both are passed at once, of the higher one alone. */
static gboolean
check (LsnDatabase *db, gint64 project_id, LsnDate today, gint64 now, GError **error)
{
  const int limits[] = { 100, 75 };
  g_autofree char *month = lsn_date_dup_iso (lsn_date_get_month_start (today));
  gboolean told = FALSE;
  LsnRetainer retainer;

  if (!lsn_retainer_load (db, project_id, today, &retainer, error))
    return FALSE;
  for (guint i = 0; retainer.minutes > 0 && i < G_N_ELEMENTS (limits); i++)
    {
      gint64 known = 0;

      if (lsn_retainer_get_percent (&retainer) < limits[i])
        continue;
      if (!lsn_database_get_int64 (db, 0, &known, error,
                                   "SELECT id FROM retainer_notice WHERE project_id = ?"
                                   " AND month = ? AND percent = ?",
                                   "iti", project_id, month, (gint64) limits[i]))
        return FALSE;
      if (known)
        return TRUE;
      if (!lsn_database_run (db, error,
                             "INSERT INTO retainer_notice (id, project_id, month, percent)"
                             " VALUES (?, ?, ?, ?)",
                             "iiti", lsn_id_new (), project_id, month, (gint64) limits[i]) ||
          (!told && !tell (db, project_id, &retainer, limits[i], today, now, error)))
        return FALSE;
      told = TRUE;
    }
  return TRUE;
}

gboolean
lsn_work_add (LsnDatabase *db, gint64 project_id, gint64 task_id, gint64 minutes, gint64 now,
              GError **error)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnDate today = lsn_date_get_today (now, zone);
  g_autofree char *day = lsn_date_dup_iso (today);
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_work_info);

  if (minutes == 0 || project_id == 0)
    return TRUE;
  lsn_row_set_int64 (row, LSN_WORK_PROJECT_ID, project_id);
  lsn_row_set_int64 (row, LSN_WORK_TASK_ID, task_id);
  lsn_row_set_text (row, LSN_WORK_WORKED_ON, day);
  lsn_row_set_int64 (row, LSN_WORK_MINUTES, minutes);
  return lsn_row_insert (db, row, error) && check (db, project_id, today, now, error);
}
