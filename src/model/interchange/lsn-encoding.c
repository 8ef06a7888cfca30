/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-encoding.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <uchardet.h>

/* How much of a file is looked at to tell text from what is not. */
#define LOOKED_AT 4096

G_DEFINE_QUARK (lsn-interchange-error-quark, lsn_interchange_error)

static const struct
{
  const char *bytes;
  gsize length;
  const char *name;
} marks[] = {
  { "\xef\xbb\xbf", 3, "UTF-8" },    { "\xff\xfe\0\0", 4, "UTF-32LE" },
  { "\0\0\xfe\xff", 4, "UTF-32BE" }, { "\xff\xfe", 2, "UTF-16LE" },
  { "\xfe\xff", 2, "UTF-16BE" },
};

#define ARCHIVE N_ ("This is a compressed file. Unpack it and try again.")
#define PICTURE N_ ("This is a picture, not a table.")

static const struct
{
  const char *bytes;
  gsize length;
  const char *message;
} others[] = {
  { "PK\x03\x04", 4,
    N_ ("This is a workbook or an archive, not a text table. Save it as CSV and try again.") },
  { "PK\x05\x06", 4,
    N_ ("This is a workbook or an archive, not a text table. Save it as CSV and try again.") },
  { "\xd0\xcf\x11\xe0", 4,
    N_ ("This is an old Excel workbook, not a text table. Save it as CSV and try again.") },
  { "%PDF", 4, N_ ("This is a PDF document, not a table. Export the table as CSV and try again.") },
  { "{\\rtf", 5, N_ ("This is a formatted document. Save the table as CSV and try again.") },
  { "\x89PNG", 4, PICTURE },
  { "\xff\xd8\xff", 3, PICTURE },
  { "GIF8", 4, PICTURE },
  { "RIFF", 4, PICTURE },
  { "\x1f\x8b", 2, ARCHIVE },
  { "BZh", 3, ARCHIVE },
  { "\xfd"
    "7zXZ",
    5, ARCHIVE },
  { "7z\xbc\xaf", 4, ARCHIVE },
  { "Rar!", 4, ARCHIVE },
  { "SQLite format 3", 15, N_ ("This is a database, not a table.") },
};

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_NOT_TEXT, message);
  return FALSE;
}

static gboolean
is_control (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a && c != 0x1b) ||
         c == 0x7f;
}

/* A few stray bytes stand in many a table, a few in a hundred in none. */
gboolean
lsn_encoding_check_text (const guint8 *data, gsize size, GError **error)
{
  gsize looked_at = MIN (size, LOOKED_AT);
  gsize controls = 0;
  gsize mark;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (size >= others[i].length && memcmp (data, others[i].bytes, others[i].length) == 0)
        return refuse (error, _ (others[i].message));
    }
  if (lsn_encoding_find_mark (data, size, &mark) || lsn_encoding_guess_wide (data, size))
    return TRUE;

  for (gsize i = 0; i < looked_at; i++)
    controls += is_control (data[i]);
  if (controls > 1 && controls * 50 > looked_at)
    return refuse (error, _ ("This is not a text file. Export the table as CSV and try again."));
  return TRUE;
}

const char *
lsn_encoding_find_mark (const guint8 *data, gsize size, gsize *length)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (size >= marks[i].length && memcmp (data, marks[i].bytes, marks[i].length) == 0)
        {
          *length = marks[i].length;
          return marks[i].name;
        }
    }
  *length = 0;
  return NULL;
}

/* Bytes of other files pair up to something as well, but not to letters of few alphabets without
 * control characters. */
static gboolean
is_wide_text (const guint8 *data, gsize size, gboolean big)
{
  gsize usual = 0;
  gsize n = MIN (size, LOOKED_AT) / 2;

  for (gsize i = 0; i < n; i++)
    {
      guint low = data[2 * i + big];
      guint high = data[2 * i + !big];
      guint c = high << 8 | low;

      if (is_control (c) || (c >= 0x80 && c < 0xa0) || c == 0xfffe || c == 0xffff)
        return FALSE;
      usual += high == 0 || high == 4;
    }
  return n >= 2 && usual * 10 > n * 8;
}

/* Of 32 bits only the lower 21 mean something, and of those mostly the lower 16. */
static gboolean
is_widest_text (const guint8 *data, gsize size, gboolean big)
{
  gsize n = MIN (size, LOOKED_AT) / 4;
  gsize usual = 0;

  for (gsize i = 0; i < n; i++)
    {
      const guint8 *unit = data + 4 * i;
      guint c = big ? (guint) unit[2] << 8 | unit[3] : (guint) unit[1] << 8 | unit[0];
      guint plane = big ? unit[1] : unit[2];

      if (unit[big ? 0 : 3] != 0 || plane > 16 || (plane == 0 && is_control (c)))
        return FALSE;
      usual += plane == 0;
    }
  return n >= 2 && usual * 10 > n * 8;
}

