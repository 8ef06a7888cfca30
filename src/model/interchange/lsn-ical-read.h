/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/calendar/lsn-event.h"

G_BEGIN_DECLS

/* iCalendar (RFC 5545) and vCalendar 1.0 as plain data: a pure function over bytes, with caps on
 * what it takes. What cannot be read is left out and told. */

typedef enum
{
  LSN_ICAL_EVENT,
  LSN_ICAL_TODO,
} LsnIcalKind;

typedef struct
{
  LsnIcalKind kind;
  guint line; /* where it begins */
  char *uid;  /* owned, nullable, as all texts */
  char *title;
  char *text;
  char *place;
  char *link;
  char *rrule;
  char *zone;         /* IANA, or an offset such as “+03:00”; of the times */
  LsnEventTime time;  /* of an event always */
  gboolean has_time;  /* of a to-do: whether it is due at all */
  char *instead_of;   /* of a changed occurrence the moment it stands in place of */
  GPtrArray *in;      /* owned; element-type char: moments put in */
  GPtrArray *out;     /* owned; moments taken out */
  GPtrArray *people;  /* owned; element-type LsnEventPerson */
  int remind_minutes; /* -1 for none */
  int sequence;       /* of what comes twice the higher one holds */
  int priority;       /* as RFC 5545 has it, 0 for none */
  gboolean done;      /* of a to-do */
  gboolean cancelled;
} LsnIcalItem;

typedef struct
{
  guint line;
  char *message; /* for people */
} LsnIcalProblem;

typedef struct
{
  GPtrArray *items;    /* element-type LsnIcalItem */
  GPtrArray *problems; /* element-type LsnIcalProblem */
  guint n_events;      /* in the file, also those that cannot be read, as the next */
  guint n_todos;
  guint n_others; /* journals, busy times: left out */
} LsnIcal;

#define LSN_ICAL_MAX_BYTES (64 * 1024 * 1024)

/**
 * lsn_ical_read:
 * @bytes: untrusted; in UTF-8, or whatever it is taken for
 *
 * Returns: (nullable): %NULL with an error of LSN_INTERCHANGE_ERROR where it is no calendar
 */
LsnIcal *lsn_ical_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_ical_free (LsnIcal *self);

/* Whether a file begins as a calendar does. */
gboolean lsn_ical_is_calendar (const char *head, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnIcal, lsn_ical_free)

G_END_DECLS
