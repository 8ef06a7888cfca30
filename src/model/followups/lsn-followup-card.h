/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/**
 * LsnFollowupCard: a follow-up, and the people of its client whom it may concern, in one read.
 */
typedef struct
{
  gint64 id;         /* in: 0 for a new one */
  gint64 client_id;  /* in for a new one */
  LsnRow *followup;  /* out, owned: of lsn_followup_info; NULL for a new one, or where it is gone */
  char *client_name; /* out, owned, nullable */
  GPtrArray *people; /* out, owned; element-type LsnRow of lsn_client_contact_info */
} LsnFollowupCard;

LsnFollowupCard *lsn_followup_card_new (gint64 id, gint64 client_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_followup_card_free (LsnFollowupCard *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_followup_card_on_worker (LsnDatabase *db, gpointer card, GCancellable *cancellable,
                                      GError **error);

/* What was done for a client, the last first, 200 at most. */
typedef struct
{
  gint64 client_id; /* in */
  GPtrArray *steps; /* out, owned; element-type LsnRow of lsn_followup_info */
} LsnDoneSteps;

LsnDoneSteps *lsn_done_steps_new (gint64 client_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_done_steps_free (LsnDoneSteps *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_done_steps_on_worker (LsnDatabase *db, gpointer steps, GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnDoneSteps, lsn_done_steps_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnFollowupCard, lsn_followup_card_free)

G_END_DECLS
