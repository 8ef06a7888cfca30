/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <unicode/utypes.h>

G_BEGIN_DECLS

/* Between the UTF-8 of this program and the UTF-16 of ICU; only the base room uses ICU. */

/** lsn_utf16_new: @length: (out): in units. Returns: NUL-terminated; invalid UTF-8 gives U+FFFD. */
UChar *lsn_utf16_new (const char *text, int *length) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_utf16_dup_utf8: @length: in units, or -1 when @text ends in NUL. */
char *lsn_utf16_dup_utf8 (const UChar *text, int length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
