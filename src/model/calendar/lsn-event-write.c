/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/calendar/lsn-event-write.h"
#include "base/lsn-id.h"
#include "base/lsn-rule.h"
#include "model/calendar/lsn-series.h"

#include <glib/gi18n-lib.h>

void
lsn_event_person_free (LsnEventPerson *self)
{
  g_free (self->name);
  g_free (self->email);
  g_free (self);
}

LsnEventEdit *
lsn_event_edit_new (gint64 id, const char *occurrence, LsnEventScope scope, gint64 now)
{
  LsnEventEdit *self = g_new0 (LsnEventEdit, 1);

  self->id = id;
  self->occurrence = g_strdup (occurrence);
  self->scope = scope;
  self->now = now;
  self->row = lsn_row_new (&lsn_event_info);
  return self;
}

void
lsn_event_edit_free (LsnEventEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self->occurrence);
  g_free (self);
}

/* --- Checks ----------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID, message);
  return FALSE;
}

/* What cannot be is refused before it is stored. */
static gboolean
check (const LsnRow *row, GError **error)
{
  const char *rrule = lsn_row_get_text (row, LSN_EVENT_RRULE);

  if (lsn_row_has (row, LSN_EVENT_START_ON))
    {
      LsnEventTime time = lsn_event_row_get_time (row);

      if (time.start == LSN_DATE_NONE || time.end == LSN_DATE_NONE)
        return refuse (error, _ ("An event needs a date."));
      if (time.end < time.start ||
          (time.start_minute >= 0 && lsn_event_time_get_minutes (&time) < 0))
        return refuse (error, _ ("An event cannot end before it begins."));
    }
  if (rrule)
    {
      g_autoptr (LsnRule) rule = lsn_rule_parse (rrule, error);

      return rule != NULL;
    }
  return TRUE;
}

