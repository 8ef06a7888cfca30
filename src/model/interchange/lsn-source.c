/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-source.h"

struct _LsnSource
{
  LsnSourceKind kind;
  LsnTextStream *stream; /* of the reader below */
  LsnCsvSource *csv;     /* owned, nullable */
};

LsnSource *
lsn_source_new (GInputStream *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (LsnSource) self = g_new0 (LsnSource, 1);

  self->stream = lsn_text_stream_new (bytes, cancellable, error);
  if (self->stream == NULL)
    return NULL;
  self->kind = LSN_SOURCE_CSV;
  self->csv = lsn_csv_source_new (self->stream, error);
  return self->csv ? g_steal_pointer (&self) : NULL;
}

LsnSource *
lsn_source_new_for_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) bytes = g_file_read (file, cancellable, error);

  return bytes ? lsn_source_new (G_INPUT_STREAM (bytes), cancellable, error) : NULL;
}

void
lsn_source_free (LsnSource *self)
{
  g_clear_pointer (&self->csv, lsn_csv_source_free);
  g_free (self);
}

LsnSourceKind
lsn_source_get_kind (LsnSource *self)
{
  return self->kind;
}

const char *
lsn_source_get_kind_name (LsnSource *self)
{
  return "csv";
}

LsnTextStream *
lsn_source_get_stream (LsnSource *self)
{
  return self->stream;
}

LsnCsvSource *
lsn_source_get_csv (LsnSource *self)
{
  return self->csv;
}

char **
lsn_source_dup_unknown (LsnSource *self)
{
  return lsn_csv_source_dup_unknown (self->csv);
}

gboolean
lsn_source_next (gpointer source, LsnImportRecord *record, GError **error)
{
  LsnSource *self = source;

  return lsn_csv_source_next (self->csv, record, error);
}
