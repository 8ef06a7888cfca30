/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lsn_locale_dup_icu:
 * @category: LC_COLLATE, LC_TIME, LC_NUMERIC, LC_MONETARY or LC_MESSAGES
 *
 * The environment decides even where the C library lacks the locale's data, since ICU has its own.
 * For LC_TIME the language is that of the translations (LANGUAGE) and the rest that of LC_TIME, so
 * that a sentence is never in two languages.
 *
 * Returns: an ICU locale id such as `ru_RU`; "en_150", the English of Europe, in the C locale. Any
 * thread.
 */
char *lsn_locale_dup_icu (int category) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_locale_set_for_test:
 * @icu: (nullable): answers every category from now on; %NULL ends that
 */
void lsn_locale_set_for_test (const char *icu);

G_END_DECLS
