/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LSN_INTERCHANGE_ERROR (lsn_interchange_error_quark ())

/* The message is for the user and says what to do. */
typedef enum
{
  LSN_INTERCHANGE_ERROR_NOT_TEXT, /* a workbook, an archive, a picture */
  LSN_INTERCHANGE_ERROR_INVALID,  /* damaged, or over a cap; with its place */
  LSN_INTERCHANGE_ERROR_EMPTY,
} LsnInterchangeError;

GQuark lsn_interchange_error_quark (void);

/* What bytes of a text file are. Pure functions over the beginning of the file. */

/* LSN_INTERCHANGE_ERROR_NOT_TEXT for a workbook, an archive, a picture, a program, a database. */
gboolean lsn_encoding_check_text (const guint8 *data, gsize size, GError **error);

/* Returns: (nullable): the encoding that a byte order mark names, static. @length: (out): its bytes
 */
const char *lsn_encoding_find_mark (const guint8 *data, gsize size, gsize *length);

/* Returns: (nullable): "UTF-16LE" or "UTF-16BE" where all of @data is text in it, without a mark.
 */
const char *lsn_encoding_guess_wide (const guint8 *data, gsize size);

/**
 * lsn_encoding_guess:
 * @data: not valid UTF-8, best of all lines with letters outside of ASCII
 *
 * By the statistics of uchardet; windows-1251, the usual one of Russian tables, where those do not
 * know, and where they cannot tell it from the Cyrillic of old Macs.
 *
 * Returns: a name for iconv, static.
 */
const char *lsn_encoding_guess (const guint8 *data, gsize size);

/* Returns: valid UTF-8 without NUL; what @encoding does not know becomes U+FFFD. */
char *lsn_encoding_dup_utf8 (const char *data, gsize size,
                             const char *encoding) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_encoding_append_utf8:
 * @size: (inout): bytes at @data; on return those that begin a character the rest of which is not
 * there
 *
 * Appends what @converter, from any encoding to UTF-8, makes of @data. @unit: bytes that an unknown
 * character takes.
 */
void lsn_encoding_append_utf8 (GString *text, GIConv converter, const char *data, gsize *size,
                               guint unit);

/* Bytes of the smallest unit of @encoding. */
guint lsn_encoding_get_unit (const char *encoding);

G_END_DECLS
