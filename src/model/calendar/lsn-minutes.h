/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/calendar/lsn-event.h"

G_BEGIN_DECLS

/* What is written down in a meeting: a line that begins with a mark is more than a note. */
typedef enum
{
  LSN_MINUTES_NOTE,
  LSN_MINUTES_DECISION,  /* ! */
  LSN_MINUTES_QUESTION,  /* ? */
  LSN_MINUTES_TASK,      /* @ */
  LSN_MINUTES_AGREEMENT, /* > */
  LSN_N_MINUTES_KINDS
} LsnMinutesKind;

typedef struct
{
  LsnMinutesKind kind;
  char *text; /* owned, without the mark */
} LsnMinutesLine;

/* Returns: element-type LsnMinutesLine: the lines of @text that are not blank */
GPtrArray *lsn_minutes_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_minutes_dup_protocol:
 * @time: on the user's wall clock
 * @client: (nullable)
 *
 * Returns: (transfer full): the minutes as a text to be sent: decisions, agreements, tasks and open
 * questions under their headings, then the notes
 */
char *lsn_minutes_dup_protocol (const char *title, const char *client, const LsnEventTime *time,
                                const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * LsnMeetingClose: makes of the minutes of a meeting what follows from them, in one action.
 *
 * The meeting stands in the story of its client with the protocol; each task becomes a card of the
 * event's project, else a follow-up, each question a follow-up, each agreement one of the client's,
 * with the meeting as its proof. Closed again, it changes the entry and adds what is new.
 */
typedef struct
{
  gint64 event_id;
  char *minutes; /* owned */
  LsnDate today;
  GTimeZone *zone; /* owned */
  gint64 now;
  guint n_followups; /* out, as the next */
  guint n_cards;
  guint n_agreements;
  char *protocol; /* out, owned */
} LsnMeetingClose;

LsnMeetingClose *lsn_meeting_close_new (gint64 event_id, const char *minutes, LsnDate today,
                                        GTimeZone *zone, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_meeting_close_free (LsnMeetingClose *self);

/* An LsnStoreFunc for the writer. */
gboolean lsn_meeting_close_on_worker (LsnDatabase *db, gpointer close, GCancellable *cancellable,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnMeetingClose, lsn_meeting_close_free)

G_END_DECLS
