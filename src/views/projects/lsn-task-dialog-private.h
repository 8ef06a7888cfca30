/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/projects/lsn-task-parts.h"
#include "views/projects/lsn-task-dialog.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-markdown-view.h"
#include "widgets/lsn-text-row.h"

G_BEGIN_DECLS

struct _LsnTaskDialog
{
  LsnFormDialog parent_instance;

  LsnRecord *task;      /* owned */
  LsnTaskParts *parts;  /* owned, nullable until read */
  GPtrArray *others;    /* owned, nullable; element-type LsnRow: cards that may block this one */
  gint64 own_client_id; /* 0: that of the project */
  gboolean filling;
  gboolean members_shown;
  GPtrArray *part_rows; /* owned; element-type GtkWidget (owned): rows of parts, made anew */
  GPtrArray *rules;     /* owned; element-type char *, "" the first */

  /* Template widgets */
  AdwEntryRow *title_row;
  GtkWidget *formatted_row;
  LsnMarkdownView *text_view;
  LsnTextRow *text_row;
  AdwComboRow *assignee_row;
  LsnDateButton *start_button;
  LsnDateButton *due_button;
  AdwComboRow *repeat_row;
  AdwSwitchRow *after_done_row;
  AdwComboRow *priority_row;
  AdwComboRow *turn_row;
  AdwActionRow *client_row;
  GtkWidget *client_clear;
  AdwPreferencesGroup *labels_group;
  AdwWrapBox *labels_box;
  GtkEntry *label_entry;
  GtkListBox *item_list;
  GtkEntry *item_entry;
  AdwSpinRow *estimate_row;
  AdwSpinRow *spent_row;
  AdwEntryRow *amount_row;
  AdwPreferencesGroup *blockers_group;
  AdwComboRow *blocker_row;
  AdwPreferencesGroup *files_group;
  GtkWidget *attach_button;
  AdwEntryRow *link_row;
  GtkWidget *target_row;
  GtkListBox *comment_list;
  GtkEntry *comment_entry;
};

/* --- lsn-task-dialog-parts.c ------------------------------------------------------------------ */

/* Reads what hangs on the card, and shows it. */
void lsn_task_dialog_load_parts (LsnTaskDialog *self);

/* What the user does with parts is written at once. */
void lsn_task_dialog_add_label (LsnTaskDialog *self);
void lsn_task_dialog_add_item (LsnTaskDialog *self);
void lsn_task_dialog_add_blocker (LsnTaskDialog *self);
void lsn_task_dialog_add_comment (LsnTaskDialog *self);

/* The text of an entry without blanks around it; %NULL of a blank one. */
char *lsn_task_part_dup_typed (gpointer editable) G_GNUC_WARN_UNUSED_RESULT;

/* A row of a part: kept until the parts are read anew. @subtitle: nullable */
GtkWidget *lsn_task_part_make_row (const char *title, const char *subtitle);
void lsn_task_part_keep_row (LsnTaskDialog *self, GtkWidget *row);

/* A small button at the end of a row, that knows the id and the words of what it is about. */
GtkWidget *
lsn_task_part_add_button (LsnTaskDialog *self, GtkWidget *row, const char *icon,
                          const char *tooltip, GCallback clicked, gint64 id, const char *words);
gint64 lsn_task_part_get_button_id (gpointer button);

/* @row: (transfer full). @done: nullable */
void lsn_task_part_write (LsnTaskDialog *self, LsnRow *row, const char *label, LsnContextDone done);
void
lsn_task_part_remove (LsnTaskDialog *self, const LsnRecordInfo *info, gint64 id, const char *label);

/* --- lsn-task-dialog-links.c ------------------------------------------------------------------ */

void lsn_task_dialog_show_links (LsnTaskDialog *self);
void lsn_task_dialog_attach (LsnTaskDialog *self, GPtrArray *files);
void lsn_task_dialog_add_link (LsnTaskDialog *self);

/* Lets one choose an agreement or an entry of a story to link to. */
void lsn_task_dialog_pick_target (LsnTaskDialog *self);

/* --- lsn-task-dialog.c ------------------------------------------------------------------------ */

/* Offers the people once they are known. */
void lsn_task_dialog_show_members (LsnTaskDialog *self);

G_END_DECLS
