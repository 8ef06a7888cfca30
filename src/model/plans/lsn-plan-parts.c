/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/plans/lsn-plan-parts.h"

#include <glib/gi18n-lib.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT
#define DAY  LSN_FIELD_DATE
#define TIME LSN_FIELD_INSTANT

static const LsnField milestone_fields[] = {
  [LSN_MILESTONE_ID] = { "id", "id", INT },
  [LSN_MILESTONE_PROJECT_ID] = { "project-id", "project_id", INT },
  [LSN_MILESTONE_TITLE] = { "title", "title", TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_MILESTONE_DUE_ON] = { "due-on", "due_on", DAY, LSN_FIELD_REQUIRED, N_ ("Accepted By") },
  [LSN_MILESTONE_CONTACT_ID] = { "contact-id", "contact_id", INT },
  [LSN_MILESTONE_ACCEPTED_ON] = { "accepted-on", "accepted_on", DAY },
  [LSN_MILESTONE_NOTE] = { "note", "note", TEXT },
  [LSN_MILESTONE_BASELINE_ON] = { "baseline-on", "baseline_on", DAY },
  [LSN_MILESTONE_CREATED_AT] = { "created-at", "created_at", TIME },
  [LSN_MILESTONE_CONTACT_NAME] = { "contact-name", "contact.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_MILESTONE_PROJECT_NAME] = { "project-name", "project.name", TEXT, LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (milestone_fields) == N_LSN_MILESTONE_FIELDS);

const LsnRecordInfo lsn_milestone_info = {
  .table = "milestone",
  .sources = "milestone JOIN project ON project.id = milestone.project_id"
             " LEFT JOIN contact ON contact.id = milestone.contact_id",
  .fields = milestone_fields,
  .n_fields = N_LSN_MILESTONE_FIELDS,
};

static const LsnField expense_fields[] = {
  [LSN_EXPENSE_ID] = { "id", "id", INT },
  [LSN_EXPENSE_PROJECT_ID] = { "project-id", "project_id", INT },
  [LSN_EXPENSE_TITLE] = { "title", "title", TEXT, LSN_FIELD_REQUIRED, N_ ("What For") },
  [LSN_EXPENSE_AMOUNT_MINOR] = { "amount-minor", "amount_minor", INT },
  [LSN_EXPENSE_SPENT_ON] = { "spent-on", "spent_on", DAY },
};
G_STATIC_ASSERT (G_N_ELEMENTS (expense_fields) == N_LSN_EXPENSE_FIELDS);

const LsnRecordInfo lsn_expense_info = {
  .table = "expense",
  .fields = expense_fields,
  .n_fields = N_LSN_EXPENSE_FIELDS,
};

static const LsnField work_fields[] = {
  [LSN_WORK_ID] = { "id", "id", INT },
  [LSN_WORK_PROJECT_ID] = { "project-id", "project_id", INT },
  [LSN_WORK_TASK_ID] = { "task-id", "task_id", INT },
  [LSN_WORK_WORKED_ON] = { "worked-on", "worked_on", DAY },
  [LSN_WORK_MINUTES] = { "minutes", "minutes", INT },
  [LSN_WORK_NOTE] = { "note", "note", TEXT },
};
G_STATIC_ASSERT (G_N_ELEMENTS (work_fields) == N_LSN_WORK_FIELDS);

const LsnRecordInfo lsn_work_info = {
  .table = "work_log",
  .fields = work_fields,
  .n_fields = N_LSN_WORK_FIELDS,
};

static const LsnField scope_fields[] = {
  [LSN_SCOPE_ID] = { "id", "id", INT },
  [LSN_SCOPE_PROJECT_ID] = { "project-id", "project_id", INT },
  [LSN_SCOPE_TITLE] = { "title", "title", TEXT, LSN_FIELD_REQUIRED, N_ ("What Was Asked For") },
  [LSN_SCOPE_NOTE] = { "note", "note", TEXT },
  [LSN_SCOPE_STAGE] = { "stage", "stage", TEXT },
  [LSN_SCOPE_CONTACT_ID] = { "contact-id", "contact_id", INT },
  [LSN_SCOPE_ASKED_ON] = { "asked-on", "asked_on", DAY },
  [LSN_SCOPE_DECIDED_ON] = { "decided-on", "decided_on", DAY },
  [LSN_SCOPE_MINUTES] = { "minutes", "minutes", INT },
  [LSN_SCOPE_AMOUNT_MINOR] = { "amount-minor", "amount_minor", INT },
  [LSN_SCOPE_CONTACT_NAME] = { "contact-name", "contact.name", TEXT, LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (scope_fields) == N_LSN_SCOPE_FIELDS);

const LsnRecordInfo lsn_scope_change_info = {
  .table = "scope_change",
  .sources = "scope_change LEFT JOIN contact ON contact.id = scope_change.contact_id",
  .fields = scope_fields,
  .n_fields = N_LSN_SCOPE_FIELDS,
};

static const LsnField deliverable_fields[] = {
  [LSN_DELIVERABLE_ID] = { "id", "id", INT },
  [LSN_DELIVERABLE_PROJECT_ID] = { "project-id", "project_id", INT },
  [LSN_DELIVERABLE_MILESTONE_ID] = { "milestone-id", "milestone_id", INT },
  [LSN_DELIVERABLE_TITLE] = { "title", "title", TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_DELIVERABLE_CREATED_AT] = { "created-at", "created_at", TIME },
};
G_STATIC_ASSERT (G_N_ELEMENTS (deliverable_fields) == N_LSN_DELIVERABLE_FIELDS);

const LsnRecordInfo lsn_deliverable_info = {
  .table = "deliverable",
  .fields = deliverable_fields,
  .n_fields = N_LSN_DELIVERABLE_FIELDS,
};

static const LsnField version_fields[] = {
  [LSN_VERSION_ID] = { "id", "id", INT },
  [LSN_VERSION_DELIVERABLE_ID] = { "deliverable-id", "deliverable_id", INT },
  [LSN_VERSION_NUMBER] = { "number", "number", INT },
  [LSN_VERSION_SENT_ON] = { "sent-on", "sent_on", DAY },
  [LSN_VERSION_FILE_ID] = { "file-id", "file_id", INT },
  [LSN_VERSION_LINK] = { "link", "link", TEXT },
  [LSN_VERSION_NOTE] = { "note", "note", TEXT },
  [LSN_VERSION_VERDICT] = { "verdict", "verdict", TEXT },
  [LSN_VERSION_DECIDED_ON] = { "decided-on", "decided_on", DAY },
  [LSN_VERSION_CONTACT_ID] = { "contact-id", "contact_id", INT },
  [LSN_VERSION_ANSWER] = { "answer", "answer", TEXT },
  [LSN_VERSION_TITLE] = { "title", "deliverable.title", TEXT, LSN_FIELD_DERIVED },
  [LSN_VERSION_CONTACT_NAME] = { "contact-name", "contact.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_VERSION_FILE_NAME] = { "file-name", "attachment.name", TEXT, LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (version_fields) == N_LSN_VERSION_FIELDS);

const LsnRecordInfo lsn_version_info = {
  .table = "deliverable_version",
  .sources = "deliverable_version"
             " JOIN deliverable ON deliverable.id = deliverable_version.deliverable_id"
             " LEFT JOIN contact ON contact.id = deliverable_version.contact_id"
             " LEFT JOIN attachment ON attachment.id = deliverable_version.file_id",
  .fields = version_fields,
  .n_fields = N_LSN_VERSION_FIELDS,
};

static const LsnField lesson_fields[] = {
  [LSN_LESSON_ID] = { "id", "id", INT },
  [LSN_LESSON_PROJECT_ID] = { "project-id", "project_id", INT },
  [LSN_LESSON_TEXT] = { "text", "text", TEXT, LSN_FIELD_REQUIRED, N_ ("What Was Learnt") },
  [LSN_LESSON_LEARNT_ON] = { "learnt-on", "learnt_on", DAY },
  [LSN_LESSON_PROJECT_NAME] = { "project-name", "project.name", TEXT, LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (lesson_fields) == N_LSN_LESSON_FIELDS);

const LsnRecordInfo lsn_lesson_info = {
  .table = "lesson",
  .sources = "lesson JOIN project ON project.id = lesson.project_id",
  .fields = lesson_fields,
  .n_fields = N_LSN_LESSON_FIELDS,
};

/* --- Words ------------------------------------------------------------------------------------ */

const char *const lsn_scope_stages[] = { "asked", "priced", "accepted", "declined", "free", NULL };

const char *
lsn_scope_stage_get_label (const char *stage)
{
  const char *const labels[] = { C_ ("scope change", "Asked for"), C_ ("scope change", "Priced"),
                                 C_ ("scope change", "Accepted"), C_ ("scope change", "Declined"),
                                 C_ ("scope change", "Given free") };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_strcmp0 (lsn_scope_stages[i], stage) == 0)
        return labels[i];
    }
  return labels[0];
}

const char *const lsn_version_verdicts[] = { "sent", "changes", "approved", NULL };

const char *
lsn_version_verdict_get_label (const char *verdict)
{
  const char *const labels[] = { C_ ("version", "Waiting for an answer"),
                                 C_ ("version", "Changes asked for"), C_ ("version", "Approved") };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_strcmp0 (lsn_version_verdicts[i], verdict) == 0)
        return labels[i];
    }
  return labels[0];
}

/* --- Milestones ------------------------------------------------------------------------------- */

void
lsn_milestone_edit_free (LsnMilestoneEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_free (self);
}

gboolean
lsn_milestone_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                              GError **error)
{
  LsnMilestoneEdit *edit = data;

  if (edit->id != 0)
    return lsn_row_update (db, edit->id, edit->row, error);
  lsn_row_set_int64 (edit->row, LSN_MILESTONE_CREATED_AT, edit->now);
  if (!lsn_row_insert (db, edit->row, error))
    return FALSE;
  edit->id = lsn_row_get_int64 (edit->row, LSN_MILESTONE_ID);
  return TRUE;
}
