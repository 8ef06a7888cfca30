/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/followups/lsn-today.h"

#define ALL 1000000000

const char *const lsn_today_tables[] = { "followup", "client", "important_date", "segment", NULL };

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
  self->tomorrow = new_ids ();
  self->dates = new_ids ();
  self->silent = new_ids ();
  self->stuck = new_ids ();
  return self;
}

void
lsn_today_free (LsnToday *self)
{
  g_array_unref (self->overdue);
  g_array_unref (self->due);
  g_array_unref (self->tomorrow);
  g_array_unref (self->dates);
  g_array_unref (self->silent);
  g_array_unref (self->stuck);
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

LsnDate
lsn_important_date_get_next (LsnDate date, gboolean yearly, LsnDate today)
{
  int year, month, day, this_year;

  if (!yearly)
    return date >= today ? date : LSN_DATE_NONE;

  lsn_date_split (date, &year, &month, &day);
  lsn_date_split (today, &this_year, NULL, NULL);
  for (int y = this_year; y <= this_year + 1; y++)
    {
      LsnDate next = lsn_date_new (y, month, MIN (day, lsn_date_get_days_in_month (y, month)));

      if (next >= today && next >= date)
        return next;
    }
  return date >= today ? date : LSN_DATE_NONE;
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

typedef struct
{
  LsnDate next;
  gint64 id;
} Coming;

static gint
compare_coming (gconstpointer a, gconstpointer b)
{
  const Coming *x = a;
  const Coming *y = b;

  return x->next != y->next ? x->next - y->next : (x->id > y->id) - (x->id < y->id);
}

static gboolean
list_dates (LsnDatabase *db, LsnToday *self, GError **error)
{
  g_autoptr (GArray) coming = g_array_new (FALSE, FALSE, sizeof (Coming));
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT d.id, d.date, d.yearly, d.lead_days FROM important_date d JOIN client_state s"
      " ON s.client_id = d.client_id WHERE s.listed",
      error);

  while (lsn_statement_step (statement))
    {
      LsnDate date = lsn_date_from_iso (lsn_statement_get_text (statement, 1));
      Coming item = { LSN_DATE_NONE, lsn_statement_get_int64 (statement, 0) };

      if (date != LSN_DATE_NONE)
        item.next = lsn_important_date_get_next (date, lsn_statement_get_int64 (statement, 2) != 0,
                                                 self->today);
      if (item.next != LSN_DATE_NONE &&
          item.next - self->today <= lsn_statement_get_int64 (statement, 3))
        g_array_append_val (coming, item);
    }
  g_array_sort (coming, compare_coming);
  for (guint i = 0; i < coming->len && i < self->limit; i++)
    g_array_append_val (self->dates, g_array_index (coming, Coming, i).id);
  return lsn_statement_finish (statement, error);
}

#define OPEN    " FROM followup WHERE done_at IS NULL AND due_date >= ?1 AND due_date < ?2"
#define BY_DAY  " ORDER BY due_date, due_time, id LIMIT ?3"
#define BY_TIME " ORDER BY due_time IS NULL, due_time, priority DESC, id LIMIT ?3"
#define SILENT  " FROM client_state WHERE listed = 1 AND touch_due >= ?1 AND touch_due < ?2"
#define STUCK                                                                                      \
  " FROM client_state INDEXED BY client_state_stuck WHERE listed = 1 AND next_touch IS NULL"       \
  " AND status_rank < 3 AND ?1 IS NOT NULL AND ?2 IS NOT NULL"

gboolean
lsn_today_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnToday *self = data;
  g_autofree char *today = lsn_date_dup_iso (self->today);
  g_autofree char *tomorrow = lsn_date_dup_iso (self->today + 1);
  g_autofree char *after = lsn_date_dup_iso (self->today + 2);

  return list (db, self->overdue, &self->n_overdue, self->limit, "SELECT id" OPEN BY_DAY,
               "SELECT count(*)" OPEN, "", today, error) &&
         list (db, self->due, &self->n_due, self->limit, "SELECT id" OPEN BY_TIME,
               "SELECT count(*)" OPEN, today, tomorrow, error) &&
         list (db, self->tomorrow, &self->n_tomorrow, self->limit, "SELECT id" OPEN BY_TIME,
               "SELECT count(*)" OPEN, tomorrow, after, error) &&
         list (db, self->silent, &self->n_silent, self->limit,
               "SELECT client_id" SILENT " ORDER BY touch_due, sort_key, client_id LIMIT ?3",
               "SELECT count(*)" SILENT, "", today, error) &&
         list (db, self->stuck, &self->n_stuck, self->limit,
               "SELECT client_id" STUCK " ORDER BY sort_key, client_id LIMIT ?3",
               "SELECT count(*)" STUCK, "", "", error) &&
         list_dates (db, self, error);
}
