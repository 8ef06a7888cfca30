/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-salvage-private.h"

/* One table of a damaged database, row by row into a fresh one. All SQL on the damaged side is
 * prepared anew for each question: a statement that met a broken page has nothing more to say. */

typedef struct
{
  sqlite3 *from;
  sqlite3 *to;
  LsnSalvageTable *table;
  char *columns; /* those that both sides have, quoted */
  guint n_columns;
  sqlite3_stmt *insert;
  sqlite3_stmt *exists;
  gint64 n_possible; /* so many rows at most stand in a file of this size */
  GCancellable *cancellable;
} Copy;

static sqlite3_stmt *prepare (sqlite3 *db, const char *format, ...) G_GNUC_PRINTF (2, 3);

static sqlite3_stmt *
prepare (sqlite3 *db, const char *format, ...)
{
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  return statement;
}

static gboolean
has (Copy *self, gint64 id)
{
  gboolean found;

  sqlite3_bind_int64 (self->exists, 1, id);
  found = sqlite3_step (self->exists) == SQLITE_ROW;
  sqlite3_reset (self->exists);
  return found;
}

/* Returns: whether the row stands in the fresh database now; one that breaks its rules does not. */
static gboolean
keep (Copy *self, sqlite3_stmt *row)
{
  gboolean new;

  for (guint i = 0; i < self->n_columns; i++)
    sqlite3_bind_value (self->insert, (int) i + 1, sqlite3_column_value (row, (int) i + 1));
  new = sqlite3_step (self->insert) == SQLITE_DONE &&sqlite3_changes (self->to) > 0;
  sqlite3_reset (self->insert);
  sqlite3_clear_bindings (self->insert);
  self->table->n_saved += new;
  return new || (self->exists && has (self, sqlite3_column_int64 (row, 0)));
}

