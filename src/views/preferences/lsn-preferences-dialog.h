/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "services/background/lsn-background.h"
#include "services/secrets/lsn-secrets.h"
#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the user chose, written as it is chosen: there is nothing to save. */
#define LSN_TYPE_PREFERENCES_DIALOG (lsn_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnPreferencesDialog, lsn_preferences_dialog, LSN, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *
lsn_preferences_dialog_new (LsnContext *context, LsnSecrets *secrets, LsnBackground *background);

G_END_DECLS
