/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/lsn-draft.h"

#define KEPT_US (365 * G_TIME_SPAN_DAY)

LsnDraft *
lsn_draft_new (const char *place, const char *text, gint64 now)
{
  LsnDraft *self = g_new0 (LsnDraft, 1);

  self->place = g_strdup (place);
  self->text = g_strdup (text);
  self->now = now;
  return self;
}

void
lsn_draft_free (LsnDraft *self)
{
  g_free (self->place);
  g_free (self->text);
  g_free (self);
}

gboolean
lsn_draft_read_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnDraft *self = data;

  g_clear_pointer (&self->text, g_free);
  return lsn_database_dup_text (db, &self->text, error, "SELECT text FROM draft WHERE place = ?",
                                "t", self->place);
}

gboolean
lsn_draft_write_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  const LsnDraft *self = data;

  if (self->text == NULL)
    return lsn_database_run (db, error, "DELETE FROM draft WHERE place = ? OR changed_at < ?", "ti",
                             self->place, self->now - KEPT_US);
  return lsn_database_run (db, error,
                           "INSERT OR REPLACE INTO draft (place, text, changed_at)"
                           " VALUES (?, ?, ?)",
                           "tti", self->place, self->text, self->now);
}
