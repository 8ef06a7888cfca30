/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Adds a client, or changes one. Whoever has the same name, number or address already is told of
 * while one types. */
#define LSN_TYPE_CLIENT_DIALOG (lsn_client_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnClientDialog, lsn_client_dialog, LSN, CLIENT_DIALOG, LsnFormDialog)

/* @client_id: the client to change, 0 for a new one */
AdwDialog *lsn_client_dialog_new (LsnContext *context, gint64 client_id);

G_END_DECLS
