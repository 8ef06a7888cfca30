/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-number-format.h"

#include "base/lsn-locale.h"
#include "base/lsn-utf16.h"

#include <string.h>
#include <unicode/unumberformatter.h>

/* A list formats an amount a row, and opening a formatter costs more than using it a hundred times:
 * a thread keeps its own, key "locale skeleton". */
static GPrivate formatters_private = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);

static void
formatter_free (gpointer formatter)
{
  unumf_close (formatter);
}

static UNumberFormatter *
get_formatter (int category, const char *skeleton)
{
  GHashTable *formatters = g_private_get (&formatters_private);
  g_autofree char *locale = lsn_locale_dup_icu (category);
  g_autofree char *key = g_strconcat (locale, " ", skeleton, NULL);
  g_autofree UChar *wide = NULL;
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormatter *formatter;
  int length;

  if (!formatters)
    {
      formatters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, formatter_free);
      g_private_set (&formatters_private, formatters);
    }
  formatter = g_hash_table_lookup (formatters, key);
  if (formatter)
    return formatter;

  wide = lsn_utf16_new (skeleton, &length);
  formatter = unumf_openForSkeletonAndLocale (wide, length, locale, &status);
  g_assert (U_SUCCESS (status));
  g_hash_table_insert (formatters, g_steal_pointer (&key), formatter);

  return formatter;
}

char *
lsn_number_format_dup (int category, const char *skeleton, const char *plain)
{
  UErrorCode status = U_ZERO_ERROR;
  UFormattedNumber *result = unumf_openResult (&status);
  UChar text[128];
  int32_t length;

  unumf_formatDecimal (get_formatter (category, skeleton), plain, -1, result, &status);
  length = unumf_resultToString (result, text, G_N_ELEMENTS (text), &status);
  unumf_closeResult (result);
  g_assert (U_SUCCESS (status));

  return lsn_utf16_dup_utf8 (text, length);
}

char *
lsn_number_format_dup_plain (gint64 value, int decimals)
{
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  guint64 scale = 1;

  g_return_val_if_fail (decimals >= 0 && decimals <= 6, NULL);

  for (int i = 0; i < decimals; i++)
    scale *= 10;
  if (decimals == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, value < 0 ? "-" : "", magnitude);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, value < 0 ? "-" : "",
                          magnitude / scale, decimals, magnitude % scale);
}

char *
lsn_number_format_dup_skeleton (int decimals)
{
  return decimals == 0 ? g_strdup ("precision-integer")
                       : g_strconcat (".", &"000000"[6 - decimals], NULL);
}