static gboolean
write_people (LsnDatabase *db, gint64 id, const GPtrArray *people, gboolean keep_others,
              GError **error)
{
  if (people == NULL)
    return TRUE;
  if (!lsn_database_run (db, error,
                         "DELETE FROM event_person WHERE event_id = ?"
                         " AND (contact_id IS NOT NULL OR ? = 0)",
                         "ii", id, (gint64) keep_others))
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      const LsnEventPerson *person = g_ptr_array_index (people, i);

      if (!lsn_database_run (db, error,
                             "INSERT INTO event_person (id, event_id, contact_id, name, email,"
                             " import_id) VALUES (?, ?, nullif (?, 0), ?, ?, nullif (?, 0))",
                             "iiitti", lsn_id_new (), id, person->contact_id, person->name,
                             person->email, lsn_database_get_batch (db)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert (LsnDatabase *db, LsnEventEdit *edit, LsnRow *row, GError **error)
{
  lsn_row_set_int64 (row, LSN_EVENT_CREATED_AT, edit->now);
  if (!check (row, error) || !lsn_row_insert (db, row, error))
    return FALSE;
  edit->id = lsn_row_get_int64 (row, LSN_EVENT_ID);
  return write_people (db, edit->id, edit->people, FALSE, error);
}

/* --- Series ----------------------------------------------------------------------------------- */

/* A new event that is as @old but for what @changes sets. */
static LsnRow *
dup_merged (const LsnRow *old, const LsnRow *changes)
{
  LsnRow *row = lsn_row_new (&lsn_event_info);

  for (guint field = LSN_EVENT_CLIENT_ID; field < LSN_EVENT_CLIENT_NAME; field++)
    {
      const LsnRow *from = lsn_row_has (changes, field) ? changes : old;
      LsnFieldType type = lsn_event_info.fields[field].type;

      if (lsn_row_is_null (from, field))
        lsn_row_set_null (row, field);
      else if (type == LSN_FIELD_INTEGER || type == LSN_FIELD_INSTANT)
        lsn_row_set_int64 (row, field, lsn_row_get_int64 (from, field));
      else
        lsn_row_set_text (row, field, lsn_row_get_text (from, field));
    }
  return row;
}

static gboolean
copy_people (LsnDatabase *db, gint64 from, gint64 to, GError **error)
{
  g_autoptr (GPtrArray) people =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_event_person_free);
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db, "SELECT contact_id, name, email FROM event_person WHERE event_id = ? ORDER BY id", error);

  lsn_statement_bind (statement, "i", from);
  while (lsn_statement_step (statement))
    {
      LsnEventPerson *person = g_new0 (LsnEventPerson, 1);

      person->contact_id = lsn_statement_get_int64 (statement, 0);
      person->name = lsn_statement_dup_text (statement, 1);
      person->email = lsn_statement_dup_text (statement, 2);
      g_ptr_array_add (people, person);
    }
  return lsn_statement_finish (statement, error) && write_people (db, to, people, FALSE, error);
}

/* Those of the series, and what the edit makes of them. */
static gboolean
take_people (LsnDatabase *db, const LsnEventEdit *edit, gint64 series_id, GError **error)
{
  if (edit->people && !edit->keep_others)
    return TRUE;
  return copy_people (db, series_id, edit->id, error) &&
         write_people (db, edit->id, edit->people, TRUE, error);
}

/* Moves what differs from the rule with the series: moments since @since get the new time of day
 * and as many days as the series is moved by. */
static gboolean
shift_moments (LsnDatabase *db, gint64 from_id, gint64 to_id, const char *since, int days,
               int minute, GError **error)
{
  const struct
  {
    const char *select;
    const char *update;
  } tables[] = {
    { "SELECT id, date FROM event_date WHERE event_id = ? AND date >= ?",
      "UPDATE event_date SET event_id = ?, date = ? WHERE id = ?" },
    { "SELECT id, instead_of FROM event WHERE series_id = ? AND instead_of >= ?",
      "UPDATE event SET series_id = ?, instead_of = ? WHERE id = ?" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (LsnStatement) statement = lsn_database_prepare (db, tables[i].select, error);

      lsn_statement_bind (statement, "it", from_id, since);
      while (lsn_statement_step (statement))
        {
          int old;
          LsnDate date = lsn_event_parse_moment (lsn_statement_get_text (statement, 1), &old);
          gint64 id = lsn_statement_get_int64 (statement, 0);

          if (date == LSN_DATE_NONE)
            continue;
          g_array_append_val (ids, id);
          g_ptr_array_add (moments, lsn_event_dup_moment (date + days, minute));
        }
      if (!lsn_statement_finish (statement, error))
        return FALSE;
      for (guint j = 0; j < ids->len; j++)
        {
          if (!lsn_database_run (db, error, tables[i].update, "iti", to_id,
                                 g_ptr_array_index (moments, j), g_array_index (ids, gint64, j)))
            return FALSE;
        }
    }
  return TRUE;
}

/* How many occurrences of the rule lie before the day. */
static gboolean
count_cb (LsnDate date, int minute, gpointer user_data)
{
  ++*(int *) user_data;
  return TRUE;
}

static int
count_before (const LsnRow *series, LsnDate day)
{
  g_autoptr (LsnRule) rule = lsn_rule_parse (lsn_row_get_text (series, LSN_EVENT_RRULE), NULL);
  g_autoptr (GTimeZone) zone = lsn_event_row_dup_zone (series);
  LsnEventTime first = lsn_event_row_get_time (series);
  int n = 0;

  if (rule)
    {
      lsn_rule_set_zone (rule, zone);
      lsn_rule_expand (rule, first.start, first.start_minute, first.start, day - 1, count_cb, &n);
    }
  return n;
}

static gboolean
end_before (LsnDatabase *db, const LsnRow *series, LsnDate day, GError **error)
{
  g_autofree char *rrule = lsn_rule_dup_ended (lsn_row_get_text (series, LSN_EVENT_RRULE), day - 1);
  g_autoptr (LsnRow) change = lsn_row_new (&lsn_event_info);

  lsn_row_set_text (change, LSN_EVENT_RRULE, rrule);
  return lsn_row_update (db, lsn_row_get_int64 (series, LSN_EVENT_ID), change, error);
}

static gboolean
edit_this (LsnDatabase *db, LsnEventEdit *edit, const LsnRow *series, GError **error)
{
  g_autoptr (LsnRow) row = dup_merged (series, edit->row);
  gint64 series_id = edit->id;

  lsn_row_set_int64 (row, LSN_EVENT_SERIES_ID, series_id);
  lsn_row_set_text (row, LSN_EVENT_INSTEAD_OF, edit->occurrence);
  lsn_row_set_null (row, LSN_EVENT_RRULE);
  return insert (db, edit, row, error) && take_people (db, edit, series_id, error);
}

static gboolean
edit_following (LsnDatabase *db, LsnEventEdit *edit, const LsnRow *series, LsnDate day,
                GError **error)
{
  g_autoptr (LsnRow) row = dup_merged (series, edit->row);
  g_autoptr (LsnRule) rule = lsn_rule_parse (lsn_row_get_text (series, LSN_EVENT_RRULE), error);
  LsnEventTime time;
  gint64 series_id = edit->id;
  g_autofree char *since = lsn_date_dup_iso (day);

  if (rule == NULL)
    return FALSE;
  if (lsn_rule_get_count (rule) > 0 && !lsn_row_has (edit->row, LSN_EVENT_RRULE))
    {
      g_autofree char *rest =
          lsn_rule_dup_counted (lsn_row_get_text (series, LSN_EVENT_RRULE),
                                MAX (1, lsn_rule_get_count (rule) - count_before (series, day)));

      lsn_row_set_text (row, LSN_EVENT_RRULE, rest);
    }
  if (!lsn_row_has (edit->row, LSN_EVENT_START_ON))
    {
      LsnEventTime first = lsn_event_row_get_time (series);

      time = first;
      time.end += day - first.start;
      time.start = day;
      lsn_event_row_set_time (row, &time, lsn_row_get_text (series, LSN_EVENT_ZONE));
    }
  time = lsn_event_row_get_time (row);
  lsn_row_set_null (row, LSN_EVENT_UID);
  return end_before (db, series, day, error) && insert (db, edit, row, error) &&
         take_people (db, edit, series_id, error) &&
         shift_moments (db, series_id, edit->id, since, time.start - day, time.start_minute, error);
}

/* The first day of a series stands where the edited occurrence was moved from. */
static gboolean
edit_all (LsnDatabase *db, LsnEventEdit *edit, const LsnRow *series, LsnDate day, GError **error)
{
  if (lsn_row_has (edit->row, LSN_EVENT_START_ON) && series)
    {
      LsnEventTime first = lsn_event_row_get_time (series);
      LsnEventTime time = lsn_event_row_get_time (edit->row);
      int days = time.start - day;

      if (time.start == LSN_DATE_NONE || time.end == LSN_DATE_NONE)
        return check (edit->row, error);
      time.end = first.start + days + (time.end - time.start);
      time.start = first.start + days;
      lsn_event_row_set_time (edit->row, &time, lsn_row_get_text (edit->row, LSN_EVENT_ZONE));
      if ((days != 0 || time.start_minute != first.start_minute) &&
          !shift_moments (db, edit->id, edit->id, "", days, time.start_minute, error))
        return FALSE;
    }
  return check (edit->row, error) && lsn_row_update (db, edit->id, edit->row, error) &&
         write_people (db, edit->id, edit->people, edit->keep_others, error);
}

/* @series: (out): %NULL where the event does not repeat; @day: of the occurrence */
static gboolean
load_series (LsnDatabase *db, gint64 id, const char *occurrence, LsnRow **series, LsnDate *day,
             GError **error)
{
  int minute;

  *day = lsn_event_parse_moment (occurrence, &minute);
  if (!lsn_row_load (db, &lsn_event_info, id, series, error))
    return FALSE;
  if (*series == NULL)
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                           _ ("This event does not exist any more."));
      return FALSE;
    }
  if (lsn_row_is_null (*series, LSN_EVENT_RRULE) || *day == LSN_DATE_NONE)
    g_clear_pointer (series, lsn_row_free);
  return TRUE;
}

