/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The desktop application of one workspace. */
#define LSN_TYPE_APPLICATION (lsn_application_get_type ())
G_DECLARE_FINAL_TYPE (LsnApplication, lsn_application, LSN, APPLICATION, AdwApplication)

/* @workspace: the folder; one that is not the default gets an application id of its own, so that
 * two workspaces are two programs on the bus. */
LsnApplication *lsn_application_new (const char *workspace);

G_END_DECLS
