/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-reading.h"

#include <glib/gi18n-lib.h>

LsnReading *
lsn_reading_new (void)
{
  return g_new0 (LsnReading, 1);
}

LsnReading *
lsn_reading_copy (const LsnReading *self)
{
  LsnReading *copy = g_memdup2 (self, sizeof *self);

  copy->columns = self->columns ? g_array_copy (self->columns) : NULL;
  return copy;
}

void
lsn_reading_free (LsnReading *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  g_free (self);
}

void
lsn_reading_forget_columns (LsnReading *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
}

static const char *const labels[][2] = {
  { "UTF-8", N_ ("Unicode (UTF-8)") },
  { "WINDOWS-1251", N_ ("Cyrillic (Windows-1251)") },
  { "KOI8-R", N_ ("Cyrillic (KOI8-R)") },
  { "IBM866", N_ ("Cyrillic (DOS, 866)") },
  { "MAC-CYRILLIC", N_ ("Cyrillic (Macintosh)") },
  { "ISO-8859-5", N_ ("Cyrillic (ISO 8859-5)") },
  { "UTF-16LE", N_ ("Unicode (UTF-16)") },
  { "UTF-16BE", N_ ("Unicode (UTF-16, big-endian)") },
  { "WINDOWS-1252", N_ ("Western (Windows-1252)") },
  { "WINDOWS-1250", N_ ("Central European (Windows-1250)") },
  { "WINDOWS-1253", N_ ("Greek (Windows-1253)") },
  { "WINDOWS-1254", N_ ("Turkish (Windows-1254)") },
  { "WINDOWS-1255", N_ ("Hebrew (Windows-1255)") },
  { "WINDOWS-1256", N_ ("Arabic (Windows-1256)") },
  { "WINDOWS-1257", N_ ("Baltic (Windows-1257)") },
  { "GB18030", N_ ("Chinese (GB 18030)") },
  { "SHIFT_JIS", N_ ("Japanese (Shift JIS)") },
  { "EUC-KR", N_ ("Korean (EUC-KR)") },
};

const char *const lsn_reading_encodings[] = {
  "UTF-8",        "WINDOWS-1251", "KOI8-R",       "IBM866",       "MAC-CYRILLIC",
  "ISO-8859-5",   "UTF-16LE",     "UTF-16BE",     "WINDOWS-1252", "WINDOWS-1250",
  "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257",
  "GB18030",      "SHIFT_JIS",    "EUC-KR",       NULL,
};

const char *
lsn_reading_get_encoding_label (const char *encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_ascii_strcasecmp (labels[i][0], encoding) == 0)
        return _ (labels[i][1]);
    }
  return encoding;
}
