/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-ical-read.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LsnIcalImport: brings the events and to-dos of a calendar in. To-dos become follow-ups.
 *
 * What is there already, by its UID, is passed over. People are known by their mail addresses, and
 * the client of an event by the first of them who is.
 */
typedef struct
{
  LsnIcal *ical;    /* in, owned */
  gint64 now;       /* in */
  gboolean dry_run; /* in: only counts; may run on the reader */

  guint n_events; /* out, as all below: that are imported */
  guint n_todos;
  guint n_duplicates;
  guint n_occurrences; /* in the year from the first event on, of all events of the file */
} LsnIcalImport;

/* @ical: (transfer full) */
LsnIcalImport *lsn_ical_import_new (LsnIcal *ical, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_ical_import_free (LsnIcalImport *self);

/* Reads a file. Returns: (nullable): %NULL without @error where it is no calendar. */
LsnIcal *lsn_ical_read_file (GFile *file, GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An LsnStoreFunc for an import. */
gboolean lsn_ical_import_on_worker (LsnDatabase *db, gpointer import, GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnIcalImport, lsn_ical_import_free)

G_END_DECLS
