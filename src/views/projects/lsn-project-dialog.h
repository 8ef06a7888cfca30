/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Adds a project with its board, or changes one. */
#define LSN_TYPE_PROJECT_DIALOG (lsn_project_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnProjectDialog, lsn_project_dialog, LSN, PROJECT_DIALOG, LsnFormDialog)

/* @client_id: whom it is for, 0 for work of our own. */
AdwDialog *lsn_project_dialog_new (LsnContext *context, gint64 client_id);

/* @project: the one that is changed. */
AdwDialog *lsn_project_dialog_new_edit (LsnContext *context, const LsnRow *project);

G_END_DECLS
