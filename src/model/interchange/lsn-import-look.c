/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-import-look.h"
#include "base/lsn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_KNOWN 50

LsnImportLook *
lsn_import_look_new (GFile *file, const LsnReading *reading, GVariant *known)
{
  LsnImportLook *self = g_atomic_rc_box_new0 (LsnImportLook);

  self->file = g_object_ref (file);
  self->reading = lsn_reading_copy (reading);
  self->known = known ? g_variant_ref (known) : NULL;
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_array_new (FALSE, FALSE, sizeof (LsnColumn));
  self->recognised = g_array_new (FALSE, FALSE, sizeof (LsnColumn));
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

LsnImportLook *
lsn_import_look_ref (LsnImportLook *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LsnImportLook *self = data;

  g_object_unref (self->file);
  lsn_reading_free (self->reading);
  g_clear_pointer (&self->known, g_variant_unref);
  g_ptr_array_unref (self->headers);
  g_array_unref (self->columns);
  g_array_unref (self->recognised);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->numbers);
}

void
lsn_import_look_unref (LsnImportLook *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* --- What columns meant before ---------------------------------------------------------------- */

/* The names of the columns tell next month's table from others; their order and case may matter to
 * who made it, so they count. */
static char *
dup_key (LsnImportLook *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < self->headers->len; i++)
    {
      const char *header = g_ptr_array_index (self->headers, i);

      g_checksum_update (checksum, (const guchar *) header, (gssize) strlen (header) + 1);
    }
  return g_strndup (g_checksum_get_string (checksum), 32);
}

static char *
dup_meanings (const GArray *columns)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            lsn_column_get_key (g_array_index (columns, LsnColumn, i)));
  return g_string_free_and_steal (text);
}

