/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnTextRow: a row of a boxed list with a text of several lines, which grows with it.
 *
 * Its title names the text. Signal `changed`: the user or lsn_text_row_set_text() changed it.
 */
#define LSN_TYPE_TEXT_ROW (lsn_text_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnTextRow, lsn_text_row, LSN, TEXT_ROW, AdwPreferencesRow)

GtkWidget *lsn_text_row_new (const char *title);

/* Without blanks around it; %NULL of a blank one. */
char *lsn_text_row_dup_text (LsnTextRow *self) G_GNUC_WARN_UNUSED_RESULT;
void lsn_text_row_set_text (LsnTextRow *self, const char *text);

G_END_DECLS
