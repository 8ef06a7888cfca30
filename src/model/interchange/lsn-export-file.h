/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  LSN_EXPORT_CSV,
  LSN_EXPORT_VCARD,
  LSN_EXPORT_JSON,
  N_LSN_EXPORT_FORMATS
} LsnExportFormat;

/* For people: “Table (CSV)”. */
const char *lsn_export_format_get_label (LsnExportFormat format);

/* "csv": as the command line calls it; static. Also what the file's name ends with: "vcf". */
const char *lsn_export_format_get_name (LsnExportFormat format);
const char *lsn_export_format_get_suffix (LsnExportFormat format);

/* LsnExportFile: writes clients to a file, which is there as a whole or not at all. */
typedef struct
{
  LsnExportFormat format;
  GFile *file;        /* owned */
  GArray *ids;        /* owned, nullable; element-type gint64: these, in this order; else all */
  int n_done;         /* atomic: clients so far */
  char *files_folder; /* owned, nullable: pictures go with the cards where it is there */
  guint n_records;    /* out */
} LsnExportFile;

LsnExportFile *lsn_export_file_new (LsnExportFormat format, GFile *file) G_GNUC_WARN_UNUSED_RESULT;
void lsn_export_file_free (LsnExportFile *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_export_file_on_worker (LsnDatabase *db, gpointer file, GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnExportFile, lsn_export_file_free)

G_END_DECLS
