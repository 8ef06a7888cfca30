/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/capture/lsn-capture-edits.h"
#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnCaptureChips: what was understood of a line, each part to be corrected or taken away.
 *
 * Signal `changed`: the user corrected something, so that the line is to be read anew.
 */
#define LSN_TYPE_CAPTURE_CHIPS (lsn_capture_chips_get_type ())
G_DECLARE_FINAL_TYPE (LsnCaptureChips, lsn_capture_chips, LSN, CAPTURE_CHIPS, AdwBin)

/* Called once. @is_one: whether it is for one client, which may be chosen. */
void lsn_capture_chips_start (LsnCaptureChips *self, LsnContext *context, gboolean is_one);

/* @text: what @capture was understood from */
void lsn_capture_chips_show (LsnCaptureChips *self, const LsnCapture *capture, const char *text);

/* What was corrected. Borrowed; never %NULL. */
const LsnCaptureEdits *lsn_capture_chips_get_edits (LsnCaptureChips *self);
void lsn_capture_chips_take_edits (LsnCaptureChips *self, LsnCaptureEdits *edits);

G_END_DECLS
