/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Cards on their way within this program: their ids, in order. A boxed type, so that a drop target
 * asks for it. */
typedef struct
{
  GArray *ids; /* owned; element-type gint64 */
} LsnCardCargo;

#define LSN_TYPE_CARD_CARGO (lsn_card_cargo_get_type ())
GType lsn_card_cargo_get_type (void);

GdkContentProvider *lsn_card_cargo_new_provider (GArray *ids) G_GNUC_WARN_UNUSED_RESULT;

/* Lets @widget take cards; @drop: answers “drop” of the target, whose value holds a cargo.
 * Returns: (transfer none) */
GtkDropTarget *lsn_card_cargo_add_target (GtkWidget *widget, GCallback drop, gpointer user_data);

/* What the pointer carries: @card, as a stack with a number where there are several. */
void lsn_card_cargo_set_icon (GdkDrag *drag, GtkWidget *card, guint n);

/* A column on its way. */
typedef struct
{
  gint64 column_id;
} LsnColumnCargo;

#define LSN_TYPE_COLUMN_CARGO (lsn_column_cargo_get_type ())
GType lsn_column_cargo_get_type (void);

G_END_DECLS
