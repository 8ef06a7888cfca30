/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-schema.h"

G_BEGIN_DECLS

/* What the store needs to know of clients, timeline and follow-ups. Static. */
const LsnSchema *lsn_model_get_schema (void);

G_END_DECLS
