/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LsnChanges: which rows of which tables one transaction changed. Immutable once announced.
 */
typedef struct _LsnChanges LsnChanges;

#define LSN_TYPE_CHANGES (lsn_changes_get_type ())

typedef enum
{
  LSN_CHANGE_INSERT = 1 << 0,
  LSN_CHANGE_UPDATE = 1 << 1,
  LSN_CHANGE_DELETE = 1 << 2,
  LSN_CHANGE_DERIVED = 1 << 3, /* something that hangs on this row changed, not the row */
} LsnChange;

typedef void (*LsnChangesFunc) (const char *table, gint64 id, LsnChange change, gpointer user_data);

GType lsn_changes_get_type (void);
LsnChanges *lsn_changes_new (void) G_GNUC_WARN_UNUSED_RESULT;
LsnChanges *lsn_changes_ref (LsnChanges *self);
void lsn_changes_unref (LsnChanges *self);

void lsn_changes_add (LsnChanges *self, const char *table, gint64 id, LsnChange change);

/**
 * lsn_changes_get_batch:
 *
 * Returns: the id of an import whose rows, all with that `import_id`, came or went as a whole and
 * need not be listed one by one; 0 otherwise. What it changed of what was there before is listed.
 */
gint64 lsn_changes_get_batch (LsnChanges *self);
gboolean lsn_changes_is_batch_gone (LsnChanges *self); /* an undone import */
void lsn_changes_set_batch (LsnChanges *self, gint64 batch, gboolean gone);

gboolean lsn_changes_is_empty (LsnChanges *self);
gboolean
lsn_changes_touches (LsnChanges *self, const char *table); /* a batch touches every table */
LsnChange lsn_changes_get (LsnChanges *self, const char *table, gint64 id); /* 0: not listed */
guint lsn_changes_count (LsnChanges *self, const char *table);

/* Calls @func for each listed row of @table; %NULL stands for every table. */
void
lsn_changes_foreach (LsnChanges *self, const char *table, LsnChangesFunc func, gpointer user_data);

/* The ids of @table, unordered. Element type gint64. */
GArray *lsn_changes_dup_ids (LsnChanges *self, const char *table) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnChanges, lsn_changes_unref)

G_END_DECLS
