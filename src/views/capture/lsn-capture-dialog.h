/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One line, understood as it is typed; Enter saves, Ctrl+Enter saves and starts another. */
#define LSN_TYPE_CAPTURE_DIALOG (lsn_capture_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnCaptureDialog, lsn_capture_dialog, LSN, CAPTURE_DIALOG, AdwDialog)

/* @client_id: the client that is meant where the line names none; 0 for none. */
AdwDialog *lsn_capture_dialog_new (LsnContext *context, gint64 client_id);

/* @client_ids: element-type gint64; each of them gets the follow-up, in one action. */
AdwDialog *lsn_capture_dialog_new_for_each (LsnContext *context, GArray *client_ids);

G_END_DECLS
