/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnAvatarButton: an avatar whose picture can be chosen, dropped on it, pasted, and taken away.
 *
 * Signal `changed`: the user chose another; it is kept already, and lsn_avatar_button_get_hash()
 * names it. Who owns the button writes it down.
 */
#define LSN_TYPE_AVATAR_BUTTON (lsn_avatar_button_get_type ())
G_DECLARE_FINAL_TYPE (LsnAvatarButton, lsn_avatar_button, LSN, AVATAR_BUTTON, AdwBin)

/* Called once. */
void lsn_avatar_button_start (LsnAvatarButton *self, LsnContext *context);

/* As lsn_client_avatar_show(). */
void lsn_avatar_button_show (LsnAvatarButton *self, const char *name, const char *hash);

/* Returns: (nullable): what the field `avatar` holds */
const char *lsn_avatar_button_get_hash (LsnAvatarButton *self);

G_END_DECLS
