/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-form-dialog.h"

G_BEGIN_DECLS

/**
 * LsnDuplicateHint: says in a form, while one types, that a client has this name, number or address
 * already, and leads there. It never stands in the way of saving.
 */
#define LSN_TYPE_DUPLICATE_HINT (lsn_duplicate_hint_get_type ())
G_DECLARE_FINAL_TYPE (LsnDuplicateHint, lsn_duplicate_hint, LSN, DUPLICATE_HINT, GObject)

/* @form: borrowed, owns the hint. @client_id: the one being edited, 0 for none */
LsnDuplicateHint *lsn_duplicate_hint_new (LsnFormDialog *form, LsnContext *context,
                                          gint64 client_id) G_GNUC_WARN_UNUSED_RESULT;

/* @kind: 'name', or of a channel. What was asked last counts. */
void lsn_duplicate_hint_ask (LsnDuplicateHint *self, const char *kind, const char *value);

/* The form is saved: it leads nowhere any more. */
void lsn_duplicate_hint_forget (LsnDuplicateHint *self);

G_END_DECLS
