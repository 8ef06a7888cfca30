/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-record.h"
#include "model/interchange/lsn-vcard-reader.h"

G_BEGIN_DECLS

/**
 * LsnVcardSource: vCards 2.1, 3.0 and 4.0 as records for an import.
 *
 * A card with ORG is a person of that company; one that is a company, or calls itself what its ORG
 * is called, is the company; any other is a person who is a client. What is for people to read and
 * has no place of its own goes to the note.
 */
typedef struct _LsnVcardSource LsnVcardSource;

/* @stream: (transfer full) */
LsnVcardSource *
lsn_vcard_source_new (LsnTextStream *stream, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_vcard_source_free (LsnVcardSource *self);

/* Names of the properties that were left out so far. */
char **lsn_vcard_source_dup_left_out (LsnVcardSource *self) G_GNUC_WARN_UNUSED_RESULT;

/* An LsnImportNext. */
gboolean lsn_vcard_source_next (gpointer source, LsnImportRecord *record, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnVcardSource, lsn_vcard_source_free)

G_END_DECLS
