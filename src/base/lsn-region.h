/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Countries as ISO 3166 codes of two capital letters. */

/**
 * lsn_region_dup_chosen:
 * @chosen: (nullable): what the user chose; %NULL or "" leaves it to the locale
 *
 * Returns: (nullable): @chosen, else the country of the locale (“ru” alone is RU); %NULL where the
 *   locale names none. Any thread.
 */
char *lsn_region_dup_chosen (const char *chosen) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_region_dup_name: Returns: “Russia”, in the user's language; @region itself when unknown. */
char *lsn_region_dup_name (const char *region) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_region_list: Returns: (transfer full): all of the world, ordered by name. */
GStrv lsn_region_list (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
