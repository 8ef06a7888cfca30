/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-saved-view.h"

#include <glib/gi18n-lib.h>

static const LsnField fields[] = {
  [LSN_SAVED_VIEW_ID] = { "id", "id", LSN_FIELD_INTEGER },
  [LSN_SAVED_VIEW_PAGE] = { "page", "page", LSN_FIELD_TEXT, LSN_FIELD_REQUIRED },
  [LSN_SAVED_VIEW_NAME] = { "name", "name", LSN_FIELD_TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_SAVED_VIEW_QUERY] = { "query", "query", LSN_FIELD_TEXT },
  [LSN_SAVED_VIEW_PINNED] = { "pinned", "pinned", LSN_FIELD_BOOLEAN },
  [LSN_SAVED_VIEW_POSITION] = { "position", "position", LSN_FIELD_INTEGER },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_LSN_SAVED_VIEW_FIELDS);

const LsnRecordInfo lsn_saved_view_info = {
  .table = "saved_view",
  .fields = fields,
  .n_fields = N_LSN_SAVED_VIEW_FIELDS,
};

LsnSavedViews *
lsn_saved_views_new (const char *page)
{
  LsnSavedViews *self = g_new0 (LsnSavedViews, 1);

  self->page = page;
  return self;
}

void
lsn_saved_views_free (LsnSavedViews *self)
{
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_free (self);
}

gboolean
lsn_saved_views_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  LsnSavedViews *self = data;

  g_clear_pointer (&self->views, g_ptr_array_unref);
  self->views = lsn_row_load_many (db, &lsn_saved_view_info, error,
                                   "WHERE page = ? ORDER BY position, id", "t", self->page);
  return self->views != NULL;
}

void
lsn_saved_view_add_free (LsnSavedViewAdd *self)
{
  lsn_row_free (self->row);
  g_free (self);
}

gboolean
lsn_saved_view_add_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                              GError **error)
{
  LsnSavedViewAdd *add = data;
  gint64 position;

  if (!lsn_database_get_int64 (db, 0, &position, error,
                               "SELECT max(position) + 1 FROM saved_view WHERE page = ?", "t",
                               lsn_row_get_text (add->row, LSN_SAVED_VIEW_PAGE)))
    return FALSE;
  lsn_row_set_int64 (add->row, LSN_SAVED_VIEW_POSITION, position);
  if (!lsn_row_insert (db, add->row, error))
    return FALSE;
  add->id = lsn_row_get_int64 (add->row, LSN_SAVED_VIEW_ID);
  return TRUE;
}

gboolean
lsn_saved_views_order_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                                 GError **error)
{
  const GArray *order = data;

  for (guint i = 0; i < order->len; i++)
    {
      /* One that another hand has deleted meanwhile is no reason to refuse. */
      if (!lsn_database_run (db, error,
                             "UPDATE saved_view SET position = ?1 WHERE id = ?2 AND position <> ?1",
                             "ii", (gint64) i, g_array_index (order, gint64, i)))
        return FALSE;
    }
  return TRUE;
}
