/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnTodaySection: a heading, a number and a boxed list, hidden while there is nothing.
 *
 * It shows so many rows and a button for more, so that ten thousand late follow-ups do not bury
 * what is due today. The rows themselves are made by LsnLazyRows.
 *
 * Signals: `open (GtkListBoxRow *row)`, `more ()`, `leave (GtkDirectionType)`: the arrow went over
 * the edge of the list.
 */
#define LSN_TYPE_TODAY_SECTION (lsn_today_section_get_type ())
G_DECLARE_FINAL_TYPE (LsnTodaySection, lsn_today_section, LSN, TODAY_SECTION, GtkBox)

LsnTodaySection *lsn_today_section_new (const char *title);

GtkListBox *lsn_today_section_get_list (LsnTodaySection *self);

/* How many rows it shows at most; `more` raises it. */
guint lsn_today_section_get_limit (LsnTodaySection *self);

/* @total: how many there are altogether, shown or not */
void lsn_today_section_show (LsnTodaySection *self, gint64 total);

/* To be called before all rows are taken from the list. */
void lsn_today_section_forget (LsnTodaySection *self);

/* Calls @func for each row that is made. */
void lsn_today_section_foreach (LsnTodaySection *self, GFunc func, gpointer user_data);

/* Returns: (transfer none) (nullable): the row that has the keyboard, itself or inside */
GtkListBoxRow *lsn_today_section_get_focus (LsnTodaySection *self);

/* @position: beyond the end is the last row. Returns: %FALSE while no row is made */
gboolean lsn_today_section_focus (LsnTodaySection *self, guint position);

G_END_DECLS
