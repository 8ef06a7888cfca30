/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lsn-application.h"
#include "store/lsn-store.h"

G_BEGIN_DECLS

/**
 * LsnSearchProvider: clients, people and talks in the search of GNOME Shell.
 *
 * org.gnome.Shell.SearchProvider2, beside the other objects of the application on the bus, which
 * starts the program without a window for it. A result carries what is shown and opened of it, so
 * that it outlives the process that found it.
 */
#define LSN_TYPE_SEARCH_PROVIDER (lsn_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (LsnSearchProvider, lsn_search_provider, LSN, SEARCH_PROVIDER, GObject)

/* @application: not owned, lives longer */
LsnSearchProvider *lsn_search_provider_new (LsnApplication *application) G_GNUC_WARN_UNUSED_RESULT;

gboolean lsn_search_provider_export (LsnSearchProvider *self, GDBusConnection *connection,
                                     const char *path, GError **error);
void lsn_search_provider_unexport (LsnSearchProvider *self, GDBusConnection *connection);

/* @store: (nullable): there will be none; what waited is answered with nothing */
void lsn_search_provider_set_store (LsnSearchProvider *self, LsnStore *store);

G_END_DECLS
