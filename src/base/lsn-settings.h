/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lsn_settings_new:
 *
 * What the program remembers for the user beside the workspace: sizes, the last page, hours.
 *
 * Returns: (nullable): %NULL where the schema is not installed, as in a build folder; then the
 *   defaults hold and nothing is remembered
 */
GSettings *lsn_settings_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The value of a key, or @fallback where @settings is %NULL. */
int lsn_settings_get_int (GSettings *settings, const char *key, int fallback);
gboolean lsn_settings_get_boolean (GSettings *settings, const char *key, gboolean fallback);
char *lsn_settings_dup_string (GSettings *settings, const char *key,
                               const char *fallback) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
