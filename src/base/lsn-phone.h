/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Phone numbers by libphonenumber. Texts are UTF-8, @region is ISO 3166 ("RU") or %NULL for that of
 * the user's locale. Any thread; the first call reads the metadata of the world, some milliseconds.
 */

/**
 * lsn_phone_dup_normal:
 * @text: (nullable): as typed
 *
 * Returns: E.164 such as "+79161234567"; the digits alone when it is no number, "" when there is
 * none.
 */
char *lsn_phone_dup_normal (const char *text, const char *region) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_phone_dup_display:
 * @text: (nullable): as typed or normal
 *
 * Returns: in the national form inside @region, else the international one; @text itself when it is
 *   no number.
 */
char *lsn_phone_dup_display (const char *text, const char *region) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_phone_dup_international: Returns: "+7 916 123-45-67"; @text itself when it is no number. */
char *lsn_phone_dup_international (const char *text, const char *region) G_GNUC_WARN_UNUSED_RESULT;

gboolean lsn_phone_is_valid (const char *text, const char *region);

G_END_DECLS
