/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-store.h"

G_BEGIN_DECLS

/**
 * LsnAction: what a job of the writer does, in one transaction.
 */
typedef enum
{
  LSN_ACTION_WRITE,
  LSN_ACTION_IMPORT,
  LSN_ACTION_UNDO,
  LSN_ACTION_REDO,
} LsnActionKind;

typedef struct
{
  LsnActionKind kind;
  LsnStoreFunc func; /* of a write or import */
  gpointer data;
  const char *actor; /* borrowed */
  char *label;       /* owned; in for write and import, out for undo and redo */
  gint64 journal_id; /* in for undo, out for write and import */
} LsnAction;

/**
 * lsn_action_run:
 * @changes: gets the rows that changed
 *
 * All or nothing: %TRUE means durable, %FALSE that everything is rolled back. Runs on the writer.
 */
gboolean lsn_action_run (LsnAction *self, LsnDatabase *writer, const LsnSchema *schema,
                         LsnChanges *changes, GCancellable *cancellable, GError **error);

G_END_DECLS
