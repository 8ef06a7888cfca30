/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/capture/lsn-capture-write.h"

G_BEGIN_DECLS

/* A line of quick capture made an event: without a time it takes the whole day, without a duration
 * an hour. */
typedef struct
{
  LsnCaptureJob *job; /* owned */
  gint64 event_id;    /* out of the adding */
} LsnEventCapture;

LsnEventCapture *
lsn_event_capture_new (const char *text, gint64 now, GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;
void lsn_event_capture_free (LsnEventCapture *self);

/* An LsnStoreFunc for the writer. LSN_STORE_ERROR_INVALID where the line is blank. */
gboolean lsn_event_capture_on_worker (LsnDatabase *db, gpointer capture, GCancellable *cancellable,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnEventCapture, lsn_event_capture_free)

G_END_DECLS
