/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* What hangs on a card: labels, comments, links, files, what blocks it. Rows of these records are
 * written by lsn_row_edit_on_worker() and lsn_removal_on_worker(). */

typedef enum
{
  LSN_LABEL_ID,
  LSN_LABEL_NAME,
  LSN_LABEL_COLOR, /* of lsn_label_colors */
  N_LSN_LABEL_FIELDS
} LsnLabelField;

extern const LsnRecordInfo lsn_label_info;

/* (array zero-terminated=1) */
extern const char *const lsn_label_colors[];

/* For people: “Red”. */
const char *lsn_label_color_get_name (const char *color);

typedef enum
{
  LSN_TASK_COMMENT_ID,
  LSN_TASK_COMMENT_TASK_ID,
  LSN_TASK_COMMENT_AUTHOR, /* nullable: the user */
  LSN_TASK_COMMENT_TEXT,
  LSN_TASK_COMMENT_AT,
  N_LSN_TASK_COMMENT_FIELDS
} LsnTaskCommentField;

extern const LsnRecordInfo lsn_task_comment_info;

typedef enum
{
  LSN_TASK_LINK_ID,
  LSN_TASK_LINK_TASK_ID,
  LSN_TASK_LINK_TARGET_KIND, /* 'agreement', 'entry', 'url' */
  LSN_TASK_LINK_TARGET_ID,
  LSN_TASK_LINK_URL,
  LSN_TASK_LINK_TITLE,
  /* derived */
  LSN_TASK_LINK_WORDS,       /* nullable: what the target says */
  LSN_TASK_LINK_CLIENT_ID,   /* nullable: whose the target is */
  LSN_TASK_LINK_CLIENT_NAME, /* nullable */
  N_LSN_TASK_LINK_FIELDS
} LsnTaskLinkField;

extern const LsnRecordInfo lsn_task_link_info;

/* All that hangs on one card, on the reader. Every array is owned, element-type LsnRow. */
typedef struct
{
  gint64 task_id;      /* in */
  GPtrArray *items;    /* out: of the checklist, in order */
  GPtrArray *comments; /* out: the oldest first */
  GPtrArray *links;    /* out */
  GPtrArray *files;    /* out: lsn_attachment_info */
  GPtrArray *blockers; /* out: lsn_task_info: what must be done before */
  GPtrArray *waiting;  /* out: lsn_task_info: what waits for this card */
  GPtrArray *labels;   /* out: all labels of the workspace, by name */
  GArray *own_labels;  /* out, owned; element-type gint64: ids of those the card has */
  GPtrArray *members;  /* out: who can be the assignee */
} LsnTaskParts;

LsnTaskParts *lsn_task_parts_new (gint64 task_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_task_parts_free (LsnTaskParts *self);
gboolean lsn_task_parts_on_worker (LsnDatabase *db, gpointer parts, GCancellable *cancellable,
                                   GError **error);

/* The labels and the people of the workspace, and the clients that have projects: what a board
 * offers, on the reader. */
typedef struct
{
  GPtrArray *labels;  /* out, owned; element-type LsnRow */
  GPtrArray *members; /* out, owned; element-type LsnRow */
  GPtrArray *clients; /* out, owned; element-type LsnRow: at most 40, by name */
} LsnBoardChoices;

void lsn_board_choices_free (LsnBoardChoices *self);
gboolean lsn_board_choices_on_worker (LsnDatabase *db, gpointer choices, GCancellable *cancellable,
                                      GError **error);

/* --- On the writer ---------------------------------------------------------------------------- */

/* Puts a label on a card, or takes it off. @name: makes the label where there is none of that name.
 */
typedef struct
{
  gint64 task_id;
  gint64 label_id;   /* in, out */
  char *name;        /* owned, nullable */
  const char *color; /* static: of a new one */
  gboolean on;
} LsnTaskLabel;

void lsn_task_label_free (LsnTaskLabel *self);
gboolean lsn_task_label_on_worker (LsnDatabase *db, gpointer label, GCancellable *cancellable,
                                   GError **error);

/* Says that a card must be done before another one, or no more. LSN_STORE_ERROR_INVALID where they
 * would wait for each other. */
typedef struct
{
  gint64 task_id;
  gint64 blocker_id;
  gboolean on;
} LsnTaskBlocker;

gboolean lsn_task_blocker_on_worker (LsnDatabase *db, gpointer blocker, GCancellable *cancellable,
                                     GError **error);

/* Keeps files with a card. */
typedef struct
{
  gint64 task_id;
  GPtrArray *files; /* owned; element-type LsnKeptFile */
  gint64 now;
} LsnTaskFiles;

void lsn_task_files_free (LsnTaskFiles *self);
gboolean lsn_task_files_on_worker (LsnDatabase *db, gpointer files, GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnTaskParts, lsn_task_parts_free)

G_END_DECLS