const char *
lsn_encoding_guess_wide (const guint8 *data, gsize size)
{
  if (is_widest_text (data, size, FALSE))
    return "UTF-32LE";
  if (is_widest_text (data, size, TRUE))
    return "UTF-32BE";
  if (is_wide_text (data, size, FALSE))
    return "UTF-16LE";
  if (is_wide_text (data, size, TRUE))
    return "UTF-16BE";
  return NULL;
}

/* --- 8 bits ----------------------------------------------------------------------------------- */

/* How much of @text reads as words of a Cyrillic language: all small, all large, or the first
 * letter large. Counts letters, in thousandths. */
static guint
rate_cyrillic (const char *text)
{
  guint letters = 0;
  guint good = 0;

  for (const char *p = text; *p;)
    {
      guint length = 0;
      guint large = 0;
      gboolean first_large = FALSE;
      gboolean foreign = FALSE;

      while (*p && g_utf8_get_char (p) < 0x80)
        p++;
      for (; *p && g_utf8_get_char (p) >= 0x80; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);
          gboolean is_large = g_unichar_isupper (c);

          if (!g_unichar_isalpha (c))
            {
              foreign = foreign || !g_utf8_strchr ("«»“”„’–—№…\u00a0", -1, c);
              continue;
            }
          foreign = foreign || ((c < 0x410 || c > 0x44f) && !g_utf8_strchr ("ЁёІіЇїЄєҐґЎў", -1, c));
          first_large = first_large || (length == 0 && is_large);
          large += is_large;
          length++;
        }
      letters += length;
      if (!foreign && (large == 0 || large == length || (large == 1 && first_large)))
        good += length;
    }
  return letters > 0 ? good * 1000 / letters : 0;
}

/* The small letters of both stand at the same places but one; the large ones do not. */
static const char *
tell_macintosh (const guint8 *data, gsize size)
{
  g_autofree char *windows = lsn_encoding_dup_utf8 ((const char *) data, size, "WINDOWS-1251");
  g_autofree char *macintosh = lsn_encoding_dup_utf8 ((const char *) data, size, "MAC-CYRILLIC");

  return rate_cyrillic (macintosh) > rate_cyrillic (windows) ? "MAC-CYRILLIC" : "WINDOWS-1251";
}

const char *
lsn_encoding_guess (const guint8 *data, gsize size)
{
  uchardet_t detector = uchardet_new ();
  const char *name;
  GIConv converter;

  uchardet_handle_data (detector, (const char *) data, size);
  uchardet_data_end (detector);
  name = g_intern_string (uchardet_get_charset (detector));
  uchardet_delete (detector);

  if (g_str_equal (name, "MAC-CYRILLIC") || g_str_equal (name, "WINDOWS-1251"))
    return tell_macintosh (data, size);
  if (g_str_equal (name, "ISO-8859-1"))
    return "WINDOWS-1252"; /* the same, and quotes and dashes */
  converter = g_iconv_open ("UTF-8", *name ? name : "-");
  if (converter == (GIConv) -1 || g_str_equal (name, "ASCII") || g_str_has_prefix (name, "UTF-"))
    name = "WINDOWS-1251";
  if (converter != (GIConv) -1)
    g_iconv_close (converter);
  return name;
}

/* --- Conversion ------------------------------------------------------------------------------- */

guint
lsn_encoding_get_unit (const char *encoding)
{
  return g_str_has_prefix (encoding, "UTF-16") ? 2 : g_str_has_prefix (encoding, "UTF-32") ? 4 : 1;
}

void
lsn_encoding_append_utf8 (GString *text, GIConv converter, const char *data, gsize *size,
                          guint unit)
{
  char *in = (char *) data;
  gsize left = *size;

  while (left > 0)
    {
      char buffer[4096];
      char *out = buffer;
      gsize room = sizeof buffer;
      gsize code = g_iconv (converter, &in, &left, &out, &room);
      int reason = errno;

      g_string_append_len (text, buffer, out - buffer);
      if (code != (gsize) -1 || reason == E2BIG)
        continue;
      if (reason == EINVAL)
        break;
      g_string_append (text, "\xef\xbf\xbd");
      in += MIN (left, unit);
      left -= MIN (left, unit);
    }
  *size = left;
}

char *
lsn_encoding_dup_utf8 (const char *data, gsize size, const char *encoding)
{
  GString *text = g_string_sized_new (size);
  GIConv converter = g_iconv_open ("UTF-8", encoding);
  gsize to = 0;

  if (converter == (GIConv) -1)
    converter = g_iconv_open ("UTF-8", "WINDOWS-1251");
  g_assert (converter != (GIConv) -1);

  lsn_encoding_append_utf8 (text, converter, data, &size, lsn_encoding_get_unit (encoding));
  if (size > 0)
    g_string_append (text, "\xef\xbf\xbd");
  g_iconv_close (converter);
  for (gsize from = 0; from < text->len; from++)
    {
      if (text->str[from] != '\0')
        text->str[to++] = text->str[from];
    }
  g_string_truncate (text, to);
  return g_string_free_and_steal (text);
}
