/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-store.h"

/* Returns: every fact of every client and person of the workspace, a line each, without the ids and
 * without the import that brought it, so that two workspaces that say the same give the same text.
 * @with_avatars: the pictures as well */
char *dump_facts (LsnStore *store, gboolean with_avatars);
