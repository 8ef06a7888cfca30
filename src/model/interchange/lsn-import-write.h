/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-record.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/* On a thread of the import: fills @record with the next one. %FALSE at the end, or with @error
 * set, which ends the import with nothing written. */
typedef gboolean (*LsnImportNext) (gpointer source, LsnImportRecord *record, GError **error);

typedef struct
{
  guint row;
  char *message;     /* owned, for the user */
  gboolean is_taken; /* only a part of the row was left out */
} LsnImportProblem;

/* What becomes of a client that is known. */
typedef enum
{
  LSN_IMPORT_SKIP_DUPLICATES,
  LSN_IMPORT_FILL_DUPLICATES, /* gets what the row knows and it does not */
  LSN_IMPORT_ADD_DUPLICATES,  /* as one more client */
} LsnImportDuplicates;

/**
 * LsnImport: writes clients that a file tells of.
 *
 * A record is a duplicate, and left out, when one of its phones or e-mail addresses is known, in
 * the workspace or earlier in the file; one without any, when a client of its name is. Rows of the
 * file that name the same company become one client with several people, and what a later row knows
 * more of it is added. Where blanks are filled (LsnImportFill), a record whose phone or e-mail
 * address a client has goes to that client, and so do later rows of its company. Records with a key
 * (see LsnImportRecord) are told apart by it, and compared only with what was there before.
 * Segments, owners and tags are made where they do not exist. Records with a mistake are left out
 * and told.
 */
typedef struct
{
  LsnImportNext next;       /* in */
  gpointer source;          /* in: of @next */
  const char *region;       /* in, static, nullable: of phones without country code */
  const char *files_folder; /* in, nullable: where pictures are kept; without, they are left out */
  gint64 now;               /* in */
  gboolean dry_run;         /* in: only counts; may run on the reader */
  LsnImportDuplicates duplicates; /* in; counted in any case */

  int n_done; /* atomic: records so far, for a progress bar on another thread */

  guint n_records;     /* out */
  guint n_imported;    /* out */
  guint n_duplicates;  /* out */
  guint n_filled;      /* out: of these, rows that filled something */
  guint n_problems;    /* out */
  GPtrArray *problems; /* out, owned; element-type LsnImportProblem: the first 1,000 */
} LsnImport;

LsnImport *lsn_import_new (LsnImportNext next, gpointer source, const char *region,
                           gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_import_free (LsnImport *self);

/* An LsnStoreFunc for an import. */
gboolean
lsn_import_on_worker (LsnDatabase *db, gpointer import, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnImport, lsn_import_free)

G_END_DECLS
