/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnSuggestRow: an entry of a boxed list that offers what was written there before.
 *
 * Any text may be typed; Down or the arrow shows the choices, those that go on with what is typed
 * first. With `many` the text is a list separated by commas, and a choice is added to it or taken
 * away.
 */
#define LSN_TYPE_SUGGEST_ROW (lsn_suggest_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnSuggestRow, lsn_suggest_row, LSN, SUGGEST_ROW, AdwEntryRow)

/* @choices: (array zero-terminated=1) (nullable) */
void lsn_suggest_row_set_choices (LsnSuggestRow *self, const char *const *choices);

G_END_DECLS
