/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "reminder/lsn-reminder-notice.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Shows notices by the desktop's notification server and hands what their buttons ask for to the
 * application, which the bus starts when it does not run. */
typedef struct _LsnReminderNotifier LsnReminderNotifier;

/* Nobody saw @notice, or what its button asked for was not done: it is to come again. */
typedef void (*LsnReminderLostFunc) (const LsnReminderNotice *notice, gpointer user_data);

LsnReminderNotifier *
lsn_reminder_notifier_new (GDBusConnection *bus, const char *app_id, LsnReminderLostFunc lost,
                           gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void lsn_reminder_notifier_free (LsnReminderNotifier *self);

/* Takes @notice. */
void lsn_reminder_notifier_show (LsnReminderNotifier *self, LsnReminderNotice *notice);

/**
 * lsn_reminder_notifier_withdraw:
 * @keys: set of keys of all that is still open
 *
 * Takes notices off the screen none of whose reminders is open any more: they were done elsewhere.
 */
void lsn_reminder_notifier_withdraw (LsnReminderNotifier *self, GHashTable *keys);

G_END_DECLS
