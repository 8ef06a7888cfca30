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
  self->views =
      lsn_row_load_many (db, &lsn_saved_view_info, error,
                         "WHERE page = ? ORDER BY pinned DESC, position, id", "t", self->page);
  return self->views != NULL;
}
