/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-export-file.h"
#include "model/interchange/lsn-client-table.h"
#include "model/interchange/lsn-export-read.h"
#include "model/interchange/lsn-json-write.h"
#include "model/interchange/lsn-vcard-write.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define PIECE (256 * 1024)

static void
write_nothing (GString *text)
{
}

static const struct
{
  const char *name;
  const char *label;
  const char *suffix;
  void (*begin) (GString *text);
  void (*write) (GString *text, const LsnImportRecord *record);
  void (*end) (GString *text);
} formats[N_LSN_EXPORT_FORMATS] = {
  [LSN_EXPORT_CSV] = { "csv", N_ ("Table (CSV)"), "csv", lsn_client_table_write_header,
                       lsn_client_table_write_record, write_nothing },
  [LSN_EXPORT_VCARD] = { "vcard", N_ ("Contact Cards (vCard)"), "vcf", write_nothing,
                         lsn_vcard_write_record, write_nothing },
  [LSN_EXPORT_JSON] = { "json", N_ ("All Facts (JSON)"), "json", lsn_json_write_begin,
                        lsn_json_write_record, lsn_json_write_end },
};

typedef struct
{
  LsnExportFormat format;
  GOutputStream *stream; /* owned */
  GString *text;         /* owned: not yet written */
  GCancellable *cancellable;
} Sink;

const char *
lsn_export_format_get_name (LsnExportFormat format)
{
  return formats[format].name;
}

const char *
lsn_export_format_get_label (LsnExportFormat format)
{
  return _ (formats[format].label);
}

const char *
lsn_export_format_get_suffix (LsnExportFormat format)
{
  return formats[format].suffix;
}

LsnExportFile *
lsn_export_file_new (LsnExportFormat format, GFile *file)
{
  LsnExportFile *self = g_new0 (LsnExportFile, 1);

  self->format = format;
  self->file = g_object_ref (file);
  return self;
}

void
lsn_export_file_free (LsnExportFile *self)
{
  g_object_unref (self->file);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->files_folder);
  g_free (self);
}

/* Writes all but the last byte, by which the writers see whether one went before. */
static gboolean
flush (Sink *sink, GError **error)
{
  gsize length = sink->text->len > 0 ? sink->text->len - 1 : 0;

  if (!g_output_stream_write_all (sink->stream, sink->text->str, length, NULL, sink->cancellable,
                                  error))
    return FALSE;
  g_string_erase (sink->text, 0, (gssize) length);
  return TRUE;
}

static gboolean
write_record (const LsnImportRecord *record, gpointer data, GError **error)
{
  Sink *sink = data;

  formats[sink->format].write (sink->text, record);
  return sink->text->len < PIECE || flush (sink, error);
}

gboolean
lsn_export_file_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  LsnExportFile *self = data;
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (self->file, NULL, FALSE,
                      G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, cancellable,
                      error);
  g_autoptr (GString) text = g_string_sized_new (PIECE);
  g_autoptr (GCancellable) never = g_cancellable_new ();
  Sink sink = { self->format, (GOutputStream *) stream, text, cancellable };
  LsnExport export = {
    .func = write_record,
    .sink = &sink,
    .ids = self->ids,
    .files_folder = self->format == LSN_EXPORT_VCARD ? self->files_folder : NULL,
    .n_done = &self->n_done,
  };

  if (stream == NULL)
    return FALSE;
  formats[self->format].begin (text);
  if (lsn_export_on_worker (db, &export, cancellable, error))
    {
      formats[self->format].end (text);
      self->n_records = export.n_records;
      if (g_output_stream_write_all (sink.stream, text->str, text->len, NULL, cancellable, error))
        return g_output_stream_close (sink.stream, cancellable, error);
    }

  /* Closed with a cancelled cancellable, the file that was there before stays. */
  g_cancellable_cancel (never);
  g_output_stream_close (sink.stream, never, NULL);
  return FALSE;
}
