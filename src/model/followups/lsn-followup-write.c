/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/followups/lsn-followup-write.h"
#include "base/lsn-id.h"
#include "base/lsn-recurrence.h"
#include "model/timeline/lsn-entry.h"

#include <glib/gi18n-lib.h>

static LsnRecurrence *
parse_rule (const LsnRow *row, LsnWorkdays *workdays, GError **error)
{
  return lsn_recurrence_parse_stored (lsn_row_get_text (row, LSN_FOLLOWUP_RRULE),
                                      lsn_row_get_text (row, LSN_FOLLOWUP_REPEAT_MODE), workdays,
                                      error);
}

/* A date that is none, a time that is none and a rule that never comes are refused before they are
 * stored. */
static gboolean
check (const LsnRow *row, GError **error)
{
  const char *date = lsn_row_get_text (row, LSN_FOLLOWUP_DUE_DATE);
  const char *time = lsn_row_get_text (row, LSN_FOLLOWUP_DUE_TIME);
  g_autoptr (LsnRecurrence) rule = NULL;

  if (lsn_row_has (row, LSN_FOLLOWUP_DUE_DATE) && date && lsn_date_from_iso (date) == LSN_DATE_NONE)
    {
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID, _ ("“%s” is not a date."),
                   date);
      return FALSE;
    }
  if (time && lsn_followup_parse_time (time) < 0)
    {
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID,
                   _ ("“%s” is not a time of day."), time);
      return FALSE;
    }
  if (lsn_row_is_null (row, LSN_FOLLOWUP_RRULE))
    return TRUE;
  rule = parse_rule (row, NULL, error);
  return rule != NULL;
}

gboolean
lsn_followup_insert (LsnDatabase *db, LsnRow *row, gint64 now, GError **error)
{
  lsn_row_set_int64 (row, LSN_FOLLOWUP_TURN_SINCE, now);
  lsn_row_set_int64 (row, LSN_FOLLOWUP_CREATED_AT, now);
  return check (row, error) && lsn_row_insert (db, row, error);
}

void
lsn_followup_edit_free (LsnFollowupEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_free (self);
}

gboolean
lsn_followup_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  LsnFollowupEdit *edit = data;
  g_autofree char *turn = NULL;

  if (edit->id == 0)
    {
      if (!lsn_followup_insert (db, edit->row, edit->now, error))
        return FALSE;
      edit->id = lsn_row_get_int64 (edit->row, LSN_FOLLOWUP_ID);
      return TRUE;
    }

  if (!check (edit->row, error) ||
      !lsn_database_dup_text (db, &turn, error, "SELECT turn FROM followup WHERE id = ?", "i",
                              edit->id))
    return FALSE;
  if (lsn_row_has (edit->row, LSN_FOLLOWUP_TURN) &&
      g_strcmp0 (turn, lsn_row_get_text (edit->row, LSN_FOLLOWUP_TURN)) != 0)
    lsn_row_set_int64 (edit->row, LSN_FOLLOWUP_TURN_SINCE, edit->now);
  return lsn_row_update (db, edit->id, edit->row, error);
}

/* --- Done ------------------------------------------------------------------------------------- */

void
lsn_followup_done_free (LsnFollowupDone *self)
{
  g_free (self->outcome);
  g_clear_pointer (&self->workdays, lsn_workdays_unref);
  g_free (self);
}

static void
copy_text (LsnRow *to, const LsnRow *from, guint field)
{
  if (!lsn_row_is_null (from, field))
    lsn_row_set_text (to, field, lsn_row_get_text (from, field));
}

static void
copy_number (LsnRow *to, const LsnRow *from, guint field)
{
  if (!lsn_row_is_null (from, field))
    lsn_row_set_int64 (to, field, lsn_row_get_int64 (from, field));
}

