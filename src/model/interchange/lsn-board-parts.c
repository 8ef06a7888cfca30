/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-board-parts.h"
#include "base/lsn-date.h"
#include "model/plans/lsn-plan-parts.h"
#include "model/projects/lsn-project.h"

static const struct
{
  const char *name;
  const LsnRecordInfo *info;
  const char *tail;
  guint project; /* field */
  guint contact; /* field, 0 for none */
  guint contact_name;
} kinds[N_LSN_FILE_PARTS] = {
  [LSN_FILE_MILESTONES] = { "milestones", &lsn_milestone_info,
                            "WHERE milestone.project_id = ?"
                            " ORDER BY milestone.due_on, milestone.id",
                            LSN_MILESTONE_PROJECT_ID, LSN_MILESTONE_CONTACT_ID,
                            LSN_MILESTONE_CONTACT_NAME },
  [LSN_FILE_EXPENSES] = { "expenses", &lsn_expense_info,
                          "WHERE project_id = ? ORDER BY spent_on, id", LSN_EXPENSE_PROJECT_ID },
  [LSN_FILE_SCOPE] = { "scope_changes", &lsn_scope_change_info,
                       "WHERE scope_change.project_id = ?"
                       " ORDER BY scope_change.asked_on, scope_change.id",
                       LSN_SCOPE_PROJECT_ID, LSN_SCOPE_CONTACT_ID, LSN_SCOPE_CONTACT_NAME },
  [LSN_FILE_LESSONS] = { "lessons", &lsn_lesson_info,
                         "WHERE lesson.project_id = ? ORDER BY lesson.id", LSN_LESSON_PROJECT_ID },
};

/* --- In the workspace ------------------------------------------------------------------------- */

gboolean
lsn_board_parts_load (LsnDatabase *db, LsnBoardFile *file, const LsnRow *project, GError **error)
{
  for (guint i = 0; i < N_LSN_FILE_PARTS; i++)
    {
      g_clear_pointer (&file->parts[i], g_ptr_array_unref);
      file->parts[i] = lsn_row_load_many (db, kinds[i].info, error, kinds[i].tail, "i",
                                          lsn_row_get_int64 (project, LSN_PROJECT_ID));
      if (file->parts[i] == NULL)
        return FALSE;
    }
  g_clear_pointer (&file->budget, lsn_row_free);
  file->budget = lsn_row_copy (project);
  return TRUE;
}

/* Who is called so among the client's people. */
static gboolean
find_contact (LsnDatabase *db, gint64 project_id, const char *name, gint64 *id, GError **error)
{
  *id = 0;
  return name == NULL ||
         lsn_database_get_int64 (db, 0, id, error,
                                 "SELECT c.id FROM project p JOIN client_contact l"
                                 " ON l.client_id = p.client_id JOIN contact c"
                                 " ON c.id = l.contact_id WHERE p.id = ? AND c.name = ?"
                                 " ORDER BY c.id LIMIT 1",
                                 "it", project_id, name);
}

gboolean
lsn_board_parts_write (LsnDatabase *db, const LsnBoardFile *file, gint64 project_id,
                       GArray *milestones, GError **error)
{
  for (guint i = 0; i < N_LSN_FILE_PARTS; i++)
    {
      for (guint j = 0; j < file->parts[i]->len; j++)
        {
          g_autoptr (LsnRow) row = lsn_row_copy (g_ptr_array_index (file->parts[i], j));
          gint64 id;

          if (kinds[i].contact)
            {
              if (!find_contact (db, project_id, lsn_row_get_text (row, kinds[i].contact_name), &id,
                                 error))
                return FALSE;
              if (id)
                lsn_row_set_int64 (row, kinds[i].contact, id);
            }
          lsn_row_set_int64 (row, kinds[i].project, project_id);
          if (!lsn_row_insert (db, row, error))
            return FALSE;
          id = lsn_row_get_int64 (row, 0);
          if (i == LSN_FILE_MILESTONES)
            g_array_append_val (milestones, id);
        }
    }
  return file->budget == NULL || lsn_row_update (db, project_id, file->budget, error);
}

/* --- JSON ------------------------------------------------------------------------------------- */

/* Ids mean nothing elsewhere; of what is derived only the name of a person is told. */
static gboolean
is_told (guint kind, const LsnField *field, guint index)
{
  if (kinds[kind].contact && index == kinds[kind].contact_name)
    return TRUE;
  return (field->flags & LSN_FIELD_DERIVED) == 0 && index != 0 &&
         !g_str_has_suffix (field->name, "-id");
}

static gboolean
is_of_budget (guint field)
{
  return field >= LSN_PROJECT_BUDGET_MINUTES && field <= LSN_PROJECT_CLOSED_ON;
}

