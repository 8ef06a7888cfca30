/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-write.h"
#include "model/interchange/lsn-reading.h"
#include "model/interchange/lsn-source.h"

G_BEGIN_DECLS

/**
 * LsnImportFile: one run over a file of clients, tried or done: opens it, imports it, and keeps
 * what there is to tell of it.
 */
typedef struct
{
  GFile *file;                    /* in, owned */
  LsnReading *reading;            /* in, owned */
  const char *region;             /* in, static, nullable: of phones without country code */
  gint64 now;                     /* in */
  char *files_folder;             /* in, owned, nullable: where pictures are kept */
  gboolean dry_run;               /* in: only counts; may run on the reader */
  LsnImportDuplicates duplicates; /* in */

  int n_done;   /* atomic: records so far */
  int permille; /* atomic: of the file, read so far */

  LsnSourceKind kind; /* out, where @import is not NULL, as all below */
  LsnImport *import;  /* owned, nullable */
  char **kept;        /* owned, nullable: of lsn_source_dup_kept() */
  char **left_out;    /* owned, nullable: of lsn_source_dup_left_out() */

  LsnSource *source; /* owned, nullable: while it runs */
} LsnImportFile;

LsnImportFile *lsn_import_file_new (GFile *file, const LsnReading *reading, const char *region,
                                    gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_import_file_free (LsnImportFile *self);

/* An LsnStoreFunc for an import; in a dry run also for the reader. Errors: LSN_INTERCHANGE_ERROR,
 * G_IO_ERROR, LSN_STORE_ERROR. */
gboolean lsn_import_file_on_worker (LsnDatabase *db, gpointer file, GCancellable *cancellable,
                                    GError **error);

/**
 * lsn_import_file_write_problems:
 * @target: written as a whole or not at all
 *
 * Writes the rows that were not understood to a table: number, what is wrong, and the cells as they
 * stand in the file, so that they can be mended and imported alone. For a thread that may wait.
 */
gboolean lsn_import_file_write_problems (const LsnImportFile *self, GFile *target,
                                         GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnImportFile, lsn_import_file_free)

G_END_DECLS
