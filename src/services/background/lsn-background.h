/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LsnBackground: whether reminders start when the user logs in.
 *
 * The desktop's background portal is asked first; where there is none, an entry in the user's
 * autostart folder does it. Turned off, both are gone. Main thread.
 */
#define LSN_TYPE_BACKGROUND (lsn_background_get_type ())
G_DECLARE_FINAL_TYPE (LsnBackground, lsn_background, LSN, BACKGROUND, GObject)

/**
 * lsn_background_new:
 * @app_id: of the application; the entry is called `@app_id.Reminder.desktop`
 * @command: (array zero-terminated=1): what is started
 * @settings: (nullable): remembers what the portal was asked for, which it cannot be asked itself
 */
LsnBackground *lsn_background_new (const char *app_id, const char *const *command,
                                   GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

/* Looks whether it is on; the entry may have been removed by another program. */
void lsn_background_get_async (LsnBackground *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

/* Returns: 1 on, 0 off, -1 with @error set. */
int lsn_background_get_finish (LsnBackground *self, GAsyncResult *result, GError **error);

/**
 * lsn_background_set_async:
 * @reason: what the portal tells the user, translated
 */
void lsn_background_set_async (LsnBackground *self, gboolean enabled, const char *reason,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

/* Errors: G_IO_ERROR_PERMISSION_DENIED where the desktop refused, else those of G_IO_ERROR. */
gboolean lsn_background_set_finish (LsnBackground *self, GAsyncResult *result, GError **error);

/* Starts the program now, too, instead of at the next login. One that runs already stays alone. */
gboolean lsn_background_start (LsnBackground *self, GError **error);

G_END_DECLS
