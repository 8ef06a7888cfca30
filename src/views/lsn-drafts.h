/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-store.h"

G_BEGIN_DECLS

/**
 * LsnDrafts: keeps what is being typed, so that neither leaving a page nor a crash costs it.
 *
 * What was set is known at once to whoever asks; it reaches the workspace within half a second.
 * Main thread.
 */
#define LSN_TYPE_DRAFTS (lsn_drafts_get_type ())
G_DECLARE_FINAL_TYPE (LsnDrafts, lsn_drafts, LSN, DRAFTS, GObject)

LsnDrafts *lsn_drafts_new (LsnStore *store) G_GNUC_WARN_UNUSED_RESULT;

/* @text: (nullable): nothing is being typed any more. */
void lsn_drafts_set (LsnDrafts *self, const char *place, const char *text);

/* Calls @func with the draft (nullable) of @place while @owner lives, at once where it is known. */
typedef void (*LsnDraftFunc) (GObject *owner, const char *text);
void lsn_drafts_get (LsnDrafts *self, const char *place, LsnDraftFunc func, GObject *owner);

/* Sends what is waiting to the store, as before it is closed. */
void lsn_drafts_flush (LsnDrafts *self);

G_END_DECLS
