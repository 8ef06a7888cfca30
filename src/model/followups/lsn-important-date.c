/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/followups/lsn-important-date.h"

void
lsn_coming_date_free (gpointer date)
{
  LsnComingDate *self = date;

  g_free (self->title);
  g_free (self->client);
  g_free (self->contact);
  g_free (self);
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

static gint
compare_coming (gconstpointer a, gconstpointer b)
{
  const LsnComingDate *x = *(const LsnComingDate *const *) a;
  const LsnComingDate *y = *(const LsnComingDate *const *) b;

  return x->date != y->date ? x->date - y->date : (x->id > y->id) - (x->id < y->id);
}

GPtrArray *
lsn_important_date_load_coming (LsnDatabase *db, LsnDate since, LsnDate today, GError **error)
{
  g_autoptr (GPtrArray) coming = g_ptr_array_new_with_free_func (lsn_coming_date_free);
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT d.id, d.date, d.yearly, d.lead_days, d.client_id, d.title, c.name, p.name"
      " FROM important_date d JOIN client c ON c.id = d.client_id"
      " LEFT JOIN contact p ON p.id = d.contact_id WHERE c.archived_at IS NULL",
      error);

  while (lsn_statement_step (statement))
    {
      LsnDate date = lsn_date_from_iso (lsn_statement_get_text (statement, 1));
      int lead = (int) lsn_statement_get_int64 (statement, 3);
      LsnComingDate *item;

      if (date != LSN_DATE_NONE)
        date =
            lsn_important_date_get_next (date, lsn_statement_get_int64 (statement, 2) != 0, since);
      if (date == LSN_DATE_NONE || date - today > lead)
        continue;
      item = g_new0 (LsnComingDate, 1);
      item->id = lsn_statement_get_int64 (statement, 0);
      item->client_id = lsn_statement_get_int64 (statement, 4);
      item->title = lsn_statement_dup_text (statement, 5);
      item->client = lsn_statement_dup_text (statement, 6);
      item->contact = lsn_statement_dup_text (statement, 7);
      item->date = date;
      item->lead_days = lead;
      g_ptr_array_add (coming, item);
    }
  if (!lsn_statement_finish (statement, error))
    return NULL;
  g_ptr_array_sort (coming, compare_coming);
  return g_steal_pointer (&coming);
}
