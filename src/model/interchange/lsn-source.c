/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-source.h"
#include "model/interchange/lsn-json-source.h"
#include "model/interchange/lsn-vcard-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _LsnSource
{
  LsnSourceKind kind;
  LsnTextStream *stream; /* of the reader below */
  LsnCsvSource *csv;     /* owned, nullable */
  LsnVcardSource *vcard; /* owned, nullable */
  LsnJsonSource *json;   /* owned, nullable */
};

static gboolean
begins_with (const char *text, const char *beginning)
{
  return g_ascii_strncasecmp (text, beginning, strlen (beginning)) == 0;
}

/* Headers of stock exchanges stand in angle brackets as well, so only these. */
static gboolean
is_markup (const char *head)
{
  const char *const beginnings[] = { "<!DOCTYPE", "<?xml",  "<html", "<head",
                                     "<body",     "<table", "<svg",  "<!--" };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      if (begins_with (head, beginnings[i]))
        return TRUE;
    }
  return FALSE;
}

/* Files that people take for tables or cards. */
static gboolean
refuse_others (const char *head, GError **error)
{
  const char *message = NULL;

  if (begins_with (head, "BEGIN:VCALENDAR"))
    message = _ ("This is a calendar, not a list of clients.");
  else if (is_markup (head))
    message = _ ("This is a web page or an XML document. Save the table as CSV and try again.");
  if (message == NULL)
    return TRUE;
  g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_NOT_TEXT, message);
  return FALSE;
}

static gboolean
open_reader (LsnSource *self, const char *head, const LsnReading *reading, GError **error)
{
  if (begins_with (head, "BEGIN") && head[5 + strspn (head + 5, " ")] == ':' &&
      begins_with (head + strcspn (head, ":") + 1 + strspn (head + strcspn (head, ":") + 1, " "),
                   "VCARD"))
    {
      self->kind = LSN_SOURCE_VCARD;
      self->vcard = lsn_vcard_source_new (g_steal_pointer (&self->stream), error);
      return self->vcard != NULL;
    }
  if (*head == '{')
    {
      self->kind = LSN_SOURCE_JSON;
      self->json = lsn_json_source_new (g_steal_pointer (&self->stream), error);
      return self->json != NULL;
    }
  self->kind = LSN_SOURCE_CSV;
  self->csv = lsn_csv_source_new (g_steal_pointer (&self->stream), reading, error);
  return self->csv != NULL;
}

LsnSource *
lsn_source_new (GInputStream *bytes, const LsnReading *reading, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (LsnSource) self = g_new0 (LsnSource, 1);
  LsnTextStream *stream =
      lsn_text_stream_new (bytes, reading ? reading->encoding : NULL, cancellable, error);
  const char *head = stream ? lsn_text_stream_peek (stream, error) : NULL;

  self->stream = stream;
  if (head == NULL)
    return NULL;
  while (g_ascii_isspace (*head))
    head++;
  if (!refuse_others (head, error) || !open_reader (self, head, reading, error))
    return NULL;
  self->stream = stream;
  return g_steal_pointer (&self);
}

LsnSource *
lsn_source_new_for_file (GFile *file, const LsnReading *reading, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GFileInputStream) bytes = g_file_read (file, cancellable, error);

  return bytes ? lsn_source_new (G_INPUT_STREAM (bytes), reading, cancellable, error) : NULL;
}

void
lsn_source_free (LsnSource *self)
{
  if (self->csv == NULL && self->vcard == NULL && self->json == NULL)
    g_clear_pointer (&self->stream, lsn_text_stream_free);
  g_clear_pointer (&self->csv, lsn_csv_source_free);
  g_clear_pointer (&self->vcard, lsn_vcard_source_free);
  g_clear_pointer (&self->json, lsn_json_source_free);
  g_free (self);
}

LsnSourceKind
lsn_source_get_kind (LsnSource *self)
{
  return self->kind;
}

const char *
lsn_source_kind_get_name (LsnSourceKind kind)
{
  return kind == LSN_SOURCE_CSV ? "csv" : kind == LSN_SOURCE_VCARD ? "vcard" : "json";
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
lsn_source_dup_kept (LsnSource *self)
{
  return self->csv ? lsn_csv_source_dup_headers (self->csv, LSN_COLUMN_EXTRA) : g_new0 (char *, 1);
}

char **
lsn_source_dup_left_out (LsnSource *self)
{
  if (self->csv)
    return lsn_csv_source_dup_headers (self->csv, LSN_COLUMN_IGNORED);
  return self->vcard ? lsn_vcard_source_dup_left_out (self->vcard) : g_new0 (char *, 1);
}

gboolean
lsn_source_next (gpointer source, LsnImportRecord *record, GError **error)
{
  LsnSource *self = source;

  switch (self->kind)
    {
    case LSN_SOURCE_VCARD:
      return lsn_vcard_source_next (self->vcard, record, error);
    case LSN_SOURCE_JSON:
      return lsn_json_source_next (self->json, record, error);
    case LSN_SOURCE_CSV:
    default:
      return lsn_csv_source_next (self->csv, record, error);
    }
}
