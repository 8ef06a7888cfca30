/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * lsn_client_avatar_show:
 * @name: (nullable): whose initials stand there while there is no picture
 * @hash: (nullable): the field `avatar`: a file of the workspace
 *
 * Shows a client in @avatar. The picture is read off the main thread, scaled down, and kept for the
 * next one who asks; a file that is no picture, or too large a one, leaves the initials.
 */
void
lsn_client_avatar_show (AdwAvatar *avatar, LsnContext *context, const char *name, const char *hash);

G_END_DECLS
