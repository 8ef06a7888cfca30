/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* A board as files tell of it: what the readers of Trello, Todoist and our own JSON make, what an
 * import writes, and what an export hands to the writers. Texts are valid UTF-8 and owned. */

/* What a plan has besides its board. */
typedef enum
{
  LSN_FILE_MILESTONES,
  LSN_FILE_EXPENSES,
  LSN_FILE_SCOPE,
  LSN_FILE_LESSONS,
  N_LSN_FILE_PARTS
} LsnFilePart;

typedef struct
{
  char *title;
  gint64 limit; /* 0 for none */
  gboolean done;
  gboolean closed; /* archived where it comes from: so are its cards */
  /* what happens to a card that enters */
  char *enter_assignee; /* nullable: a name */
  char *enter_followup; /* nullable */
  gint64 enter_due;     /* working days + 1, 0 for none */
  gint64 enter_label;   /* place of a label + 1, 0 for none */
} LsnFileColumn;

typedef struct
{
  char *name;
  const char *color; /* static: of lsn_label_colors */
} LsnFileLabel;

typedef struct
{
  char *author; /* nullable */
  char *text;
  gint64 at;
} LsnFileComment;

typedef struct
{
  char *url;
  char *title; /* nullable */
} LsnFileLink;

typedef struct
{
  char *title;
  char *text;     /* nullable, as all texts below */
  char *start_on; /* 'YYYY-MM-DD' */
  char *due_on;
  char *assignee; /* a name */
  char *client;   /* a name: where it is not that of the project */
  char *turn;
  char *rrule;
  char *repeat_mode;
  char *currency;
  char *role;
  char *baseline_start_on;
  char *baseline_due_on;
  gint64 milestone; /* place + 1, 0 for none */
  gboolean has_amount;
  gint64 amount_minor;
  gint64 estimate_minutes;
  gint64 spent_minutes;
  gint64 priority;
  gint64 done_at;     /* 0 for an open one */
  gint64 archived_at; /* 0 for none */
  gint64 created_at;  /* 0: now, as the next two */
  gint64 entered_at;
  gint64 turn_since;
  guint column;        /* place of its column, G_MAXUINT for none */
  GArray *labels;      /* element-type guint: places */
  GArray *blockers;    /* element-type guint: places of cards */
  GPtrArray *items;    /* element-type LsnFileCard: the checklist */
  GPtrArray *comments; /* element-type LsnFileComment */
  GPtrArray *links;    /* element-type LsnFileLink */
} LsnFileCard;

typedef struct
{
  char *name;
  char *purpose;                      /* nullable */
  char *client;                       /* nullable: a name */
  char *start_on;                     /* nullable */
  char *due_on;                       /* nullable */
  char *status;                       /* nullable */
  GPtrArray *columns;                 /* element-type LsnFileColumn */
  GPtrArray *labels;                  /* element-type LsnFileLabel */
  GPtrArray *cards;                   /* element-type LsnFileCard, in order */
  LsnRow *budget;                     /* nullable: of lsn_project_info: budget and retainer */
  GPtrArray *parts[N_LSN_FILE_PARTS]; /* element-type LsnRow */

  GPtrArray *left_out; /* element-type char: each thing that has no place here, in words */
  guint n_labels;      /* in the file: those of one name are one label here */
  guint n_check_items;
  guint n_comments;
} LsnBoardFile;

LsnBoardFile *lsn_board_file_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
void lsn_board_file_free (LsnBoardFile *self);

LsnFileColumn *lsn_board_file_add_column (LsnBoardFile *self, const char *title);

/* Returns: the place of the label of that name, which is made where there is none. */
guint lsn_board_file_add_label (LsnBoardFile *self, const char *name, const char *color);
LsnFileCard *lsn_board_file_add_card (LsnBoardFile *self, const char *title);
LsnFileCard *lsn_file_card_add_item (LsnBoardFile *self, LsnFileCard *card, const char *title);
void lsn_file_card_add_comment (LsnBoardFile *self, LsnFileCard *card, const char *author,
                                const char *text, gint64 at);
void lsn_file_card_add_link (LsnFileCard *card, const char *url, const char *title);

/* A card has a label once. */
void lsn_file_card_add_label (LsnFileCard *card, guint label);

/* Adds a line to the text. */
void lsn_file_card_add_line (LsnFileCard *card, const char *line);

/* Tells of something that is not carried over. @where: (nullable): the card's title */
void lsn_board_file_leave_out (LsnBoardFile *self, const char *where, const char *what);

/* Whether a column of that name is one of done cards, in Russian and English. */
gboolean lsn_board_file_is_done_title (const char *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnBoardFile, lsn_board_file_free)

G_END_DECLS
