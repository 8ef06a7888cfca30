/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/clients/lsn-client-query.h"

G_BEGIN_DECLS

/**
 * lsn_client_order_get_column:
 * @blank_last: (out): whether the column may be NULL, and says nothing then
 *
 * Returns: (nullable): of client_state, whose index for it begins with `listed` and ends with the
 *   name and the id; %NULL for the name itself.
 */
const char *lsn_client_order_get_column (LsnClientOrder order, gboolean *blank_last);

G_END_DECLS
