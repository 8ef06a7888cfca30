/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What GTK leaves to who lets things be dragged. */

/**
 * lsn_drag_cancel_on_escape:
 *
 * Lets Escape cancel the drags of @source, also on X11, where GTK 4.18 does not. Connect to
 * “drag-begin” and “drag-end” as ever: a drag that is cancelled ends like one that found no target.
 */
void lsn_drag_cancel_on_escape (GtkDragSource *source);

/**
 * lsn_drag_scroll_at_edges:
 *
 * Lets a drag that is held near an edge of @scrolled scroll it, the faster the nearer. Whatever is
 * dragged, and from wherever.
 */
void lsn_drag_scroll_at_edges (GtkScrolledWindow *scrolled);

/**
 * lsn_drag_open_on_rest:
 * @open: called with @widget and @user_data when a drag rests on @widget for a moment, so that it
 *   can go on to what is behind, as another page
 */
void lsn_drag_open_on_rest (GtkWidget *widget, GCallback open, gpointer user_data);

G_END_DECLS
