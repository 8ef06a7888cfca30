/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lsn_secret_prompt_async:
 * @owner: the unique name of the password store on the bus
 * @path: of its prompt
 *
 * Shows the password store's own window and waits until the person is done with it, however long
 * that takes. Cancelling takes the window away. libsecret's way of asking never returns where the
 * store ends meanwhile (0.21).
 */
void lsn_secret_prompt_async (GDBusConnection *bus, const char *owner, const char *path,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);

/* Returns: %TRUE where the person did what was asked; %FALSE without an error where it was
 * dismissed. */
gboolean lsn_secret_prompt_finish (GAsyncResult *result, GError **error);

G_END_DECLS
