/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/clients/lsn-client-query.h"

G_BEGIN_DECLS

typedef struct
{
  char *value; /* owned: as in LsnClientQuery */
  char *label; /* owned: for people */
} LsnClientChoice;

/**
 * LsnClientChoices: what clients can be filtered by in this workspace, and what it is called.
 */
typedef struct
{
  GPtrArray *choices[N_LSN_CLIENT_FACETS]; /* owned; element-type LsnClientChoice, in order */
} LsnClientChoices;

LsnClientChoices *lsn_client_choices_new (void) G_GNUC_WARN_UNUSED_RESULT;
LsnClientChoices *lsn_client_choices_ref (LsnClientChoices *self);
void lsn_client_choices_unref (LsnClientChoices *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_client_choices_on_worker (LsnDatabase *db, gpointer choices, GCancellable *cancellable,
                                       GError **error);

/* Tables whose changes may change the choices. */
extern const char *const lsn_client_choices_tables[];

/* Returns: (nullable): %NULL where there is no such value, or not any more */
const char *lsn_client_choices_get_label (const LsnClientChoices *self, LsnClientFacet facet,
                                          const char *value);

/* Returns: (array zero-terminated=1): what there is of a facet, to write it again elsewhere. */
char **lsn_client_choices_dup_names (const LsnClientChoices *self,
                                     LsnClientFacet facet) G_GNUC_WARN_UNUSED_RESULT;

/* What the query asks of one facet: “City: Perm or Omsk”; %NULL where it asks nothing. */
char *lsn_client_choices_dup_words (const LsnClientChoices *self, const LsnClientQuery *query,
                                    LsnClientFacet facet) G_GNUC_WARN_UNUSED_RESULT;

/* Takes values out of @query that do not exist any more; a city or source is kept, as it may come
 * again. %TRUE where there were any. */
gboolean lsn_client_choices_prune (const LsnClientChoices *self, LsnClientQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnClientChoices, lsn_client_choices_unref)

G_END_DECLS
