/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The page of the preferences that tells where the data are, and how well they are kept. */
#define LSN_TYPE_PREFERENCES_DATA (lsn_preferences_data_get_type ())
G_DECLARE_FINAL_TYPE (LsnPreferencesData, lsn_preferences_data, LSN, PREFERENCES_DATA,
                      AdwPreferencesPage)

AdwPreferencesPage *lsn_preferences_data_new (LsnContext *context);

G_END_DECLS
