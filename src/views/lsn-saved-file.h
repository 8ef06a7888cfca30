/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* On a thread: writes the file, as a whole or not at all. */
typedef gboolean (*LsnSavedFileFunc) (GFile *file, gpointer data, GCancellable *cancellable,
                                      GError **error);

/**
 * lsn_saved_file_choose:
 * @parent: in the window that asks
 * @name: of the file, as a suggestion
 * @data: of @func; freed by @destroy on the main thread
 *
 * Asks where to, writes there on a thread, and tells the user (LsnContext `saved`), or why not.
 */
void
lsn_saved_file_choose (LsnContext *context, GtkWidget *parent, const char *title, const char *name,
                       LsnSavedFileFunc func, gpointer data, GDestroyNotify destroy);

/* Says what went wrong in a dialog over @parent. */
void lsn_saved_file_show_failure (GtkWidget *parent, const char *message);

G_END_DECLS
