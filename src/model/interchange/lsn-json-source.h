/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-record.h"
#include "model/interchange/lsn-text-stream.h"

G_BEGIN_DECLS

/**
 * LsnJsonSource: clients that lsn_json_write_record() wrote, as records for an import.
 *
 * One client at a time is parsed, so the size of the file does not matter; how deep it is nested
 * and how large one client is have a cap.
 */
typedef struct _LsnJsonSource LsnJsonSource;

/* @stream: (transfer full). LSN_INTERCHANGE_ERROR where the file is not ours, or of a newer
 * version. */
LsnJsonSource *
lsn_json_source_new (LsnTextStream *stream, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_json_source_free (LsnJsonSource *self);

/* An LsnImportNext. */
gboolean lsn_json_source_next (gpointer source, LsnImportRecord *record, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnJsonSource, lsn_json_source_free)

G_END_DECLS
