/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/clients/lsn-client-query.h"
#include "views/lsn-context.h"
#include "views/lsn-id-selection.h"
#include "widgets/lsn-key.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  LSN_CLIENT_LIST_TABLE, /* columns */
  LSN_CLIENT_LIST_LINES, /* two lines a client; a click opens */
  LSN_CLIENT_LIST_PANE,  /* two lines a client; a click selects, as the client stands beside */
} LsnClientListMode;

/**
 * LsnClientList: clients as a table or as lines, with what keys do to the focused one.
 *
 * Signals: `ordered (guint order, gboolean descending)` when the user sorts by a column; `typed
 * ()` before a letter that is no command goes to the search.
 */
#define LSN_TYPE_CLIENT_LIST (lsn_client_list_get_type ())
G_DECLARE_FINAL_TYPE (LsnClientList, lsn_client_list, LSN, CLIENT_LIST, AdwBin)

/* For the shortcuts window. */
extern const LsnKey lsn_client_list_keys[];

/* Called once. @search: borrowed: where letters go that are no command */
void lsn_client_list_set_up (LsnClientList *self, LsnContext *context, LsnRecordList *records,
                             LsnIdSelection *selection, GtkSearchEntry *search);

void lsn_client_list_set_mode (LsnClientList *self, LsnClientListMode mode);
LsnClientListMode lsn_client_list_get_mode (LsnClientList *self);

/* What the heads of the columns show; says nothing back. */
void lsn_client_list_set_order (LsnClientList *self, LsnClientOrder order, gboolean descending);

void lsn_client_list_set_today (LsnClientList *self, LsnDate today);

/* Scrolls to a place, and lets the row there have the focus and be the selected one. */
void lsn_client_list_go_to (LsnClientList *self, guint position);

/* Whether the keyboard is at one of the clients. */
gboolean lsn_client_list_has_focus (LsnClientList *self);

/* A menu of the columns to show, of actions that the list has. */
GMenuModel *lsn_client_list_get_columns_menu (LsnClientList *self);

/* What that menu does, as the group “columns”. Borrowed. */
GActionGroup *lsn_client_list_get_columns (LsnClientList *self);

G_END_DECLS
