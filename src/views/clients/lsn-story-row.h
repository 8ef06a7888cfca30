/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/timeline/lsn-entry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnStoryRow: one entry of the story, made once and shown again for another entry as one scrolls.
 *
 * Its menu runs the page's actions (client.edit-entry …).
 */
#define LSN_TYPE_STORY_ROW (lsn_story_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnStoryRow, lsn_story_row, LSN, STORY_ROW, GtkBox)

GtkWidget *lsn_story_row_new (void);

/* @entry: (nullable): none while the row is not in use. */
void lsn_story_row_set_entry (LsnStoryRow *self, LsnEntry *entry);
LsnEntry *lsn_story_row_get_entry (LsnStoryRow *self);

void lsn_story_row_open_menu (LsnStoryRow *self);

G_END_DECLS