static gboolean
is_first (const LsnRow *series, LsnDate day)
{
  return lsn_event_row_get_time (series).start >= day;
}

gboolean
lsn_event_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnEventEdit *edit = data;
  g_autoptr (LsnRow) series = NULL;
  LsnDate day;

  if (edit->id == 0)
    return insert (db, edit, edit->row, error);
  if (!load_series (db, edit->id, edit->occurrence, &series, &day, error))
    return FALSE;
  if (series && edit->scope == LSN_EVENT_THIS)
    return edit_this (db, edit, series, error);
  if (series && edit->scope == LSN_EVENT_FOLLOWING && !is_first (series, day))
    return edit_following (db, edit, series, day, error);
  return edit_all (db, edit, series, day, error);
}

/* --- Taking away ------------------------------------------------------------------------------ */

void
lsn_event_removal_free (LsnEventRemoval *self)
{
  g_free (self->occurrence);
  g_free (self);
}

static gboolean
take_out (LsnDatabase *db, gint64 id, const char *moment, GError **error)
{
  return lsn_database_run (db, error,
                           "DELETE FROM event_date WHERE event_id = ? AND kind = 'in' AND date = ?",
                           "it", id, moment) &&
         lsn_database_run (db, error,
                           "INSERT OR IGNORE INTO event_date (id, event_id, kind, date)"
                           " VALUES (?, ?, 'out', ?)",
                           "iit", lsn_id_new (), id, moment);
}

