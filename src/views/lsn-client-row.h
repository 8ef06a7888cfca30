/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "model/clients/lsn-client.h"
#include "views/lsn-context.h"
#include "widgets/lsn-key.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A client in a boxed list: who it is, and why it stands there. */
#define LSN_TYPE_CLIENT_ROW (lsn_client_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnClientRow, lsn_client_row, LSN, CLIENT_ROW, GtkListBoxRow)

/* @silent: the row tells how long there was no contact, else it asks for a next step. */
GtkWidget *
lsn_client_row_new (LsnContext *context, LsnClient *client, LsnDate today, gboolean silent);

extern const LsnKey lsn_client_row_keys[];

gint64 lsn_client_row_get_id (LsnClientRow *self);

G_END_DECLS
