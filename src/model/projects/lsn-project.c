/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/projects/lsn-project.h"
#include "base/lsn-rank.h"

#include <glib/gi18n-lib.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT

static const LsnField project_fields[] = {
  [LSN_PROJECT_ID] = { "id", "id", INT },
  [LSN_PROJECT_CLIENT_ID] = { "client-id", "client_id", INT },
  [LSN_PROJECT_NAME] = { "name", "name", TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_PROJECT_PURPOSE] = { "purpose", "purpose", TEXT },
  [LSN_PROJECT_STATUS] = { "status", "status", TEXT },
  [LSN_PROJECT_START_ON] = { "start-on", "start_on", LSN_FIELD_DATE },
  [LSN_PROJECT_DUE_ON] = { "due-on", "due_on", LSN_FIELD_DATE },
  [LSN_PROJECT_CREATED_AT] = { "created-at", "created_at", LSN_FIELD_INSTANT },
  [LSN_PROJECT_ARCHIVED_AT] = { "archived-at", "archived_at", LSN_FIELD_INSTANT },
  [LSN_PROJECT_BUDGET_MINUTES] = { "budget-minutes", "budget_minutes", INT },
  [LSN_PROJECT_BUDGET_MINOR] = { "budget-minor", "budget_minor", INT },
  [LSN_PROJECT_CURRENCY] = { "currency", "currency", TEXT },
  [LSN_PROJECT_RATE_MINOR] = { "rate-minor", "rate_minor", INT },
  [LSN_PROJECT_TEMPLATE] = { "template", "template", TEXT },
  [LSN_PROJECT_RETAINER_MINUTES] = { "retainer-minutes", "retainer_minutes", INT },
  [LSN_PROJECT_RETAINER_CARRY_MONTHS] = { "retainer-carry-months", "retainer_carry_months", INT },
  [LSN_PROJECT_RETAINER_FROM] = { "retainer-from", "retainer_from", LSN_FIELD_DATE },
  [LSN_PROJECT_CLOSED_ON] = { "closed-on", "closed_on", LSN_FIELD_DATE },
  [LSN_PROJECT_CLIENT_NAME] = { "client-name", "client.name", TEXT, LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (project_fields) == N_LSN_PROJECT_FIELDS);

const LsnRecordInfo lsn_project_info = {
  .table = "project",
  .sources = "project LEFT JOIN client ON client.id = project.client_id",
  .fields = project_fields,
  .n_fields = N_LSN_PROJECT_FIELDS,
};

static const LsnField column_fields[] = {
  [LSN_COLUMN_ID] = { "id", "id", INT },
  [LSN_COLUMN_PROJECT_ID] = { "project-id", "project_id", INT },
  [LSN_COLUMN_TITLE] = { "title", "title", TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_COLUMN_RANK] = { "rank", "rank", TEXT },
  [LSN_COLUMN_WIP_LIMIT] = { "wip-limit", "wip_limit", INT },
  [LSN_COLUMN_DONE] = { "done", "done", LSN_FIELD_BOOLEAN },
  [LSN_COLUMN_ENTER_ASSIGNEE_ID] = { "enter-assignee-id", "enter_assignee_id", INT },
  [LSN_COLUMN_ENTER_DUE_DAYS] = { "enter-due-days", "enter_due_days", INT },
  [LSN_COLUMN_ENTER_LABEL_ID] = { "enter-label-id", "enter_label_id", INT },
  [LSN_COLUMN_ENTER_FOLLOWUP] = { "enter-followup", "enter_followup", TEXT },
};
G_STATIC_ASSERT (G_N_ELEMENTS (column_fields) == N_LSN_COLUMN_FIELDS);

const LsnRecordInfo lsn_column_info = {
  .table = "board_column",
  .fields = column_fields,
  .n_fields = N_LSN_COLUMN_FIELDS,
};

/* --- Reading ---------------------------------------------------------------------------------- */

void
lsn_projects_free (LsnProjects *self)
{
  g_clear_pointer (&self->projects, g_ptr_array_unref);
  g_free (self);
}

gboolean
lsn_projects_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnProjects *self = data;

  g_clear_pointer (&self->projects, g_ptr_array_unref);
  self->projects =
      lsn_row_load_many (db, &lsn_project_info, error,
                         "LEFT JOIN client_state ON client_state.client_id = project.client_id"
                         " WHERE project.archived_at IS NULL OR ?1"
                         " ORDER BY project.archived_at IS NOT NULL,"
                         " client_state.sort_key NULLS FIRST, project.name, project.id",
                         "i", (gint64) self->archived);
  return self->projects != NULL;
}

