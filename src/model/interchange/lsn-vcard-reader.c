/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-vcard-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CARD (8 * 1024 * 1024) /* pictures included */

struct _LsnVcardReader
{
  LsnTextStream *stream; /* owned */
  GString *window;       /* owned: bytes that were read */
  gsize at;              /* the next one, in @window */
  gboolean finished;
  GError *error; /* owned, nullable */
  guint line;    /* of the file, read last */

  GString *property; /* owned: the lines of one property, joined */
  guint property_line;
  GString *pending; /* owned, nullable: a line that begins the next property */
  guint pending_line;

  GString *card; /* owned */
  guint card_line;
  char *warning;        /* owned, nullable */
  gboolean begun_again; /* the next card's BEGIN has been read */
  guint begun_line;
};

LsnVcardReader *
lsn_vcard_reader_new (LsnTextStream *stream, GError **error)
{
  g_autoptr (LsnVcardReader) self = g_new0 (LsnVcardReader, 1);

  self->stream = stream;
  self->window = g_string_new (NULL);
  self->property = g_string_new (NULL);
  self->card = g_string_new (NULL);
  return lsn_text_stream_set_raw (stream, error) ? g_steal_pointer (&self) : NULL;
}

void
lsn_vcard_reader_free (LsnVcardReader *self)
{
  lsn_text_stream_free (self->stream);
  g_clear_error (&self->error);
  g_string_free (self->window, TRUE);
  g_string_free (self->property, TRUE);
  if (self->pending)
    g_string_free (self->pending, TRUE);
  g_string_free (self->card, TRUE);
  g_free (self->warning);
  g_free (self);
}

/* --- Lines ------------------------------------------------------------------------------------ */

static gboolean
fail (LsnVcardReader *self)
{
  if (self->error == NULL)
    g_set_error (&self->error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                 _ ("The card that begins in line %u is too long. Its end may be missing."),
                 self->card_line);
  return FALSE;
}

/* A line of the file without its end. NULL at the end of the file, or with self->error set. */
static GString *
read_line (LsnVcardReader *self)
{
  const char *end = NULL;
  gsize scanned = 0; /* bytes behind @at that have no end of line */
  GString *line;

  while (TRUE)
    {
      gsize from = self->at + scanned;

      end = memchr (self->window->str + from, '\n', self->window->len - from);
      if (end || self->finished)
        break;
      scanned = self->window->len - self->at;
      g_string_erase (self->window, 0, (gssize) self->at);
      self->at = 0;
      if (scanned > MAX_CARD)
        {
          fail (self);
          return NULL;
        }
      self->finished = !lsn_text_stream_read (self->stream, self->window, &self->error);
    }
  if (self->error || (end == NULL && self->at == self->window->len))
    return NULL;

  if (end == NULL)
    end = self->window->str + self->window->len;
  line = g_string_new_len (self->window->str + self->at, end - (self->window->str + self->at));
  self->at = MIN ((gsize) (end - self->window->str) + 1, self->window->len);
  while (line->len > 0 && line->str[line->len - 1] == '\r')
    g_string_truncate (line, line->len - 1);
  self->line++;
  return line;
}

static GString *
take_line (LsnVcardReader *self, guint *number)
{
  if (self->pending)
    {
      *number = self->pending_line;
      return g_steal_pointer (&self->pending);
    }
  {
    GString *line = read_line (self);

    *number = self->line;
    return line;
  }
}

/* What stands before the first colon outside of quotes: the name and the parameters. */
static gsize
get_head_length (const char *line)
{
  gboolean quoted = FALSE;
  const char *p = line;

  for (; *p && (quoted || *p != ':'); p++)
    {
      if (*p == '"')
        quoted = !quoted;
    }
  if (*p == ':')
    return (gsize) (p - line);
  p = strchr (line, ':'); /* the quote was never closed */
  return p ? (gsize) (p - line) : strlen (line);
}

