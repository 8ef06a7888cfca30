/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lsn-palette-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A line of the palette, used again for another item. */
#define LSN_TYPE_PALETTE_ROW (lsn_palette_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnPaletteRow, lsn_palette_row, LSN, PALETTE_ROW, GtkListBoxRow)

GtkWidget *lsn_palette_row_new (void);

/* @item: (nullable): %NULL hides the row */
void lsn_palette_row_set_item (LsnPaletteRow *self, LsnPaletteItem *item);

/* Returns: (transfer none) (nullable) */
LsnPaletteItem *lsn_palette_row_get_item (LsnPaletteRow *self);

G_END_DECLS
