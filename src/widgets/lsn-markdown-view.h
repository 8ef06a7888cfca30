/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnMarkdownView: a text in Markdown, formatted: headings, lists, emphasis, code, quotes.
 *
 * The text is data: it is parsed (CommonMark) and shown by attributes, never as markup; HTML in it
 * stands as it is written. Links stand below as buttons, http and https alone.
 */
#define LSN_TYPE_MARKDOWN_VIEW (lsn_markdown_view_get_type ())
G_DECLARE_FINAL_TYPE (LsnMarkdownView, lsn_markdown_view, LSN, MARKDOWN_VIEW, GtkWidget)

GtkWidget *lsn_markdown_view_new (void);

/* @text: (nullable) */
void lsn_markdown_view_set_text (LsnMarkdownView *self, const char *text);

G_END_DECLS
