/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-schema.h"

G_BEGIN_DECLS

/**
 * LsnJournal: what every action changed, as SQLite changesets.
 *
 * The tables, which the model may read for a history:
 * `journal (id, at, actor, label, kind, changeset, undone_at)`: `at` and `undone_at` in UTC
 * microseconds, `kind` an LsnJournalKind, and `journal_row (tbl, row_id, journal_id, op)`: which
 * rows an entry touched, `op` an LsnChange: those it changed and those that they hang on, so that
 * the history of a client also knows of what was deleted since.
 *
 * All calls run on the writer, inside the transaction of the action.
 */
typedef enum
{
  LSN_JOURNAL_ACTION, /* has a changeset */
  LSN_JOURNAL_BATCH,  /* an import: its rows carry the entry's id in `import_id`; the changeset has
                         what it changed of what was there before */
} LsnJournalKind;

gboolean lsn_journal_create_tables (LsnDatabase *db, GError **error);

typedef struct _LsnRecording LsnRecording;

/* Follows the fact tables from here on. */
LsnRecording *lsn_recording_new (LsnDatabase *db, const LsnSchema *schema,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_recording_free (LsnRecording *self);

/* Pauses and goes on. */
void lsn_recording_set_enabled (LsnRecording *self, gboolean enabled);

/**
 * lsn_recording_end:
 *
 * Stops following.
 *
 * Returns: (nullable): the changeset, empty when nothing changed; %NULL with @error set.
 */
GBytes *lsn_recording_end (LsnRecording *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The rows a changeset speaks of, and their parents. Called after it took effect. */
gboolean lsn_journal_read_changes (LsnDatabase *db, const LsnSchema *schema, GBytes *changeset,
                                   LsnChanges *changes, GError **error);

/* Adds an entry with @id for what was done, and the index of the rows in @changes. */
gboolean
lsn_journal_append (LsnDatabase *db, gint64 id, gint64 at, const char *actor, const char *label,
                    LsnJournalKind kind, GBytes *changeset, LsnChanges *changes, GError **error);

/**
 * lsn_journal_undo:
 * @id: an entry, or 0 for the last that is not undone
 * @changes: gets the rows that changed
 * @label: (out) (transfer full): of the entry
 *
 * LSN_STORE_ERROR_CONFLICT when a row was changed since, LSN_STORE_ERROR_NOT_FOUND when there is
 * none. The caller rolls back on failure.
 */
gboolean lsn_journal_undo (LsnDatabase *db, const LsnSchema *schema, gint64 id, gint64 now,
                           LsnChanges *changes, char **label, GError **error);

/* The same for what was undone last, while nothing was done since. */
gboolean lsn_journal_redo (LsnDatabase *db, const LsnSchema *schema, LsnChanges *changes,
                           char **label, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnRecording, lsn_recording_free)

G_END_DECLS
