/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-record.h"

G_BEGIN_DECLS

/* Another client of a person. */
typedef struct
{
  gint64 client_id;
  char *name; /* owned */
  char *role; /* owned, nullable */
} LsnPersonPlace;

/**
 * LsnPersonCard: a person at a client, with what its dialog shows, in one read.
 */
typedef struct
{
  gint64 client_id;  /* in */
  gint64 contact_id; /* in */
  LsnRow *contact;   /* out, owned: of lsn_contact_info; NULL where it is gone */
  LsnRow *link; /* out, owned: of lsn_client_contact_info; NULL where it is not with the client */
  GPtrArray *channels; /* out, owned; element-type LsnRow of lsn_channel_info, in order */
  GPtrArray *places;   /* out, owned; element-type LsnPersonPlace: other clients, by name */
  LsnDate birthday;    /* out: of the client's important dates; LSN_DATE_NONE for none */
} LsnPersonCard;

LsnPersonCard *lsn_person_card_new (gint64 client_id, gint64 contact_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_person_card_free (LsnPersonCard *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_person_card_on_worker (LsnDatabase *db, gpointer card, GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnPersonCard, lsn_person_card_free)

G_END_DECLS