/* --- Columns ---------------------------------------------------------------------------------- */

void
lsn_column_edit_free (LsnColumnEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_free (self);
}

/* The key of a place on the board of @project_id: before a column, or at the end. */
static char *
dup_column_rank (LsnDatabase *db, gint64 project_id, gint64 column_id, gint64 before_id,
                 GError **error)
{
  g_autofree char *after = NULL;
  g_autofree char *before = NULL;

  if (!lsn_database_dup_text (db, &after, error, "SELECT rank FROM board_column WHERE id = ?", "i",
                              before_id) ||
      !lsn_database_dup_text (db, &before, error,
                              "SELECT max (rank) FROM board_column WHERE project_id = ?"
                              " AND id <> ? AND (?3 IS NULL OR rank < ?3)",
                              "iit", project_id, column_id, after))
    return NULL;
  return lsn_rank_dup_between (before, after);
}

gboolean
lsn_column_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  LsnColumnEdit *edit = data;
  gint64 project_id = lsn_row_get_int64 (edit->row, LSN_COLUMN_PROJECT_ID);

  if (edit->id != 0 && edit->move &&
      !lsn_database_get_int64 (db, 0, &project_id, error,
                               "SELECT project_id FROM board_column WHERE id = ?", "i", edit->id))
    return FALSE;
  if (edit->id == 0 || edit->move)
    {
      g_autofree char *rank = dup_column_rank (db, project_id, edit->id, edit->before_id, error);

      if (rank == NULL)
        return FALSE;
      lsn_row_set_text (edit->row, LSN_COLUMN_RANK, rank);
    }
  if (edit->id != 0)
    return lsn_row_update (db, edit->id, edit->row, error);
  if (!lsn_row_insert (db, edit->row, error))
    return FALSE;
  edit->id = lsn_row_get_int64 (edit->row, LSN_COLUMN_ID);
  return TRUE;
}

/* --- Projects --------------------------------------------------------------------------------- */

void
lsn_project_edit_free (LsnProjectEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_strfreev (self->columns);
  g_free (self);
}

gboolean
lsn_project_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                            GError **error)
{
  LsnProjectEdit *edit = data;

  if (edit->id != 0)
    return lsn_row_update (db, edit->id, edit->row, error);

  lsn_row_set_int64 (edit->row, LSN_PROJECT_CREATED_AT, edit->now);
  if (!lsn_row_insert (db, edit->row, error))
    return FALSE;
  edit->id = lsn_row_get_int64 (edit->row, LSN_PROJECT_ID);
  for (guint i = 0; edit->columns && edit->columns[i]; i++)
    {
      LsnColumnEdit column = { .row = lsn_row_new (&lsn_column_info) };
      g_autoptr (LsnRow) row = column.row;

      lsn_row_set_int64 (row, LSN_COLUMN_PROJECT_ID, edit->id);
      lsn_row_set_text (row, LSN_COLUMN_TITLE, edit->columns[i]);
      lsn_row_set_int64 (row, LSN_COLUMN_DONE, edit->columns[i + 1] == NULL);
      if (!lsn_column_edit_on_worker (db, &column, cancellable, error))
        return FALSE;
    }
  return TRUE;
}
