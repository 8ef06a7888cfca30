/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnOverflowBox: a row of widgets that shows as many as fit, and hides the last ones.
 *
 * What it hides must be reachable elsewhere, as in a menu beside it.
 */
#define LSN_TYPE_OVERFLOW_BOX (lsn_overflow_box_get_type ())
G_DECLARE_FINAL_TYPE (LsnOverflowBox, lsn_overflow_box, LSN, OVERFLOW_BOX, GtkWidget)

GtkWidget *lsn_overflow_box_new (int spacing);

void lsn_overflow_box_append (LsnOverflowBox *self, GtkWidget *child);
void lsn_overflow_box_remove_all (LsnOverflowBox *self);

/* The child that is shown even where others must make room for it. @child: (nullable) */
void lsn_overflow_box_set_kept (LsnOverflowBox *self, GtkWidget *child);

G_END_DECLS
