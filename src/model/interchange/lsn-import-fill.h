/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-insert.h"

G_BEGIN_DECLS

/**
 * LsnImportFill: adds what a row knows of a client that was there before the import.
 *
 * Nothing that is there is overwritten: blank facts are filled, and addresses, people, dates and
 * tags that are not there come to it. A row that is about a person of the client brings its
 * addresses and dates to that person.
 */
typedef struct _LsnImportFill LsnImportFill;

/* @insert: (nullable): only tells without. Borrowed, as @known */
LsnImportFill *lsn_import_fill_new (LsnDatabase *db, LsnImportKnown *known, LsnImportInsert *insert,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_import_fill_free (LsnImportFill *self);

/* @contact_id: by whose address the client was found, 0 where by its own; @filled: something came
 * to it. */
gboolean lsn_import_fill_client (LsnImportFill *self, gint64 client_id, gint64 contact_id,
                                 const LsnImportRecord *record, gboolean *filled, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnImportFill, lsn_import_fill_free)

G_END_DECLS