static gboolean
remove_following (LsnDatabase *db, const LsnRow *series, LsnDate day, GError **error)
{
  gint64 id = lsn_row_get_int64 (series, LSN_EVENT_ID);
  g_autofree char *since = lsn_date_dup_iso (day);

  return end_before (db, series, day, error) &&
         lsn_database_run (db, error, "DELETE FROM event WHERE series_id = ? AND instead_of >= ?",
                           "it", id, since) &&
         lsn_database_run (db, error,
                           "DELETE FROM event_date WHERE event_id = ? AND kind = 'in'"
                           " AND date >= ?",
                           "it", id, since);
}

/* A changed occurrence that goes must not give its place back to the series. */
static gboolean
remove_whole (LsnDatabase *db, gint64 id, GError **error)
{
  g_autoptr (LsnRow) row = NULL;

  if (!lsn_row_load (db, &lsn_event_info, id, &row, error))
    return FALSE;
  if (row && !lsn_row_is_null (row, LSN_EVENT_SERIES_ID) &&
      !lsn_row_is_null (row, LSN_EVENT_INSTEAD_OF) &&
      !take_out (db, lsn_row_get_int64 (row, LSN_EVENT_SERIES_ID),
                 lsn_row_get_text (row, LSN_EVENT_INSTEAD_OF), error))
    return FALSE;
  return lsn_row_delete (db, &lsn_event_info, id, error);
}

gboolean
lsn_event_removal_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  const LsnEventRemoval *removal = data;
  g_autoptr (LsnRow) series = NULL;
  LsnDate day;

  if (!load_series (db, removal->id, removal->occurrence, &series, &day, error))
    return FALSE;
  if (series && removal->scope == LSN_EVENT_THIS)
    return take_out (db, removal->id, removal->occurrence, error);
  if (series && removal->scope == LSN_EVENT_FOLLOWING && !is_first (series, day))
    return remove_following (db, series, day, error);
  return remove_whole (db, removal->id, error);
}
