/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/* All events as iCalendar, so that the import reads them back: series with what differs from their
 * rules. Times name their zone of the IANA database. On the reader. */
typedef struct
{
  gint64 now;     /* in */
  GString *text;  /* out, owned */
  guint n_events; /* out */
} LsnIcalExport;

LsnIcalExport *lsn_ical_export_new (gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_ical_export_free (LsnIcalExport *self);
gboolean lsn_ical_export_on_worker (LsnDatabase *db, gpointer export, GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnIcalExport, lsn_ical_export_free)

G_END_DECLS
