/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/**
 * LsnClientCard: everything the client page shows beside the timeline, in one read.
 *
 * All arrays have element type LsnRow.
 */
typedef struct
{
  gint64 client_id;     /* in */
  LsnRow *client;       /* of lsn_client_info; NULL where there is no such client */
  GPtrArray *people;    /* of lsn_client_contact_info, the primary one first */
  GPtrArray *channels;  /* of lsn_channel_info: the client's own and those of its people */
  GPtrArray *followups; /* of lsn_followup_info: the open ones, the next first */
  GPtrArray *
      agreements; /* of lsn_agreement_info: those to be kept, the next due first; then the others */
  GPtrArray *dates; /* of lsn_important_date_info */
  GPtrArray *files; /* of lsn_attachment_info, the newest first, 100 at most */
} LsnClientCard;

LsnClientCard *lsn_client_card_new (gint64 client_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_client_card_free (LsnClientCard *self);

/* Moves what was read out of a card that belongs to a result. */
LsnClientCard *lsn_client_card_steal (LsnClientCard *self) G_GNUC_WARN_UNUSED_RESULT;

/* An LsnStoreFunc for the reader. */
gboolean lsn_client_card_on_worker (LsnDatabase *db, gpointer card, GCancellable *cancellable,
                                    GError **error);

/* Tables whose changes may change the card. */
extern const char *const lsn_client_card_tables[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnClientCard, lsn_client_card_free)

G_END_DECLS
