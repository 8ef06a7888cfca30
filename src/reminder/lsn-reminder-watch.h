/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tells when it is worth a look beside the clock: the workspace was written, the machine woke from
 * sleep, its time zone was set. */
typedef struct _LsnReminderWatch LsnReminderWatch;

LsnReminderWatch *lsn_reminder_watch_new (const char *folder, GSourceOnceFunc look,
                                          gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void lsn_reminder_watch_free (LsnReminderWatch *self);

/* Begins to watch the folder if it could not be watched before; cheap otherwise. */
void lsn_reminder_watch_retry (LsnReminderWatch *self);

G_END_DECLS