static gboolean
has_in_head (const char *line, const char *word)
{
  g_autofree char *head = g_strndup (line, get_head_length (line));
  g_autofree char *large = g_ascii_strup (head, -1);

  return strstr (large, word) != NULL;
}

static gboolean
is_base64_letter (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/' || c == '=';
}

/* Some programs forget the space that a further line of a picture begins with. */
static gboolean
is_base64_line (const char *line)
{
  gsize length = strlen (line);

  for (gsize i = 0; i < length; i++)
    {
      if (!is_base64_letter (line[i]))
        return FALSE;
    }
  return length > 0;
}

/* Joins the lines of the next property. %FALSE at the end. */
static gboolean
read_property (LsnVcardReader *self)
{
  GString *line = take_line (self, &self->property_line);
  gboolean is_quoted;
  gboolean is_base64;

  g_string_truncate (self->property, 0);
  if (line == NULL)
    return FALSE;
  g_string_append_len (self->property, line->str, (gssize) line->len);
  g_string_free (line, TRUE);
  is_quoted = has_in_head (self->property->str, "QUOTED-PRINTABLE");
  is_base64 = has_in_head (self->property->str, "BASE64") ||
              has_in_head (self->property->str, "ENCODING=B");

  while (self->property->len <= MAX_CARD)
    {
      guint number;
      gboolean soft = is_quoted && self->property->len > 0 &&
                      self->property->str[self->property->len - 1] == '=';

      line = take_line (self, &number);
      if (line == NULL)
        return self->error == NULL;
      if (soft)
        g_string_truncate (self->property, self->property->len - 1);
      else if (*line->str == ' ' || *line->str == '\t')
        g_string_erase (line, 0, 1);
      else if (!is_base64 || !is_base64_line (line->str))
        {
          self->pending = line;
          self->pending_line = number;
          return TRUE;
        }
      g_string_append_len (self->property, line->str, (gssize) line->len);
      g_string_free (line, TRUE);
    }
  return fail (self);
}

/* --- Cards ------------------------------------------------------------------------------------ */

/* "BEGIN:VCARD" with whatever case and space. */
static gboolean
is_border (const char *property, const char *border)
{
  gsize length = strlen (border);

  if (g_ascii_strncasecmp (property, border, length) != 0 || property[length] != ':')
    return FALSE;
  property += length + 1;
  while (g_ascii_isspace (*property))
    property++;
  return g_ascii_strncasecmp (property, "VCARD", 5) == 0 &&
         property[5 + strspn (property + 5, " \t")] == '\0';
}

/* Takes the parameters that begin with @beginning out of the head. Returns: (nullable): the rest of
 * the last one. */
static char *
take_parameter (GString *property, const char *beginning)
{
  g_autofree char *head = g_strndup (property->str, get_head_length (property->str));
  g_auto (GStrv) parameters = g_strsplit (head, ";", -1);
  gsize at = parameters[0] ? strlen (parameters[0]) : 0;
  char *rest = NULL;

  for (guint i = 1; parameters[0] && parameters[i]; i++)
    {
      gsize length = strlen (parameters[i]);

      if (g_ascii_strncasecmp (parameters[i], beginning, strlen (beginning)) == 0)
        {
          g_string_erase (property, (gssize) at, (gssize) length + 1);
          g_set_str (&rest, parameters[i] + strlen (beginning));
        }
      else
        {
          at += length + 1;
        }
    }
  return rest;
}

/* --- Quoted-printable ------------------------------------------------------------------------- */

/* Up to the next separator: the bytes that are meant. Returns: where the part ends. */
static const char *
decode_part (const char *p, GString *bytes)
{
  for (; *p && *p != ';'; p++)
    {
      if (*p == '=' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          g_string_append_c (bytes, (char) (g_ascii_xdigit_value (p[1]) * 16 +
                                            g_ascii_xdigit_value (p[2])));
          p += 2;
        }
      else
        {
          if (*p == '\\' && p[1] == ';')
            p++;
          g_string_append_c (bytes, *p);
        }
    }
  return p;
}

