/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/* What wants to be reminded of: open follow-ups, open cards with a date, events that are to be, and
 * important dates on the first day of their lead time and on the day itself. */

typedef enum
{
  LSN_DUE_FOLLOWUP,
  LSN_DUE_DATE,
  LSN_DUE_TASK,  /* a card, or an item of a checklist */
  LSN_DUE_EVENT, /* an occurrence of it, so long before as was wished */
} LsnDueKind;

typedef struct
{
  LsnDueKind kind;
  gint64 id;
  gint64 client_id; /* 0 for none */
  char *title;      /* owned */
  char *client;     /* owned, nullable */
  char *contact;    /* owned, nullable: whom an important date is about; the card of an item */
  LsnDate date;     /* when to remind */
  int minute;       /* of the day, -1 for the whole day */
  char *zone_id;    /* owned, nullable: of @minute */
  gboolean urgent;
  LsnDate falls_on; /* of an important date: the day itself */
  gint64 starts_at; /* of an event, UTC microseconds */
} LsnDue;

LsnDue *lsn_due_new (LsnDueKind kind, gint64 id, const char *title, LsnDate date, int minute,
                     const char *zone_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_due_free (gpointer due);

/* Names this moment of this reminder: one that is snoozed is due anew. */
char *lsn_due_dup_key (const LsnDue *due) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_due_load:
 *
 * Returns: (nullable): element-type LsnDue: all that is to be reminded of up to the end of the day
 *   after @today, in no order; what is long late, too. %NULL with @error set on failure.
 */
GPtrArray *lsn_due_load (LsnDatabase *db, LsnDate today, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnDue, lsn_due_free)

G_END_DECLS
