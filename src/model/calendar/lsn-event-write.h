/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/calendar/lsn-event.h"

G_BEGIN_DECLS

/* What one can do with events. The worker functions are LsnStoreFuncs for the writer. */

/* Of a series: which occurrences are meant. */
typedef enum
{
  LSN_EVENT_ALL,
  LSN_EVENT_THIS,
  LSN_EVENT_FOLLOWING, /* this one and those after it */
} LsnEventScope;

/* Someone who takes part. */
typedef struct
{
  gint64 contact_id; /* 0 for none */
  char *name;        /* owned, nullable */
  char *email;       /* owned, nullable */
} LsnEventPerson;

void lsn_event_person_free (LsnEventPerson *self);

/**
 * LsnEventEdit: adds an event or changes one.
 *
 * What @row says of the time is that of the occurrence, also where the change is meant for all. An
 * occurrence that is changed alone becomes an event of its own in its place; with those that
 * follow, the series ends the day before and a new one begins.
 */
typedef struct
{
  gint64 id;        /* 0: a new one, and its id left here */
  char *occurrence; /* owned, nullable: of a series the moment of the one that is meant */
  LsnEventScope scope;
  LsnRow *row;          /* owned */
  GPtrArray *people;    /* owned, nullable: they stay; element-type LsnEventPerson */
  gboolean keep_others; /* @people takes the place of those only whom we know as contacts */
  gint64 now;
} LsnEventEdit;

LsnEventEdit *lsn_event_edit_new (gint64 id, const char *occurrence, LsnEventScope scope,
                                  gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_event_edit_free (LsnEventEdit *self);
gboolean lsn_event_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                   GError **error);

/* Takes an event away, or occurrences of a series. */
typedef struct
{
  gint64 id;
  char *occurrence; /* owned, nullable */
  LsnEventScope scope;
} LsnEventRemoval;

void lsn_event_removal_free (LsnEventRemoval *self);
gboolean lsn_event_removal_on_worker (LsnDatabase *db, gpointer removal, GCancellable *cancellable,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnEventEdit, lsn_event_edit_free)

G_END_DECLS
