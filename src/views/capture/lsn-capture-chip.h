/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnCaptureChip: one thing that was understood, to be corrected or taken away.
 *
 * Its button opens a list of choices, or emits `clicked` where it has none; Delete and its cross
 * emit `removed`. Signal `chosen (uint)`: which of the choices.
 */
#define LSN_TYPE_CAPTURE_CHIP (lsn_capture_chip_get_type ())
G_DECLARE_FINAL_TYPE (LsnCaptureChip, lsn_capture_chip, LSN, CAPTURE_CHIP, GtkBox)

/* @name: what it is about, for who hears it and where it is empty: “Client”. @main: (nullable): a
 * widget that shows and corrects it by itself. */
GtkWidget *lsn_capture_chip_new (const char *name, const char *icon, GtkWidget *main);

/* @labels, @icons: (array length=n); @icons: (nullable) */
void lsn_capture_chip_set_choices (LsnCaptureChip *self, const char *const *labels,
                                   const char *const *icons, guint n);

/**
 * lsn_capture_chip_show:
 * @icon: (nullable): instead of the first one
 * @text: (nullable): nothing was understood
 * @removable: whether there is something to take away
 */
void lsn_capture_chip_show (LsnCaptureChip *self, const char *icon, const char *text,
                            gboolean removable);

G_END_DECLS
