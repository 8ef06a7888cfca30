/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Data text is never markup: every label that shows what a user or a stranger typed is made here.
 */
GtkWidget *lsn_text_label_new (const char *text, const char *css_class);

void lsn_text_label_set (GtkWidget *label, const char *text);

G_END_DECLS
