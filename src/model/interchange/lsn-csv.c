/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS  2000
#define MAX_FIELD    (4 * 1024 * 1024)
#define MAX_ROW      (8 * 1024 * 1024)
#define SNIFFED_ROWS 30

struct _LsnCsvReader
{
  LsnTextStream *stream; /* owned */
  GString *window;       /* owned: text that was read and is not yet taken */
  const char *at;        /* the next byte, in @window */
  const char *end;       /* of @window */
  gboolean finished;     /* nothing follows @window */
  GError *error;         /* owned, nullable: why nothing follows */
  char delimiter;
  guint row;
  GString *cells;    /* owned: the fields of the row, each ended by NUL */
  GArray *starts;    /* owned; element-type gsize: where they start */
  GPtrArray *fields; /* owned: the same as pointers */
  gboolean open;     /* the row ends with the file, inside of quotes */
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

/* --- The window ------------------------------------------------------------------------------- */

/* %FALSE where nothing follows. Drops what was taken. */
static gboolean
refill (LsnCsvReader *self)
{
  if (self->finished)
    return FALSE;

  g_string_erase (self->window, 0, self->at - self->window->str);
  while (self->window->len == 0 && !self->finished)
    self->finished = !lsn_text_stream_read (self->stream, self->window, &self->error);
  self->at = self->window->str;
  self->end = self->window->str + self->window->len;
  return self->window->len > 0;
}

/* The next byte, '\0' at the end. */
static inline char
peek (LsnCsvReader *self)
{
  return self->at < self->end || refill (self) ? *self->at : '\0';
}

static gboolean
is_end_of_row (char c)
{
  return c == '\0' || c == '\n' || c == '\r';
}

static void
skip_end_of_row (LsnCsvReader *self)
{
  char c = peek (self);

  if (c != '\0')
    self->at++;
  if (c == '\r' && peek (self) == '\n')
    self->at++;
}

LsnCsvReader *
lsn_csv_reader_new (LsnTextStream *stream, GError **error)
{
  g_autoptr (LsnCsvReader) self = g_new0 (LsnCsvReader, 1);

  self->stream = stream;
  self->window = g_string_new (NULL);
  self->cells = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->fields = g_ptr_array_new ();
  self->at = self->window->str;
  refill (self);
  if (self->error)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }

  /* Excel's own way to say it. */
  if (self->window->len > 5 && g_ascii_strncasecmp (self->at, "sep=", 4) == 0 &&
      is_end_of_row (self->at[5]))
    {
      self->delimiter = self->at[4];
      self->at += 5;
      skip_end_of_row (self);
      self->row = 1;
    }
  else
    {
      self->delimiter = sniff_delimiter (self->window->str);
    }
  return g_steal_pointer (&self);
}

void
lsn_csv_reader_free (LsnCsvReader *self)
{
  lsn_text_stream_free (self->stream);
  g_clear_error (&self->error);
  g_string_free (self->window, TRUE);
  g_string_free (self->cells, TRUE);
  g_array_unref (self->starts);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

LsnTextStream *
lsn_csv_reader_get_stream (LsnCsvReader *self)
{
  return self->stream;
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* %FALSE where the cell, which began at @start, is over the cap: before more of it is taken. */
static gboolean
take (LsnCsvReader *self, gsize start, const char *until)
{
  g_string_append_len (self->cells, self->at, until - self->at);
  self->at = until;
  return self->cells->len - start <= MAX_FIELD && self->cells->len <= MAX_ROW;
}

/* Up to the quote that is not doubled. */
static gboolean
read_quoted (LsnCsvReader *self, gsize start)
{
  self->at++;
  while (peek (self) != '\0')
    {
      const char *quote = memchr (self->at, '"', (gsize) (self->end - self->at));

      if (!take (self, start, quote ? quote : self->end))
        return FALSE;
      if (quote == NULL)
        continue;
      self->at++;
      if (peek (self) != '"')
        return TRUE;
      g_string_append_c (self->cells, '"');
      self->at++;
    }
  self->open = TRUE;
  return TRUE;
}

/* What stands behind a closing quote up to the delimiter belongs to the cell. */
static gboolean
read_field (LsnCsvReader *self)
{
  gsize start = self->cells->len;

  g_array_append_val (self->starts, start);
  if (peek (self) == '"' && !read_quoted (self, start))
    return FALSE;
  while (!is_end_of_row (peek (self)) && *self->at != self->delimiter)
    {
      const char *p = self->at;

      while (p < self->end && !is_end_of_row (*p) && *p != self->delimiter)
        p++;
      if (!take (self, start, p))
        return FALSE;
    }
  g_string_append_c (self->cells, '\0');
  return TRUE;
}

static gboolean
read_row (LsnCsvReader *self, GError **error)
{
  g_string_truncate (self->cells, 0);
  g_array_set_size (self->starts, 0);
  self->row++;
  while (self->starts->len < MAX_COLUMNS && read_field (self))
    {
      if (is_end_of_row (peek (self)))
        {
          skip_end_of_row (self);
          if (self->error == NULL)
            return TRUE;
          g_propagate_error (error, g_steal_pointer (&self->error));
          return FALSE;
        }
      self->at++;
    }

  g_set_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
               _ ("Row %u, column %u is too long. A quotation mark may be missing there."),
               self->row, self->starts->len);
  return FALSE;
}

gboolean
lsn_csv_reader_next (LsnCsvReader *self, GError **error)
{
  do
    {
      if (peek (self) == '\0')
        {
          if (self->error)
            g_propagate_error (error, g_steal_pointer (&self->error));
          return FALSE;
        }
      if (!read_row (self, error))
        return FALSE;
    }
  while (self->cells->len == self->starts->len); /* nothing but the NULs */
  return TRUE;
}

const char *const *
lsn_csv_reader_get_fields (LsnCsvReader *self, guint *n)
{
  *n = self->starts->len;
  g_ptr_array_set_size (self->fields, (int) *n);
  for (guint i = 0; i < *n; i++)
    g_ptr_array_index (self->fields, i) = self->cells->str + g_array_index (self->starts, gsize, i);
  return (const char *const *) self->fields->pdata;
}

guint
lsn_csv_reader_get_row (LsnCsvReader *self)
{
  return self->row;
}

gboolean
lsn_csv_reader_is_open (LsnCsvReader *self)
{
  return self->open;
}

char
lsn_csv_reader_get_delimiter (LsnCsvReader *self)
{
  return self->delimiter;
}

void
lsn_csv_reader_set_delimiter (LsnCsvReader *self, char delimiter)
{
  self->delimiter = delimiter;
}

/* --- Writing ---------------------------------------------------------------------------------- */

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
  const char *quote;

  if (!first)
    g_string_append_c (row, ',');
  /* Most cells are; a row of a single one would be a blank line. */
  if (*text == '\0' && !first)
    return;
  g_string_append_c (row, '"');
  if (needs_mark (*text))
    g_string_append_c (row, '\'');
  while ((quote = strchr (text, '"')))
    {
      g_string_append_len (row, text, quote - text + 1);
      g_string_append_c (row, '"');
      text = quote + 1;
    }
  g_string_append (row, text);
  g_string_append_c (row, '"');
}

const char *
lsn_csv_get_value (const char *cell)
{
  return cell[0] == '\'' && needs_mark (cell[1]) ? cell + 1 : cell;
}
