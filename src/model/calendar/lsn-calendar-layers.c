/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/calendar/lsn-calendar.h"
#include "model/calendar/lsn-series.h"
#include "model/followups/lsn-followup-write.h"
#include "model/followups/lsn-followup.h"
#include "model/followups/lsn-important-date.h"
#include "model/projects/lsn-task.h"

#include <glib/gi18n-lib.h>

/* How long a follow-up with a time is shown to take. */
#define FOLLOWUP_MINUTES 30
#define PLANNED_DAYS     14

static gboolean
set_invalid (GError **error, const char *message)
{
  g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID, message);
  return FALSE;
}

static void
set_day (LsnCalendarItem *item, LsnDate day)
{
  item->time = (LsnEventTime) { day, day, -1, -1 };
  item->due = day;
}

/* What was to be done before today and was not, stands on today. */
static void
pull_to_today (LsnCalendarItem *item, LsnDate today)
{
  if (item->flags & LSN_CALENDAR_ITEM_DONE || item->time.end >= today)
    return;
  set_day (item, today);
  item->flags |= LSN_CALENDAR_ITEM_OVERDUE;
}

/* --- Events ----------------------------------------------------------------------------------- */

typedef struct
{
  LsnCalendarSpan *span;
  guint layer;
  const LsnRow *row;
  GTimeZone *zone;
} Series;

static gboolean
add_occurrence (const LsnEventTime *time, gpointer user_data)
{
  Series *series = user_data;
  LsnCalendarSpan *span = series->span;
  LsnEventTime local = lsn_event_time_to_zone (time, series->zone, span->zone);
  const LsnRow *row = series->row;
  const char *kind = lsn_row_get_text (row, LSN_EVENT_KIND);
  LsnCalendarItem *item;

  if (local.end < span->from || local.start > span->to)
    return TRUE;
  item = lsn_calendar_span_add (span, series->layer, lsn_row_get_int64 (row, LSN_EVENT_ID));
  item->time = local;
  item->due = local.start;
  item->flags = LSN_CALENDAR_ITEM_MOVABLE | LSN_CALENDAR_ITEM_SIZABLE;
  if (!lsn_row_is_null (row, LSN_EVENT_RRULE))
    {
      item->flags |= LSN_CALENDAR_ITEM_REPEATS;
      item->occurrence = lsn_event_dup_moment (time->start, time->start_minute);
    }
  item->client_id = lsn_row_get_int64 (row, LSN_EVENT_CLIENT_ID);
  item->client = g_strdup (lsn_row_get_text (row, LSN_EVENT_CLIENT_NAME));
  item->title = g_strdup (lsn_row_get_text (row, LSN_EVENT_TITLE));
  item->place = g_strdup (lsn_row_get_text (row, LSN_EVENT_PLACE));
  item->link = g_strdup (lsn_row_get_text (row, LSN_EVENT_LINK));
  if (item->link == NULL)
    item->link = lsn_event_find_link (item->place);
  if (item->link == NULL)
    item->link = lsn_event_find_link (lsn_row_get_text (row, LSN_EVENT_TEXT));
  item->icon = g_strcmp0 (kind, "meeting") == 0 ? "system-users-symbolic"
               : g_strcmp0 (kind, "block") == 0 ? "object-select-symbolic"
                                                : "x-office-calendar-symbolic";
  return !span->is_more;
}

