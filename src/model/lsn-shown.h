/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-schema.h"

G_BEGIN_DECLS

/* A projection without a table: announces the records that show what changed in another one, such
 * as the follow-ups of a client with a new name, so that they are read again. */
gboolean lsn_shown_apply (LsnDatabase *db, LsnChanges *changes, GError **error);
gboolean lsn_shown_rebuild (LsnDatabase *db, GError **error);

G_END_DECLS
