/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

G_BEGIN_DECLS

/* Keeps the working days and the region of @context as the settings say, from now on and for its
 * life, so that a change in the preferences holds at once. */
void lsn_session_settings_follow (LsnContext *context);

G_END_DECLS
