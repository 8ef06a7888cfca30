/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/calendar/lsn-series.h"
#include "base/lsn-rule.h"

GTimeZone *
lsn_event_row_dup_zone (const LsnRow *row)
{
  const char *zone = lsn_row_get_text (row, LSN_EVENT_ZONE);

  return zone && !lsn_row_is_null (row, LSN_EVENT_START_TIME) ? g_time_zone_new_identifier (zone)
                                                              : NULL;
}

typedef struct
{
  LsnEventTime first;
  LsnDate from;
  LsnDate to;
  GHashTable *without; /* element-type char */
  LsnSeriesFunc func;
  gpointer user_data;
  guint n;
  gboolean over;
} Walk;

/* Moves the first occurrence to another moment. */
static gboolean
tell (LsnDate date, int minute, gpointer user_data)
{
  Walk *walk = user_data;
  LsnEventTime time = walk->first;
  g_autofree char *moment = lsn_event_dup_moment (date, minute);
  int shift;

  if (g_hash_table_contains (walk->without, moment))
    return TRUE;
  time.start = date;
  time.end = walk->first.end + (date - walk->first.start);
  shift = minute - walk->first.start_minute;
  if (minute >= 0 && walk->first.start_minute >= 0 && shift != 0)
    {
      int end = walk->first.end_minute + shift + 2 * 1440;

      time.start_minute = minute;
      time.end += (end - 1) / 1440 - 2;
      time.end_minute = (end - 1) % 1440 + 1;
    }
  if (time.end < walk->from || time.start > walk->to)
    return TRUE;
  walk->over = !walk->func (&time, walk->user_data) || ++walk->n >= LSN_SERIES_MAX;
  return !walk->over;
}

static gboolean
read_changed (LsnDatabase *db, gint64 id, GHashTable *without, GHashTable *with, GError **error)
{
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db,
                            "SELECT kind = 'in', date FROM event_date WHERE event_id = ?1 UNION ALL"
                            " SELECT 0, instead_of FROM event WHERE series_id = ?1"
                            " AND instead_of IS NOT NULL",
                            error);

  lsn_statement_bind (statement, "i", id);
  while (lsn_statement_step (statement))
    g_hash_table_add (lsn_statement_get_int64 (statement, 0) ? with : without,
                      lsn_statement_dup_text (statement, 1));
  return lsn_statement_finish (statement, error);
}

/* Days put in that the rule does not have anyway. */
static gboolean
skip_known (LsnDate date, int minute, gpointer user_data)
{
  GHashTable *with = user_data;
  g_autofree char *moment = lsn_event_dup_moment (date, minute);

  g_hash_table_remove (with, moment);
  return TRUE;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
tell_put_in (Walk *walk, GHashTable *with)
{
  g_autoptr (GPtrArray) moments = g_hash_table_get_keys_as_ptr_array (with);

  g_ptr_array_sort (moments, compare_texts);
  for (guint i = 0; i < moments->len && !walk->over; i++)
    {
      int minute;
      LsnDate date = lsn_event_parse_moment (g_ptr_array_index (moments, i), &minute);

      if (date != LSN_DATE_NONE)
        tell (date, minute, walk);
    }
}

gboolean
lsn_series_expand (LsnDatabase *db, const LsnRow *row, LsnDate from, LsnDate to, LsnSeriesFunc func,
                   gpointer user_data, GError **error)
{
  g_autoptr (GHashTable) without = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) with = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *rrule = lsn_row_get_text (row, LSN_EVENT_RRULE);
  g_autoptr (LsnRule) rule = rrule ? lsn_rule_parse (rrule, NULL) : NULL;
  g_autoptr (GTimeZone) zone = lsn_event_row_dup_zone (row);
  Walk walk = { .first = lsn_event_row_get_time (row),
                .from = from,
                .to = to,
                .without = without,
                .func = func,
                .user_data = user_data };
  LsnDate since;

  if (walk.first.start == LSN_DATE_NONE || walk.first.end == LSN_DATE_NONE)
    return TRUE;
  if (rrule == NULL)
    {
      if (walk.first.end >= from && walk.first.start <= to)
        func (&walk.first, user_data);
      return TRUE;
    }
  if (!read_changed (db, lsn_row_get_int64 (row, LSN_EVENT_ID), without, with, error))
    return FALSE;
  since = from - (walk.first.end - walk.first.start) - 1;
  if (rule)
    {
      lsn_rule_set_zone (rule, zone);
      lsn_rule_expand (rule, walk.first.start, walk.first.start_minute, since, to, skip_known,
                       with);
      lsn_rule_expand (rule, walk.first.start, walk.first.start_minute, since, to, tell, &walk);
    }
  else
    tell (walk.first.start, walk.first.start_minute, &walk);
  tell_put_in (&walk, with);
  return TRUE;
}
