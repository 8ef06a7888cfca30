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

/**
 * lsn_encoding_decode:
 * @encoding: (out) (optional): the name of the encoding, static
 *
 * Bytes of a text file to UTF-8: a byte order mark decides, then zero bytes of UTF-16, then whether
 * the bytes are valid UTF-8, then the statistics of uchardet; what it does not know is taken for
 * windows-1251, the usual encoding of Russian tables. NULs are dropped.
 */
char *lsn_encoding_decode (GBytes *bytes, const char **encoding,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
