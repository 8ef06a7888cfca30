/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-workdays.h"
#include "model/capture/lsn-capture.h"

G_BEGIN_DECLS

/* 'task', 'call', 'mail', 'message', 'meeting', as in the workspace. */
const char *lsn_capture_kind_get_name (LsnCaptureKind kind);

/* “!!”, %NULL for none. */
const char *lsn_capture_priority_get_mark (int priority);

/**
 * lsn_capture_dup_words:
 * @what: but TAG, of which there may be several, and ASKING
 * @today: the day that is meant where none is said
 *
 * Returns: (nullable): what was understood of @what, for the user: “Tue 24 Nov, 15:00”.
 */
char *lsn_capture_dup_words (const LsnCapture *self, LsnCaptureWhat what, LsnDate today,
                             LsnWorkdays *workdays) G_GNUC_WARN_UNUSED_RESULT;

/* All of it in one line: “Call · Anna · Romashka · Tue 24 Nov, 15:00 · !! · #ads”. */
char *lsn_capture_dup_all_words (const LsnCapture *self, LsnDate today,
                                 LsnWorkdays *workdays) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
