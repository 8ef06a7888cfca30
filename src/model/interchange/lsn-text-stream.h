/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-encoding.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LsnTextStream: a text file of any encoding as UTF-8, piece by piece, so that its size does not
 * matter.
 *
 * The file is read twice: first to see whether all of it is UTF-8, which only the last byte can
 * tell. A byte order mark decides, then UTF-16 without one, then UTF-8, then statistics over the
 * lines that have letters outside of ASCII. One thread, but lsn_text_stream_get_permille().
 */
typedef struct _LsnTextStream LsnTextStream;

/* @bytes: kept; what cannot be rewound is read into memory, up to 256 MB. @encoding: (nullable):
 * what the user says that it is, static, a name for iconv. Errors: LSN_INTERCHANGE_ERROR where it
 * is no text, G_IO_ERROR where it cannot be read. */
LsnTextStream *
lsn_text_stream_new (GInputStream *bytes, const char *encoding, GCancellable *cancellable,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
LsnTextStream *
lsn_text_stream_new_for_bytes (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_text_stream_free (LsnTextStream *self);

/* Static. */
const char *lsn_text_stream_get_encoding (LsnTextStream *self);

/* The first piece, without taking it. Returns: NULL with @error set; "" for an empty file. */
const char *lsn_text_stream_peek (LsnTextStream *self, GError **error);

/* Before anything is taken: hands 8-bit text out as it stands, for formats that name the encoding
 * of each line. %FALSE with @error set where the file cannot be read. */
gboolean lsn_text_stream_set_raw (LsnTextStream *self, GError **error);

/* Appends a piece to @text: UTF-8 without NUL. %FALSE at the end, or with @error set. */
gboolean lsn_text_stream_read (LsnTextStream *self, GString *text, GError **error);

/* How much was read, 0 … 1000. Any thread. */
guint lsn_text_stream_get_permille (LsnTextStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnTextStream, lsn_text_stream_free)

G_END_DECLS
