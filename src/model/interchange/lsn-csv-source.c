/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-csv-source.h"
#include "model/interchange/lsn-client-table.h"

#include <glib/gi18n-lib.h>

struct _LsnCsvSource
{
  LsnCsvReader *reader; /* owned */
  LsnClientTable *own;  /* owned, nullable */
  LsnTable *table;      /* owned, nullable: where it is not @own */
  char **header;        /* owned, nullable: the names of the columns */
  GPtrArray *held; /* owned; element-type char **: rows that were looked at and not handed out */
  char **row;      /* owned, nullable: the one of them that was handed out last */
  guint held_row;  /* the number of the first of @held */
};

/* --- The columns ------------------------------------------------------------------------------ */

/* Copies the row that was read last. */
static void
hold (LsnCsvSource *self)
{
  guint n;
  const char *const *cells = lsn_csv_reader_get_fields (self->reader, &n);
  char **copy = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    copy[i] = g_strdup (cells[i]);
  if (self->held->len == 0)
    self->held_row = lsn_csv_reader_get_row (self->reader);
  g_ptr_array_add (self->held, copy);
}

/* Columns by the first two rows: known headers, else a row of words above one of phones, else no
 * header at all. */
static gboolean
guess_columns (char **first, char **second, LsnColumn *columns)
{
  guint n = g_strv_length (first);

  if (lsn_columns_recognise ((const char *const *) first, n, columns))
    return TRUE;
  if (lsn_columns_guess ((const char *const *) first, n, columns))
    return FALSE;
  return second && g_strv_length (second) == n &&
         lsn_columns_guess ((const char *const *) second, n, columns);
}

static void
find_columns (LsnCsvSource *self, const LsnReading *reading, gboolean *has_header)
{
  char **first = g_ptr_array_index (self->held, 0);
  char **second = self->held->len > 1 ? g_ptr_array_index (self->held, 1) : NULL;
  guint n = g_strv_length (first);
  g_autofree LsnColumn *columns = g_new0 (LsnColumn, n + 1);

  *has_header = guess_columns (first, second, columns);
  if (reading && reading->header == LSN_HEADER_PRESENT && !*has_header && second &&
      g_strv_length (second) == n)
    lsn_columns_guess ((const char *const *) second, n, columns);
  if (reading && reading->header == LSN_HEADER_ABSENT)
    lsn_columns_guess ((const char *const *) first, n, columns);
  if (reading && reading->header != LSN_HEADER_GUESSED)
    *has_header = reading->header == LSN_HEADER_PRESENT;

  self->table = lsn_table_new ();
  for (guint i = 0; i < n; i++)
    {
      if (reading && reading->columns && i < reading->columns->len)
        columns[i] = g_array_index (reading->columns, LsnColumn, i);
      lsn_table_add_column (self->table, *has_header ? first[i] : NULL, columns[i]);
    }
}

static gboolean
read_beginning (LsnCsvSource *self, const LsnReading *reading, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean has_header = FALSE;

  for (guint i = 0; i < 2 && lsn_csv_reader_next (self->reader, &local_error); i++)
    hold (self);
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (self->held->len > 0)
    {
      char **first = g_ptr_array_index (self->held, 0);

      self->own = lsn_client_table_new ((const char *const *) first, g_strv_length (first));
      if (self->own)
        has_header = TRUE;
      else
        find_columns (self, reading, &has_header);
    }
  if (has_header)
    {
      self->header = g_ptr_array_steal_index (self->held, 0);
      self->held_row = lsn_csv_reader_get_row (self->reader);
    }
  if (self->held->len > 0)
    return TRUE;
  g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_EMPTY,
                       _ ("The file has no rows to import: it is empty, or has only a header."));
  return FALSE;
}

LsnCsvSource *
lsn_csv_source_new (LsnTextStream *stream, const LsnReading *reading, GError **error)
{
  g_autoptr (LsnCsvSource) self = g_new0 (LsnCsvSource, 1);

  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->reader = lsn_csv_reader_new (stream, error);
  if (self->reader == NULL)
    return NULL;
  if (reading && reading->delimiter)
    lsn_csv_reader_set_delimiter (self->reader, reading->delimiter);
  if (!read_beginning (self, reading, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lsn_csv_source_free (LsnCsvSource *self)
{
  g_clear_pointer (&self->reader, lsn_csv_reader_free);
  g_clear_pointer (&self->own, lsn_client_table_free);
  g_clear_pointer (&self->table, lsn_table_free);
  g_ptr_array_unref (self->held);
  g_strfreev (self->row);
  g_strfreev (self->header);
  g_free (self);
}

LsnCsvReader *
lsn_csv_source_get_reader (LsnCsvSource *self)
{
  return self->reader;
}

gboolean
lsn_csv_source_has_header (LsnCsvSource *self)
{
  return self->header != NULL;
}

const char *const *
lsn_csv_source_get_headers (LsnCsvSource *self)
{
  return (const char *const *) self->header;
}

LsnTable *
lsn_csv_source_get_table (LsnCsvSource *self)
{
  return self->table;
}

char **
lsn_csv_source_dup_headers (LsnCsvSource *self, LsnColumn column)
{
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();

  for (guint i = 0; self->table && i < lsn_table_get_n_columns (self->table); i++)
    {
      if (lsn_table_get_column (self->table, i) == column)
        g_strv_builder_add (headers, lsn_table_get_header (self->table, i));
    }
  return g_strv_builder_end (headers);
}

/* --- Rows ------------------------------------------------------------------------------------- */

static gboolean
next_row (LsnCsvSource *self, const char *const **cells, guint *n, guint *row, GError **error)
{
  if (self->held->len > 0)
    {
      g_strfreev (self->row);
      self->row = g_ptr_array_steal_index (self->held, 0);
      *row = self->held_row;
      self->held_row = lsn_csv_reader_get_row (self->reader);
      *cells = (const char *const *) self->row;
      *n = g_strv_length (self->row);
      return TRUE;
    }
  if (!lsn_csv_reader_next (self->reader, error))
    return FALSE;
  *row = lsn_csv_reader_get_row (self->reader);
  *cells = lsn_csv_reader_get_fields (self->reader, n);
  return TRUE;
}

gboolean
lsn_csv_source_next_cells (LsnCsvSource *self, const char *const **cells, guint *n, guint *row,
                           GError **error)
{
  return next_row (self, cells, n, row, error);
}

gboolean
lsn_csv_source_next (gpointer source, LsnImportRecord *record, GError **error)
{
  LsnCsvSource *self = source;
  const char *const *cells;
  guint row;
  guint n;

  if (!next_row (self, &cells, &n, &row, error))
    return FALSE;
  lsn_import_record_clear (record, row);
  if (self->own)
    lsn_client_table_read_row (self->own, cells, n, record);
  else
    lsn_table_read_row (self->table, cells, n, record);
  if (lsn_csv_reader_is_open (self->reader) && row == lsn_csv_reader_get_row (self->reader))
    record->error =
        lsn_import_record_keep (record, _ ("A quotation mark in this row is never closed."));
  return TRUE;
}
