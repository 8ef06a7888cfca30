/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/clients/lsn-client-choices.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnClientFilter: picks what a list of clients is filtered by: first the facet, then its values.
 *
 * Signals: `picked (guint facet, const char *value, gboolean on)`, `cleared (guint facet)`. Who
 * hears them changes the query and shows it here again.
 */
#define LSN_TYPE_CLIENT_FILTER (lsn_client_filter_get_type ())
G_DECLARE_FINAL_TYPE (LsnClientFilter, lsn_client_filter, LSN, CLIENT_FILTER, GtkPopover)

LsnClientFilter *lsn_client_filter_new (void);

/* Both are borrowed until the next call. */
void lsn_client_filter_show (LsnClientFilter *self, const LsnClientQuery *query,
                             const LsnClientChoices *choices);

/* Turns to the values of a facet, for the next time the popover opens. */
void lsn_client_filter_turn_to (LsnClientFilter *self, LsnClientFacet facet);

G_END_DECLS
