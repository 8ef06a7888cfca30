/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* What hangs on a project besides its board. Rows of these records are written by
 * lsn_row_edit_on_worker() and lsn_removal_on_worker(), where nothing else is said. */

typedef enum
{
  LSN_MILESTONE_ID,
  LSN_MILESTONE_PROJECT_ID,
  LSN_MILESTONE_TITLE,
  LSN_MILESTONE_DUE_ON,      /* when it is to be accepted */
  LSN_MILESTONE_CONTACT_ID,  /* nullable: who accepts it */
  LSN_MILESTONE_ACCEPTED_ON, /* nullable */
  LSN_MILESTONE_NOTE,
  LSN_MILESTONE_BASELINE_ON,
  LSN_MILESTONE_CREATED_AT,
  /* derived */
  LSN_MILESTONE_CONTACT_NAME,
  LSN_MILESTONE_PROJECT_NAME,
  N_LSN_MILESTONE_FIELDS
} LsnMilestoneField;

extern const LsnRecordInfo lsn_milestone_info;

/* Adds a milestone or changes one. */
typedef struct
{
  gint64 id;   /* 0: a new one, and its id left here */
  LsnRow *row; /* owned */
  gint64 now;
} LsnMilestoneEdit;

void lsn_milestone_edit_free (LsnMilestoneEdit *self);
gboolean lsn_milestone_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                       GError **error);

typedef enum
{
  LSN_EXPENSE_ID,
  LSN_EXPENSE_PROJECT_ID,
  LSN_EXPENSE_TITLE,
  LSN_EXPENSE_AMOUNT_MINOR, /* in the project's currency */
  LSN_EXPENSE_SPENT_ON,
  N_LSN_EXPENSE_FIELDS
} LsnExpenseField;

extern const LsnRecordInfo lsn_expense_info;

typedef enum
{
  LSN_WORK_ID,
  LSN_WORK_PROJECT_ID,
  LSN_WORK_TASK_ID, /* nullable */
  LSN_WORK_WORKED_ON,
  LSN_WORK_MINUTES, /* negative where a card's time was corrected */
  LSN_WORK_NOTE,
  N_LSN_WORK_FIELDS
} LsnWorkField;

extern const LsnRecordInfo lsn_work_info;

typedef enum
{
  LSN_SCOPE_ID,
  LSN_SCOPE_PROJECT_ID,
  LSN_SCOPE_TITLE,
  LSN_SCOPE_NOTE,
  LSN_SCOPE_STAGE,      /* of lsn_scope_stages */
  LSN_SCOPE_CONTACT_ID, /* nullable: who asked */
  LSN_SCOPE_ASKED_ON,
  LSN_SCOPE_DECIDED_ON,
  LSN_SCOPE_MINUTES,
  LSN_SCOPE_AMOUNT_MINOR, /* in the project's currency */
  /* derived */
  LSN_SCOPE_CONTACT_NAME,
  N_LSN_SCOPE_FIELDS
} LsnScopeField;

extern const LsnRecordInfo lsn_scope_change_info;

/* (array zero-terminated=1): "asked", "priced", "accepted", "declined", "free" */
extern const char *const lsn_scope_stages[];

/* For people: “Given free”. */
const char *lsn_scope_stage_get_label (const char *stage);

typedef enum
{
  LSN_DELIVERABLE_ID,
  LSN_DELIVERABLE_PROJECT_ID,
  LSN_DELIVERABLE_MILESTONE_ID,
  LSN_DELIVERABLE_TITLE,
  LSN_DELIVERABLE_CREATED_AT,
  N_LSN_DELIVERABLE_FIELDS
} LsnDeliverableField;

extern const LsnRecordInfo lsn_deliverable_info;

typedef enum
{
  LSN_VERSION_ID,
  LSN_VERSION_DELIVERABLE_ID,
  LSN_VERSION_NUMBER,
  LSN_VERSION_SENT_ON,
  LSN_VERSION_FILE_ID, /* nullable, as all that follow but the verdict */
  LSN_VERSION_LINK,
  LSN_VERSION_NOTE,
  LSN_VERSION_VERDICT, /* of lsn_version_verdicts */
  LSN_VERSION_DECIDED_ON,
  LSN_VERSION_CONTACT_ID,
  LSN_VERSION_ANSWER, /* what the client said */
  /* derived */
  LSN_VERSION_TITLE, /* of the deliverable */
  LSN_VERSION_CONTACT_NAME,
  LSN_VERSION_FILE_NAME,
  N_LSN_VERSION_FIELDS
} LsnVersionField;

extern const LsnRecordInfo lsn_version_info;

/* (array zero-terminated=1): "sent", "changes", "approved" */
extern const char *const lsn_version_verdicts[];

/* For people: “Changes asked for”. */
const char *lsn_version_verdict_get_label (const char *verdict);

typedef enum
{
  LSN_LESSON_ID,
  LSN_LESSON_PROJECT_ID,
  LSN_LESSON_TEXT,
  LSN_LESSON_LEARNT_ON,
  /* derived */
  LSN_LESSON_PROJECT_NAME,
  N_LSN_LESSON_FIELDS
} LsnLessonField;

extern const LsnRecordInfo lsn_lesson_info;

G_END_DECLS
