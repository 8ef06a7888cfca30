/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnDraft: words that were typed and not saved yet, kept across a restart.
 *
 * Drafts stand outside the journal: they are neither history nor undone.
 */
typedef struct
{
  char *place; /* owned: whose words these are, such as "composer:42" */
  char *text;  /* owned, nullable: nothing */
  gint64 now;  /* of a write */
} LsnDraft;

LsnDraft *lsn_draft_new (const char *place, const char *text, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_draft_free (LsnDraft *self);

/* An LsnStoreFunc for the reader: fills @text. */
gboolean lsn_draft_read_on_worker (LsnDatabase *db, gpointer draft, GCancellable *cancellable,
                                   GError **error);

/* An LsnStoreFunc for the writer. Drafts that nobody came back to for a year go. */
gboolean lsn_draft_write_on_worker (LsnDatabase *db, gpointer draft, GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnDraft, lsn_draft_free)

G_END_DECLS
