/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/* Birthdays, ends of contracts: dates that want to be known some days before. */

/* One that is near. */
typedef struct
{
  gint64 id;
  gint64 client_id;
  char *title;   /* owned */
  char *client;  /* owned */
  char *contact; /* owned, nullable: whose birthday */
  LsnDate date;  /* the day on which it falls this time */
  int lead_days;
} LsnComingDate;

void lsn_coming_date_free (gpointer date);

/**
 * lsn_important_date_get_next:
 *
 * Returns: the next day from @today on which an important date falls: itself, or for a yearly one
 * its anniversary; 29 February falls on 28 February in other years. %LSN_DATE_NONE where it has
 * passed for good.
 */
LsnDate lsn_important_date_get_next (LsnDate date, gboolean yearly, LsnDate today);

/**
 * lsn_important_date_load_coming:
 * @since: what fell before this day is over
 * @today: what is further from this day than its lead time is not yet near
 *
 * Returns: (nullable): element-type LsnComingDate, the nearest first; of clients that are not
 *   archived. %NULL with @error set on failure. Worker thread.
 */
GPtrArray *lsn_important_date_load_coming (LsnDatabase *db, LsnDate since, LsnDate today,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
