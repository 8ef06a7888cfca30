/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnIdSelection: a GtkSelectionModel over a record list that selects ids, not places.
 *
 * What is selected stays so when a new snapshot moves it, and is forgotten when it leaves the list.
 * Unlike GtkMultiSelection it makes no object for what it selects, so that all of 100,000 rows are
 * selected in no time. Signal `chosen ()`: which ids are selected has changed, or may have.
 */
#define LSN_TYPE_ID_SELECTION (lsn_id_selection_get_type ())
G_DECLARE_FINAL_TYPE (LsnIdSelection, lsn_id_selection, LSN, ID_SELECTION, GObject)

LsnIdSelection *lsn_id_selection_new (LsnRecordList *list) G_GNUC_WARN_UNUSED_RESULT;

guint lsn_id_selection_get_count (LsnIdSelection *self);

/* The only selected id; 0 where none is, or several are. */
gint64 lsn_id_selection_get_single (LsnIdSelection *self);

/* Element-type gint64, in the order of the list. */
GArray *lsn_id_selection_dup_ids (LsnIdSelection *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
