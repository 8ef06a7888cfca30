/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/followups/lsn-today.h"
#include "model/clients/lsn-client.h"
#include "model/followups/lsn-followup.h"
#include "model/projects/lsn-task.h"

#define ALL        1000000000
#define FIRST_ROWS 12 /* of each list: a screen */

const char *const lsn_today_tables[] = { "followup", "client", "important_date", "segment", "task",
                                         "project",  NULL };

static GArray *
new_ids (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

LsnToday *
lsn_today_new (LsnDate today, guint limit)
{
  LsnToday *self = g_new0 (LsnToday, 1);

  self->today = today;
  self->limit = limit ? limit : ALL;
  self->overdue = new_ids ();
  self->due = new_ids ();
  self->cards = new_ids ();
  self->tomorrow = new_ids ();
  self->silent = new_ids ();
  self->stuck = new_ids ();
  self->followup_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);
  self->card_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);
  self->client_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);
  return self;
}

void
lsn_today_free (LsnToday *self)
{
  g_array_unref (self->overdue);
  g_array_unref (self->due);
  g_array_unref (self->cards);
  g_array_unref (self->tomorrow);
  g_clear_pointer (&self->dates, g_ptr_array_unref);
  g_array_unref (self->silent);
  g_array_unref (self->stuck);
  g_ptr_array_unref (self->followup_rows);
  g_ptr_array_unref (self->card_rows);
  g_ptr_array_unref (self->client_rows);
  g_free (self);
}

int
lsn_today_get_severity (LsnDate due, LsnDate today)
{
  int late = today - due;

  if (late <= 0)
    return 0;
  return late <= 3 ? 1 : late <= 7 ? 2 : 3;
}

/* Reads ids up to the limit and counts the rest by @count_sql, which takes the same parameters. */
static gboolean
list (LsnDatabase *db, GArray *ids, gint64 *count, guint limit, const char *sql,
      const char *count_sql, const char *from, const char *to, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);

  lsn_statement_bind (statement, "tti", from, to, (gint64) limit);
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (!lsn_statement_finish (statement, error))
    return FALSE;
  *count = ids->len;
  return ids->len < limit ||
         lsn_database_get_int64 (db, 0, count, error, count_sql, "tt", from, to);
}

static gboolean
list_dates (LsnDatabase *db, LsnToday *self, GError **error)
{
  self->dates = lsn_important_date_load_coming (db, self->today, self->today, error);
  return self->dates != NULL;
}

static gboolean
read_rows (LsnDatabase *db, const LsnRecordInfo *info, GArray *ids, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < MIN (ids->len, FIRST_ROWS); i++)
    {
      LsnRow *row = NULL;

      if (!lsn_row_load (db, info, g_array_index (ids, gint64, i), &row, error))
        return FALSE;
      if (row)
        g_ptr_array_add (rows, row);
    }
  return TRUE;
}

static gboolean
read_first_rows (LsnDatabase *db, LsnToday *self, GError **error)
{
  return read_rows (db, &lsn_followup_info, self->overdue, self->followup_rows, error) &&
         read_rows (db, &lsn_followup_info, self->due, self->followup_rows, error) &&
         read_rows (db, &lsn_task_info, self->cards, self->card_rows, error) &&
         read_rows (db, &lsn_followup_info, self->tomorrow, self->followup_rows, error) &&
         read_rows (db, &lsn_client_info, self->silent, self->client_rows, error) &&
         read_rows (db, &lsn_client_info, self->stuck, self->client_rows, error);
}

#define OPEN    " FROM followup WHERE done_at IS NULL AND due_date >= ?1 AND due_date < ?2"
#define BY_DAY  " ORDER BY due_date, due_time, id LIMIT ?3"
#define BY_TIME " ORDER BY due_time IS NULL, due_time, priority DESC, id LIMIT ?3"
#define SILENT  " FROM client_state WHERE listed = 1 AND touch_due >= ?1 AND touch_due < ?2"
#define CARDS                                                                                      \
  " FROM task t LEFT JOIN project p ON p.id = t.project_id LEFT JOIN task k ON k.id = t.parent_id" \
  " WHERE t.done_at IS NULL AND t.archived_at IS NULL AND t.due_on >= ?1 AND t.due_on < ?2"        \
  " AND p.archived_at IS NULL AND k.archived_at IS NULL"
#define STUCK                                                                                      \
  " FROM client_state INDEXED BY client_state_stuck WHERE listed = 1 AND next_touch IS NULL"       \
  " AND status_rank < 3 AND ?1 IS NOT NULL AND ?2 IS NOT NULL"

static gboolean
read_begun (LsnDatabase *db, LsnToday *self, GError **error)
{
  gint64 begun = 0;

  if (!lsn_database_get_int64 (db, 0, &begun, error,
                               "SELECT (SELECT max (id) FROM client) IS NOT NULL"
                               " OR (SELECT max (id) FROM followup) IS NOT NULL",
                               ""))
    return FALSE;
  self->begun = begun != 0;
  return TRUE;
}

gboolean
lsn_today_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnToday *self = data;
  g_autofree char *today = lsn_date_dup_iso (self->today);
  g_autofree char *tomorrow = lsn_date_dup_iso (self->today + 1);
  g_autofree char *after = lsn_date_dup_iso (self->today + 2);

  return read_begun (db, self, error) &&
         list (db, self->overdue, &self->n_overdue, self->limit, "SELECT id" OPEN BY_DAY,
               "SELECT count(*)" OPEN, "", today, error) &&
         list (db, self->due, &self->n_due, self->limit, "SELECT id" OPEN BY_TIME,
               "SELECT count(*)" OPEN, today, tomorrow, error) &&
         list (db, self->cards, &self->n_cards, self->limit,
               "SELECT t.id" CARDS " ORDER BY t.due_on, t.id LIMIT ?3", "SELECT count(*)" CARDS, "",
               tomorrow, error) &&
         list (db, self->tomorrow, &self->n_tomorrow, self->limit, "SELECT id" OPEN BY_TIME,
               "SELECT count(*)" OPEN, tomorrow, after, error) &&
         list (db, self->silent, &self->n_silent, self->limit,
               "SELECT client_id" SILENT " ORDER BY touch_due, sort_key, client_id LIMIT ?3",
               "SELECT count(*)" SILENT, "", today, error) &&
         list (db, self->stuck, &self->n_stuck, self->limit,
               "SELECT client_id" STUCK " ORDER BY sort_key, client_id LIMIT ?3",
               "SELECT count(*)" STUCK, "", "", error) &&
         list_dates (db, self, error) && read_first_rows (db, self, error);
}
