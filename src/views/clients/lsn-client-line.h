/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A client in two lines: who and until when, what comes next. For lists that reuse their rows. */
#define LSN_TYPE_CLIENT_LINE (lsn_client_line_get_type ())
G_DECLARE_FINAL_TYPE (LsnClientLine, lsn_client_line, LSN, CLIENT_LINE, GtkWidget)

GtkWidget *lsn_client_line_new (LsnContext *context);

/* @client: (nullable) */
void lsn_client_line_set_client (LsnClientLine *self, LsnRecord *client, LsnDate today);

G_END_DECLS
