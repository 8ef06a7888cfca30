/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/* Pictures of clients and people, as cards carry them. */

/* Larger ones are no portraits. */
#define LSN_PICTURE_MAX_BYTES (8 * 1024 * 1024)

/* Returns: (nullable): "image/jpeg", by the first bytes; static; %NULL for what is no picture, or
 * one that may hold scripts. */
const char *lsn_picture_get_type (GBytes *picture);

/**
 * lsn_picture_parse:
 * @text: "data:image/jpeg;base64,…", as vCard 4.0 has it
 *
 * Returns: (transfer full) (nullable): %NULL for what is no picture, and for an address on the web.
 */
GBytes *lsn_picture_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The same back. */
char *lsn_picture_format (GBytes *picture) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps the bytes in the workspace, and names them as the picture of a row that was just made.
 * @table: "client" or "contact" */
gboolean lsn_picture_keep (LsnDatabase *db, const char *files_folder, GBytes *picture,
                           const char *table, gint64 id, GError **error);

/* Returns: (transfer full) (nullable): the picture of a row; %NULL without @error where it has
 * none, or where its file is gone. */
GBytes *lsn_picture_load (LsnDatabase *db, const char *files_folder, const char *table, gint64 id,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
