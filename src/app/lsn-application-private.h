/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lsn-command.h"
#include "app/lsn-window.h"
#include "services/background/lsn-background.h"
#include "services/secrets/lsn-secrets.h"

G_BEGIN_DECLS

/* What the handlers of commands get from the application. A handler without LSN_COMMAND_UNOPENED
 * finds a context, one with LSN_COMMAND_WINDOW a window. */

/* Runs @command; keeps it for later while the workspace is not open. */
void lsn_application_run (LsnApplication *self, const LsnCommand *command, GVariant *parameter);

/* Returns: (transfer none) (nullable): until the workspace is open */
LsnContext *lsn_application_get_context (LsnApplication *self);

/* Returns: (transfer none) (nullable) */
LsnWindow *lsn_application_get_window (LsnApplication *self);

/* Opens the window where there is none, and brings it to the front. */
LsnWindow *lsn_application_ensure_window (LsnApplication *self);

void lsn_application_present_dialog (LsnApplication *self, AdwDialog *dialog);

/* Tells something once there is a window over an open workspace. */
void lsn_application_set_news (LsnApplication *self, AdwToast *news);

/* Calls the phone, or opens a mail to the address, that field @value of a row holds, and lets the
 * user log it with the client in field @client_id. @channel: static: "phone" or "email" */
void lsn_application_reach (LsnApplication *self, const char *channel, const LsnRecordInfo *info,
                            gint64 id, guint value, guint client_id);

/* Returns: (transfer none): made at the first call */
LsnSecrets *lsn_application_get_secrets (LsnApplication *self);

/* Returns: (transfer none): made when somebody asks */
LsnBackground *lsn_application_get_background (LsnApplication *self);

G_END_DECLS
