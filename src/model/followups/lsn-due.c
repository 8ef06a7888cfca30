/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/followups/lsn-due.h"
#include "base/lsn-clock.h"
#include "model/calendar/lsn-series.h"
#include "model/followups/lsn-followup.h"
#include "model/followups/lsn-important-date.h"

/* A birthday on a Saturday is still worth a word on Monday. */
#define LATE_DAYS 3

LsnDue *
lsn_due_new (LsnDueKind kind, gint64 id, const char *title, LsnDate date, int minute,
             const char *zone_id)
{
  LsnDue *self = g_new0 (LsnDue, 1);

  self->kind = kind;
  self->id = id;
  self->title = g_strdup (title);
  self->date = date;
  self->minute = minute;
  self->zone_id = g_strdup (zone_id);
  self->falls_on = date;
  return self;
}

void
lsn_due_free (gpointer due)
{
  LsnDue *self = due;

  g_free (self->title);
  g_free (self->client);
  g_free (self->contact);
  g_free (self->zone_id);
  g_free (self);
}

char *
lsn_due_dup_key (const LsnDue *due)
{
  static const char *const prefixes[] = { "", "d", "t", "e" };

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ":%d:%d", prefixes[due->kind], due->id, due->date,
                          due->minute);
}

/* Whose move it is does not matter: what waits for the client is still ours to chase on its day. */
static gboolean
load_followups (LsnDatabase *db, GPtrArray *items, LsnDate until, GError **error)
{
  g_autofree char *limit = lsn_date_dup_iso (until);
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT f.id, f.title, f.due_date, f.due_time, f.due_zone, f.urgent, f.client_id, c.name"
      " FROM followup f LEFT JOIN client c ON c.id = f.client_id"
      " WHERE f.done_at IS NULL AND f.due_date <= ?",
      error);

  lsn_statement_bind (statement, "t", limit);
  while (lsn_statement_step (statement))
    {
      LsnDue *due = lsn_due_new (LSN_DUE_FOLLOWUP, lsn_statement_get_int64 (statement, 0),
                                 lsn_statement_get_text (statement, 1),
                                 lsn_date_from_iso (lsn_statement_get_text (statement, 2)),
                                 lsn_followup_parse_time (lsn_statement_get_text (statement, 3)),
                                 lsn_statement_get_text (statement, 4));

      due->urgent = lsn_statement_get_int64 (statement, 5) != 0;
      due->client_id = lsn_statement_get_int64 (statement, 6);
      due->client = lsn_statement_dup_text (statement, 7);
      g_ptr_array_add (items, due);
    }
  return lsn_statement_finish (statement, error);
}

/* A workspace that an older version wrote last has no such columns yet. */
#define FIRST_VERSION 6

