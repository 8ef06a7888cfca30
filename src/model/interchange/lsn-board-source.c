/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-board-source.h"
#include "model/interchange/lsn-board-json.h"
#include "model/interchange/lsn-json-write.h"
#include "model/interchange/lsn-todoist-read.h"
#include "model/interchange/lsn-trello-read.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_FILE    (256 * 1024 * 1024)
#define MAX_TABLE   (64 * 1024 * 1024)
#define MAX_ENTRIES 2000
#define HEAD        4096

static LsnBoardSource *
source_new (const char *kind)
{
  LsnBoardSource *self = g_new0 (LsnBoardSource, 1);

  self->kind = kind;
  self->boards = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_board_file_free);
  return self;
}

void
lsn_board_source_free (LsnBoardSource *self)
{
  g_ptr_array_unref (self->boards);
  g_free (self);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static LsnBoardSource *
read_json (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local_error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  JsonNode *root;
  LsnBoardFile *file;
  LsnBoardSource *self;

  /* What is no JSON is refused by who reads clients, in words that fit. */
  if (!json_parser_load_from_data (parser, data, (gssize) size, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  file = lsn_board_json_read (json_node_get_object (root), &local_error);
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (file)
    {
      self = source_new ("liaison-board");
    }
  else
    {
      file = lsn_trello_read (json_node_get_object (root));
      if (file == NULL)
        return NULL;
      self = source_new ("trello");
    }
  g_ptr_array_add (self->boards, file);
  return self;
}

/* --- Todoist ---------------------------------------------------------------------------------- */

/* “Client work [220474322].csv” → “Client work” */
static char *
dup_project_name (const char *file_name)
{
  g_autofree char *base = g_path_get_basename (file_name);
  char *dot = strrchr (base, '.');
  char *bracket;

  if (dot && dot != base)
    *dot = '\0';
  bracket = strrchr (base, '[');
  if (bracket && bracket != base && g_str_has_suffix (base, "]"))
    *bracket = '\0';
  return g_strdup (g_strchomp (base));
}

static gboolean
is_todoist (GBytes *bytes)
{
  g_autoptr (LsnTextStream) stream = lsn_text_stream_new_for_bytes (bytes, NULL);
  g_autoptr (LsnCsvReader) reader =
      stream ? lsn_csv_reader_new (g_steal_pointer (&stream), NULL) : NULL;
  const char *const *cells;
  guint n;

  if (reader == NULL || !lsn_csv_reader_next (reader, NULL))
    return FALSE;
  cells = lsn_csv_reader_get_fields (reader, &n);
  return lsn_todoist_is_header (cells, n);
}

/* %FALSE with @error set only where the table is one of Todoist's and damaged. */
static gboolean
add_table (LsnBoardSource *self, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *project = NULL;
  LsnTextStream *stream;
  LsnCsvReader *reader;
  LsnBoardFile *file;

  if (!is_todoist (bytes))
    return TRUE;
  stream = lsn_text_stream_new_for_bytes (bytes, error);
  reader = stream ? lsn_csv_reader_new (stream, error) : NULL;
  if (reader == NULL)
    return FALSE;
  project = dup_project_name (name);
  file = lsn_todoist_read (*project ? project : _ ("Project from Todoist"), reader, error);
  if (file == NULL)
    return FALSE;
  g_ptr_array_add (self->boards, file);
  return TRUE;
}

/* --- Archives --------------------------------------------------------------------------------- */

static GBytes *
read_entry (struct archive *archive, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[65536];
  la_ssize_t got;

  while ((got = archive_read_data (archive, block, sizeof block)) > 0)
    {
      if (bytes->len + (gsize) got > MAX_TABLE)
        {
          g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                               _ ("A table in the archive is too large."));
          return NULL;
        }
      g_byte_array_append (bytes, block, (guint) got);
    }
  if (got < 0)
    {
      g_set_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                   _ ("The archive is damaged: %s"), archive_error_string (archive));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
read_entries (LsnBoardSource *self, struct archive *archive, GError **error)
{
  struct archive_entry *entry;
  gsize total = 0;

  for (guint n = 0; archive_read_next_header (archive, &entry) == ARCHIVE_OK; n++)
    {
      const char *path = archive_entry_pathname (entry);
      g_autofree char *name = path ? g_utf8_make_valid (path, -1) : NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (n == MAX_ENTRIES)
        {
          g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                               _ ("The archive has too many files."));
          return FALSE;
        }
      if (name == NULL || !g_str_has_suffix (name, ".csv"))
        continue;
      bytes = read_entry (archive, error);
      if (bytes == NULL)
        return FALSE;
      total += g_bytes_get_size (bytes);
      if (total > MAX_FILE)
        {
          g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                               _ ("The archive is too large."));
          return FALSE;
        }
      if (!add_table (self, name, bytes, error))
        return FALSE;
    }
  return TRUE;
}

static LsnBoardSource *
read_archive (GBytes *bytes, GError **error)
{
  g_autoptr (LsnBoardSource) self = source_new ("todoist");
  struct archive *archive = archive_read_new ();
  gboolean ok = TRUE;

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, g_bytes_get_data (bytes, NULL),
                                g_bytes_get_size (bytes)) == ARCHIVE_OK)
    ok = read_entries (self, archive, error);
  archive_read_free (archive);
  return ok && self->boards->len > 0 ? g_steal_pointer (&self) : NULL;
}

/* --- Files ------------------------------------------------------------------------------------ */

/* What only its beginning is needed for: a table of a million clients is not read into memory. */
static gboolean
may_be_board (const char *head, gsize size)
{
  gsize at = 0;

  if (size >= 4 && memcmp (head, "PK\003\004", 4) == 0)
    return TRUE;
  while (at < size && (g_ascii_isspace (head[at]) || (guchar) head[at] >= 0xef))
    at++;
  if (at < size && head[at] == '{')
    return g_strstr_len (head, (gssize) size, LSN_JSON_FORMAT "\"") == NULL;
  return g_strstr_len (head, (gssize) size, "CONTENT") != NULL;
}

static LsnBoardSource *
read_table (const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (LsnBoardSource) self = source_new ("todoist");

  return add_table (self, name, bytes, error) && self->boards->len > 0 ? g_steal_pointer (&self)
                                                                       : NULL;
}

LsnBoardSource *
lsn_board_source_new_for_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_utf8_make_valid (base ? base : "", -1);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  gboolean looked = FALSE;
  guint8 block[65536];
  gssize got;

  if (stream == NULL)
    return NULL;
  while ((got = g_input_stream_read (G_INPUT_STREAM (stream), block, sizeof block, cancellable,
                                     error)) > 0)
    {
      if (!looked && !may_be_board ((const char *) block, MIN ((gsize) got, HEAD)))
        return NULL;
      looked = TRUE;
      if (all->len + (gsize) got > MAX_FILE)
        return NULL;
      g_byte_array_append (all, block, (guint) got);
    }
  if (got < 0 || all->len == 0)
    return NULL;
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  if (memcmp (g_bytes_get_data (bytes, NULL), "PK", 2) == 0)
    return read_archive (bytes, error);
  if (g_strstr_len (g_bytes_get_data (bytes, NULL), MIN (64, (gssize) g_bytes_get_size (bytes)),
                    "{"))
    return read_json (bytes, error);
  return read_table (name, bytes, error);
}
