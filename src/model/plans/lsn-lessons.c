/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/plans/lsn-lessons.h"

LsnLessons *
lsn_lessons_new (gint64 project_id, const char *template, gint64 client_id)
{
  LsnLessons *self = g_new0 (LsnLessons, 1);

  self->project_id = project_id;
  self->template = g_strdup (template);
  self->client_id = client_id;
  return self;
}

void
lsn_lessons_free (LsnLessons *self)
{
  g_free (self->template);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

#define LABELS(project)                                                                                \
  "(SELECT l.label_id FROM task t JOIN task_label l ON l.task_id = t.id WHERE t.project_id = " project \
  ")"

gboolean
lsn_lessons_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnLessons *self = data;
  gint64 segment_id = 0;

  if (self->project_id && (!lsn_database_dup_text (db, &self->template, error,
                                                   "SELECT template FROM project WHERE id = ?", "i",
                                                   self->project_id) ||
                           !lsn_database_get_int64 (db, 0, &self->client_id, error,
                                                    "SELECT client_id FROM project WHERE id = ?",
                                                    "i", self->project_id)))
    return FALSE;
  if (!lsn_database_get_int64 (db, 0, &segment_id, error,
                               "SELECT segment_id FROM client WHERE id = ?", "i", self->client_id))
    return FALSE;
  self->rows = lsn_row_load_many (
      db, &lsn_lesson_info, error,
      "LEFT JOIN client ON client.id = project.client_id WHERE lesson.project_id <> ?1"
      " AND (project.template = ?2 OR client.segment_id = ?3 OR EXISTS (SELECT 1 WHERE ?1 <> 0 AND"
      " (SELECT count (*) FROM " LABELS ("lesson.project_id") " WHERE label_id IN " LABELS (
          "?1") ") > 0))"
                " GROUP BY lesson.text ORDER BY coalesce (project.template = ?2, 0) DESC, coalesce (client.segment_id = ?3, 0), lesson.learnt_on DESC,"
                " lesson.id DESC LIMIT 5",
      "iti", self->project_id, self->template, segment_id);
  return self->rows != NULL;
}
