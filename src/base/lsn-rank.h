/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place in an order that the user makes by hand: a text key, compared byte by byte. Between any
 * two keys there is always another, so that a move writes one row and never renumbers the others.
 * The digits are 0-9, A-Z, a-z; a key is a fraction of them and never ends in 0. */

gboolean lsn_rank_is_valid (const char *rank);

/**
 * lsn_rank_dup_between:
 * @before: (nullable): a valid key; %NULL for the beginning
 * @after: (nullable): a valid key greater than @before; %NULL for the end
 *
 * A key at an end steps by one in the sixth digit, so that keys of cards that are added one after
 * the other stay short; a key between two takes the shortest middle.
 */
char *lsn_rank_dup_between (const char *before, const char *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
