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

/**
 * lsn_client_avatar_keep_async:
 * @file: (nullable): a picture, or
 * @texture: (nullable): one from the clipboard
 *
 * Keeps the middle square of a picture in the workspace, small enough for an avatar, off the main
 * thread.
 */
void lsn_client_avatar_keep_async (LsnContext *context, GFile *file, GdkTexture *texture,
                                   GAsyncReadyCallback callback, gpointer user_data);

/* Returns: (nullable): its hash, for the field `avatar`. G_IO_ERROR: no picture, or too large. */
char *
lsn_client_avatar_keep_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
