/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "model/timeline/lsn-entry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One entry of the story. */
#define LSN_TYPE_STORY_ROW (lsn_story_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnStoryRow, lsn_story_row, LSN, STORY_ROW, GtkListBoxRow)

GtkWidget *lsn_story_row_new (LsnEntry *entry);

/* The local day on which it happened; LSN_DATE_NONE until the entry is read. */
LsnDate lsn_story_row_get_day (LsnStoryRow *self);

G_END_DECLS
