/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/search/lsn-search.h"
#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Lets one choose a record by search, as you type. */
#define LSN_TYPE_PICKER_DIALOG (lsn_picker_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LsnPickerDialog, lsn_picker_dialog, LSN, PICKER_DIALOG, AdwDialog)

typedef void (*LsnPickedFunc) (GObject *owner, const LsnSearchHit *hit);

/**
 * lsn_picker_dialog_new:
 * @kinds: (array zero-terminated=1): what may be chosen: 'client', 'contact' …; static
 * @func: called once, when one was chosen, while @owner lives
 */
AdwDialog *lsn_picker_dialog_new (LsnContext *context, const char *title, const char *const *kinds,
                                  LsnPickedFunc func, GObject *owner);

/* For people: what kind of record a hit is: “Client”, “Person”. */
const char *lsn_picker_get_kind_label (const char *kind);

/* Name of its symbolic icon. */
const char *lsn_picker_get_kind_icon (const char *kind);

G_END_DECLS
