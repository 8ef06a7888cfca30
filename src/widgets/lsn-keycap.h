/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A box that draws @accel as the caps of its keys: [Ctrl] [K]. GtkShortcutLabel did that until it
 * was deprecated. */
GtkWidget *lsn_keycap_new (const char *accel) G_GNUC_WARN_UNUSED_RESULT;

/* The same as text, “Ctrl+K”, as for a screen reader or a tooltip. %NULL for no key. */
char *lsn_keycap_dup_text (const char *accel) G_GNUC_WARN_UNUSED_RESULT;

/* Draws another key, or none where @accel is %NULL. */
void lsn_keycap_set (GtkWidget *keycap, const char *accel);

G_END_DECLS
