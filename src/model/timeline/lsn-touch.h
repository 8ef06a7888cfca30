/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/capture/lsn-capture-write.h"
#include "model/followups/lsn-followup-write.h"
#include "model/timeline/lsn-entry-write.h"

G_BEGIN_DECLS

/**
 * lsn_touch_split:
 * @text: as typed: “agreed on two videos → call back Tuesday”
 * @said: (out) (transfer full): what happened, "" for nothing
 * @next: (out) (transfer full) (nullable): the next step, in the words of quick capture
 *
 * An arrow, → or ->, in the last line begins the next step. It stands at the beginning of the line
 * or behind a blank, and is followed by a letter or a quotation mark, so that “price 100 → 120” is
 * what happened.
 */
void lsn_touch_split (const char *text, char **said, char **next);

/**
 * LsnTouch: logs what happened, closes what was to be done and sets the next step: one action, one
 * undo.
 */
typedef struct
{
  LsnEntryEdit *entry;   /* owned, nullable: nothing is logged */
  LsnFollowupDone *done; /* owned, nullable: nothing is closed */
  LsnCaptureJob *next; /* owned, nullable: whose contact, where the line names none, is the entry's
                        */
} LsnTouch;

void lsn_touch_free (LsnTouch *self);

/* An LsnStoreFunc for the writer. */
gboolean
lsn_touch_on_worker (LsnDatabase *db, gpointer touch, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnTouch, lsn_touch_free)

G_END_DECLS
