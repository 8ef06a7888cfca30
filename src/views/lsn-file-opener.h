/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * lsn_file_open:
 * @parent: where questions are asked
 * @name: of the file, as the user knows it
 * @hash: of its bytes
 *
 * Opens a file of the workspace with the program that the desktop has for it. It gets a copy with
 * the file's own name that it cannot write, as what was kept stays as it was. What may run a
 * program is opened only after the user said so, and a file that is gone is told of in words.
 */
void lsn_file_open (GtkWidget *parent, LsnContext *context, const char *name, const char *hash);

/* Lets the user choose where to put a copy. Likewise. */
void
lsn_file_save_copy (GtkWidget *parent, LsnContext *context, const char *name, const char *hash);

G_END_DECLS
