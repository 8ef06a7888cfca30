/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a follow-up can be moved to, as a menu of app.followup-snooze: in an hour, tomorrow … */
GMenuModel *lsn_followup_menu_new_snooze (gint64 followup_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