/* A day more on either side, for the other zones. */
static gboolean
load_events (LsnDatabase *db, LsnCalendarSpan *span, guint layer, GError **error)
{
  const char *const tails[] = {
    "WHERE event.rrule IS NULL AND event.end_on = event.start_on AND event.start_on >= ?1"
    " AND event.start_on <= ?2 AND (?3 = 0 OR event.client_id = ?3)",
    "WHERE event.rrule IS NULL AND event.end_on > event.start_on AND event.end_on >= ?1"
    " AND event.start_on <= ?2 AND (?3 = 0 OR event.client_id = ?3)",
    "WHERE event.rrule IS NOT NULL AND event.start_on <= ?2 AND ?1 IS NOT NULL"
    " AND (?3 = 0 OR event.client_id = ?3)",
  };
  g_autofree char *from = lsn_date_dup_iso (span->from - 1);
  g_autofree char *to = lsn_date_dup_iso (span->to + 1);

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autoptr (GPtrArray) rows = lsn_row_load_many (db, &lsn_event_info, error, tails[i], "tti",
                                                      from, to, span->client_id);

      if (rows == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len && !span->is_more; j++)
        {
          const LsnRow *row = g_ptr_array_index (rows, j);
          g_autoptr (GTimeZone) zone = lsn_event_row_dup_zone (row);
          Series series = { span, layer, row, zone };

          if (!lsn_series_expand (db, row, span->from - 1, span->to + 1, add_occurrence, &series,
                                  error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
move_event (LsnDatabase *db, const LsnCalendarMove *move, GError **error)
{
  g_autoptr (LsnRow) old = NULL;
  g_autoptr (LsnEventEdit) edit =
      lsn_event_edit_new (move->id, move->occurrence, move->scope, move->now);
  g_autoptr (GTimeZone) local = g_time_zone_new_identifier (move->zone);
  g_autoptr (GTimeZone) own = NULL;
  LsnEventTime time = move->to;

  if (!lsn_row_load (db, &lsn_event_info, move->id, &old, error))
    return FALSE;
  if (old == NULL)
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                           _ ("This event does not exist any more."));
      return FALSE;
    }
  /* It keeps the zone that it was made in. */
  own = lsn_event_row_dup_zone (old);
  if (own && local)
    time = lsn_event_time_to_zone (&time, local, own);
  lsn_event_row_set_time (edit->row, &time,
                          own ? lsn_row_get_text (old, LSN_EVENT_ZONE) : move->zone);
  return lsn_event_edit_on_worker (db, edit, NULL, error);
}

/* So many overdue things of a kind are pulled to today at most, the latest: Today has them all. */
#define OVERDUE_MAX 1000

/* Those of one client are few, and all come.
 *
 * @latest: asks for the day after that of the overdue thing at place ?2 before the day ?1 */
static gboolean
find_overdue_from (LsnDatabase *db, const LsnCalendarSpan *span, const char *latest, char **from,
                   GError **error)
{
  g_autofree char *iso = lsn_date_dup_iso (span->today);

  *from = NULL;
  if (span->client_id == 0 &&
      !lsn_database_dup_text (db, from, error, latest, "ti", iso, (gint64) OVERDUE_MAX))
    return FALSE;
  if (*from == NULL)
    *from = g_strdup ("");
  return TRUE;
}

/* --- Follow-ups ------------------------------------------------------------------------------- */

/* When a follow-up is due on the user's wall clock; -1 for a whole day. */
static LsnDate
get_due (LsnStatement *statement, GTimeZone *local, int *minute)
{
  const char *zone_id = lsn_statement_get_text (statement, 3);
  LsnDate date = lsn_date_from_iso (lsn_statement_get_text (statement, 1));
  int time = lsn_followup_parse_time (lsn_statement_get_text (statement, 2));
  LsnEventTime own = { date, date, time, time };
  g_autoptr (GTimeZone) zone = zone_id && time >= 0 ? g_time_zone_new_identifier (zone_id) : NULL;
  LsnEventTime there = lsn_event_time_to_zone (&own, zone, local);

  *minute = there.start_minute;
  return there.start;
}

/* Only what is shown: a whole record asks for phones and mail addresses besides. */
static gboolean
load_followups (LsnDatabase *db, LsnCalendarSpan *span, guint layer, GError **error)
{
  gboolean has_today = span->from <= span->today && span->today <= span->to;
#define SELECT_WHERE                                                                               \
  "SELECT f.id, f.due_date, f.due_time, f.due_zone, f.rrule IS NOT NULL, f.client_id, c.name,"     \
  " f.title, f.kind FROM followup f LEFT JOIN client c ON c.id = f.client_id"                      \
  " WHERE f.due_date >= ?1 AND f.due_date <= ?2 AND (?3 = 0 OR f.client_id = ?3)"                  \
  " AND f.done_at IS "
  const char *const questions[] = { SELECT_WHERE "NULL", SELECT_WHERE "NOT NULL" };
#undef SELECT_WHERE
  g_autofree char *from = lsn_date_dup_iso (span->from - 1);
  g_autofree char *open_from = has_today ? NULL : g_strdup (from);
  g_autofree char *to = lsn_date_dup_iso (span->to + 1);

  if (has_today &&
      !find_overdue_from (db, span,
                          "SELECT date (due_date, '+1 day') FROM followup WHERE done_at IS NULL"
                          " AND due_date < ?1 ORDER BY due_date DESC LIMIT 1 OFFSET ?2",
                          &open_from, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (LsnStatement) statement = lsn_database_prepare (db, questions[i], error);

      lsn_statement_bind (statement, "tti", i == 0 ? open_from : from, to, span->client_id);
      while (lsn_statement_step (statement) && !span->is_more)
        {
          int minute;
          LsnDate day = get_due (statement, span->zone, &minute);
          LsnCalendarItem *item;

          if (day == LSN_DATE_NONE || day > span->to ||
              (day < span->from && !(has_today && i == 0)) ||
              (!has_today && i == 0 && day < span->today))
            continue;
          item = lsn_calendar_span_add (span, layer, lsn_statement_get_int64 (statement, 0));
          set_day (item, day);
          if (minute >= 0)
            {
              item->time.start_minute = minute;
              item->time.end_minute = MIN (minute + FOLLOWUP_MINUTES, 1440);
            }
          item->flags = i == 1 ? LSN_CALENDAR_ITEM_DONE : LSN_CALENDAR_ITEM_MOVABLE;
          if (lsn_statement_get_int64 (statement, 4))
            item->flags |= LSN_CALENDAR_ITEM_REPEATS;
          item->client_id = lsn_statement_get_int64 (statement, 5);
          item->client = lsn_statement_dup_text (statement, 6);
          item->title = lsn_statement_dup_text (statement, 7);
          item->icon = lsn_followup_kind_get_icon (lsn_statement_get_text (statement, 8));
          pull_to_today (item, span->today);
          item->due = day;
        }
      if (!lsn_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_followup (LsnDatabase *db, const LsnCalendarMove *move, GError **error)
{
  LsnFollowupSnooze snooze = {
    .id = move->id, .date = move->to.start, .minute = move->to.start_minute, .zone = move->zone
  };

  return lsn_followup_snooze_on_worker (db, &snooze, NULL, error);
}

/* --- Cards ------------------------------------------------------------------------------------ */

static gboolean
load_tasks (LsnDatabase *db, LsnCalendarSpan *span, guint layer, GError **error)
{
  gboolean has_today = span->from <= span->today && span->today <= span->to;
#define SELECT_WHERE                                                                               \
  "SELECT t.id, t.due_on, c.id, c.name, t.title FROM task t"                                       \
  " LEFT JOIN project p ON p.id = t.project_id LEFT JOIN task k ON k.id = t.parent_id"             \
  " LEFT JOIN client c ON c.id = coalesce (t.client_id, p.client_id)"                              \
  " WHERE t.due_on >= ?1 AND t.due_on <= ?2 AND (?3 = 0 OR c.id = ?3) AND t.archived_at IS NULL"   \
  " AND p.archived_at IS NULL AND k.archived_at IS NULL AND t.done_at IS "
  const char *const questions[] = { SELECT_WHERE "NULL", SELECT_WHERE "NOT NULL" };
#undef SELECT_WHERE
  g_autofree char *from = lsn_date_dup_iso (span->from);
  g_autofree char *open_from = has_today ? NULL : lsn_date_dup_iso (MAX (span->from, span->today));
  g_autofree char *to = lsn_date_dup_iso (span->to);

  if (has_today &&
      !find_overdue_from (db, span,
                          "SELECT date (due_on, '+1 day') FROM task WHERE done_at IS NULL"
                          " AND archived_at IS NULL AND due_on < ?1"
                          " ORDER BY due_on DESC LIMIT 1 OFFSET ?2",
                          &open_from, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (LsnStatement) statement = lsn_database_prepare (db, questions[i], error);

      lsn_statement_bind (statement, "tti", i == 0 ? open_from : from, to, span->client_id);
      while (lsn_statement_step (statement) && !span->is_more)
        {
          LsnDate day = lsn_date_from_iso (lsn_statement_get_text (statement, 1));
          LsnCalendarItem *item;

          if (day == LSN_DATE_NONE)
            continue;
          item = lsn_calendar_span_add (span, layer, lsn_statement_get_int64 (statement, 0));
          set_day (item, day);
          item->flags = i == 1 ? LSN_CALENDAR_ITEM_DONE : LSN_CALENDAR_ITEM_MOVABLE;
          item->client_id = lsn_statement_get_int64 (statement, 2);
          item->client = lsn_statement_dup_text (statement, 3);
          item->title = lsn_statement_dup_text (statement, 4);
          item->icon = "view-dual-symbolic";
          pull_to_today (item, span->today);
          item->due = day;
        }
      if (!lsn_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* A card has days. On an hour it gets a block of time, which is an event. */
static gboolean
block_time (LsnDatabase *db, const LsnCalendarMove *move, const LsnRow *task, GError **error)
{
  g_autoptr (LsnEventEdit) edit = lsn_event_edit_new (0, NULL, LSN_EVENT_ALL, move->now);

  lsn_row_set_text (edit->row, LSN_EVENT_KIND, "block");
  lsn_row_set_text (edit->row, LSN_EVENT_TITLE, lsn_row_get_text (task, LSN_TASK_TITLE));
  lsn_row_set_int64 (edit->row, LSN_EVENT_TASK_ID, move->id);
  if (!lsn_row_is_null (task, LSN_TASK_CLIENT_ID))
    lsn_row_set_int64 (edit->row, LSN_EVENT_CLIENT_ID,
                       lsn_row_get_int64 (task, LSN_TASK_CLIENT_ID));
  if (!lsn_row_is_null (task, LSN_TASK_PROJECT_ID))
    lsn_row_set_int64 (edit->row, LSN_EVENT_PROJECT_ID,
                       lsn_row_get_int64 (task, LSN_TASK_PROJECT_ID));
  lsn_event_row_set_time (edit->row, &move->to, move->zone);
  return lsn_event_edit_on_worker (db, edit, NULL, error);
}

static gboolean
move_task (LsnDatabase *db, const LsnCalendarMove *move, GError **error)
{
  g_autoptr (LsnRow) old = NULL;
  g_autoptr (LsnRow) change = lsn_row_new (&lsn_task_info);
  g_autofree char *due = lsn_date_dup_iso (move->to.start);
  LsnDate start, old_due;

  if (!lsn_row_load (db, &lsn_task_info, move->id, &old, error))
    return FALSE;
  if (old == NULL)
    return set_invalid (error, _ ("This card does not exist any more."));
  if (move->to.start_minute >= 0)
    return block_time (db, move, old, error);
  start = lsn_date_from_iso (lsn_row_get_text (old, LSN_TASK_START_ON));
  old_due = lsn_date_from_iso (lsn_row_get_text (old, LSN_TASK_DUE_ON));
  if (start != LSN_DATE_NONE && old_due != LSN_DATE_NONE)
    {
      g_autofree char *start_on = lsn_date_dup_iso (start + move->to.start - old_due);

      lsn_row_set_text (change, LSN_TASK_START_ON, start_on);
    }
  lsn_row_set_text (change, LSN_TASK_DUE_ON, due);
  return lsn_row_update (db, move->id, change, error);
}

/* --- Milestones ------------------------------------------------------------------------------- */

static gboolean
load_milestones (LsnDatabase *db, LsnCalendarSpan *span, guint layer, GError **error)
{
  gboolean has_today = span->from <= span->today && span->today <= span->to;
#define SELECT_WHERE                                                                               \
  "SELECT m.id, m.due_on, m.project_id, p.client_id, m.title, c.name FROM milestone m"             \
  " JOIN project p ON p.id = m.project_id LEFT JOIN client c ON c.id = p.client_id"                \
  " WHERE p.archived_at IS NULL AND m.due_on >= ?1 AND m.due_on <= ?2"                             \
  " AND (?3 = 0 OR p.client_id = ?3) AND m.accepted_on IS "
  const char *const questions[] = { SELECT_WHERE "NULL", SELECT_WHERE "NOT NULL" };
#undef SELECT_WHERE
  g_autofree char *from = lsn_date_dup_iso (span->from);
  g_autofree char *open_from =
      has_today ? g_strdup ("") : lsn_date_dup_iso (MAX (span->from, span->today));
  g_autofree char *to = lsn_date_dup_iso (span->to);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (LsnStatement) statement = lsn_database_prepare (db, questions[i], error);

      lsn_statement_bind (statement, "tti", i == 0 ? open_from : from, to, span->client_id);
      while (lsn_statement_step (statement) && !span->is_more)
        {
          LsnDate date = lsn_date_from_iso (lsn_statement_get_text (statement, 1));
          LsnCalendarItem *item;

          if (date == LSN_DATE_NONE)
            continue;
          item = lsn_calendar_span_add (span, layer, lsn_statement_get_int64 (statement, 0));
          set_day (item, date);
          item->flags = i == 1 ? LSN_CALENDAR_ITEM_DONE : LSN_CALENDAR_ITEM_MOVABLE;
          item->open_id = lsn_statement_get_int64 (statement, 2);
          item->client_id = lsn_statement_get_int64 (statement, 3);
          item->title = lsn_statement_dup_text (statement, 4);
          item->client = lsn_statement_dup_text (statement, 5);
          item->icon = "view-pin-symbolic";
          pull_to_today (item, span->today);
          item->due = date;
        }
      if (!lsn_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_milestone (LsnDatabase *db, const LsnCalendarMove *move, GError **error)
{
  g_autofree char *due = lsn_date_dup_iso (move->to.start);

  return lsn_database_run (db, error, "UPDATE milestone SET due_on = ? WHERE id = ?", "ti", due,
                           move->id);
}

/* --- Dates ------------------------------------------------------------------------------------ */

static gboolean
load_dates (LsnDatabase *db, LsnCalendarSpan *span, guint layer, GError **error)
{
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db,
                            "SELECT d.id, d.date, d.yearly, d.client_id, d.title, c.name, p.name"
                            " FROM important_date d JOIN client c ON c.id = d.client_id"
                            " LEFT JOIN contact p ON p.id = d.contact_id"
                            " WHERE c.archived_at IS NULL AND (?1 = 0 OR d.client_id = ?1)",
                            error);

  lsn_statement_bind (statement, "i", span->client_id);
  while (lsn_statement_step (statement) && !span->is_more)
    {
      LsnDate date = lsn_date_from_iso (lsn_statement_get_text (statement, 1));
      gboolean yearly = lsn_statement_get_int64 (statement, 2) != 0;
      LsnDate since = span->from;

      while (date != LSN_DATE_NONE)
        {
          LsnDate next = lsn_important_date_get_next (date, yearly, since);
          LsnCalendarItem *item;

          if (next == LSN_DATE_NONE || next > span->to)
            break;
          item = lsn_calendar_span_add (span, layer, lsn_statement_get_int64 (statement, 0));
          set_day (item, next);
          item->client_id = item->open_id = lsn_statement_get_int64 (statement, 3);
          item->title = lsn_statement_dup_text (statement, 4);
          item->client = lsn_statement_dup_text (statement, 5);
          item->icon = "starred-symbolic";
          if (!yearly)
            break;
          since = next + 1;
        }
    }
  return lsn_statement_finish (statement, error);
}

static gboolean
load_agreements (LsnDatabase *db, LsnCalendarSpan *span, guint layer, GError **error)
{
  g_autofree char *from = lsn_date_dup_iso (span->from);
  g_autofree char *to = lsn_date_dup_iso (span->to);
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db,
                            "SELECT a.id, a.due, a.state, a.client_id, a.text, c.name"
                            " FROM agreement a JOIN client c ON c.id = a.client_id"
                            " WHERE a.due >= ?1 AND a.due <= ?2 AND a.state <> 'declined'"
                            " AND (?3 = 0 OR a.client_id = ?3)",
                            error);

  lsn_statement_bind (statement, "tti", from, to, span->client_id);
  while (lsn_statement_step (statement) && !span->is_more)
    {
      LsnDate date = lsn_date_from_iso (lsn_statement_get_text (statement, 1));
      const char *state = lsn_statement_get_text (statement, 2);
      LsnCalendarItem *item;

      if (date == LSN_DATE_NONE)
        continue;
      item = lsn_calendar_span_add (span, layer, lsn_statement_get_int64 (statement, 0));
      set_day (item, date);
      item->flags = LSN_CALENDAR_ITEM_MOVABLE;
      if (g_str_equal (state, "kept") || g_str_equal (state, "broken"))
        item->flags = LSN_CALENDAR_ITEM_DONE;
      item->client_id = item->open_id = lsn_statement_get_int64 (statement, 3);
      item->title = lsn_statement_dup_text (statement, 4);
      item->client = lsn_statement_dup_text (statement, 5);
      item->icon = "lsn-agreement-symbolic";
    }
  return lsn_statement_finish (statement, error);
}

static gboolean
move_agreement (LsnDatabase *db, const LsnCalendarMove *move, GError **error)
{
  g_autofree char *due = lsn_date_dup_iso (move->to.start);

  return lsn_database_run (db, error, "UPDATE agreement SET due = ? WHERE id = ?", "ti", due,
                           move->id);
}

/* --- To schedule ------------------------------------------------------------------------------ */

/* So many wait for a time in the list at most, the nearest. */
#define TO_SCHEDULE_MAX 200

LsnToSchedule *
lsn_to_schedule_new (LsnDate today)
{
  LsnToSchedule *self = g_new0 (LsnToSchedule, 1);

  self->today = today;
  return self;
}

void
lsn_to_schedule_free (LsnToSchedule *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

gboolean
lsn_to_schedule_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  LsnToSchedule *self = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (LsnCalendarSpan) span =
      lsn_calendar_span_new (self->today, self->today + PLANNED_DAYS, self->today, zone);
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_calendar_item_free);
  g_autoptr (LsnStatement) blocked = NULL;

  span->layers = 1u << 1 | 1u << 2; /* follow-ups and cards, as the table below has them */
  if (!lsn_calendar_span_on_worker (db, span, cancellable, error))
    return FALSE;
  blocked = lsn_database_prepare (
      db, "SELECT EXISTS (SELECT 1 FROM event WHERE task_id = ?1 OR followup_id = ?1)", error);
  for (guint i = 0; i < span->items->len && items->len < TO_SCHEDULE_MAX; i++)
    {
      LsnCalendarItem *item = g_ptr_array_index (span->items, i);
      gboolean has_block = FALSE;

      if (item->time.start_minute >= 0 || item->flags & LSN_CALENDAR_ITEM_DONE)
        continue;
      lsn_statement_bind (blocked, "i", item->id);
      if (lsn_statement_step (blocked))
        has_block = lsn_statement_get_int64 (blocked, 0) != 0;
      if (!lsn_statement_finish (blocked, error))
        return FALSE;
      if (!has_block)
        g_ptr_array_add (items, item);
      if (!has_block)
        span->items->pdata[i] = NULL;
    }
  for (guint i = span->items->len; i > 0; i--)
    {
      if (g_ptr_array_index (span->items, i - 1) == NULL)
        g_ptr_array_steal_index (span->items, i - 1);
    }
  self->items = g_steal_pointer (&items);
  return TRUE;
}

/* --- The table -------------------------------------------------------------------------------- */

#define TABLES(...) ((const char *const[]) { __VA_ARGS__, NULL })

static const LsnCalendarLayer layers[] = {
  { "events", N_ ("Events"), "#3584e4", "app.edit-event",
    TABLES ("event", "event_date", "client", "project"), load_events, move_event },
  { "followups", N_ ("Follow-Ups"), "#2ec27e", "app.edit-followup", TABLES ("followup", "client"),
    load_followups, move_followup },
  { "tasks", N_ ("Cards"), "#9141ac", "app.open-task", TABLES ("task", "project", "client"),
    load_tasks, move_task },
  { "milestones", N_ ("Milestones"), "#c64600", "app.open-project",
    TABLES ("milestone", "project", "client"), load_milestones, move_milestone },
  { "dates", N_ ("Important Dates"), "#e5a50a", "app.open-client",
    TABLES ("important_date", "client"), load_dates, NULL },
  { "agreements", N_ ("Terms of Agreements"), "#986a44", "app.open-client",
    TABLES ("agreement", "client"), load_agreements, move_agreement },
};

const LsnCalendarLayer *
lsn_calendar_get_layers (guint *n_layers)
{
  *n_layers = G_N_ELEMENTS (layers);
  return layers;
}
