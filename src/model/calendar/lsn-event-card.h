/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/calendar/lsn-event.h"

G_BEGIN_DECLS

/* An event, and the people of its client, in one read. */
typedef struct
{
  gint64 id;          /* in: 0 for a new one */
  gint64 client_id;   /* in for a new one */
  LsnRow *event;      /* out, owned; NULL for a new one, or where it is gone */
  char *client_name;  /* out, owned, nullable */
  GPtrArray *people;  /* out, owned; element-type LsnRow of lsn_client_contact_info */
  gint64 contact_id;  /* out: who of those we know takes part, 0 for nobody */
  char *contact_name; /* out, owned, nullable */
} LsnEventCard;

LsnEventCard *lsn_event_card_new (gint64 id, gint64 client_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_event_card_free (LsnEventCard *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_event_card_on_worker (LsnDatabase *db, gpointer card, GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
