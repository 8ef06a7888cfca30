/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnBackupsDialog: the copies of a workspace, each with what is in it, and the way back to one.
 *
 * Signal `chosen (const char *path)`: the user wants that backup in the place of the workspace. The
 * dialog waits until it is destroyed or told with lsn_backups_dialog_fail().
 */
#define LSN_TYPE_BACKUPS_DIALOG (lsn_backups_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnBackupsDialog, lsn_backups_dialog, LSN, BACKUPS_DIALOG, AdwDialog)

/* @context: (nullable): of an open workspace. @folder: of the backups */
LsnBackupsDialog *lsn_backups_dialog_new (LsnContext *context, const char *folder);

/* Asks whether to go back to the backup at @path, as its row does. */
void lsn_backups_dialog_ask (LsnBackupsDialog *self, const char *path);

void lsn_backups_dialog_fail (LsnBackupsDialog *self, const char *message);

G_END_DECLS
