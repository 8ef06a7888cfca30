/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include "widgets/lsn-key.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One client: next step, people, agreements, and the story with its composer. */
#define LSN_TYPE_CLIENT_PAGE (lsn_client_page_get_type ())
G_DECLARE_FINAL_TYPE (LsnClientPage, lsn_client_page, LSN, CLIENT_PAGE, AdwNavigationPage)

/* The keys, for the shortcuts window. */
extern const LsnKey lsn_client_page_keys[];

LsnClientPage *lsn_client_page_new (LsnContext *context, gint64 client_id);

gint64 lsn_client_page_get_client_id (LsnClientPage *self);

/* Begins an entry of a kind ('call', 'mail' …), as after a call was made. */
void lsn_client_page_compose (LsnClientPage *self, const char *kind);

G_END_DECLS
