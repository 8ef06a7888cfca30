/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text that runs from top to bottom, as on the back of a book. */
#define LSN_TYPE_VERTICAL_LABEL (lsn_vertical_label_get_type ())
G_DECLARE_FINAL_TYPE (LsnVerticalLabel, lsn_vertical_label, LSN, VERTICAL_LABEL, GtkWidget)

GtkWidget *lsn_vertical_label_new (const char *css_class);

void lsn_vertical_label_set_text (LsnVerticalLabel *self, const char *text);

G_END_DECLS
