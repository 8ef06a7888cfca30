/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-import-file.h"

#include <glib/gi18n-lib.h>

LsnImportFile *
lsn_import_file_new (GFile *file, const LsnReading *reading, const char *region, gint64 now)
{
  LsnImportFile *self = g_new0 (LsnImportFile, 1);

  self->file = g_object_ref (file);
  self->reading = lsn_reading_copy (reading);
  self->region = region;
  self->now = now;
  return self;
}

void
lsn_import_file_free (LsnImportFile *self)
{
  g_object_unref (self->file);
  lsn_reading_free (self->reading);
  g_clear_pointer (&self->import, lsn_import_free);
  g_clear_pointer (&self->source, lsn_source_free);
  g_free (self->files_folder);
  g_strfreev (self->kept);
  g_strfreev (self->left_out);
  g_free (self);
}

/* An LsnImportNext. */
static gboolean
next (gpointer data, LsnImportRecord *record, GError **error)
{
  LsnImportFile *self = data;

  if (!lsn_source_next (self->source, record, error))
    return FALSE;
  g_atomic_int_inc (&self->n_done);
  g_atomic_int_set (&self->permille,
                    (int) lsn_text_stream_get_permille (lsn_source_get_stream (self->source)));
  return TRUE;
}

gboolean
lsn_import_file_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  LsnImportFile *self = data;
  gboolean ok;

  g_clear_pointer (&self->source, lsn_source_free);
  self->source = lsn_source_new_for_file (self->file, self->reading, cancellable, error);
  if (self->source == NULL)
    return FALSE;
  self->kind = lsn_source_get_kind (self->source);
  self->import = lsn_import_new (next, self, self->region, self->now);
  self->import->files_folder = self->files_folder;
  self->import->dry_run = self->dry_run;
  self->import->duplicates = self->duplicates;
  ok = lsn_import_on_worker (db, self->import, cancellable, error);
  self->kept = lsn_source_dup_kept (self->source);
  self->left_out = lsn_source_dup_left_out (self->source);
  g_clear_pointer (&self->source, lsn_source_free);
  return ok;
}

/* --- Rows that were not understood ------------------------------------------------------------ */

static void
append_problem (GString *text, const LsnImportProblem *problem)
{
  g_autofree char *row = g_strdup_printf ("%u", problem->row);

  lsn_csv_append (text, row, TRUE);
  lsn_csv_append (text, problem->message, FALSE);
}

/* Both the rows and the problems stand in the order of the file. */
static gboolean
append_rows (const LsnImportFile *self, GString *text, LsnSource *source, GError **error)
{
  LsnCsvSource *csv = lsn_source_get_csv (source);
  const char *const *headers = csv ? lsn_csv_source_get_headers (csv) : NULL;
  g_autoptr (GError) local_error = NULL;
  guint place = 0;
  const char *const *cells;
  guint row = 0;
  guint n = 0;

  lsn_csv_append (text, _ ("Row"), TRUE);
  lsn_csv_append (text, _ ("What Is Wrong"), FALSE);
  for (guint i = 0; headers && headers[i]; i++)
    lsn_csv_append (text, headers[i], FALSE);
  g_string_append (text, "\r\n");
  while (place < self->import->problems->len)
    {
      const LsnImportProblem *problem = g_ptr_array_index (self->import->problems, place);

      while (csv && row < problem->row &&
             lsn_csv_source_next_cells (csv, &cells, &n, &row, &local_error))
        continue;
      if (local_error)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      append_problem (text, problem);
      for (guint i = 0; csv && row == problem->row && i < n; i++)
        lsn_csv_append (text, lsn_csv_get_value (cells[i]), FALSE);
      g_string_append (text, "\r\n");
      place++;
    }
  return TRUE;
}

gboolean
lsn_import_file_write_problems (const LsnImportFile *self, GFile *target, GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (LsnSource) source =
      lsn_source_new_for_file (self->file, self->reading, cancellable, error);
  g_autoptr (GString) text = g_string_new ("\xef\xbb\xbf");

  return source && append_rows (self, text, source, error) &&
         g_file_replace_contents (target, text->str, text->len, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                  NULL, cancellable, error);
}
