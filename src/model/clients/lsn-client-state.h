/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-schema.h"

G_BEGIN_DECLS

/* The projection client_state: what lists sort clients by, the next step and the rhythm of contact.
 */
gboolean lsn_client_state_apply (LsnDatabase *db, LsnChanges *changes, GError **error);
gboolean lsn_client_state_rebuild (LsnDatabase *db, GError **error);

G_END_DECLS
