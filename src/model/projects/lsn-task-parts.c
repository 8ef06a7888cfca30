/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/projects/lsn-task-parts.h"
#include "base/lsn-id.h"
#include "model/clients/lsn-client.h"
#include "model/projects/lsn-task.h"
#include "model/timeline/lsn-attachment.h"

#include <glib/gi18n-lib.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT

const char *const lsn_label_colors[] = { "gray", "red",    "orange", "yellow", "green", "teal",
                                         "blue", "purple", "pink",   "brown",  NULL };

static const char *const color_names[] = {
  NC_ ("label color", "Gray"),   NC_ ("label color", "Red"),    NC_ ("label color", "Orange"),
  NC_ ("label color", "Yellow"), NC_ ("label color", "Green"),  NC_ ("label color", "Teal"),
  NC_ ("label color", "Blue"),   NC_ ("label color", "Purple"), NC_ ("label color", "Pink"),
  NC_ ("label color", "Brown"),
};

const char *
lsn_label_color_get_name (const char *color)
{
  guint i = 0;

  while (lsn_label_colors[i] && g_strcmp0 (lsn_label_colors[i], color) != 0)
    i++;
  return g_dpgettext2 (GETTEXT_PACKAGE, "label color", color_names[lsn_label_colors[i] ? i : 0]);
}

static const LsnField label_fields[] = {
  [LSN_LABEL_ID] = { "id", "id", INT },
  [LSN_LABEL_NAME] = { "name", "name", TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_LABEL_COLOR] = { "color", "color", TEXT },
};
G_STATIC_ASSERT (G_N_ELEMENTS (label_fields) == N_LSN_LABEL_FIELDS);

const LsnRecordInfo lsn_label_info = {
  .table = "label",
  .fields = label_fields,
  .n_fields = N_LSN_LABEL_FIELDS,
};

static const LsnField comment_fields[] = {
  [LSN_TASK_COMMENT_ID] = { "id", "id", INT },
  [LSN_TASK_COMMENT_TASK_ID] = { "task-id", "task_id", INT },
  [LSN_TASK_COMMENT_AUTHOR] = { "author", "author", TEXT },
  [LSN_TASK_COMMENT_TEXT] = { "text", "text", TEXT, LSN_FIELD_REQUIRED, N_ ("Comment") },
  [LSN_TASK_COMMENT_AT] = { "at", "at", LSN_FIELD_INSTANT },
};
G_STATIC_ASSERT (G_N_ELEMENTS (comment_fields) == N_LSN_TASK_COMMENT_FIELDS);

const LsnRecordInfo lsn_task_comment_info = {
  .table = "task_comment",
  .fields = comment_fields,
  .n_fields = N_LSN_TASK_COMMENT_FIELDS,
};

/* A column of the client that the linked agreement or entry is of. */
#define LINKED_CLIENT(column)                                                                      \
  "(SELECT c." column " FROM client c WHERE c.id = CASE task_link.target_kind"                     \
  " WHEN 'agreement' THEN (SELECT a.client_id FROM agreement a WHERE a.id = task_link.target_id)"  \
  " WHEN 'entry' THEN (SELECT e.client_id FROM entry e WHERE e.id = task_link.target_id) END)"