static void
append_escaped (GString *line, const char *text)
{
  for (const char *p = text; *p; p++)
    {
      if (*p == '\n')
        g_string_append (line, "\\n");
      else if (*p != '\r')
        {
          if (*p == ';' || *p == ',' || *p == '\\')
            g_string_append_c (line, '\\');
          g_string_append_c (line, *p);
        }
    }
}

/* Puts the text itself in place of the encoded one: part by part, since what separates them is not
 * encoded, and before it is known what the bytes mean, a byte of a letter may look like one. */
static void
decode_quoted (GString *property, const char *encoding)
{
  gsize head = get_head_length (property->str);
  g_autofree char *encoded = g_strdup (property->str + head);
  const char *p = encoded;

  g_string_truncate (property, head);
  while (*p)
    {
      g_autoptr (GString) bytes = g_string_new (NULL);
      g_autofree char *text = NULL;

      g_string_append_c (property, *p);
      p = decode_part (p + 1, bytes);
      if (encoding || !g_utf8_validate_len (bytes->str, bytes->len, NULL))
        text = lsn_encoding_dup_utf8 (bytes->str, bytes->len,
                                      encoding ? encoding
                                               : lsn_encoding_guess ((const guint8 *) bytes->str,
                                                                     bytes->len));
      append_escaped (property, text ? text : bytes->str);
    }
}

/* A value of a parameter is quoted as a whole or not at all. */
static gboolean
has_proper_quotes (const char *line, gsize head)
{
  gboolean open = FALSE;

  for (gsize i = 0; i < head; i++)
    {
      if (line[i] != '"')
        continue;
      if (!open ? i == 0 || !strchr ("=,", line[i - 1]) : !strchr (",;:", line[i + 1]))
        return FALSE;
      open = !open;
    }
  return !open;
}

/* @parameter: from its ";" to the next one, quotes mended */
static void
append_mended (GString *head, const char *parameter)
{
  const char *value = strchr (parameter, '=');
  gboolean quoted = FALSE;

  for (const char *p = parameter; *p; p++)
    {
      gboolean in_name = value && p < value && p > parameter;

      if (*p == '"')
        quoted = !quoted;
      if (*p == '\\' || g_ascii_iscntrl (*p) || (*p == '=' && p != value && !quoted) ||
          (in_name && !g_ascii_isalnum (*p) && *p != '-'))
        continue;
      g_string_append_c (head, *p);
    }
}

/* What no parameter has goes: a quote that is not closed, after which the parser takes the value
 * for a part of it, a second "=", a name of other than letters, a backslash. */
static void
mend_head (GString *property)
{
  gsize length = get_head_length (property->str);
  gboolean proper = has_proper_quotes (property->str, length);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GString) parameter = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = property->str[i];

      if (c == '"' && !proper)
        continue;
      if (c == '"')
        quoted = !quoted;
      if (c == ';' && !quoted)
        {
          append_mended (head, parameter->str);
          g_string_truncate (parameter, 0);
        }
      g_string_append_c (parameter, c);
    }
  append_mended (head, parameter->str);
  g_string_append (head, property->str + length);
  g_string_assign (property, head->str);
}

static void
add_property (LsnVcardReader *self)
{
  GString *property = self->property;
  gboolean is_quoted = has_in_head (property->str, "QUOTED-PRINTABLE");
  g_autofree char *charset = NULL;

  mend_head (property);
  charset = take_parameter (property, "CHARSET=");
  if (is_quoted)
    {
      g_autofree char *named = take_parameter (property, "ENCODING=QUOTED-PRINTABLE");
      g_autofree char *bare = take_parameter (property, "QUOTED-PRINTABLE");

      decode_quoted (property, charset);
    }
  if (g_utf8_validate_len (property->str, property->len, NULL))
    {
      g_string_append_len (self->card, property->str, (gssize) property->len);
    }
  else
    {
      g_autofree char *text =
          lsn_encoding_dup_utf8 (property->str, property->len,
                                 charset ? charset : lsn_text_stream_get_encoding (self->stream));

      g_string_append (self->card, text);
    }
  g_string_append (self->card, "\r\n");
}

