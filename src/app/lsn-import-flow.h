/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lsn_import_flow_start:
 * @file: (nullable): the table; %NULL asks for one
 *
 * From a file to clients: the file is read and tried, the user sees what would happen and why rows
 * are left out, and one action with one undo does it. Nothing blocks the window.
 */
void lsn_import_flow_start (GtkWindow *window, LsnContext *context, GFile *file);

G_END_DECLS
