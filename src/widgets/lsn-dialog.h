/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * lsn_dialog_present:
 *
 * As adw_dialog_present(), but the focus is on the dialog's focus widget in a narrow window, too:
 * a sheet that opens at the bottom moves it to the first button of the header (libadwaita 1.7).
 */
void lsn_dialog_present (AdwDialog *dialog, GtkWidget *parent);

G_END_DECLS