/* Only what is told first is kept; the rest follows from it. */
static void
warn_of_line (LsnVcardReader *self)
{
  if (self->warning == NULL)
    self->warning =
        g_strdup_printf (_ ("Line %u is broken and was left out."), self->property_line);
}

static void
warn_of_end (LsnVcardReader *self)
{
  if (self->warning == NULL)
    self->warning =
        g_strdup_printf (_ ("The card that begins in line %u never ends."), self->card_line);
}

/* A property has a name of letters and a colon. */
static gboolean
is_property (const char *text)
{
  gsize length = get_head_length (text);
  gsize name = strcspn (text, ";:");

  if (text[length] != ':' || name == 0)
    return FALSE;
  for (gsize i = 0; i < name; i++)
    {
      if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '.' && text[i] != '_')
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_begin (LsnVcardReader *self)
{
  if (self->begun_again)
    {
      self->card_line = self->begun_line;
      self->begun_again = FALSE;
      return TRUE;
    }
  while (read_property (self))
    {
      const char *text = self->property->str;

      while (g_ascii_isspace (*text))
        text++;
      if (is_border (text, "BEGIN"))
        {
          self->card_line = self->property_line;
          return TRUE;
        }
    }
  return FALSE;
}

/* The rest of a card. @agent: the line before was the name of a card within. */
static gboolean
read_card (LsnVcardReader *self)
{
  guint depth = 1;
  gboolean agent = FALSE;

  while (read_property (self))
    {
      const char *text = self->property->str;

      if (is_border (text, "BEGIN") && (agent || depth > 1))
        {
          depth++;
        }
      else if (is_border (text, "BEGIN"))
        {
          self->begun_again = TRUE;
          self->begun_line = self->property_line;
          warn_of_end (self);
          return TRUE;
        }
      else if (is_border (text, "END"))
        {
          if (--depth == 0)
            return TRUE;
        }
      else if (depth == 1 && g_ascii_strncasecmp (text, "AGENT", 5) == 0 &&
               (text[5] == ':' || text[5] == ';'))
        {
          const char *value = text + get_head_length (text);

          depth += *value == ':' && is_border (value + 1, "BEGIN");
          agent = depth == 1;
          continue;
        }
      else if (depth == 1 && is_property (text))
        {
          add_property (self);
        }
      else if (depth == 1 && text[strspn (text, " \t")] != '\0')
        {
          warn_of_line (self);
        }
      agent = agent && text[strspn (text, " \t")] == '\0';
      if (self->card->len > MAX_CARD)
        return fail (self);
    }
  if (self->error)
    return FALSE;
  warn_of_end (self);
  return TRUE;
}

gboolean
lsn_vcard_reader_next (LsnVcardReader *self, GError **error)
{
  g_clear_pointer (&self->warning, g_free);
  g_string_assign (self->card, "BEGIN:VCARD\r\n");
  if (self->error == NULL && find_begin (self) && read_card (self))
    {
      g_string_append (self->card, "END:VCARD\r\n");
      return TRUE;
    }
  if (self->error)
    g_propagate_error (error, g_steal_pointer (&self->error));
  self->finished = TRUE;
  self->at = self->window->len;
  return FALSE;
}

const char *
lsn_vcard_reader_get_text (LsnVcardReader *self)
{
  return self->card->str;
}

guint
lsn_vcard_reader_get_line (LsnVcardReader *self)
{
  return self->card_line;
}

const char *
lsn_vcard_reader_get_warning (LsnVcardReader *self)
{
  return self->warning;
}
