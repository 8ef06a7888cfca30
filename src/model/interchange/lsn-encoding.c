/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-encoding.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <uchardet.h>

/* How much of a file is looked at to guess its encoding. */
#define SAMPLE (256 * 1024)

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

static const struct
{
  const char *bytes;
  gsize length;
  const char *message;
} others[] = {
  { "PK\x03\x04", 4,
    N_ ("This is a workbook or an archive, not a text table. Save it as CSV and try again.") },
  { "\xd0\xcf\x11\xe0", 4,
    N_ ("This is an old Excel workbook, not a text table. Save it as CSV and try again.") },
  { "%PDF", 4, N_ ("This is a PDF document, not a table. Export the table as CSV and try again.") },
  { "\x89PNG", 4, N_ ("This is a picture, not a table.") },
  { "\x1f\x8b", 2, N_ ("This is a compressed file. Unpack it and try again.") },
};

/* Every second byte of Latin or Cyrillic UTF-16 without a mark is one of few. */
static const char *
guess_utf16 (const guint8 *data, gsize size)
{
  gsize even = 0;
  gsize odd = 0;
  gsize n = MIN (size, 4096) & ~(gsize) 1;

  for (gsize i = 0; i < n; i += 2)
    {
      even += data[i] == 0 || data[i] == 4;
      odd += data[i + 1] == 0 || data[i + 1] == 4;
    }
  if (n >= 4 && odd * 10 > n / 2 * 8)
    return "UTF-16LE";
  if (n >= 4 && even * 10 > n / 2 * 8)
    return "UTF-16BE";
  return NULL;
}

static const char *
guess_statistically (const guint8 *data, gsize size)
{
  uchardet_t detector = uchardet_new ();
  const char *name;

  uchardet_handle_data (detector, (const char *) data, MIN (size, SAMPLE));
  uchardet_data_end (detector);
  name = g_intern_string (uchardet_get_charset (detector));
  uchardet_delete (detector);

  /* Short Russian texts are taken for these; no Russian table is written in them. */
  if (*name == '\0' || g_ascii_strcasecmp (name, "MAC-CYRILLIC") == 0 ||
      g_ascii_strcasecmp (name, "ASCII") == 0)
    return "WINDOWS-1251";
  return name;
}

static char *
drop_nuls (char *text, gsize length)
{
  gsize to = 0;

  for (gsize from = 0; from < length; from++)
    {
      if (text[from] != '\0')
        text[to++] = text[from];
    }
  text[to] = '\0';
  return text;
}

char *
lsn_encoding_decode (GBytes *bytes, const char **encoding, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const char *name = NULL;
  gsize written = 0;
  char *text;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (size >= others[i].length && memcmp (data, others[i].bytes, others[i].length) == 0)
        {
          g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_NOT_TEXT,
                               _ (others[i].message));
          return NULL;
        }
    }
  for (guint i = 0; name == NULL && i < G_N_ELEMENTS (marks); i++)
    {
      if (size >= marks[i].length && memcmp (data, marks[i].bytes, marks[i].length) == 0)
        {
          name = marks[i].name;
          data += marks[i].length;
          size -= marks[i].length;
        }
    }
  if (size == 0)
    return g_strdup ("");
  if (name == NULL)
    name = guess_utf16 (data, size);
  if (name == NULL && g_utf8_validate_len ((const char *) data, size, NULL))
    name = "UTF-8";
  if (name == NULL)
    name = guess_statistically (data, size);
  if (encoding)
    *encoding = name;

  text = g_convert_with_fallback ((const char *) data, (gssize) size, "UTF-8", name, "\xef\xbf\xbd",
                                  NULL, &written, NULL);
  if (text == NULL)
    text = g_convert_with_fallback ((const char *) data, (gssize) size, "UTF-8", "WINDOWS-1251",
                                    "\xef\xbf\xbd", NULL, &written, NULL);
  if (text == NULL)
    {
      g_set_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                   _ ("The text could not be read as %s. Save it as UTF-8 and try again."), name);
      return NULL;
    }
  return drop_nuls (text, written);
}
