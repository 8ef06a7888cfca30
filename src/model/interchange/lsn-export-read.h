/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-record.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/* On the worker: takes one client of an export, borrowed for the call. %FALSE with @error set ends
 * it. */
typedef gboolean (*LsnExportFunc) (const LsnImportRecord *record, gpointer sink, GError **error);

/**
 * LsnExport: hands out clients, all of them in the order they were added, in the form that an
 * import takes. Each has a key, and so has a person who is with several of them.
 */
typedef struct
{
  LsnExportFunc func;
  gpointer sink; /* of @func */
  GArray *ids;   /* in, borrowed, nullable; element-type gint64: these clients, in this order */
  const char *files_folder; /* in, nullable: pictures are read from there, else left out */
  int *n_done;              /* in, nullable: atomic: clients so far */
  guint n_records;          /* out */
} LsnExport;

/* An LsnStoreFunc for the reader. */
gboolean
lsn_export_on_worker (LsnDatabase *db, gpointer export, GCancellable *cancellable, GError **error);

G_END_DECLS
