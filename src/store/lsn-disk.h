/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-store-error.h"

G_BEGIN_DECLS

/* What the store does with whole files. All block. */

/* Waits until a file, or the names in a folder, are on the disk. */
gboolean lsn_disk_sync (const char *path, GError **error);

/* Gives a file another name, for good once the folder is synced. */
gboolean lsn_disk_rename (const char *from, const char *to, GError **error);

/* Copies bytes; what was there is replaced. */
gboolean lsn_disk_copy (const char *from, const char *to, GError **error);

G_END_DECLS
