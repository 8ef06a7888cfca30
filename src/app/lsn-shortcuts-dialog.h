/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnShortcutsDialog: every key that the registries of commands, pages and rows know, and a search.
 *
 * GtkShortcutsWindow is deprecated since GTK 4.18, AdwShortcutsDialog is newer than the platform.
 */
#define LSN_TYPE_SHORTCUTS_DIALOG (lsn_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnShortcutsDialog, lsn_shortcuts_dialog, LSN, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *lsn_shortcuts_dialog_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
