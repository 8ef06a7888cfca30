/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/projects/lsn-task.h"
#include "model/projects/lsn-project.h"

#include <glib/gi18n-lib.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT
#define TIME LSN_FIELD_INSTANT
#define DAY  LSN_FIELD_DATE

#define COUNT_ITEMS(condition)                                                                     \
  "(SELECT count (*) FROM task i WHERE i.parent_id = task.id" condition ")"

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
  [LSN_TASK_PROJECT_NAME] = { "project-name", "project.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_TASK_CLIENT_ID] = { "client-id", "project.client_id", INT, LSN_FIELD_DERIVED },
  [LSN_TASK_CLIENT_NAME] = { "client-name", "client.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_TASK_ASSIGNEE_NAME] = { "assignee-name", "member.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_TASK_ITEMS] = { "items", COUNT_ITEMS (""), INT, LSN_FIELD_DERIVED },
  [LSN_TASK_ITEMS_DONE] = { "items-done", COUNT_ITEMS (" AND i.done_at IS NOT NULL"), INT,
                            LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_LSN_TASK_FIELDS);

const LsnRecordInfo lsn_task_info = {
  .table = "task",
  .sources = "task LEFT JOIN project ON project.id = task.project_id"
             " LEFT JOIN client ON client.id = project.client_id"
             " LEFT JOIN member ON member.id = task.assignee_id",
  .fields = fields,
  .n_fields = N_LSN_TASK_FIELDS,
};

const char *const lsn_task_tables[] = { "task", NULL };

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

gboolean
lsn_task_lane_on_worker (LsnDatabase *db, gpointer query, GArray *ids, GCancellable *cancellable,
                         GError **error)
{
  const gint64 *column_id = query;
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db,
                            "SELECT id FROM task WHERE column_id = ? AND parent_id IS NULL"
                            " AND archived_at IS NULL ORDER BY rank, id",
                            error);

  lsn_statement_bind (statement, "i", *column_id);
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return lsn_statement_finish (statement, error);
}

LsnBoard *
lsn_board_new (gint64 project_id)
{
  LsnBoard *self = g_new0 (LsnBoard, 1);

  self->project_id = project_id;
  return self;
}

void
lsn_board_free (LsnBoard *self)
{
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_free (self);
}

gboolean
lsn_board_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnBoard *self = data;

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  self->columns =
      lsn_row_load_many (db, &lsn_column_info, error, "WHERE project_id = ? ORDER BY rank, id", "i",
                         self->project_id);
  return self->columns != NULL;
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
  self->items = lsn_row_load_many (db, &lsn_task_info, error,
                                   "WHERE task.parent_id = ? ORDER BY task.rank, task.id", "i",
                                   self->task_id);
  return self->items != NULL;
}
