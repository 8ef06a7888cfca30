/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* A record that an entry is linked to. */
typedef struct
{
  char *kind; /* owned: 'client', 'contact', 'followup', 'agreement' */
  gint64 id;
  char *title; /* owned */
} LsnLinked;

/**
 * LsnEntryCard: an entry with all that hangs on it, in one read.
 */
typedef struct
{
  gint64 id;         /* in */
  LsnRow *entry;     /* out, owned: of lsn_entry_info; NULL where it is gone */
  GPtrArray *links;  /* out, owned; element-type LsnLinked */
  GPtrArray *files;  /* out, owned; element-type LsnRow of lsn_attachment_info */
  GPtrArray *people; /* out, owned; element-type LsnRow of lsn_client_contact_info */
} LsnEntryCard;

LsnEntryCard *lsn_entry_card_new (gint64 id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_entry_card_free (LsnEntryCard *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_entry_card_on_worker (LsnDatabase *db, gpointer card, GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnEntryCard, lsn_entry_card_free)

G_END_DECLS
