/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-action.h"
#include "base/lsn-id.h"
#include "store/lsn-journal.h"

static gboolean
project (LsnDatabase *writer, const LsnSchema *schema, LsnChanges *changes, GError **error)
{
  for (guint i = 0; i < schema->n_projections; i++)
    {
      if (!schema->projections[i].apply (writer, changes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_write (LsnAction *self, LsnDatabase *writer, const LsnSchema *schema, LsnChanges *changes,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (LsnRecording) recording = lsn_recording_new (writer, schema, error);
  g_autoptr (GBytes) changeset = NULL;

  if (recording == NULL || !self->func (writer, self->data, cancellable, error))
    return FALSE;
  changeset = lsn_recording_end (recording, error);
  if (changeset == NULL || !lsn_journal_read_changes (writer, schema, changeset, changes, error))
    return FALSE;
  if (lsn_changes_is_empty (changes))
    return TRUE;

  /* Before the projections add what they derived, which is no part of the history. */
  self->journal_id = lsn_id_new ();
  return lsn_journal_append (writer, self->journal_id, g_get_real_time (), self->actor, self->label,
                             LSN_JOURNAL_ACTION, changeset, changes, error) &&
         project (writer, schema, changes, error);
}

/* What an import does to rows that were there before it. */
typedef struct
{
  LsnDatabase *writer;
  const LsnSchema *schema;
  LsnRecording *recording; /* owned, nullable: made when it is needed, since it slows all writing */
  int began;
  int n_changes;
} Amendment;

static void
amendment_clear (Amendment *self)
{
  g_clear_pointer (&self->recording, lsn_recording_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Amendment, amendment_clear)

static gboolean
amend_cb (gboolean begins, gpointer user_data, GError **error)
{
  Amendment *self = user_data;
  int total = sqlite3_total_changes (lsn_database_get_handle (self->writer));

  if (begins)
    self->began = total;
  else
    self->n_changes += total - self->began;
  if (self->recording == NULL)
    self->recording = lsn_recording_new (self->writer, self->schema, error);
  if (self->recording == NULL)
    return FALSE;
  lsn_recording_set_enabled (self->recording, begins);
  return TRUE;
}

static gboolean
end_amendment (Amendment *self, LsnChanges *changes, GBytes **changeset, GError **error)
{
  if (self->recording == NULL)
    return TRUE;
  *changeset = lsn_recording_end (self->recording, error);
  return *changeset &&
         lsn_journal_read_changes (self->writer, self->schema, *changeset, changes, error);
}

/* One that added nothing of its own is an action like others. */
static gboolean
import_rows (LsnAction *self, LsnDatabase *writer, const LsnSchema *schema, LsnChanges *changes,
             GCancellable *cancellable, GError **error)
{
  gint64 batch = lsn_id_new ();
  g_auto (Amendment) amendment = { .writer = writer, .schema = schema };
  g_autoptr (GBytes) changeset = NULL;
  int before = sqlite3_total_changes (lsn_database_get_handle (writer));
  gboolean added;
  gboolean ok;

  lsn_database_set_batch (writer, batch);
  lsn_database_set_amend (writer, amend_cb, &amendment);
  ok = self->func (writer, self->data, cancellable, error);
  lsn_database_set_amend (writer, NULL, NULL);
  lsn_database_set_batch (writer, 0);
  if (!ok)
    return FALSE;
  added = sqlite3_total_changes (lsn_database_get_handle (writer)) - before > amendment.n_changes;
  if (!end_amendment (&amendment, changes, &changeset, error))
    return FALSE;
  if (added)
    lsn_changes_set_batch (changes, batch, FALSE);
  if (lsn_changes_is_empty (changes))
    return TRUE;

  self->journal_id = batch;
  return lsn_journal_append (writer, batch, g_get_real_time (), self->actor, self->label,
                             added ? LSN_JOURNAL_BATCH : LSN_JOURNAL_ACTION, changeset, changes,
                             error) &&
         project (writer, schema, changes, error);
}

/* A million rows touch every page of every index; with the everyday cache half of the time goes
 * into writing pages out and reading them back. */
static gboolean
run_import (LsnAction *self, LsnDatabase *writer, const LsnSchema *schema, LsnChanges *changes,
            GCancellable *cancellable, GError **error)
{
  gboolean ok;

  if (!lsn_database_execute (writer, LSN_DATABASE_CACHE_BULK, error))
    return FALSE;
  ok = import_rows (self, writer, schema, changes, cancellable, error);
  lsn_database_execute (writer, LSN_DATABASE_CACHE_USUAL, NULL);
  return ok;
}

static gboolean
run_kind (LsnAction *self, LsnDatabase *writer, const LsnSchema *schema, LsnChanges *changes,
          GCancellable *cancellable, GError **error)
{
  switch (self->kind)
    {
    case LSN_ACTION_WRITE:
      return run_write (self, writer, schema, changes, cancellable, error);
    case LSN_ACTION_IMPORT:
      return run_import (self, writer, schema, changes, cancellable, error);
    case LSN_ACTION_UNDO:
      return lsn_journal_undo (writer, schema, self->journal_id, g_get_real_time (), changes,
                               &self->label, error) &&
             project (writer, schema, changes, error);
    case LSN_ACTION_REDO:
      return lsn_journal_redo (writer, schema, changes, &self->label, error) &&
             project (writer, schema, changes, error);
    default:
      g_assert_not_reached ();
    }
}

gboolean
lsn_action_run (LsnAction *self, LsnDatabase *writer, const LsnSchema *schema, LsnChanges *changes,
                GCancellable *cancellable, GError **error)
{
  gboolean ok;

  if (!lsn_database_execute (writer, "BEGIN IMMEDIATE", error))
    return FALSE;
  lsn_database_set_cancellable (writer, cancellable);
  ok = run_kind (self, writer, schema, changes, cancellable, error);
  lsn_database_set_cancellable (writer, NULL);
  if (ok && lsn_database_execute (writer, "COMMIT", error))
    return TRUE;

  /* SQLite may have rolled back by itself, as on a full disk. */
  lsn_database_execute (writer, "ROLLBACK", NULL);
  if (self->kind == LSN_ACTION_WRITE || self->kind == LSN_ACTION_IMPORT)
    self->journal_id = 0;
  return FALSE;
}
