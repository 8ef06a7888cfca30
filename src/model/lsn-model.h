/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-schema.h"

G_BEGIN_DECLS

/* What the store needs to know of clients, timeline and follow-ups. Static. */
const LsnSchema *lsn_model_get_schema (void);

/* The same for a program whose locale says nothing of the user's, such as a command of a script: it
 * keeps the order of names that the workspace has. */
const LsnSchema *lsn_model_get_guest_schema (void);

G_END_DECLS
