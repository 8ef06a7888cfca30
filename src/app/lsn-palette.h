/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"
#include "widgets/lsn-key.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnPalette: one entry over everything: clients, people, talks, agreements, pages and commands.
 *
 * Arrows move, Enter opens or runs, Ctrl+Enter does the other thing that the hints name. A command
 * that is about a client asks for it in a second step; Escape or Backspace go back. Right, at the
 * end of what is typed, opens a card of the client.
 */
#define LSN_TYPE_PALETTE (lsn_palette_get_type ())
G_DECLARE_FINAL_TYPE (LsnPalette, lsn_palette, LSN, PALETTE, AdwDialog)

/* @visited: element-type gint64: clients that were opened, the last one first
 * @text: (nullable): typed already */
AdwDialog *
lsn_palette_new (LsnContext *context, GArray *visited, const char *text) G_GNUC_WARN_UNUSED_RESULT;

extern const LsnKey lsn_palette_keys[];

G_END_DECLS
