/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Adds a client, changes one, or adds a person to one. What was typed stays until it is durable. */
#define LSN_TYPE_CLIENT_DIALOG (lsn_client_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnClientDialog, lsn_client_dialog, LSN, CLIENT_DIALOG, AdwDialog)

/* @client: (nullable): the client to change. */
AdwDialog *lsn_client_dialog_new (LsnContext *context, LsnRecord *client);

/* A dialog for a new person at @client_id. */
AdwDialog *lsn_client_dialog_new_person (LsnContext *context, gint64 client_id);

G_END_DECLS
