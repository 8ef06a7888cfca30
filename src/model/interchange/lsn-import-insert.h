/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-known.h"
#include "store/lsn-record.h"

G_BEGIN_DECLS

/* LsnImportInsert: the rows that an import makes, through statements that are prepared once. */
typedef struct _LsnImportInsert LsnImportInsert;

/* @files_folder: (nullable): where pictures are kept; borrowed */
LsnImportInsert *lsn_import_insert_new (LsnDatabase *db, gint64 now, const char *files_folder,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_import_insert_free (LsnImportInsert *self);

/* Finds a segment, an owner or a tag, or makes it. @id: 0 for a blank @name */
gboolean lsn_import_insert_named (LsnImportInsert *self, const LsnRecordInfo *info,
                                  const char *name, gint64 *id, GError **error);

/* All of @record as a new client. */
gboolean lsn_import_insert_client (LsnImportInsert *self, gint64 id, const LsnImportRecord *record,
                                   GError **error);

/* One person of @record at the client, with its channels and dates. */
gboolean
lsn_import_insert_person (LsnImportInsert *self, gint64 client_id, const LsnImportRecord *record,
                          int person, gboolean primary, GError **error);

/* The same in two steps: the contact of an earlier row with the same key, or a new one with its
 * channels; and what makes it one of the client. */
gboolean lsn_import_insert_contact (LsnImportInsert *self, const LsnImportRecord *record,
                                    int person, gint64 *id, GError **error);
gboolean lsn_import_insert_link (LsnImportInsert *self, gint64 client_id, gint64 contact_id,
                                 const LsnImportRecord *record, int person, gboolean primary,
                                 GError **error);

/* @contact_id: 0 for the client's own */
gboolean lsn_import_insert_date (LsnImportInsert *self, gint64 client_id, gint64 contact_id,
                                 const LsnImportDate *date, GError **error);
gboolean
lsn_import_insert_tag (LsnImportInsert *self, gint64 client_id, gint64 tag_id, GError **error);
gboolean lsn_import_insert_channel (LsnImportInsert *self, gint64 client_id, gint64 contact_id,
                                    const LsnImportChannel *channel, GError **error);

/* @picture: (nullable); @table: "client" or "contact" */
gboolean lsn_import_insert_picture (LsnImportInsert *self, GBytes *picture, const char *table,
                                    gint64 id, GError **error);

/* Tags, notes and facts of @record that the client, made by this import, does not have. */
gboolean
lsn_import_insert_more (LsnImportInsert *self, gint64 client_id, const LsnImportRecord *record,
                        LsnImportKnown *known, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnImportInsert, lsn_import_insert_free)

G_END_DECLS
