/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-store.h"

/* Returns: every fact of every client and person of the workspace, a line each, without the ids and
 * without the import that brought it, so that two workspaces that say the same give the same text.
 * @unify_lines: whatever ends a line within a text is "\n" */
char *dump_facts (LsnStore *store, gboolean unify_lines);
