/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @list: shows the new order already, which is to be stored; @row: what was moved */
typedef void (*LsnReorderFunc) (GObject *owner, GtkListBox *list, GtkListBoxRow *row);

/**
 * lsn_reorder_add:
 * @row: of a list box whose other rows are added, too
 * @func: called after the user moved it
 * @owner: outlives @row
 *
 * Lets the user put the rows of a list in order: by a handle that is dragged onto another row, or
 * by Alt+Up and Alt+Down.
 *
 * Returns: (transfer floating): the handle, to be put into the row
 */
GtkWidget *lsn_reorder_add (GtkListBoxRow *row, LsnReorderFunc func, GObject *owner);

G_END_DECLS
