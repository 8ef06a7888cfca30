/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-utf16.h"

#include <string.h>
#include <unicode/ustring.h>

UChar *
lsn_utf16_new (const char *text, int *length)
{
  gsize bytes = strlen (text);
  UErrorCode status = U_ZERO_ERROR;
  int32_t capacity;
  UChar *wide;

  /* UTF-16 never has more units than UTF-8 has bytes. */
  g_assert (bytes < G_MAXINT32 - 1);
  capacity = (int32_t) bytes + 1;
  wide = g_new (UChar, capacity);
  u_strFromUTF8WithSub (wide, capacity, length, text, (int32_t) bytes, 0xFFFD, NULL, &status);
  g_assert (U_SUCCESS (status));

  return wide;
}

char *
lsn_utf16_dup_utf8 (const UChar *text, int length)
{
  int32_t units = length < 0 ? u_strlen (text) : length;
  gsize capacity = (gsize) units * 3 + 1;
  UErrorCode status = U_ZERO_ERROR;
  char *narrow;

  g_assert (capacity < G_MAXINT32);
  narrow = g_malloc (capacity);
  u_strToUTF8WithSub (narrow, (int32_t) capacity, NULL, text, units, 0xFFFD, NULL, &status);
  g_assert (U_SUCCESS (status));

  return narrow;
}
