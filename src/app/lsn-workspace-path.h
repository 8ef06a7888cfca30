/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The user's own workspace: the one without --workspace. */
char *lsn_workspace_path_dup_default (void) G_GNUC_WARN_UNUSED_RESULT;

/* The workspace of the invented agency that the user looks around in. */
char *lsn_workspace_path_dup_sample (void) G_GNUC_WARN_UNUSED_RESULT;

/* The application id of the program that has @workspace open. */
char *lsn_workspace_path_dup_app_id (const char *workspace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