static gboolean
make_next (LsnDatabase *db, LsnFollowupDone *done, const LsnRow *row, GError **error)
{
  const guint texts[] = { LSN_FOLLOWUP_KIND,       LSN_FOLLOWUP_TITLE,    LSN_FOLLOWUP_NOTE,
                          LSN_FOLLOWUP_DUE_TIME,   LSN_FOLLOWUP_DUE_ZONE, LSN_FOLLOWUP_TURN,
                          LSN_FOLLOWUP_REPEAT_MODE };
  const guint numbers[] = { LSN_FOLLOWUP_CLIENT_ID, LSN_FOLLOWUP_CONTACT_ID, LSN_FOLLOWUP_PRIORITY,
                            LSN_FOLLOWUP_URGENT };
  g_autoptr (LsnRecurrence) rule = parse_rule (row, done->workdays, error);
  g_autoptr (LsnRow) next = lsn_row_new (&lsn_followup_info);
  g_autofree char *date = NULL;
  g_autofree char *next_rule = NULL;
  /* A snooze moves one occurrence, not the rhythm. */
  LsnDate due =
      lsn_date_from_iso (lsn_row_get_text (row, lsn_row_is_null (row, LSN_FOLLOWUP_SNOOZED_FROM)
                                                    ? LSN_FOLLOWUP_DUE_DATE
                                                    : LSN_FOLLOWUP_SNOOZED_FROM));

  if (rule == NULL)
    return FALSE;
  if (!lsn_recurrence_continue (rule, due, done->today, &due, &next_rule))
    return TRUE;

  date = lsn_date_dup_iso (due);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    copy_text (next, row, texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    copy_number (next, row, numbers[i]);
  lsn_row_set_text (next, LSN_FOLLOWUP_RRULE, next_rule);
  lsn_row_set_text (next, LSN_FOLLOWUP_DUE_DATE, date);
  lsn_row_set_int64 (next, LSN_FOLLOWUP_PREVIOUS_ID, done->id);
  if (!lsn_followup_insert (db, next, done->now, error))
    return FALSE;
  done->next_id = lsn_row_get_int64 (next, LSN_FOLLOWUP_ID);
  return TRUE;
}

static gboolean
log_entry (LsnDatabase *db, const LsnFollowupDone *done, const LsnRow *row, GError **error)
{
  const char *kind = lsn_row_get_text (row, LSN_FOLLOWUP_KIND);
  g_autoptr (LsnRow) entry = lsn_row_new (&lsn_entry_info);

  lsn_row_set_text (entry, LSN_ENTRY_KIND, g_strcmp0 (kind, "task") == 0 ? "note" : kind);
  lsn_row_set_text (entry, LSN_ENTRY_DIRECTION, g_strcmp0 (kind, "task") == 0 ? "none" : "out");
  copy_number (entry, row, LSN_FOLLOWUP_CLIENT_ID); /* both records number these alike */
  copy_number (entry, row, LSN_FOLLOWUP_CONTACT_ID);
  lsn_row_set_text (entry, LSN_ENTRY_TITLE, lsn_row_get_text (row, LSN_FOLLOWUP_TITLE));
  lsn_row_set_text (entry, LSN_ENTRY_TEXT, done->outcome);
  lsn_row_set_int64 (entry, LSN_ENTRY_AT, done->now);
  lsn_row_set_int64 (entry, LSN_ENTRY_CREATED_AT, done->now);
  if (!lsn_row_insert (db, entry, error))
    return FALSE;
  return lsn_database_run (db, error,
                           "INSERT INTO entry_link (id, entry_id, target_kind, target_id)"
                           " VALUES (?, ?, 'followup', ?)",
                           "iii", lsn_id_new (), lsn_row_get_int64 (entry, LSN_ENTRY_ID), done->id);
}
G_STATIC_ASSERT ((int) LSN_ENTRY_CLIENT_ID == (int) LSN_FOLLOWUP_CLIENT_ID);
G_STATIC_ASSERT ((int) LSN_ENTRY_CONTACT_ID == (int) LSN_FOLLOWUP_CONTACT_ID);

static gboolean
load_open (LsnDatabase *db, gint64 id, LsnRow **row, GError **error)
{
  if (!lsn_row_load (db, &lsn_followup_info, id, row, error))
    return FALSE;
  if (*row && lsn_row_is_null (*row, LSN_FOLLOWUP_DONE_AT))
    return TRUE;

  if (*row)
    g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND, _ ("“%s” is done already."),
                 lsn_row_get_text (*row, LSN_FOLLOWUP_TITLE));
  else
    g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                         _ ("This follow-up does not exist any more."));
  return FALSE;
}

gboolean
lsn_followup_done_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  LsnFollowupDone *done = data;
  g_autoptr (LsnRow) row = NULL;
  g_autoptr (LsnRow) change = lsn_row_new (&lsn_followup_info);

  if (!load_open (db, done->id, &row, error))
    return FALSE;

  lsn_row_set_int64 (change, LSN_FOLLOWUP_DONE_AT, done->now);
  lsn_row_set_text (change, LSN_FOLLOWUP_OUTCOME, done->outcome);
  return lsn_row_update (db, done->id, change, error) &&
         (lsn_row_is_null (row, LSN_FOLLOWUP_RRULE) || make_next (db, done, row, error)) &&
         (!done->log || log_entry (db, done, row, error));
}

/* --- Snooze ----------------------------------------------------------------------------------- */

void
lsn_followup_snooze_free (LsnFollowupSnooze *self)
{
  g_free (self->zone);
  g_free (self);
}

gboolean
lsn_followup_snooze_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                               GError **error)
{
  const LsnFollowupSnooze *snooze = data;
  g_autofree char *date = lsn_date_dup_iso (snooze->date);
  g_autofree char *time = NULL;
  g_autoptr (LsnRow) row = NULL;
  g_autoptr (LsnRow) change = lsn_row_new (&lsn_followup_info);

  if (!load_open (db, snooze->id, &row, error))
    return FALSE;

  if (!snooze->by_day || !lsn_row_is_null (row, LSN_FOLLOWUP_DUE_TIME))
    time = lsn_followup_dup_time (snooze->minute);
  if (lsn_row_is_null (row, LSN_FOLLOWUP_SNOOZED_FROM))
    lsn_row_set_text (change, LSN_FOLLOWUP_SNOOZED_FROM,
                      lsn_row_get_text (row, LSN_FOLLOWUP_DUE_DATE));
  lsn_row_set_text (change, LSN_FOLLOWUP_DUE_DATE, date);
  lsn_row_set_text (change, LSN_FOLLOWUP_DUE_TIME, time);
  lsn_row_set_text (change, LSN_FOLLOWUP_DUE_ZONE, time ? snooze->zone : NULL);
  return lsn_row_update (db, snooze->id, change, error);
}

/* --- Several at once -------------------------------------------------------------------------- */

void
lsn_followup_many_free (LsnFollowupMany *self)
{
  g_ptr_array_unref (self->each);
  g_free (self);
}

gboolean
lsn_followup_many_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  const LsnFollowupMany *many = data;

  for (guint i = 0; i < many->each->len; i++)
    {
      g_autoptr (GError) problem = NULL;

      if (!many->func (db, g_ptr_array_index (many->each, i), cancellable, &problem) &&
          !g_error_matches (problem, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  return TRUE;
}