static void
lose (Copy *self, gint64 id)
{
  g_array_append_val (self->table->lost, id);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* A row that one way could not read another may have, and two ways may miss the same. */
static void
settle_losses (Copy *self)
{
  GArray *lost = self->table->lost;
  guint n = 0;

  g_array_sort (lost, compare_ids);
  for (guint i = 0; i < lost->len; i++)
    {
      gint64 id = g_array_index (lost, gint64, i);

      if ((n == 0 || g_array_index (lost, gint64, n - 1) != id) && !has (self, id))
        g_array_index (lost, gint64, n++) = id;
    }
  g_array_set_size (lost, n);
}

static gboolean
is_cancelled (Copy *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

/* --- Along the table -------------------------------------------------------------------------- */

/* Copies what comes after @last, which is moved along. A page that names one before it as its child
 * leads round in a circle; ids that do not go on in order give that away. Returns: TRUE at the end
 * of the table. */
static gboolean
walk (Copy *self, const char *order, gint64 *last)
{
  gboolean down = g_str_equal (order, "DESC");
  sqlite3_stmt *rows =
      prepare (self->from,
               "SELECT rowid, %s FROM \"%s\" NOT INDEXED WHERE rowid %s ?1 ORDER BY"
               " rowid %s",
               self->columns, self->table->table, down ? "<" : ">", order);
  int code;

  if (rows == NULL)
    return FALSE;
  sqlite3_bind_int64 (rows, 1, *last);
  while ((code = sqlite3_step (rows)) == SQLITE_ROW && !is_cancelled (self))
    {
      gint64 id = sqlite3_column_int64 (rows, 0);

      if (down ? id >= *last : id <= *last)
        break;
      *last = id;
      if (!keep (self, rows))
        lose (self, *last);
    }
  sqlite3_finalize (rows);
  return code == SQLITE_DONE;
}

/* Whether the table can be entered at @from. @id: (out): the first row from there on, 0 for none */
static gboolean
enter (Copy *self, gint64 from, gint64 *id)
{
  sqlite3_stmt *row =
      prepare (self->from,
               "SELECT rowid FROM \"%s\" NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid LIMIT 1",
               self->table->table);
  int code;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, from);
  code = sqlite3_step (row);
  *id = code == SQLITE_ROW ? sqlite3_column_int64 (row, 0) : 0;
  sqlite3_finalize (row);
  return code == SQLITE_DONE || (code == SQLITE_ROW && *id >= from);
}

/* Finds the near end of what lies behind a break after @last. Returns: FALSE where there is none.
 */
static gboolean
find_behind (Copy *self, gint64 last, gint64 *id)
{
  guint64 bad = 0;
  guint64 good = 1;

  while (!enter (self, last + (gint64) good, id))
    {
      bad = good;
      if (good > (guint64) (G_MAXINT64 - MAX (last, 0)) / 2)
        return FALSE;
      good *= 2;
    }
  while (good - bad > 1)
    {
      guint64 middle = bad + (good - bad) / 2;
      gint64 found;

      if (enter (self, last + (gint64) middle, &found))
        {
          good = middle;
          *id = found;
        }
      else
        {
          bad = middle;
        }
    }
  return TRUE;
}

static void
copy_along (Copy *self)
{
  gint64 last = G_MININT64;

  while (!walk (self, "ASC", &last) && !is_cancelled (self))
    {
      gint64 next = 0;

      /* In a table that breaks at its very beginning ids are what the journal's clock gives. */
      if (last == G_MININT64)
        last = 0;
      if (enter (self, last + 1, &next))
        {
          /* The page is whole and the row is not. */
          if (next == 0)
            break;
          lose (self, next);
          last = next;
          continue;
        }
      self->table->torn = TRUE;
      if (!find_behind (self, last, &next))
        {
          gint64 end = G_MAXINT64;

          walk (self, "DESC", &end);
          break;
        }
      if (next == 0)
        break;
      last = next - 1;
    }
}

/* --- By what the indexes know ----------------------------------------------------------------- */

static void
copy_row (Copy *self, gint64 id)
{
  sqlite3_stmt *row = prepare (self->from,
                               "SELECT rowid, %s FROM \"%s\" NOT INDEXED WHERE rowid ="
                               " ?1",
                               self->columns, self->table->table);

  if (row)
    sqlite3_bind_int64 (row, 1, id);
  if (row == NULL || sqlite3_step (row) != SQLITE_ROW || sqlite3_column_int64 (row, 0) != id ||
      !keep (self, row))
    lose (self, id);
  sqlite3_finalize (row);
}

static void
copy_by_index (Copy *self, const char *index)
{
  sqlite3_stmt *ids =
      prepare (self->from, "SELECT rowid FROM \"%s\" INDEXED BY \"%s\"", self->table->table, index);

  /* An index of some rows only answers no such question. */
  for (gint64 n = 0;
       ids && n < self->n_possible && sqlite3_step (ids) == SQLITE_ROW && !is_cancelled (self); n++)
    {
      gint64 id = sqlite3_column_int64 (ids, 0);

      if (!has (self, id))
        copy_row (self, id);
    }
  sqlite3_finalize (ids);
}

/* A table that broke is asked through each of its indexes, a whole one through one. */
static void
copy_by_indexes (Copy *self)
{
  sqlite3_stmt *names =
      prepare (self->to, "SELECT name FROM pragma_index_list ('%s') WHERE partial = 0",
               self->table->table);
  gboolean broken = self->table->torn || self->table->lost->len > 0;

  while (sqlite3_step (names) == SQLITE_ROW && !is_cancelled (self))
    {
      copy_by_index (self, (const char *) sqlite3_column_text (names, 0));
      if (!broken && self->table->lost->len == 0)
        break;
    }
  sqlite3_finalize (names);
}

/* --- Tables without row ids ------------------------------------------------------------------- */

static void
copy_keyed (Copy *self, const char *order)
{
  sqlite3_stmt *rows =
      prepare (self->from, "SELECT 0, %s FROM \"%s\"%s", self->columns, self->table->table, order);
  int code = SQLITE_ERROR;

  for (gint64 n = 0; rows && n < self->n_possible && (code = sqlite3_step (rows)) == SQLITE_ROW &&
                     !is_cancelled (self);
       n++)
    keep (self, rows);
  sqlite3_finalize (rows);
  if (code != SQLITE_DONE)
    self->table->torn = TRUE;
}

static void
copy_both_ways (Copy *self)
{
  g_autoptr (GString) order = g_string_new (" ORDER BY ");
  sqlite3_stmt *key =
      prepare (self->to, "SELECT name FROM pragma_table_info ('%s') WHERE pk > 0 ORDER BY pk",
               self->table->table);

  while (sqlite3_step (key) == SQLITE_ROW)
    g_string_append_printf (order, "\"%s\" DESC,", sqlite3_column_text (key, 0));
  sqlite3_finalize (key);
  g_string_truncate (order, order->len - 1);
  copy_keyed (self, "");
  if (self->table->torn)
    copy_keyed (self, order->str);
}

/* --- All of it -------------------------------------------------------------------------------- */

static GPtrArray *
list_columns (sqlite3 *db, const char *table)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *columns = prepare (db, "SELECT name FROM pragma_table_info ('%s')", table);

  while (columns && sqlite3_step (columns) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (columns, 0)));
  sqlite3_finalize (columns);
  return names;
}

