/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-indexes.h"

GPtrArray *
lsn_indexes_drop (LsnDatabase *db, const char *table, const char *name, GError **error)
{
  g_autoptr (GPtrArray) indexes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) drop = g_string_new (NULL);
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?"
      " AND sql IS NOT NULL AND name = coalesce (?, name)",
      error);

  lsn_statement_bind (statement, "tt", table, name);
  while (lsn_statement_step (statement))
    {
      g_string_append_printf (drop, "DROP INDEX %s;", lsn_statement_get_text (statement, 0));
      g_ptr_array_add (indexes, lsn_statement_dup_text (statement, 1));
    }
  if (!lsn_statement_finish (statement, error) || !lsn_database_execute (db, drop->str, error))
    return NULL;
  return g_steal_pointer (&indexes);
}

gboolean
lsn_indexes_make (LsnDatabase *db, GPtrArray *indexes, GError **error)
{
  for (guint i = 0; i < indexes->len; i++)
    {
      if (!lsn_database_execute (db, g_ptr_array_index (indexes, i), error))
        return FALSE;
    }
  return TRUE;
}
