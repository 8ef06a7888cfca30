/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* What is delivered to a client, and its board: columns of cards. */

typedef enum
{
  LSN_PROJECT_ID,
  LSN_PROJECT_CLIENT_ID, /* nullable: work of our own */
  LSN_PROJECT_NAME,
  LSN_PROJECT_PURPOSE,
  LSN_PROJECT_STATUS, /* 'planned', 'active', 'on-hold', 'done' */
  LSN_PROJECT_START_ON,
  LSN_PROJECT_DUE_ON,
  LSN_PROJECT_CREATED_AT,
  LSN_PROJECT_ARCHIVED_AT,
  LSN_PROJECT_BUDGET_MINUTES, /* each nullable, as all that follow */
  LSN_PROJECT_BUDGET_MINOR,
  LSN_PROJECT_CURRENCY,
  LSN_PROJECT_RATE_MINOR, /* what an hour costs us */
  LSN_PROJECT_TEMPLATE,   /* the name of the plan template it was made from */
  LSN_PROJECT_RETAINER_MINUTES,
  LSN_PROJECT_RETAINER_CARRY_MONTHS,
  LSN_PROJECT_RETAINER_FROM,
  LSN_PROJECT_CLOSED_ON,
  /* derived */
  LSN_PROJECT_CLIENT_NAME,
  N_LSN_PROJECT_FIELDS
} LsnProjectField;

extern const LsnRecordInfo lsn_project_info;

typedef enum
{
  LSN_COLUMN_ID,
  LSN_COLUMN_PROJECT_ID,
  LSN_COLUMN_TITLE,
  LSN_COLUMN_RANK,
  LSN_COLUMN_WIP_LIMIT, /* nullable: how many cards it should hold at most */
  LSN_COLUMN_DONE,      /* a card that enters is done */
  /* what happens to a card that enters; each nullable */
  LSN_COLUMN_ENTER_ASSIGNEE_ID,
  LSN_COLUMN_ENTER_DUE_DAYS, /* working days until it is due */
  LSN_COLUMN_ENTER_LABEL_ID,
  LSN_COLUMN_ENTER_FOLLOWUP, /* title of a follow-up for the card's client, due the next day */
  N_LSN_COLUMN_FIELDS
} LsnColumnField;

extern const LsnRecordInfo lsn_column_info;

/* The projects, by client and name, on the reader. */
typedef struct
{
  gboolean archived;   /* in: those of the archive, too, behind the others */
  GPtrArray *projects; /* out, owned; element-type LsnRow */
} LsnProjects;

void lsn_projects_free (LsnProjects *self);
gboolean lsn_projects_on_worker (LsnDatabase *db, gpointer projects, GCancellable *cancellable,
                                 GError **error);

/**
 * LsnProjectEdit: adds a project with its columns, or changes one.
 * @columns: (nullable): titles of the columns of a new project; the last one is that of done cards
 */
typedef struct
{
  gint64 id;     /* 0: a new one, and its id left here */
  LsnRow *row;   /* owned */
  GStrv columns; /* owned, nullable */
  gint64 now;
} LsnProjectEdit;

void lsn_project_edit_free (LsnProjectEdit *self);
gboolean lsn_project_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                     GError **error);

/**
 * LsnColumnEdit: adds a column at the end of its board, changes one, or moves one.
 * @before_id: with @move: the column that it is put in front of, 0 for the end
 */
typedef struct
{
  gint64 id;   /* 0: a new one, and its id left here */
  LsnRow *row; /* owned */
  gboolean move;
  gint64 before_id;
} LsnColumnEdit;

void lsn_column_edit_free (LsnColumnEdit *self);
gboolean lsn_column_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnProjects, lsn_projects_free)

G_END_DECLS
