/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reminds of what is due in one workspace. It only reads the workspace; what a button asks for is
 * done by the application. It sleeps until the next moment something is due, and looks at the clock
 * besides every 30 s; it reads the workspace only when it was written, or something else changed
 * that matters. */
typedef struct _LsnReminder LsnReminder;

/**
 * lsn_reminder_new:
 * @folder: of the workspace, which need not exist yet
 * @app_id: of the application that serves this workspace
 * @state_path: file of what was shown
 *
 * Returns: (nullable): watching; %NULL with @error set where the kernel gives no clock.
 */
LsnReminder *lsn_reminder_new (GDBusConnection *bus, const char *folder, const char *app_id,
                               const char *state_path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_reminder_free (LsnReminder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnReminder, lsn_reminder_free)

G_END_DECLS
