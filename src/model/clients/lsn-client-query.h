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
  LSN_CLIENT_ORDER_SOURCE,
  LSN_CLIENT_ORDER_TAG,
  N_LSN_CLIENT_ORDERS
} LsnClientOrder;

/* The key in the text form: "next". */
const char *lsn_client_order_get_key (LsnClientOrder order);

/* %FALSE where there is no such order. */
gboolean lsn_client_order_parse (const char *key, LsnClientOrder *order);

/* For people, also the title of the column: “Next Step”. */
const char *lsn_client_order_get_label (LsnClientOrder order);

/* The sides from which clients are picked. Those that answer any of a facet's values pass, and
 * every facet must be passed. A value is a word:
 *
 * - status: of lsn_client_status_get_key()
 * - next, the next step: "overdue", "today", "week" (today and the six days after), "later", "none"
 * - turn, whose move: "us", "client", "performer"
 * - last, the last contact: a number of days that are over since, "never", or "losing": longer ago
 *   than the client's rhythm
 * - segment, owner, tag: an id; "" for none; an owner also "me"
 * - city, source: the text; "" for none
 */
typedef enum
{
  LSN_CLIENT_FACET_STATUS,
  LSN_CLIENT_FACET_NEXT,
  LSN_CLIENT_FACET_TURN,
  LSN_CLIENT_FACET_LAST,
  LSN_CLIENT_FACET_SEGMENT,
  LSN_CLIENT_FACET_OWNER,
  LSN_CLIENT_FACET_TAG,
  LSN_CLIENT_FACET_CITY,
  LSN_CLIENT_FACET_SOURCE,
  N_LSN_CLIENT_FACETS
} LsnClientFacet;

/* The key in the text form: "status". */
const char *lsn_client_facet_get_key (LsnClientFacet facet);

/* %FALSE where there is no such facet. */
gboolean lsn_client_facet_parse (const char *key, LsnClientFacet *facet);

/* For people: “Whose Move”. */
const char *lsn_client_facet_get_label (LsnClientFacet facet);

/**
 * LsnClientQuery: which clients a list shows, and in what order. The same for the page, a saved
 * view and the command line.
 *
 * Rows that have nothing in the column of the order stand last, whatever the direction; only who
 * was never contacted counts as longest ago.
 */
typedef struct
{
  LsnClientOrder order;
  gboolean descending;
  gboolean archived;                      /* the archived ones instead of the others */
  char *text;                             /* owned, nullable: as the user typed it */
  GPtrArray *values[N_LSN_CLIENT_FACETS]; /* owned, never NULL; element-type utf8 */
  LsnDate today;                          /* not part of the text form */
} LsnClientQuery;

LsnClientQuery *lsn_client_query_new (void) G_GNUC_WARN_UNUSED_RESULT;
LsnClientQuery *lsn_client_query_copy (const LsnClientQuery *self) G_GNUC_WARN_UNUSED_RESULT;
void lsn_client_query_free (LsnClientQuery *self);

gboolean lsn_client_query_has (const LsnClientQuery *self, LsnClientFacet facet, const char *value);
void lsn_client_query_add (LsnClientQuery *self, LsnClientFacet facet, const char *value);
void lsn_client_query_remove (LsnClientQuery *self, LsnClientFacet facet, const char *value);
void lsn_client_query_clear (LsnClientQuery *self, LsnClientFacet facet);

/* Whether it leaves out any client that is not archived, the text aside. */
gboolean lsn_client_query_is_filtered (const LsnClientQuery *self);

/* A line that lsn_client_query_parse() reads back: "order=next desc status=lead,active next=none".
 * What it does not know it leaves out, so that an older program reads a newer view.
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