static void
find_columns (Copy *self)
{
  g_autoptr (GPtrArray) theirs = list_columns (self->from, self->table->table);
  g_autoptr (GPtrArray) ours = list_columns (self->to, self->table->table);
  g_autoptr (GString) columns = g_string_new (NULL);

  for (guint i = 0; i < ours->len; i++)
    {
      if (!g_ptr_array_find_with_equal_func (theirs, ours->pdata[i], g_str_equal, NULL))
        continue;
      g_string_append_printf (columns, "%s\"%s\"", self->n_columns > 0 ? ", " : "",
                              (const char *) ours->pdata[i]);
      self->n_columns++;
    }
  self->columns = g_string_free_and_steal (g_steal_pointer (&columns));
}

/* A row and an index's entry take a pointer and a header at the least. */
static gint64
count_possible (sqlite3 *db)
{
  sqlite3_stmt *pages = prepare (db, "SELECT page_count * page_size / 4 FROM pragma_page_count,"
                                     " pragma_page_size");
  gint64 n = 0;

  if (pages && sqlite3_step (pages) == SQLITE_ROW)
    n = sqlite3_column_int64 (pages, 0);
  sqlite3_finalize (pages);
  return n > 0 ? n : G_MAXINT64;
}

static void
open_statements (Copy *self)
{
  g_autoptr (GString) marks = g_string_new ("?");

  for (guint i = 1; i < self->n_columns; i++)
    g_string_append (marks, ", ?");
  self->insert = prepare (self->to, "INSERT OR IGNORE INTO \"%s\" (%s) VALUES (%s)",
                          self->table->table, self->columns, marks->str);
  self->exists = prepare (self->to, "SELECT 1 FROM \"%s\" WHERE rowid = ?1", self->table->table);
}

LsnSalvageTable *
lsn_salvage_table_copy (sqlite3 *from, sqlite3 *to, const char *name, GCancellable *cancellable)
{
  LsnSalvageTable *table = g_new0 (LsnSalvageTable, 1);
  Copy copy = { .from = from, .to = to, .table = table, .cancellable = cancellable };

  table->table = g_strdup (name);
  table->lost = g_array_new (FALSE, FALSE, sizeof (gint64));
  copy.n_possible = count_possible (from);
  find_columns (&copy);
  if (copy.n_columns > 0)
    {
      open_statements (&copy);
      if (copy.exists)
        {
          copy_along (&copy);
          copy_by_indexes (&copy);
          settle_losses (&copy);
        }
      else
        {
          copy_both_ways (&copy);
        }
    }
  else
    {
      table->torn = TRUE;
    }
  sqlite3_finalize (copy.insert);
  sqlite3_finalize (copy.exists);
  g_free (copy.columns);
  return table;
}
