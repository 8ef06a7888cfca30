/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-workdays.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where the user is at home, as chosen in the preferences, else as the locale says.
 *
 * @settings: (nullable) everywhere, as lsn_settings_new() answers; read at once. */

#define LSN_NO_HOLIDAYS "none"

/**
 * lsn_home_load_workdays_async:
 * Reads the calendar of the chosen country on a thread; “none” has no holidays, and nothing chosen
 * is the country of the locale. A calendar that cannot be read counts as none.
 */
void lsn_home_load_workdays_async (GSettings *settings, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
LsnWorkdays *
lsn_home_load_workdays_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_home_dup_phone_region:
 *
 * Returns: ISO 3166; RU where neither the user nor the locale names a country
 */
char *lsn_home_dup_phone_region (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
