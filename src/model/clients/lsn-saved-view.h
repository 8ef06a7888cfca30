/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* A list that the user comes back to: a query under a name. Written by lsn_row_edit_on_worker(). */

typedef enum
{
  LSN_SAVED_VIEW_ID,
  LSN_SAVED_VIEW_PAGE, /* 'clients' */
  LSN_SAVED_VIEW_NAME,
  LSN_SAVED_VIEW_QUERY, /* of lsn_client_query_format() */
  LSN_SAVED_VIEW_PINNED,
  LSN_SAVED_VIEW_POSITION,
  N_LSN_SAVED_VIEW_FIELDS
} LsnSavedViewField;

extern const LsnRecordInfo lsn_saved_view_info;

typedef struct
{
  const char *page; /* in, static */
  GPtrArray *views; /* out, owned; element-type LsnRow, in the user's order */
} LsnSavedViews;

LsnSavedViews *lsn_saved_views_new (const char *page) G_GNUC_WARN_UNUSED_RESULT;
void lsn_saved_views_free (LsnSavedViews *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_saved_views_on_worker (LsnDatabase *db, gpointer views, GCancellable *cancellable,
                                    GError **error);

/* Adds a view behind the others. */
typedef struct
{
  gint64 id;   /* out */
  LsnRow *row; /* owned: of lsn_saved_view_info */
} LsnSavedViewAdd;

void lsn_saved_view_add_free (LsnSavedViewAdd *self);
gboolean lsn_saved_view_add_on_worker (LsnDatabase *db, gpointer add, GCancellable *cancellable,
                                       GError **error);

/* Puts the views of a page in the order of @order, an array of gint64 ids. */
gboolean lsn_saved_views_order_on_worker (LsnDatabase *db, gpointer order,
                                          GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnSavedViews, lsn_saved_views_free)

G_END_DECLS
