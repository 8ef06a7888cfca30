/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How the workspace is: saved, being saved, what runs, what is wrong; more of it in a popover. */
#define LSN_TYPE_STATUS_BUTTON (lsn_status_button_get_type ())
G_DECLARE_FINAL_TYPE (LsnStatusButton, lsn_status_button, LSN, STATUS_BUTTON, AdwBin)

/* Once. */
void lsn_status_button_start (LsnStatusButton *self, LsnContext *context);

G_END_DECLS
