/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-record.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/* LsnImportKnown: what an import knows: the addresses and names of the workspace, and all that came
 * earlier in the file. Channels of the records are normal (lsn_channel_dup_normal()). */
typedef struct _LsnImportKnown LsnImportKnown;

/* @fills: it matters whose a known address is */
LsnImportKnown *
lsn_import_known_new (LsnDatabase *db, gboolean fills, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_import_known_free (LsnImportKnown *self);

/* Whether the workspace knew nobody before. */
gboolean lsn_import_known_is_first (const LsnImportKnown *self);

#define LSN_IMPORT_KNOWN_LEFT_OUT (-1)

/* Returns: the client of an earlier row that this one goes on with, 0 for none,
 * LSN_IMPORT_KNOWN_LEFT_OUT where that was a duplicate. */
gint64 lsn_import_known_find_earlier (LsnImportKnown *self, const LsnImportRecord *record);

/**
 * LsnImportMatch:
 * @client_id: 0 where that is not asked for, or nobody's: known by name, or from a row of the file
 * @contact_id: 0 where the address is the client's own
 */
typedef struct
{
  gboolean is_known;
  gint64 client_id;
  gint64 contact_id;
} LsnImportMatch;

/* Whether the workspace or an earlier row has it, as LsnImport says. */
gboolean lsn_import_known_match (LsnImportKnown *self, const LsnImportRecord *record,
                                 LsnImportMatch *match, GError **error);

/* Says that the record goes to the client @id that was there before, and so do later rows of it. */
void lsn_import_known_go_on (LsnImportKnown *self, const LsnImportRecord *record, gint64 id);
gboolean lsn_import_known_was_before (LsnImportKnown *self, gint64 client_id);

/* Says that the record became the client @id, that its addresses came to one, that it was a
 * duplicate. */
void lsn_import_known_add (LsnImportKnown *self, const LsnImportRecord *record, gint64 id);
void lsn_import_known_remember (LsnImportKnown *self, const LsnImportRecord *record);
void lsn_import_known_leave_out (LsnImportKnown *self, const LsnImportRecord *record);

/* Returns: whether the file tells @text of the client for the first time. @what: 'person', 'note'
 */
gboolean
lsn_import_known_tell (LsnImportKnown *self, gint64 client_id, const char *what, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnImportKnown, lsn_import_known_free)

G_END_DECLS
