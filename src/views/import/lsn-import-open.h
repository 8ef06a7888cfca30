/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lsn_import_open:
 *
 * Brings in what a file has: boards after a look at what would come and what would be left out,
 * anything else in a window of its own (LsnImportWindow). One undo takes it back.
 */
void lsn_import_open (LsnContext *context, GtkWindow *parent, GFile *file);

G_END_DECLS
