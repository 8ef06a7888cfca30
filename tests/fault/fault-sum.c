/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-sum.h"

#include <string.h>

/* FNV-1a over words. */
static guint64
add_to_sum (guint64 sum, gconstpointer data, gsize size)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < size; i += sizeof (guint64))
    {
      guint64 word = 0;

      memcpy (&word, bytes + i, MIN (sizeof word, size - i));
      sum = (sum ^ word) * G_GUINT64_CONSTANT (0x100000001b3);
      sum ^= sum >> 29;
    }
  return (sum ^ size) * G_GUINT64_CONSTANT (0x100000001b3);
}

static int
sum_table (sqlite3 *handle, const char *table, guint64 *sum)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  *sum = add_to_sum (*sum, table, strlen (table));
  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (statement);
      for (int i = 0; code == SQLITE_ROW && i < sqlite3_column_count (statement); i++)
        {
          const void *value = sqlite3_column_blob (statement, i);

          *sum = add_to_sum (*sum, value, (gsize) sqlite3_column_bytes (statement, i));
        }
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

int
fault_sum (sqlite3 *handle, guint64 *sum)
{
  sqlite3_stmt *tables = NULL;
  int code = sqlite3_prepare_v2 (handle,
                                 "SELECT name FROM sqlite_schema WHERE type = 'table' AND"
                                 " rootpage > 0 ORDER BY name",
                                 -1, &tables, NULL);

  *sum = FAULT_SUM_NOTHING;
  while (code == SQLITE_OK && (code = sqlite3_step (tables)) == SQLITE_ROW)
    code = sum_table (handle, (const char *) sqlite3_column_text (tables, 0), sum);
  sqlite3_finalize (tables);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

gboolean
fault_sum_on_worker (LsnDatabase *db, gpointer sum, GCancellable *cancellable, GError **error)
{
  int code = fault_sum (lsn_database_get_handle (db), sum);

  if (code != SQLITE_OK)
    lsn_store_error_set_from_sqlite (error, lsn_database_get_handle (db), code);
  return code == SQLITE_OK;
}
