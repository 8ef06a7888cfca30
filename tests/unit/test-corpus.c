/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/interchange/lsn-source.h"

#include <string.h>

/* Files of other programs, tests/samples, against the figures that a correct reader must get. */

/* The first cells tell whether the encoding and the delimiter are right. */
#define HEADERS 8

static char *
dup_delimiter (char delimiter)
{
  return delimiter == '\t' ? g_strdup ("tab") : g_strdup_printf ("%c", delimiter);
}

/* The number of cells that most rows have, and how many have another. */
static guint
find_usual (GArray *widths, guint *others)
{
  guint usual = 0;

  *others = widths->len;
  for (guint i = 0; i < widths->len; i++)
    {
      guint width = g_array_index (widths, guint, i);
      guint different = 0;

      for (guint j = 0; j < widths->len; j++)
        different += g_array_index (widths, guint, j) != width;
      if (different < *others)
        {
          *others = different;
          usual = width;
        }
    }
  return usual;
}

/* "encoding delimiter rows columns ragged multiline header": rows with the header, and those of
 * them that have not as many cells as most. */
static char *
measure_table (GFile *file, GError **error)
{
  g_autoptr (LsnSource) source = lsn_source_new_for_file (file, NULL, NULL, error);
  g_autoptr (GFileInputStream) bytes = g_file_read (file, NULL, NULL);
  LsnTextStream *stream = NULL;
  g_autoptr (LsnCsvReader) reader = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GString) header = g_string_new (NULL);
  g_autofree char *delimiter = NULL;
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (guint));
  guint ragged;
  guint columns;
  guint lines = 0;
  guint rows = 0;
  guint n;

  /* A header without rows is nothing to import, and a table all the same. */
  if (g_error_matches (*error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_NOT_TEXT))
    return NULL;
  g_clear_error (error);
  stream = lsn_text_stream_new (G_INPUT_STREAM (bytes), NULL, NULL, error);
  reader = stream ? lsn_csv_reader_new (stream, error) : NULL;
  if (reader == NULL)
    return NULL;
  for (; lsn_csv_reader_next (reader, &local_error); rows++)
    {
      const char *const *cells = lsn_csv_reader_get_fields (reader, &n);

      g_array_append_val (widths, n);
      for (guint i = 0; i < n; i++)
        {
          lines += strpbrk (cells[i], "\r\n") != NULL;
          if (rows == 0 && i < HEADERS)
            g_string_append_printf (header, "%s%s", i > 0 ? "|" : "", cells[i]);
        }
    }
  g_assert_no_error (local_error);
  columns = find_usual (widths, &ragged);
  g_string_replace (header, "\r", "\\r", 0);
  g_string_replace (header, "\n", "\\n", 0);
  g_string_replace (header, "\t", "\\t", 0);
  delimiter = dup_delimiter (lsn_csv_reader_get_delimiter (reader));
  return g_strdup_printf ("%s\t%s\t%u\t%u\t%u\t%u\t%s", lsn_text_stream_get_encoding (stream),
                          delimiter, rows, columns, ragged, lines, header->str);
}

/* "cards phones mails": a fax and a pager are phones here, as in the file. */
static char *
measure_cards (GFile *file, GError **error)
{
  g_autoptr (LsnSource) source = lsn_source_new_for_file (file, NULL, NULL, error);
  g_autoptr (LsnImportRecord) record = lsn_import_record_new ();
  g_autoptr (GError) local_error = NULL;
  guint cards = 0;
  guint phones = 0;
  guint mails = 0;

  if (source == NULL)
    return NULL;
  for (; lsn_source_next (source, record, &local_error); cards++)
    {
      for (guint i = 0; i < record->channels->len; i++)
        {
          const LsnImportChannel *channel = lsn_import_record_get_channel (record, i);
          const char *label = channel->label ? channel->label : "";

          phones += g_str_equal (channel->kind, "phone") || strstr (label, "Fax") != NULL ||
                    strstr (label, "Pager") != NULL;
          mails += g_str_equal (channel->kind, "email");
        }
    }
  g_assert_no_error (local_error);
  return g_strdup_printf ("%u\t%u\t%u", cards, phones, mails);
}

/* "encoding": texts of any kind, a web page too. */
static char *
measure_text (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) bytes = g_file_read (file, NULL, error);
  g_autoptr (LsnTextStream) stream =
      lsn_text_stream_new (G_INPUT_STREAM (bytes), NULL, NULL, error);

  return stream ? g_strdup (lsn_text_stream_get_encoding (stream)) : NULL;
}

static char *
measure (const char *kind, GFile *file, GError **error)
{
  if (g_str_equal (kind, "csv"))
    return measure_table (file, error);
  return g_str_equal (kind, "vcard") ? measure_cards (file, error) : measure_text (file, error);
}

static void
test_kind (gconstpointer data)
{
  const char *kind = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", kind, NULL);
  g_autofree char *list = g_strconcat (path, ".tsv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint different = 0;
  guint n = 0;

  g_file_get_contents (list, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      char *figures = strchr (lines[i], '\t');
      g_autofree char *name = figures ? g_strndup (lines[i], (gsize) (figures - lines[i])) : NULL;
      g_autoptr (GFile) file = name ? g_file_new_build_filename (path, name, NULL) : NULL;
      g_autoptr (GError) refusal = NULL;
      g_autofree char *found = NULL;

      if (file == NULL)
        continue;
      n++;
      found = measure (kind, file, &refusal);
      if (found == NULL)
        found = g_strdup ("refused");
      if (g_str_equal (found, figures + 1))
        continue;
      different++;
      g_test_message ("%s: expected %s", name, figures + 1);
      g_test_message ("%s: found    %s", name, found);
    }
  g_test_message ("%u files, %u with other figures", n, different);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (different, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/corpus/csv", "csv", test_kind);
  g_test_add_data_func ("/corpus/vcard", "vcard", test_kind);
  g_test_add_data_func ("/corpus/text", "text", test_kind);
  return g_test_run ();
}