static const LsnField link_fields[] = {
  [LSN_TASK_LINK_ID] = { "id", "id", INT },
  [LSN_TASK_LINK_TASK_ID] = { "task-id", "task_id", INT },
  [LSN_TASK_LINK_TARGET_KIND] = { "target-kind", "target_kind", TEXT },
  [LSN_TASK_LINK_TARGET_ID] = { "target-id", "target_id", INT },
  [LSN_TASK_LINK_URL] = { "url", "url", TEXT },
  [LSN_TASK_LINK_TITLE] = { "title", "title", TEXT },
  [LSN_TASK_LINK_WORDS] = { "words",
                            "CASE task_link.target_kind WHEN 'agreement' THEN (SELECT a.text FROM"
                            " agreement a WHERE a.id = task_link.target_id) WHEN 'entry' THEN"
                            " (SELECT coalesce (e.title, e.text) FROM entry e"
                            " WHERE e.id = task_link.target_id) END",
                            TEXT, LSN_FIELD_DERIVED },
  [LSN_TASK_LINK_CLIENT_ID] = { "client-id", LINKED_CLIENT ("id"), INT, LSN_FIELD_DERIVED },
  [LSN_TASK_LINK_CLIENT_NAME] = { "client-name", LINKED_CLIENT ("name"), TEXT, LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (link_fields) == N_LSN_TASK_LINK_FIELDS);

const LsnRecordInfo lsn_task_link_info = {
  .table = "task_link",
  .sources = "task_link",
  .fields = link_fields,
  .n_fields = N_LSN_TASK_LINK_FIELDS,
};

/* --- Reading ---------------------------------------------------------------------------------- */

#define MEMBERS "WHERE archived_at IS NULL ORDER BY is_me DESC, name, id"
#define LABELS  "ORDER BY name, id"

LsnTaskParts *
lsn_task_parts_new (gint64 task_id)
{
  LsnTaskParts *self = g_new0 (LsnTaskParts, 1);

  self->task_id = task_id;
  self->own_labels = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
lsn_task_parts_free (LsnTaskParts *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->comments, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->blockers, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_array_unref (self->own_labels);
  g_free (self);
}

static gboolean
read_own_labels (LsnDatabase *db, LsnTaskParts *self, GError **error)
{
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db, "SELECT label_id FROM task_label WHERE task_id = ?", error);

  lsn_statement_bind (statement, "i", self->task_id);
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);

      g_array_append_val (self->own_labels, id);
    }
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_task_parts_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnTaskParts *self = data;
  const struct
  {
    GPtrArray **rows;
    const LsnRecordInfo *info;
    const char *tail;
  } reads[] = {
    { &self->items, &lsn_task_info,
      "WHERE task.parent_id = ? AND task.archived_at IS NULL ORDER BY task.rank, task.id" },
    { &self->comments, &lsn_task_comment_info, "WHERE task_id = ? ORDER BY at, id" },
    { &self->links, &lsn_task_link_info, "WHERE task_link.task_id = ? ORDER BY task_link.id" },
    { &self->files, &lsn_attachment_info, "WHERE task_id = ? ORDER BY id" },
    { &self->blockers, &lsn_task_info,
      "JOIN task_blocker ON task_blocker.blocker_id = task.id WHERE task_blocker.task_id = ?"
      " ORDER BY task_blocker.id" },
    { &self->waiting, &lsn_task_info,
      "JOIN task_blocker ON task_blocker.task_id = task.id WHERE task_blocker.blocker_id = ?"
      " ORDER BY task_blocker.id" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      *reads[i].rows =
          lsn_row_load_many (db, reads[i].info, error, reads[i].tail, "i", self->task_id);
      if (*reads[i].rows == NULL)
        return FALSE;
    }
  self->labels = lsn_row_load_many (db, &lsn_label_info, error, LABELS, "");
  self->members =
      self->labels ? lsn_row_load_many (db, &lsn_member_info, error, MEMBERS, "") : NULL;
  return self->members && read_own_labels (db, self, error);
}

void
lsn_board_choices_free (LsnBoardChoices *self)
{
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  g_free (self);
}

gboolean
lsn_board_choices_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  LsnBoardChoices *self = data;
  const struct
  {
    GPtrArray **rows;
    const LsnRecordInfo *info;
    const char *tail;
  } reads[] = {
    { &self->labels, &lsn_label_info, LABELS },
    { &self->members, &lsn_member_info, MEMBERS },
    { &self->clients, &lsn_client_info,
      "WHERE client.id IN (SELECT client_id FROM project WHERE archived_at IS NULL)"
      " AND client.archived_at IS NULL ORDER BY client_state.sort_key, client.id LIMIT 40" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      *reads[i].rows = lsn_row_load_many (db, reads[i].info, error, reads[i].tail, "");
      if (*reads[i].rows == NULL)
        return FALSE;
    }
  return TRUE;
}

