/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnSnoozePopover: where a follow-up can be put off to, each with its moment; or any other day.
 *
 * It runs app.followup-snooze.
 */
#define LSN_TYPE_SNOOZE_POPOVER (lsn_snooze_popover_get_type ())
G_DECLARE_FINAL_TYPE (LsnSnoozePopover, lsn_snooze_popover, LSN, SNOOZE_POPOVER, GtkPopover)

/* Lets @button open it for a follow-up; made when it is opened, so that its times are those of that
 * moment, and replaces what was attached before. */
void lsn_snooze_popover_attach (GtkMenuButton *button, LsnContext *context, gint64 followup_id);

G_END_DECLS
