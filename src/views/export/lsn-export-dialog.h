/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* LsnExportDialog: writes clients to a file, in a format of the user's choice. */
#define LSN_TYPE_EXPORT_DIALOG (lsn_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnExportDialog, lsn_export_dialog, LSN, EXPORT_DIALOG, AdwDialog)

/* @ids: (nullable): element-type gint64: the clients that the user looks at or has selected, in
 * their order; all others may be chosen as well */
AdwDialog *lsn_export_dialog_new (LsnContext *context, GArray *ids);

G_END_DECLS
