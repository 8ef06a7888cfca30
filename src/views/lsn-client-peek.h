/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnClientPeek: a small card over a client's name: who, next step, whose move, last contact, whom
 * to call.
 *
 * A page attaches one to the area that its lists stand in, and marks what shows a client. Space on
 * a focused row, or a pointer that rests on a mark, opens it; it follows the focus from row to row,
 * and Space, Escape or a click elsewhere close it. The keyboard stays in the list all the time.
 */
#define LSN_TYPE_CLIENT_PEEK (lsn_client_peek_get_type ())
G_DECLARE_FINAL_TYPE (LsnClientPeek, lsn_client_peek, LSN, CLIENT_PEEK, GtkPopover)

/**
 * lsn_client_peek_attach:
 * @area: a widget with a layout manager, such as a GtkBox or an AdwBin; owns the card
 *
 * Returns: (transfer none)
 */
LsnClientPeek *lsn_client_peek_attach (GtkWidget *area, LsnContext *context);

/* Says which client @widget shows; 0 for none any more. */
void lsn_client_peek_mark (GtkWidget *widget, gint64 client_id);

/* The client that @widget, or the first thing within it, shows; 0 for none. */
gint64 lsn_client_peek_get_client (GtkWidget *widget);

/* Where the card was opened by a key, it goes to @widget (nullable), or closes where that shows no
 * client: for lists whose rows are selected while the keyboard is elsewhere. */
void lsn_client_peek_follow (LsnClientPeek *self, GtkWidget *widget);

/* Opens the card over @widget, which is marked or has a mark within; closes it where it is open. */
void lsn_client_peek_toggle (LsnClientPeek *self, GtkWidget *widget);

G_END_DECLS
