/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/projects/lsn-task.h"
#include "model/projects/lsn-project.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT
#define TIME LSN_FIELD_INSTANT
#define DAY  LSN_FIELD_DATE

#define COUNT(table, condition) "(SELECT count (*) FROM " table " i WHERE " condition ")"
#define ITEMS                   "i.parent_id = task.id AND i.archived_at IS NULL"

static const LsnField fields[] = {
  [LSN_TASK_ID] = { "id", "id", INT },
  [LSN_TASK_PROJECT_ID] = { "project-id", "project_id", INT },
  [LSN_TASK_COLUMN_ID] = { "column-id", "column_id", INT },
  [LSN_TASK_PARENT_ID] = { "parent-id", "parent_id", INT },
  [LSN_TASK_ASSIGNEE_ID] = { "assignee-id", "assignee_id", INT },
  [LSN_TASK_TITLE] = { "title", "title", TEXT, LSN_FIELD_REQUIRED, N_ ("What to Do") },
  [LSN_TASK_TEXT] = { "text", "text", TEXT },
  [LSN_TASK_START_ON] = { "start-on", "start_on", DAY },
  [LSN_TASK_DUE_ON] = { "due-on", "due_on", DAY },
  [LSN_TASK_ESTIMATE_MINUTES] = { "estimate-minutes", "estimate_minutes", INT },
  [LSN_TASK_PRIORITY] = { "priority", "priority", INT },
  [LSN_TASK_RANK] = { "rank", "rank", TEXT },
  [LSN_TASK_TURN] = { "turn", "turn", TEXT },
  [LSN_TASK_TURN_SINCE] = { "turn-since", "turn_since", TIME },
  [LSN_TASK_ENTERED_AT] = { "entered-at", "entered_at", TIME },
  [LSN_TASK_DONE_AT] = { "done-at", "done_at", TIME },
  [LSN_TASK_CREATED_AT] = { "created-at", "created_at", TIME },
  [LSN_TASK_ARCHIVED_AT] = { "archived-at", "archived_at", TIME },
  [LSN_TASK_OWN_CLIENT_ID] = { "own-client-id", "client_id", INT },
  [LSN_TASK_SPENT_MINUTES] = { "spent-minutes", "spent_minutes", INT },
  [LSN_TASK_AMOUNT_MINOR] = { "amount-minor", "amount_minor", INT },
  [LSN_TASK_CURRENCY] = { "currency", "currency", TEXT },
  [LSN_TASK_RRULE] = { "rrule", "rrule", TEXT },
  [LSN_TASK_REPEAT_MODE] = { "repeat-mode", "repeat_mode", TEXT },
  [LSN_TASK_PREVIOUS_ID] = { "previous-id", "previous_id", INT },
  [LSN_TASK_MILESTONE_ID] = { "milestone-id", "milestone_id", INT },
  [LSN_TASK_ROLE] = { "role", "role", TEXT },
  [LSN_TASK_BASELINE_START_ON] = { "baseline-start-on", "baseline_start_on", DAY },
  [LSN_TASK_BASELINE_DUE_ON] = { "baseline-due-on", "baseline_due_on", DAY },
  [LSN_TASK_PROJECT_NAME] = { "project-name", "project.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_TASK_CLIENT_ID] = { "client-id", "client.id", INT, LSN_FIELD_DERIVED },
  [LSN_TASK_CLIENT_NAME] = { "client-name", "client.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_TASK_ASSIGNEE_NAME] = { "assignee-name", "member.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_TASK_ITEMS] = { "items", COUNT ("task", ITEMS), INT, LSN_FIELD_DERIVED },
  [LSN_TASK_ITEMS_DONE] = { "items-done", COUNT ("task", ITEMS " AND i.done_at IS NOT NULL"), INT,
                            LSN_FIELD_DERIVED },
  [LSN_TASK_LABELS] = { "labels",
                        "(SELECT group_concat (l.color || char (9) || l.name, char (10)"
                        " ORDER BY l.name) FROM task_label i JOIN label l ON l.id = i.label_id"
                        " WHERE i.task_id = task.id)",
                        TEXT, LSN_FIELD_DERIVED },
  [LSN_TASK_COMMENTS] = { "comments", COUNT ("task_comment", "i.task_id = task.id"), INT,
                          LSN_FIELD_DERIVED },
  [LSN_TASK_FILES] = { "files",
                       COUNT ("attachment", "i.task_id = task.id") " + " COUNT (
                           "task_link", "i.task_id = task.id AND i.target_kind = 'url'"),
                       INT, LSN_FIELD_DERIVED },
  [LSN_TASK_BLOCKERS] = { "blockers",
                          "(SELECT count (*) FROM task_blocker i JOIN task b ON b.id = i.blocker_id"
                          " WHERE i.task_id = task.id AND b.done_at IS NULL"
                          " AND b.archived_at IS NULL)",
                          INT, LSN_FIELD_DERIVED },
  [LSN_TASK_COLUMN_TITLE] = { "column-title", "board_column.title", TEXT, LSN_FIELD_DERIVED },
  [LSN_TASK_PARENT_TITLE] = { "parent-title",
                              "(SELECT i.title FROM task i WHERE i.id = task.parent_id)", TEXT,
                              LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_LSN_TASK_FIELDS);

const LsnRecordInfo lsn_task_info = {
  .table = "task",
  .sources = "task LEFT JOIN project ON project.id = task.project_id"
             " LEFT JOIN client ON client.id = coalesce (task.client_id, project.client_id)"
             " LEFT JOIN board_column ON board_column.id = task.column_id"
             " LEFT JOIN member ON member.id = task.assignee_id",
  .fields = fields,
  .n_fields = N_LSN_TASK_FIELDS,
};

struct _LsnTask
{
  LsnRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (LsnTask, lsn_task, LSN_TYPE_RECORD)

static void
lsn_task_class_init (LsnTaskClass *klass)
{
  lsn_record_class_set_info (LSN_RECORD_CLASS (klass), &lsn_task_info);
}

static void
lsn_task_init (LsnTask *self)
{
}

guint
lsn_task_labels_split (char *text, LsnLabelMark *marks, guint n)
{
  guint found = 0;

  while (text && *text)
    {
      char *end = strchr (text, '\n');
      char *tab;

      if (end)
        *end = '\0';
      tab = strchr (text, '\t');
      if (tab && found < n)
        {
          *tab = '\0';
          marks[found] = (LsnLabelMark) { .color = text, .name = tab + 1 };
        }
      found += tab != NULL;
      text = end ? end + 1 : NULL;
    }
  return found;
}

void
lsn_checklist_free (LsnChecklist *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

gboolean
lsn_checklist_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnChecklist *self = data;

  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = lsn_row_load_many (
      db, &lsn_task_info, error,
      "WHERE task.parent_id = ? AND task.archived_at IS NULL ORDER BY task.rank, task.id", "i",
      self->task_id);
  return self->items != NULL;
}
