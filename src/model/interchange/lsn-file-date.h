/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The year of a birthday of which only day and month are known, as Apple and Google write it. */
#define LSN_FILE_DATE_NO_YEAR 1604

/**
 * lsn_file_date_dup_iso:
 * @text: a date as files of others have it: 2026-11-23, 20261123, 23.11.2026, 11/23/2026, --1123,
 * with a time behind it or without
 *
 * Returns: (nullable): 'YYYY-MM-DD'; %NULL of what is no date, and of "1/2/2026", which is January
 * in one country and February in another.
 */
char *lsn_file_date_dup_iso (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* An instant as "2026-11-23T10:00:00.123456Z", to the microsecond and back. */
char *lsn_file_date_dup_instant (gint64 instant_us) G_GNUC_WARN_UNUSED_RESULT;
gboolean lsn_file_date_parse_instant (const char *text, gint64 *instant_us);

G_END_DECLS