/* --- Writing ---------------------------------------------------------------------------------- */

void
lsn_task_label_free (LsnTaskLabel *self)
{
  g_free (self->name);
  g_free (self);
}

gboolean
lsn_task_label_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnTaskLabel *label = data;
  gint64 has = 0;

  if (label->name &&
      !lsn_database_get_int64 (db, 0, &label->label_id, error,
                               "SELECT id FROM label WHERE name = ?", "t", label->name))
    return FALSE;
  if (label->label_id == 0)
    {
      g_autoptr (LsnRow) row = lsn_row_new (&lsn_label_info);

      lsn_row_set_text (row, LSN_LABEL_NAME, label->name);
      if (label->color)
        lsn_row_set_text (row, LSN_LABEL_COLOR, label->color);
      if (!lsn_row_insert (db, row, error))
        return FALSE;
      label->label_id = lsn_row_get_int64 (row, LSN_LABEL_ID);
    }
  if (!label->on)
    return lsn_database_run (db, error, "DELETE FROM task_label WHERE task_id = ? AND label_id = ?",
                             "ii", label->task_id, label->label_id);
  if (!lsn_database_get_int64 (db, 0, &has, error,
                               "SELECT 1 FROM task_label WHERE task_id = ? AND label_id = ?", "ii",
                               label->task_id, label->label_id))
    return FALSE;
  return has || lsn_database_run (db, error,
                                  "INSERT INTO task_label (id, task_id, label_id, import_id)"
                                  " VALUES (?, ?, ?, nullif (?, 0))",
                                  "iiii", lsn_id_new (), label->task_id, label->label_id,
                                  lsn_database_get_batch (db));
}

gboolean
lsn_task_blocker_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                            GError **error)
{
  const LsnTaskBlocker *blocker = data;
  gint64 found = 0;

  if (!blocker->on)
    return lsn_database_run (db, error,
                             "DELETE FROM task_blocker WHERE task_id = ? AND blocker_id = ?", "ii",
                             blocker->task_id, blocker->blocker_id);
  /* Whatever the blocker waits for, near and far. */
  if (!lsn_database_get_int64 (db, 0, &found, error,
                               "WITH RECURSIVE before (id) AS (SELECT ?1 UNION SELECT"
                               " b.blocker_id FROM before JOIN task_blocker b"
                               " ON b.task_id = before.id) SELECT 1 FROM before WHERE id = ?2",
                               "ii", blocker->blocker_id, blocker->task_id))
    return FALSE;
  if (found)
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID,
                           _ ("These cards would wait for each other."));
      return FALSE;
    }
  if (!lsn_database_get_int64 (db, 0, &found, error,
                               "SELECT 1 FROM task_blocker WHERE task_id = ? AND blocker_id = ?",
                               "ii", blocker->task_id, blocker->blocker_id))
    return FALSE;
  return found || lsn_database_run (db, error,
                                    "INSERT INTO task_blocker (id, task_id, blocker_id, import_id)"
                                    " VALUES (?, ?, ?, nullif (?, 0))",
                                    "iiii", lsn_id_new (), blocker->task_id, blocker->blocker_id,
                                    lsn_database_get_batch (db));
}

void
lsn_task_files_free (LsnTaskFiles *self)
{
  g_ptr_array_unref (self->files);
  g_free (self);
}

gboolean
lsn_task_files_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnTaskFiles *files = data;

  for (guint i = 0; i < files->files->len; i++)
    {
      if (!lsn_attachment_add_to_task (db, g_ptr_array_index (files->files, i), files->task_id,
                                       files->now, error))
        return FALSE;
    }
  return TRUE;
}
