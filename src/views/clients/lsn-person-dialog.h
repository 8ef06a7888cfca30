/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/* Adds a person to a client, somebody new or one who is known from another client, or changes one.
 */
#define LSN_TYPE_PERSON_DIALOG (lsn_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnPersonDialog, lsn_person_dialog, LSN, PERSON_DIALOG, LsnFormDialog)

/* @contact_id: the person to change, 0 to add one */
AdwDialog *lsn_person_dialog_new (LsnContext *context, gint64 client_id, gint64 contact_id);

G_END_DECLS
