/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lsn-command.h"
#include "app/lsn-page.h"
#include "model/search/lsn-search.h"

G_BEGIN_DECLS

/* One line of the palette: a command, a page, or something that was found. Never changes. */
#define LSN_TYPE_PALETTE_ITEM (lsn_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (LsnPaletteItem, lsn_palette_item, LSN, PALETTE_ITEM, GObject)

/* Each begins a block of lines under a heading. */
typedef enum
{
  LSN_PALETTE_RECENT,
  LSN_PALETTE_NAMES,
  LSN_PALETTE_COMMANDS,
  LSN_PALETTE_PROJECTS,
  LSN_PALETTE_CARDS,
  LSN_PALETTE_FOLLOWUPS,
  LSN_PALETTE_EVENTS,
  LSN_PALETTE_STORY,
  LSN_PALETTE_AGREEMENTS,
  LSN_N_PALETTE_SECTIONS
} LsnPaletteSection;

LsnPaletteItem *lsn_palette_item_new_command (const LsnCommand *command) G_GNUC_WARN_UNUSED_RESULT;
LsnPaletteItem *lsn_palette_item_new_page (guint position) G_GNUC_WARN_UNUSED_RESULT;
LsnPaletteItem *lsn_palette_item_new_hit (const LsnSearchHit *hit, gboolean recent,
                                          LsnDate today) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (nullable): the command that opens a found record of this kind, by its id; for others
 * their client is opened. */
const char *lsn_palette_get_opener (const char *kind);

LsnPaletteSection lsn_palette_item_get_section (LsnPaletteItem *self);
const char *lsn_palette_section_get_title (LsnPaletteSection section);

const char *lsn_palette_item_get_title (LsnPaletteItem *self);
const char *lsn_palette_item_get_subtitle (LsnPaletteItem *self); /* nullable */
const char *lsn_palette_item_get_icon (LsnPaletteItem *self);     /* %NULL for a name: an avatar */
const char *lsn_palette_item_get_key (LsnPaletteItem *self);      /* nullable */

/* Returns: (nullable) */
const LsnCommand *lsn_palette_item_get_command (LsnPaletteItem *self);

/* 0 where it is about no client */
gint64 lsn_palette_item_get_client_id (LsnPaletteItem *self);

/* The action that Enter runs, and that Ctrl+Enter runs: (nullable). @label: what it does, in two
 * words. */
char *
lsn_palette_item_dup_action (LsnPaletteItem *self, const char **label) G_GNUC_WARN_UNUSED_RESULT;
char *lsn_palette_item_dup_alternative (LsnPaletteItem *self,
                                        const char **label) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_palette_match:
 * @typed: of lsn_match_dup_words(); "" matches everything
 *
 * Returns: (transfer full): element-type LsnPaletteItem: the pages and commands that the palette
 *   offers for it, the best first; labels count in the language of the user and in English.
 */
GPtrArray *lsn_palette_match (const char *typed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
