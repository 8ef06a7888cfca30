/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "model/clients/lsn-client.h"

G_BEGIN_DECLS

typedef enum
{
  LSN_CLIENT_ORDER_NAME,
  LSN_CLIENT_ORDER_STATUS,
  LSN_CLIENT_ORDER_SEGMENT,
  LSN_CLIENT_ORDER_OWNER,
  LSN_CLIENT_ORDER_CITY,
  LSN_CLIENT_ORDER_NEXT,
  LSN_CLIENT_ORDER_LAST,
  LSN_CLIENT_ORDER_TURN,
  LSN_CLIENT_ORDER_DUE,
  N_LSN_CLIENT_ORDERS
} LsnClientOrder;

/**
 * LsnClientQuery: which clients a list shows, and in what order. The same for the page, a saved
 * view and the command line.
 */
typedef struct
{
  LsnClientOrder order;
  gboolean descending;
  char *text;     /* owned, nullable: as the user typed it */
  guint statuses; /* bit n: LsnClientStatus n; 0 for all */
  gint64 segment_id;
  gint64 owner_id;
  gint64 tag_id;
  char *city; /* owned, nullable */
  char *turn; /* owned, nullable */
  gboolean no_next_step;
  gboolean losing_touch;
  gboolean mine;     /* those whose owner is the user */
  gboolean archived; /* the archived ones instead of the others */
  LsnDate today;     /* for losing_touch; not part of the text form */
} LsnClientQuery;

LsnClientQuery *lsn_client_query_new (void) G_GNUC_WARN_UNUSED_RESULT;
LsnClientQuery *lsn_client_query_copy (const LsnClientQuery *self) G_GNUC_WARN_UNUSED_RESULT;
void lsn_client_query_free (LsnClientQuery *self);

/* A line that lsn_client_query_parse() reads back: "order=next desc status=lead,active
 * no-next-step". What it does not know it leaves out, so that an older program reads a newer view.
 */
char *lsn_client_query_format (const LsnClientQuery *self) G_GNUC_WARN_UNUSED_RESULT;
LsnClientQuery *lsn_client_query_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* An LsnRecordQueryFunc. */
gboolean lsn_client_query_on_worker (LsnDatabase *db, gpointer query, GArray *ids,
                                     GCancellable *cancellable, GError **error);

/* Tables whose changes may change a list of clients. */
extern const char *const lsn_client_query_tables[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnClientQuery, lsn_client_query_free)

G_END_DECLS
