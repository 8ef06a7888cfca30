/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/projects/lsn-task-repeat.h"
#include "base/lsn-clock.h"
#include "base/lsn-id.h"
#include "base/lsn-recurrence.h"
#include "model/projects/lsn-task-write.h"

static LsnRecurrence *
parse_rule (const LsnRow *row, LsnWorkdays *workdays, GError **error)
{
  return lsn_recurrence_parse_stored (lsn_row_get_text (row, LSN_TASK_RRULE),
                                      lsn_row_get_text (row, LSN_TASK_REPEAT_MODE), workdays,
                                      error);
}

gboolean
lsn_task_repeat_check (const LsnRow *row, GError **error)
{
  g_autoptr (LsnRecurrence) rule = NULL;

  if (lsn_row_is_null (row, LSN_TASK_RRULE))
    return TRUE;
  rule = parse_rule (row, NULL, error);
  return rule != NULL;
}

static void
copy (LsnRow *to, const LsnRow *from)
{
  const guint texts[] = { LSN_TASK_TITLE, LSN_TASK_TEXT, LSN_TASK_TURN, LSN_TASK_CURRENCY,
                          LSN_TASK_REPEAT_MODE };
  const guint numbers[] = {
    LSN_TASK_PROJECT_ID,       LSN_TASK_ASSIGNEE_ID,  LSN_TASK_PRIORITY,
    LSN_TASK_ESTIMATE_MINUTES, LSN_TASK_AMOUNT_MINOR, LSN_TASK_OWN_CLIENT_ID
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (!lsn_row_is_null (from, texts[i]))
        lsn_row_set_text (to, texts[i], lsn_row_get_text (from, texts[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (!lsn_row_is_null (from, numbers[i]))
        lsn_row_set_int64 (to, numbers[i], lsn_row_get_int64 (from, numbers[i]));
    }
}

/* What hangs on the card: its labels, and the checklist to be gone through again. */
static gboolean
copy_parts (LsnDatabase *db, gint64 from_id, gint64 to_id, gint64 now, GError **error)
{
  g_autoptr (LsnStatement) labels =
      lsn_database_prepare (db, "SELECT label_id FROM task_label WHERE task_id = ?", error);
  g_autoptr (GPtrArray) items =
      lsn_row_load_many (db, &lsn_task_info, error,
                         "WHERE task.parent_id = ? AND task.archived_at IS NULL"
                         " ORDER BY task.rank, task.id",
                         "i", from_id);

  if (labels == NULL || items == NULL)
    return FALSE;
  lsn_statement_bind (labels, "i", from_id);
  while (lsn_statement_step (labels))
    {
      if (!lsn_database_run (db, error,
                             "INSERT INTO task_label (id, task_id, label_id) VALUES (?, ?, ?)",
                             "iii", lsn_id_new (), to_id, lsn_statement_get_int64 (labels, 0)))
        return FALSE;
    }
  if (!lsn_statement_finish (labels, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      LsnTaskEdit edit = { .row = lsn_row_new (&lsn_task_info), .now = now };
      g_autoptr (LsnRow) row = edit.row;

      copy (row, g_ptr_array_index (items, i));
      lsn_row_set_int64 (row, LSN_TASK_PARENT_ID, to_id);
      if (!lsn_task_edit_on_worker (db, &edit, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make (LsnDatabase *db, const LsnRow *row, const char *rule, LsnDate due, gint64 now, GError **error)
{
  LsnTaskEdit edit = { .row = lsn_row_new (&lsn_task_info), .now = now };
  g_autoptr (LsnRow) next = edit.row;
  g_autofree char *date = lsn_date_dup_iso (due);
  LsnDate start = lsn_date_from_iso (lsn_row_get_text (row, LSN_TASK_START_ON));
  LsnDate before = lsn_date_from_iso (lsn_row_get_text (row, LSN_TASK_DUE_ON));

  copy (next, row);
  lsn_row_set_text (next, LSN_TASK_RRULE, rule);
  lsn_row_set_text (next, LSN_TASK_DUE_ON, date);
  lsn_row_set_int64 (next, LSN_TASK_PREVIOUS_ID, lsn_row_get_int64 (row, LSN_TASK_ID));
  if (start != LSN_DATE_NONE && before != LSN_DATE_NONE)
    {
      g_autofree char *begins = lsn_date_dup_iso (due - (before - start));

      lsn_row_set_text (next, LSN_TASK_START_ON, begins);
    }
  return lsn_task_edit_on_worker (db, &edit, NULL, error) &&
         copy_parts (db, lsn_row_get_int64 (row, LSN_TASK_ID), edit.id, now, error);
}

gboolean
lsn_task_repeat_make_next (LsnDatabase *db, const LsnRow *row, LsnWorkdays *workdays, gint64 now,
                           GError **error)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnDate today = lsn_date_get_today (now, zone);
  LsnDate due = lsn_date_from_iso (lsn_row_get_text (row, LSN_TASK_DUE_ON));
  g_autoptr (LsnRecurrence) rule = NULL;
  g_autofree char *next_rule = NULL;
  gint64 made = 0;

  if (lsn_row_is_null (row, LSN_TASK_RRULE))
    return TRUE;
  rule = parse_rule (row, workdays, error);
  /* Done, opened again and done once more is one occurrence. */
  if (rule == NULL || !lsn_database_get_int64 (db, 0, &made, error,
                                               "SELECT count (*) FROM task WHERE previous_id = ?",
                                               "i", lsn_row_get_int64 (row, LSN_TASK_ID)))
    return FALSE;
  if (made > 0 ||
      !lsn_recurrence_continue (rule, due == LSN_DATE_NONE ? today : due, today, &due, &next_rule))
    return TRUE;
  return make (db, row, next_rule, due, now, error);
}
