/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "model/capture/lsn-capture-edits.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnCaptureJob: a line of quick capture, understood with the clients and contacts of the
 * workspace, and made a follow-up.
 */
typedef struct
{
  char *text;    /* owned */
  LsnDate today; /* the user's wall clock */
  int minute;    /* of the day, likewise */
  int first_weekday;
  gint64 client_id;       /* the client that is meant where the line names none; 0 for none */
  GArray *client_ids;     /* owned, nullable; element-type gint64: each of them gets the follow-up,
                             whoever the line names */
  LsnCaptureEdits *edits; /* owned, nullable: what the user corrected */
  const char *zone;       /* static, nullable: TZID of times */
  gint64 now;

  LsnCapture *capture; /* out, owned, nullable */
  gint64 followup_id;  /* out of the adding; of several the last */
} LsnCaptureJob;

LsnCaptureJob *lsn_capture_job_new (const char *text, gint64 client_id, gint64 now,
                                    GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;
void lsn_capture_job_free (LsnCaptureJob *self);

/* An LsnStoreFunc for the reader: fills @capture, with the client that is meant where the line
 * names none: the given one, else the one that the person works with. */
gboolean lsn_capture_job_parse_on_worker (LsnDatabase *db, gpointer job, GCancellable *cancellable,
                                          GError **error);

/* An LsnStoreFunc for the writer: understands the line and adds the follow-up. Without a date it is
 * for today. LSN_STORE_ERROR_INVALID where the line is blank. */
gboolean lsn_capture_job_add_on_worker (LsnDatabase *db, gpointer job, GCancellable *cancellable,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnCaptureJob, lsn_capture_job_free)

G_END_DECLS
