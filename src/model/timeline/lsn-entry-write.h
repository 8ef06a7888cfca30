/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/timeline/lsn-entry.h"

G_BEGIN_DECLS

/* Links an entry to one more record, or takes the link away; nothing happens where it is so
 * already. */
typedef struct
{
  gint64 entry_id;
  const char *target_kind; /* static: 'client', 'contact', 'followup', 'agreement' */
  gint64 target_id;
  gboolean remove;
} LsnEntryLink;

/**
 * LsnEntryEdit: logs a touch, or changes one.
 *
 * An entry that moves to another client takes its files along.
 */
typedef struct
{
  gint64 id;          /* 0: a new one, and its id left here */
  LsnRow *row;        /* owned: of lsn_entry_info, what to write */
  GPtrArray *files;   /* owned, nullable; element-type LsnKeptFile: to attach */
  GArray *gone_files; /* owned, nullable; element-type gint64: attachments to delete */
  GArray *links;      /* owned, nullable; element-type LsnEntryLink, whose entry is this one */
  gint64 now;
} LsnEntryEdit;

void lsn_entry_edit_free (LsnEntryEdit *self);

/* An LsnStoreFunc for the writer. A new entry without a moment gets @now. */
gboolean lsn_entry_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                   GError **error);

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
