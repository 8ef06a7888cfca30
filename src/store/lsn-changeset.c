/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-changeset.h"
#include "store/lsn-store-error.h"

static void
read_values (sqlite3_changeset_iter *iter, int op, int n_columns, sqlite3_value **before,
             sqlite3_value **after)
{
  for (int i = 0; i < n_columns; i++)
    {
      before[i] = after[i] = NULL;
      if (op != SQLITE_INSERT)
        sqlite3changeset_old (iter, i, &before[i]);
      if (op != SQLITE_DELETE)
        sqlite3changeset_new (iter, i, &after[i]);
    }
}

gboolean
lsn_changeset_foreach (GBytes *changeset, LsnChangesetFunc func, gpointer user_data, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (changeset, &size);
  sqlite3_changeset_iter *iter = NULL;
  int code;

  if (size == 0)
    return TRUE;
  code = sqlite3changeset_start (&iter, (int) size, (void *) data);
  if (code == SQLITE_OK)
    {
      while (sqlite3changeset_next (iter) == SQLITE_ROW)
        {
          g_autofree sqlite3_value **before = NULL;
          g_autofree sqlite3_value **after = NULL;
          const char *table;
          int n_columns, op, indirect;

          sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
          before = g_new0 (sqlite3_value *, n_columns);
          after = g_new0 (sqlite3_value *, n_columns);
          read_values (iter, op, n_columns, before, after);
          func (table,
                op == SQLITE_INSERT   ? LSN_CHANGE_INSERT
                : op == SQLITE_DELETE ? LSN_CHANGE_DELETE
                                      : LSN_CHANGE_UPDATE,
                n_columns, before, after, user_data);
        }
      code = sqlite3changeset_finalize (iter);
    }
  if (code != SQLITE_OK)
    lsn_store_error_set_from_sqlite (error, NULL, code);
  return code == SQLITE_OK;
}
