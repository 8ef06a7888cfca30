/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LsnBallast: a file of 4 MiB in the workspace that is given up when the disk is full.
 *
 * SQLite needs room even to delete, so without it a full disk could not be cleaned up from within.
 */

/* Makes the file where it is missing and the disk has room to spare. Does nothing elsewhere. */
void lsn_ballast_make (const char *folder);

/* Returns: whether there was one to give up. */
gboolean lsn_ballast_release (const char *folder);

/* The bytes that this user may still write where @path is; -1 where that cannot be told. */
gint64 lsn_ballast_get_free (const char *path);

G_END_DECLS
