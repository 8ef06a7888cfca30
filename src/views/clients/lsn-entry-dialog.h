/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Changes an entry of the story: all of its fields, whose it is, what it is linked to, its files.
 */
#define LSN_TYPE_ENTRY_DIALOG (lsn_entry_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnEntryDialog, lsn_entry_dialog, LSN, ENTRY_DIALOG, LsnFormDialog)

AdwDialog *lsn_entry_dialog_new (LsnContext *context, gint64 entry_id);

G_END_DECLS