GVariant *
lsn_import_look_remember (LsnImportLook *self, GVariant *known, const GArray *columns)
{
  g_autofree char *key = dup_key (self);
  g_autofree char *meanings = dup_meanings (columns);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  const char *text;
  guint n = 1;

  if (!self->has_header || !self->is_open)
    return g_variant_ref (known);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  g_variant_builder_add (&builder, "(ss)", key, meanings);
  g_variant_iter_init (&iter, known);
  while (g_variant_iter_next (&iter, "(&s&s)", &other, &text))
    {
      if (!g_str_equal (other, key) && n++ < MAX_KNOWN)
        g_variant_builder_add (&builder, "(ss)", other, text);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static void
recall (LsnImportLook *self)
{
  g_autofree char *key = dup_key (self);
  GVariantIter iter;
  const char *other;
  const char *text;

  if (self->known == NULL || !self->has_header || self->reading->columns)
    return;
  g_variant_iter_init (&iter, self->known);
  while (g_variant_iter_next (&iter, "(&s&s)", &other, &text))
    {
      g_auto (GStrv) words = NULL;

      if (!g_str_equal (other, key))
        continue;
      words = g_strsplit (text, " ", -1);
      for (guint i = 0; words[i] && i < self->columns->len; i++)
        lsn_column_from_key (words[i], &g_array_index (self->columns, LsnColumn, i));
      self->is_known = TRUE;
      return;
    }
}

/* --- Tables ----------------------------------------------------------------------------------- */

/* A table may be wider below than its first row. */
static void
take_columns (LsnImportLook *self, LsnCsvSource *csv)
{
  LsnTable *table = lsn_csv_source_get_table (csv);
  const char *const *own = lsn_csv_source_get_headers (csv);

  for (guint i = 0; table && i < lsn_table_get_n_columns (table); i++)
    {
      LsnColumn column = lsn_table_get_column (table, i);

      g_ptr_array_add (self->headers, g_strdup (lsn_table_get_header (table, i)));
      g_array_append_val (self->columns, column);
    }
  for (guint i = 0; table == NULL && own && own[i]; i++)
    {
      LsnColumn column = LSN_COLUMN_EXTRA;

      g_ptr_array_add (self->headers, g_strdup (own[i]));
      g_array_append_val (self->columns, column);
    }
}

static gboolean
read_table (LsnImportLook *self, LsnCsvSource *csv, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *const *cells;
  guint row;
  guint n;

  self->delimiter = lsn_csv_reader_get_delimiter (lsn_csv_source_get_reader (csv));
  self->has_header = lsn_csv_source_has_header (csv);
  self->is_open = lsn_csv_source_get_table (csv) != NULL;
  take_columns (self, csv);
  g_array_append_vals (self->recognised, self->columns->data, self->columns->len);
  if (self->is_open)
    recall (self);
  while (lsn_csv_source_next_cells (csv, &cells, &n, &row, &local_error))
    {
      char **copy;

      self->has_more = self->rows->len == LSN_IMPORT_LOOK_ROWS;
      if (self->has_more)
        break;
      copy = g_new0 (char *, n + 1);
      for (guint i = 0; i < n; i++)
        copy[i] = g_strdup (cells[i]);
      g_ptr_array_add (self->rows, copy);
      g_array_append_val (self->numbers, row);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* --- Other formats ---------------------------------------------------------------------------- */

static const LsnColumn shown[] = { LSN_COLUMN_CLIENT, LSN_COLUMN_PERSON, LSN_COLUMN_PHONE,
                                   LSN_COLUMN_EMAIL,  LSN_COLUMN_CITY,   LSN_COLUMN_TAGS,
                                   LSN_COLUMN_NOTE };

static void
append (GString *list, const char *text)
{
  if (text && *text)
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", text);
}

static char *
dup_shown (const LsnImportRecord *record, LsnColumn column)
{
  GString *list = g_string_new (NULL);
  const char *kind = lsn_column_get_channel (column);

  for (guint i = 0; kind && i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);

      if (g_str_equal (channel->kind, kind))
        append (list, channel->value);
    }
  for (guint i = 0; column == LSN_COLUMN_PERSON && i < record->people->len; i++)
    append (list, g_array_index (record->people, LsnImportPerson, i).name);
  for (guint i = 0; column == LSN_COLUMN_TAGS && i < record->tags->len; i++)
    append (list, g_ptr_array_index (record->tags, i));
  if (column == LSN_COLUMN_CLIENT)
    append (list, record->name);
  if (column == LSN_COLUMN_CITY)
    append (list, record->city);
  if (column == LSN_COLUMN_NOTE)
    append (list, record->note);
  return g_string_free_and_steal (list);
}

static gboolean
read_records (LsnImportLook *self, LsnSource *source, GError **error)
{
  g_autoptr (LsnImportRecord) record = lsn_import_record_new ();
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_ptr_array_add (self->headers, g_strdup (lsn_column_get_label (shown[i])));
      g_array_append_val (self->columns, shown[i]);
    }
  while (lsn_source_next (source, record, &local_error))
    {
      char **cells;

      self->has_more = self->rows->len == LSN_IMPORT_LOOK_ROWS;
      if (self->has_more)
        break;
      cells = g_new0 (char *, G_N_ELEMENTS (shown) + 1);
      for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
        cells[i] = dup_shown (record, shown[i]);
      g_ptr_array_add (self->rows, cells);
      g_array_append_val (self->numbers, record->row);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
lsn_import_look_read (LsnImportLook *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (LsnSource) source =
      lsn_source_new_for_file (self->file, self->reading, cancellable, error);

  if (source == NULL)
    return FALSE;
  self->kind = lsn_source_get_kind (source);
  self->encoding = lsn_text_stream_get_encoding (lsn_source_get_stream (source));
  return self->kind == LSN_SOURCE_CSV ? read_table (self, lsn_source_get_csv (source), error)
                                      : read_records (self, source, error);
}

const char *
lsn_import_look_get_cell (LsnImportLook *self, guint row, guint column)
{
  char **cells = g_ptr_array_index (self->rows, row);

  for (guint i = 0; cells[i]; i++)
    {
      if (i == column)
        return cells[i];
    }
  return "";
}
