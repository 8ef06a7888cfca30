/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"

G_BEGIN_DECLS

/* What was shown, across restarts: one key a line, in a file of the reminder's own, which never
 * writes to the workspace. A file that cannot be read counts as empty. */

/* Returns: (transfer full): a set of keys. */
GHashTable *lsn_reminder_state_load (const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* Writes the file anew, whole or not at all. */
gboolean lsn_reminder_state_save (const char *path, GHashTable *shown, GError **error);

/**
 * lsn_reminder_state_prune:
 * @open: set of keys of all that is still open
 *
 * Forgets what is long over, so that the set does not grow for ever; an undo within a month brings
 * nothing again.
 *
 * Returns: whether anything was forgotten.
 */
gboolean lsn_reminder_state_prune (GHashTable *shown, GHashTable *open, LsnDate today);

G_END_DECLS
