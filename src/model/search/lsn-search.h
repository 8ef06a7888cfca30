/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/* Digits that were typed, as they are looked for. */
typedef struct
{
  char *match;   /* owned: an FTS5 query of search_digits */
  char *runs[2]; /* owned, nullable: what a number that it finds must have one of; NULL: it does */
} LsnDigits;

/* Returns: (nullable): where @typed looks like a phone: at least three digits and no letter */
LsnDigits *lsn_digits_new (const char *typed) G_GNUC_WARN_UNUSED_RESULT;
void lsn_digits_free (LsnDigits *self);

/* A condition on the id @id of a client or contact that search_digits found, over the parameters ?2
 * and ?3, which are the runs. */
#define LSN_DIGITS_CONDITION(id)                                                                   \
  "(?2 IS NULL OR EXISTS (SELECT 1 FROM channel h WHERE h.client_id = " id                         \
  " AND h.kind IN ('phone', 'whatsapp') AND (instr (h.normal, ?2) OR instr (h.normal, ?3)))"       \
  " OR EXISTS (SELECT 1 FROM channel h WHERE h.contact_id = " id                                   \
  " AND h.kind IN ('phone', 'whatsapp') AND (instr (h.normal, ?2) OR instr (h.normal, ?3))))"

typedef struct
{
  char *kind; /* owned: 'client', 'contact', 'entry', 'followup', 'agreement', 'event', 'project',
               * 'task' */
  gint64 id;
  gint64 client_id; /* 0 for none */
  char *title;      /* owned */
  char *subtitle;   /* owned, nullable */
  char *due; /* owned, nullable: 'YYYY-MM-DD[THH:MM]' of an open follow-up or card, an event */
} LsnSearchHit;

/**
 * LsnSearch: everything that some typed words find.
 *
 * Names first: those that are the words, begin with them, have a word that begins with them; among
 * equals the client before the person, the one that was in touch last before others. Then texts,
 * the newest first, which the last word finds from its second letter on. An empty text finds the
 * visited clients and those that were in touch last.
 */
typedef struct
{
  char *text;        /* owned; in */
  guint limit;       /* in */
  guint names_limit; /* in: so many of the hits are names at most; `limit` at first */
  GArray *visited;   /* owned, nullable; element-type gint64; in: clients, the last one first */
  GPtrArray *hits;   /* owned; element-type LsnSearchHit */
} LsnSearch;

LsnSearch *lsn_search_new (const char *text, guint limit) G_GNUC_WARN_UNUSED_RESULT;
void lsn_search_free (LsnSearch *self);

/* An LsnStoreFunc for the reader. */
gboolean
lsn_search_on_worker (LsnDatabase *db, gpointer search, GCancellable *cancellable, GError **error);

/**
 * LsnNameQuery: the client or contact that a phrase names, for quick capture.
 *
 * One whose words are exactly those of the phrase wins over one that only begins with them; of
 * several the one that was in touch last.
 */
typedef struct
{
  const char *phrase;
  gint64 client_id;  /* in: whose contacts are preferred, 0 for none; out: the client, or the
                        contact's */
  gint64 contact_id; /* out: 0 for none */
  char *name;        /* out, owned, nullable: nothing found */
  gboolean exact;    /* out */
} LsnNameQuery;

gboolean lsn_name_query_on_worker (LsnDatabase *db, gpointer query, GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnDigits, lsn_digits_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnSearch, lsn_search_free)

G_END_DECLS
