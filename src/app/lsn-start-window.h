/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnStartWindow: what stands on the screen before the workspace is open: how far a long opening
 * has come, or why it cannot be opened and the ways out of that.
 *
 * Signal `retry ()`: it may open now. Signal `cancel ()`: the user does not want to wait.
 */
#define LSN_TYPE_START_WINDOW (lsn_start_window_get_type ())
G_DECLARE_FINAL_TYPE (LsnStartWindow, lsn_start_window, LSN, START_WINDOW, AdwApplicationWindow)

LsnStartWindow *lsn_start_window_new (GtkApplication *application, const char *workspace);

/* @fraction: 0 to 1; below 0 where nobody knows */
void lsn_start_window_show_progress (LsnStartWindow *self, const char *what, double fraction);

void lsn_start_window_show_failure (LsnStartWindow *self, const GError *error);

G_END_DECLS
