/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-reading.h"
#include "model/interchange/lsn-source.h"

G_BEGIN_DECLS

#define LSN_IMPORT_LOOK_ROWS 100

/**
 * LsnImportLook: the beginning of a file of clients, as a table for people to look at before it is
 * imported: cells as they stand in a table; of other formats what was read of each client.
 */
typedef struct
{
  GFile *file;         /* in, owned */
  LsnReading *reading; /* in, owned */
  GVariant *known;     /* in, owned, nullable: "a(ss)", of lsn_import_look_remember() */

  LsnSourceKind kind;   /* out, as all below */
  const char *encoding; /* static */
  char delimiter;       /* of a table */
  gboolean has_header;  /* likewise */
  gboolean is_open;     /* what its columns mean may be chosen */
  gboolean is_known;    /* ... and is as it was for such a table before */
  GPtrArray *headers;   /* owned; element-type utf8 */
  GArray *columns;      /* owned; element-type LsnColumn; as many as @headers */
  GArray *recognised;   /* owned; the same without what was remembered */
  GPtrArray *rows;      /* owned; element-type char **: cells, as many as the file has */
  GArray *numbers;      /* owned; element-type guint: of @rows in the file, as errors name them */
  gboolean has_more;    /* rows follow those */
} LsnImportLook;

LsnImportLook *lsn_import_look_new (GFile *file, const LsnReading *reading,
                                    GVariant *known) G_GNUC_WARN_UNUSED_RESULT;
LsnImportLook *lsn_import_look_ref (LsnImportLook *self) G_GNUC_WARN_UNUSED_RESULT;
void lsn_import_look_unref (LsnImportLook *self);

/* For a thread that may wait for the file. Errors: LSN_INTERCHANGE_ERROR, G_IO_ERROR. */
gboolean lsn_import_look_read (LsnImportLook *self, GCancellable *cancellable, GError **error);

/* The cell, "" where the row is shorter. */
const char *lsn_import_look_get_cell (LsnImportLook *self, guint row, guint column);

/**
 * lsn_import_look_remember:
 * @columns: element-type LsnColumn
 *
 * Returns: (transfer full): @known with what the columns of a table with these headers mean, as the
 *   first of the last 50 such tables; @known as it was where the table has no headers.
 */
GVariant *lsn_import_look_remember (LsnImportLook *self, GVariant *known,
                                    const GArray *columns) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnImportLook, lsn_import_look_unref)

G_END_DECLS
