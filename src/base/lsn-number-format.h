/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lsn_number_format_dup:
 * @category: LC_NUMERIC or LC_MONETARY
 * @skeleton: of ICU, such as ".00"; see
 *   https://unicode-org.github.io/icu/userguide/format_parse/numbers/skeletons.html
 * @plain: "-1234.56"
 *
 * Returns: @plain in the manner of the locale. Any thread.
 */
char *lsn_number_format_dup (int category, const char *skeleton,
                             const char *plain) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_number_format_dup_plain: @value: times 10^@decimals. Returns: "-1234.56". */
char *lsn_number_format_dup_plain (gint64 value, int decimals) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_number_format_dup_skeleton: Returns: that of exactly so many decimals. */
char *lsn_number_format_dup_skeleton (int decimals) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
