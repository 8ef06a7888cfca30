/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

G_BEGIN_DECLS

/* Opens tel:, mailto: or a page of the web with the program that the desktop has for it; where it
 * has none, the user is told. @parent: in a window */
void lsn_uri_open (GtkWidget *parent, LsnContext *context, const char *uri);

G_END_DECLS
