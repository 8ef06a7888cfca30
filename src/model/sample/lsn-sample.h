/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnSample: an invented agency, «Маяк», with clients, people, talks, agreements and follow-ups.
 *
 * The same seed gives the same content, dated around @today. About two follow-ups a client; some
 * are overdue, some clients silent or without a next step. Nobody can be reached by it: addresses
 * end in “.example”, numbers are ones that are not given out.
 */
typedef struct
{
  guint clients;
  guint entries; /* of the timeline, in all */
  guint32 seed;
  const char *language; /* static: "ru", anything else is English */
  gint64 now;           /* UTC microseconds; nothing happened later */
  GTimeZone *zone;      /* owned */
} LsnSample;

LsnSample *lsn_sample_new (guint clients, guint entries, guint32 seed, const char *language,
                           gint64 now, GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;
void lsn_sample_free (LsnSample *self);

/* An LsnStoreFunc for an import. */
gboolean
lsn_sample_on_worker (LsnDatabase *db, gpointer sample, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnSample, lsn_sample_free)

G_END_DECLS
