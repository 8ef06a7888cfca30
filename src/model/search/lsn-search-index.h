/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-schema.h"

G_BEGIN_DECLS

/* The projection of the full-text tables: names and addresses, digits of phones, and texts. */
gboolean lsn_search_index_apply (LsnDatabase *db, LsnChanges *changes, GError **error);
gboolean lsn_search_index_rebuild (LsnDatabase *db, GError **error);

G_END_DECLS
