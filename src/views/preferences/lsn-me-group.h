/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The name of the user, whom owners and views call “me”; part of the workspace, not of the
 * settings. */
#define LSN_TYPE_ME_GROUP (lsn_me_group_get_type ())
G_DECLARE_FINAL_TYPE (LsnMeGroup, lsn_me_group, LSN, ME_GROUP, AdwPreferencesGroup)

/* Once. */
void lsn_me_group_start (LsnMeGroup *self, LsnContext *context);

G_END_DECLS
