/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS  2000
#define MAX_FIELD    (1024 * 1024)
#define SNIFFED_ROWS 30

struct _LsnCsvReader
{
  char *text;     /* owned */
  const char *at; /* the next byte */
  char delimiter;
  guint row;
  GString *field; /* owned: the cell that is being read */
};

/* The delimiter that stands most evenly in the first rows, outside of quotes. */
static char
sniff_delimiter (const char *text)
{
  const char candidates[] = { ',', ';', '\t', '|' };
  char best = ',';
  double best_score = 0;

  for (guint c = 0; c < G_N_ELEMENTS (candidates); c++)
    {
      guint counts[SNIFFED_ROWS] = { 0 };
      guint rows = 0;
      gboolean quoted = FALSE;
      gboolean content = FALSE;
      double sum = 0;
      double same = 0;

      for (const char *p = text; *p && rows < SNIFFED_ROWS; p++)
        {
          if (*p == '"')
            quoted = !quoted;
          else if (!quoted && *p == candidates[c])
            counts[rows]++;
          if (!quoted && (*p == '\n' || (*p == '\r' && p[1] != '\n')))
            {
              rows += content;
              content = FALSE;
            }
          else
            content = TRUE;
        }
      rows = MIN (rows + content, SNIFFED_ROWS);
      for (guint i = 0; i < rows; i++)
        {
          sum += counts[i];
          same += counts[i] == counts[0];
        }
      if (rows > 0 && counts[0] > 0 && sum / rows * (same / rows) * (same / rows) > best_score)
        {
          best = candidates[c];
          best_score = sum / rows * (same / rows) * (same / rows);
        }
    }
  return best;
}

LsnCsvReader *
lsn_csv_reader_new (char *text)
{
  LsnCsvReader *self = g_new0 (LsnCsvReader, 1);

  self->text = text;
  self->at = text;
  self->field = g_string_new (NULL);

  /* Excel's own way to say it. */
  if (g_ascii_strncasecmp (text, "sep=", 4) == 0 && text[4] && (text[5] == '\n' || text[5] == '\r'))
    {
      self->delimiter = text[4];
      self->at = text + 6 + (text[5] == '\r' && text[6] == '\n');
      self->row = 1;
    }
  else
    {
      self->delimiter = sniff_delimiter (text);
    }
  return self;
}

void
lsn_csv_reader_free (LsnCsvReader *self)
{
  g_free (self->text);
  g_string_free (self->field, TRUE);
  g_free (self);
}

static gboolean
is_end_of_row (char c)
{
  return c == '\0' || c == '\n' || c == '\r';
}

/* A quoted cell ends at a quote that is not doubled; what stands behind it up to the delimiter
 * belongs to it. */
static void
read_field (LsnCsvReader *self)
{
  const char *p = self->at;

  g_string_truncate (self->field, 0);
  if (*p == '"')
    {
      for (p++; *p; p++)
        {
          if (*p == '"' && p[1] != '"')
            {
              p++;
              break;
            }
          if (*p == '"')
            p++;
          g_string_append_c (self->field, *p);
        }
    }
  while (!is_end_of_row (*p) && *p != self->delimiter)
    g_string_append_c (self->field, *p++);
  self->at = p;
}

static gboolean
is_blank (GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      if (*(char *) g_ptr_array_index (fields, i))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_csv_reader_next (LsnCsvReader *self, GPtrArray *fields, GError **error)
{
  do
    {
      g_ptr_array_set_size (fields, 0);
      if (*self->at == '\0')
        return FALSE;
      self->row++;
      for (;;)
        {
          read_field (self);
          if (self->field->len > MAX_FIELD || fields->len >= MAX_COLUMNS)
            {
              g_set_error (
                  error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                  _ ("Row %u, column %u is too long. A quotation mark may be missing there."),
                  self->row, fields->len + 1);
              return FALSE;
            }
          g_ptr_array_add (fields, g_strndup (self->field->str, self->field->len));
          if (is_end_of_row (*self->at))
            break;
          self->at++;
        }
      if (*self->at == '\r' && self->at[1] == '\n')
        self->at += 2;
      else if (*self->at != '\0')
        self->at++;
    }
  while (is_blank (fields));
  return TRUE;
}

guint
lsn_csv_reader_get_row (LsnCsvReader *self)
{
  return self->row;
}

char
lsn_csv_reader_get_delimiter (LsnCsvReader *self)
{
  return self->delimiter;
}

/* What spreadsheets compute, and our own mark, which is doubled so that it comes back. */
static gboolean
needs_mark (char c)
{
  return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' || c == '\'';
}

void
lsn_csv_append (GString *row, const char *value, gboolean first)
{
  const char *text = value ? value : "";

  if (!first)
    g_string_append_c (row, ',');
  g_string_append_c (row, '"');
  if (needs_mark (*text))
    g_string_append_c (row, '\'');
  for (; *text; text++)
    {
      if (*text == '"')
        g_string_append_c (row, '"');
      g_string_append_c (row, *text);
    }
  g_string_append_c (row, '"');
}

char *
lsn_csv_dup_value (const char *cell)
{
  return g_strdup (cell[0] == '\'' && needs_mark (cell[1]) ? cell + 1 : cell);
}
