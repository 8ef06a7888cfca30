/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnImportWindow: brings clients in from a file, of whatever format: what the columns mean, what
 * would happen, progress, and the result with its undo.
 *
 * A window of its own beside the main one, which stays usable meanwhile. Closing it ends what is
 * under way, and nothing of it remains.
 */
#define LSN_TYPE_IMPORT_WINDOW (lsn_import_window_get_type ())
G_DECLARE_FINAL_TYPE (LsnImportWindow, lsn_import_window, LSN, IMPORT_WINDOW, AdwWindow)

LsnImportWindow *lsn_import_window_new (LsnContext *context, GtkWindow *parent, GFile *file);

/* Lets the user choose a file, and opens a window for it. */
void lsn_import_window_choose (LsnContext *context, GtkWindow *parent);

G_END_DECLS