static gboolean
load_tasks (LsnDatabase *db, GPtrArray *items, LsnDate until, GError **error)
{
  g_autofree char *limit = lsn_date_dup_iso (until);
  g_autoptr (LsnStatement) statement = NULL;
  gint64 version = 0;

  if (!lsn_database_get_int64 (db, 0, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  if (version < FIRST_VERSION)
    return TRUE;
  statement = lsn_database_prepare (
      db,
      "SELECT t.id, t.title, t.due_on, t.priority, c.id, c.name, k.title FROM task t"
      " LEFT JOIN project p ON p.id = t.project_id LEFT JOIN task k ON k.id = t.parent_id"
      " LEFT JOIN client c ON c.id = coalesce (t.client_id, p.client_id)"
      " WHERE t.done_at IS NULL AND t.archived_at IS NULL AND t.due_on <= ?"
      " AND p.archived_at IS NULL AND k.archived_at IS NULL",
      error);
  lsn_statement_bind (statement, "t", limit);
  while (lsn_statement_step (statement))
    {
      LsnDue *due =
          lsn_due_new (LSN_DUE_TASK, lsn_statement_get_int64 (statement, 0),
                       lsn_statement_get_text (statement, 1),
                       lsn_date_from_iso (lsn_statement_get_text (statement, 2)), -1, NULL);

      due->urgent = lsn_statement_get_int64 (statement, 3) > 2;
      due->client_id = lsn_statement_get_int64 (statement, 4);
      due->client = lsn_statement_dup_text (statement, 5);
      due->contact = lsn_statement_dup_text (statement, 6);
      g_ptr_array_add (items, due);
    }
  return lsn_statement_finish (statement, error);
}

#define FIRST_EVENT_VERSION 8

typedef struct
{
  GPtrArray *items;
  const LsnRow *row;
  GTimeZone *zone;
  LsnDate from; /* before that day it is over */
  LsnDate to;
} Remind;

static gboolean
remind_of (const LsnEventTime *time, gpointer user_data)
{
  const Remind *remind = user_data;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 before = lsn_row_get_int64 (remind->row, LSN_EVENT_REMIND_MINUTES);
  gint64 start = lsn_date_to_instant (time->start, MAX (time->start_minute, 0), remind->zone);
  int minute;
  LsnDate date = lsn_date_from_instant (start - before * G_TIME_SPAN_MINUTE, utc, &minute);
  LsnDue *due;

  if (time->start < remind->from || date > remind->to)
    return TRUE;
  due = lsn_due_new (LSN_DUE_EVENT, lsn_row_get_int64 (remind->row, LSN_EVENT_ID),
                     lsn_row_get_text (remind->row, LSN_EVENT_TITLE), date, minute, "UTC");
  due->starts_at = start;
  due->client_id = lsn_row_get_int64 (remind->row, LSN_EVENT_CLIENT_ID);
  due->client = g_strdup (lsn_row_get_text (remind->row, LSN_EVENT_CLIENT_NAME));
  g_ptr_array_add (remind->items, due);
  return TRUE;
}

static gboolean
load_events (LsnDatabase *db, GPtrArray *items, LsnDate today, GError **error)
{
  g_autoptr (GTimeZone) local = lsn_clock_dup_zone ();
  g_autofree char *from = lsn_date_dup_iso (today);
  g_autofree char *to = lsn_date_dup_iso (today + 3);
  g_autoptr (GPtrArray) rows = NULL;
  gint64 version = 0;

  if (!lsn_database_get_int64 (db, 0, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  if (version < FIRST_EVENT_VERSION)
    return TRUE;
  rows = lsn_row_load_many (db, &lsn_event_info, error,
                            "WHERE event.remind_minutes IS NOT NULL AND event.start_on <= ?2"
                            " AND (event.rrule IS NOT NULL OR event.start_on >= ?1)",
                            "tt", from, to);
  for (guint i = 0; rows && i < rows->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GTimeZone) zone = lsn_event_row_dup_zone (row);
      Remind remind = { items, row, zone ? zone : local, today, today + 2 };

      if (!lsn_series_expand (db, row, today, today + 3, remind_of, &remind, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
load_dates (LsnDatabase *db, GPtrArray *items, LsnDate today, GError **error)
{
  g_autoptr (GPtrArray) coming =
      lsn_important_date_load_coming (db, today - LATE_DAYS, today + 1, error);

  for (guint i = 0; coming && i < coming->len; i++)
    {
      LsnComingDate *date = g_ptr_array_index (coming, i);
      LsnDate remind_on = date->date <= today ? date->date : date->date - date->lead_days;
      LsnDue *due = lsn_due_new (LSN_DUE_DATE, date->id, date->title, remind_on, -1, NULL);

      due->client_id = date->client_id;
      due->client = g_steal_pointer (&date->client);
      due->contact = g_steal_pointer (&date->contact);
      due->falls_on = date->date;
      g_ptr_array_add (items, due);
    }
  return coming != NULL;
}

GPtrArray *
lsn_due_load (LsnDatabase *db, LsnDate today, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (lsn_due_free);

  if (!load_followups (db, items, today + 1, error) || !load_tasks (db, items, today + 1, error) ||
      !load_events (db, items, today, error) || !load_dates (db, items, today, error))
    return NULL;
  return g_steal_pointer (&items);
}
