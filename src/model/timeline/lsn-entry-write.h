/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/timeline/lsn-entry.h"

G_BEGIN_DECLS

/**
 * LsnEntryEdit: logs a touch, or changes one.
 *
 * With @followup, the next step is set in the same action: one undo takes back both.
 */
typedef struct
{
  gint64 id;          /* 0: a new one, and its id left here */
  LsnRow *row;        /* owned: of lsn_entry_info, what to write */
  GPtrArray *files;   /* owned, nullable; element-type GFile: to attach */
  char *files_folder; /* owned; needed with @files */
  LsnRow *followup;   /* owned, nullable: of lsn_followup_info */
  gint64 now;
} LsnEntryEdit;

void lsn_entry_edit_free (LsnEntryEdit *self);

/* An LsnStoreFunc for the writer. A new entry without a moment gets @now. */
gboolean lsn_entry_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                   GError **error);

/* Links an entry to one more record, or takes the link away; nothing happens where it is so
 * already. */
typedef struct
{
  gint64 entry_id;
  const char *target_kind; /* static: 'client', 'contact', 'followup', 'agreement' */
  gint64 target_id;
  gboolean remove;
} LsnEntryLink;

gboolean lsn_entry_link_on_worker (LsnDatabase *db, gpointer link, GCancellable *cancellable,
                                   GError **error);

/* Deletes one row of any kind of record. */
typedef struct
{
  const LsnRecordInfo *info;
  gint64 id;
} LsnRemoval;

gboolean lsn_removal_on_worker (LsnDatabase *db, gpointer removal, GCancellable *cancellable,
                                GError **error);

/* Writes a row of a record that has no rules beyond its fields. */
typedef struct
{
  gint64 id;   /* 0: a new one, and its id left here */
  LsnRow *row; /* owned */
} LsnRowEdit;

void lsn_row_edit_free (LsnRowEdit *self);
gboolean
lsn_row_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnEntryEdit, lsn_entry_edit_free)

G_END_DECLS
