/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnLazyRows: list boxes under one another in one scrolled window, whose rows are made as they
 * come near.
 *
 * A GtkListView keeps two hundred rows wherever it stands, which is right for a label and too much
 * for a row with buttons and a menu; a GtkListBox with every row costs more still. Here a page that
 * could show hundreds makes those of the first screen before its first frame, one screen more after
 * it, and the next as the user goes down.
 */
#define LSN_TYPE_LAZY_ROWS (lsn_lazy_rows_get_type ())
G_DECLARE_FINAL_TYPE (LsnLazyRows, lsn_lazy_rows, LSN, LAZY_ROWS, GObject)

/**
 * LsnLazyRowsMakeFunc:
 * @section: number of the list box, in the order of lsn_lazy_rows_add()
 *
 * Returns: (transfer floating): a GtkListBoxRow, or what gtk_list_box_insert() wraps in one.
 */
typedef GtkWidget *(*LsnLazyRowsMakeFunc) (gpointer owner, guint section, gint64 id);

/* @window holds the lists somewhere inside; @owner must outlive this, as a page does. */
LsnLazyRows *lsn_lazy_rows_new (GtkScrolledWindow *window, LsnLazyRowsMakeFunc make,
                                gpointer owner) G_GNUC_WARN_UNUSED_RESULT;

/* Adds an empty @list, which stands below those that were added before. */
void lsn_lazy_rows_add (LsnLazyRows *self, GtkListBox *list);

/* The ids (element-type gint64) that a section shows from now on. Rows whose id stays are kept,
 * with the keyboard focus on them. */
void lsn_lazy_rows_set_ids (LsnLazyRows *self, guint section, GArray *ids);

/* Makes the rows of what stays anew, as when the day has turned. */
void lsn_lazy_rows_forget (LsnLazyRows *self);

G_END_DECLS