static void
put_field (JsonBuilder *builder, const LsnRow *row, guint index)
{
  const LsnField *field = &lsn_row_get_info (row)->fields[index];

  if (!lsn_row_has (row, index) || lsn_row_is_null (row, index))
    return;
  json_builder_set_member_name (builder, field->name);
  if (field->type == LSN_FIELD_TEXT || field->type == LSN_FIELD_DATE)
    json_builder_add_string_value (builder, lsn_row_get_text (row, index));
  else
    json_builder_add_int_value (builder, lsn_row_get_int64 (row, index));
}

void
lsn_board_parts_put (JsonBuilder *builder, const LsnBoardFile *file)
{
  if (file->budget)
    {
      json_builder_set_member_name (builder, "budget");
      json_builder_begin_object (builder);
      for (guint i = 0; i < N_LSN_PROJECT_FIELDS; i++)
        {
          if (is_of_budget (i))
            put_field (builder, file->budget, i);
        }
      json_builder_end_object (builder);
    }
  for (guint i = 0; i < N_LSN_FILE_PARTS; i++)
    {
      if (file->parts[i]->len == 0)
        continue;
      json_builder_set_member_name (builder, kinds[i].name);
      json_builder_begin_array (builder);
      for (guint j = 0; j < file->parts[i]->len; j++)
        {
          json_builder_begin_object (builder);
          for (guint k = 0; k < kinds[i].info->n_fields; k++)
            {
              if (is_told (i, &kinds[i].info->fields[k], k))
                put_field (builder, g_ptr_array_index (file->parts[i], j), k);
            }
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
}

/* What is of another type than it must be is passed over. */
static void
read_field (JsonObject *object, LsnRow *row, guint index)
{
  const LsnField *field = &lsn_row_get_info (row)->fields[index];
  JsonNode *node = json_object_get_member (object, field->name);
  gboolean text = field->type == LSN_FIELD_TEXT || field->type == LSN_FIELD_DATE;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return;
  if (text && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      if (field->type == LSN_FIELD_TEXT ||
          lsn_date_from_iso (json_node_get_string (node)) != LSN_DATE_NONE)
        lsn_row_set_text (row, index, json_node_get_string (node));
    }
  else if (!text && json_node_get_value_type (node) == G_TYPE_INT64 &&
           json_node_get_int (node) >= 0)
    {
      lsn_row_set_int64 (row, index, json_node_get_int (node));
    }
}

/* One that lacks what it must have would stop the import. */
static gboolean
is_whole (const LsnRow *row, guint kind)
{
  const LsnRecordInfo *info = kinds[kind].info;

  for (guint i = 0; i < info->n_fields; i++)
    {
      if ((info->fields[i].flags & LSN_FIELD_REQUIRED) && lsn_row_is_null (row, i))
        return FALSE;
    }
  if (kind == LSN_FILE_SCOPE)
    {
      const char *stage = lsn_row_get_text (row, LSN_SCOPE_STAGE);

      return !lsn_row_is_null (row, LSN_SCOPE_ASKED_ON) &&
             (stage == NULL || g_strv_contains (lsn_scope_stages, stage));
    }
  return (kind != LSN_FILE_EXPENSES || (!lsn_row_is_null (row, LSN_EXPENSE_SPENT_ON) &&
                                        !lsn_row_is_null (row, LSN_EXPENSE_AMOUNT_MINOR))) &&
         (kind != LSN_FILE_LESSONS || !lsn_row_is_null (row, LSN_LESSON_LEARNT_ON)) &&
         (kind != LSN_FILE_MILESTONES || !lsn_row_is_null (row, LSN_MILESTONE_CREATED_AT));
}

void
lsn_board_parts_read (JsonObject *root, LsnBoardFile *file)
{
  JsonNode *budget = json_object_get_member (root, "budget");

  if (budget && JSON_NODE_HOLDS_OBJECT (budget))
    {
      file->budget = lsn_row_new (&lsn_project_info);
      for (guint i = 0; i < N_LSN_PROJECT_FIELDS; i++)
        {
          if (is_of_budget (i))
            read_field (json_node_get_object (budget), file->budget, i);
        }
      if (lsn_row_get_int64 (file->budget, LSN_PROJECT_RETAINER_MINUTES) == 0)
        lsn_row_set_null (file->budget, LSN_PROJECT_RETAINER_MINUTES);
    }
  for (guint i = 0; i < N_LSN_FILE_PARTS; i++)
    {
      JsonNode *node = json_object_get_member (root, kinds[i].name);
      JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint j = 0; array && j < json_array_get_length (array); j++)
        {
          JsonNode *element = json_array_get_element (array, j);
          g_autoptr (LsnRow) row = lsn_row_new (kinds[i].info);

          for (guint k = 0; JSON_NODE_HOLDS_OBJECT (element) && k < kinds[i].info->n_fields; k++)
            {
              if (is_told (i, &kinds[i].info->fields[k], k))
                read_field (json_node_get_object (element), row, k);
            }
          if (is_whole (row, i))
            g_ptr_array_add (file->parts[i], g_steal_pointer (&row));
        }
    }
}
