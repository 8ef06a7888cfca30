/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* All clients as columns, sorted by any of them, searched as one types, filtered by views. */
#define LSN_TYPE_CLIENTS_PAGE (lsn_clients_page_get_type ())
G_DECLARE_FINAL_TYPE (LsnClientsPage, lsn_clients_page, LSN, CLIENTS_PAGE, AdwNavigationPage)

LsnClientsPage *lsn_clients_page_new (LsnContext *context);

/* @view: the key of a built-in view, else the id of a saved one */
void lsn_clients_page_show_view (LsnClientsPage *self, const char *view);

G_END_DECLS
