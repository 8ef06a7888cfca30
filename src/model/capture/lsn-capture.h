/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LSN_CAPTURE_TASK,
  LSN_CAPTURE_CALL,
  LSN_CAPTURE_MAIL,
  LSN_CAPTURE_MESSAGE,
  LSN_CAPTURE_MEETING,
} LsnCaptureKind;

typedef enum
{
  LSN_CAPTURE_REPEAT_NONE,
  LSN_CAPTURE_REPEAT_FIXED,
  LSN_CAPTURE_REPEAT_AFTER_DONE,
} LsnCaptureRepeat;

typedef enum
{
  LSN_CAPTURE_SPAN_KIND,
  LSN_CAPTURE_SPAN_CONTACT,
  LSN_CAPTURE_SPAN_CLIENT,
  LSN_CAPTURE_SPAN_DATE,
  LSN_CAPTURE_SPAN_TIME,
  LSN_CAPTURE_SPAN_DURATION,
  LSN_CAPTURE_SPAN_PRIORITY,
  LSN_CAPTURE_SPAN_REPEAT,
  LSN_CAPTURE_SPAN_TAG,
  LSN_CAPTURE_SPAN_ASKING, /* “remind me to” */
} LsnCaptureWhat;

/* Bytes start ≤ … < end of the parsed text; spans are sorted and do not overlap. */
typedef struct
{
  gsize start;
  gsize end;
  LsnCaptureWhat what;
} LsnCaptureSpan;

typedef enum
{
  LSN_CAPTURE_MATCH_CONTACT,
  LSN_CAPTURE_MATCH_CLIENT,
} LsnCaptureMatchKind;

typedef struct
{
  gint64 id;
  char *name; /* owned by the parser once set */
  LsnCaptureMatchKind kind;
  gboolean exact;   /* an inexact match is taken only for a phrase with a capital letter */
  gint64 client_id; /* in: the client already understood, 0 if none; its contacts go first */
} LsnCaptureMatch;

/* Looks up one candidate phrase; Russian phrases come as typed first, then as nominative guesses.
 */
typedef gboolean (*LsnCaptureResolve) (const char *words, LsnCaptureMatch *match, gpointer data);

typedef struct
{
  int year, month, day, hour, minute; /* now, on the user's wall clock */
  int first_weekday;                  /* 1 Monday … 7 Sunday */
  int morning_hour, afternoon_hour, evening_hour;
  int afternoon_until;       /* "at 3" is 15:00 for the hours 1 … this; 0 takes hours as typed */
  LsnCaptureResolve resolve; /* nullable */
  gpointer resolve_data;
  const char *const *literals; /* (array zero-terminated=1) (nullable): phrases that mean nothing */
} LsnCaptureContext;

#define LSN_CAPTURE_CONTEXT_INIT                                                                   \
  { .first_weekday = 1,                                                                            \
    .morning_hour = 9,                                                                             \
    .afternoon_hour = 14,                                                                          \
    .evening_hour = 18,                                                                            \
    .afternoon_until = 6 }

typedef struct
{
  LsnCaptureKind kind;
  char *title;          /* never empty unless the text is blank */
  char *contact_phrase; /* the name found, or the words as typed if contact_id is 0; nullable */
  gint64 contact_id;
  char *client_phrase; /* as contact_phrase */
  gint64 client_id;
  char *due_date; /* YYYY-MM-DD, nullable */
  int time;       /* minutes after midnight, -1 if none */
  int duration;   /* minutes, -1 if none */
  int priority;   /* 0 … 3 */
  char *rrule;    /* RFC 5545 recurrence rule value, nullable */
  LsnCaptureRepeat repeat;
  char **tags;   /* without #, never NULL */
  GArray *spans; /* LsnCaptureSpan */
} LsnCapture;

/**
 * lsn_capture_parse:
 * @text: what the user typed, any bytes
 *
 * Understands a line of Russian, English or both. Never fails: what is not understood is the title,
 * which keeps the verb and the names and drops dates, times, repeats, tags and priority.
 */
LsnCapture *
lsn_capture_parse (const char *text, const LsnCaptureContext *context) G_GNUC_WARN_UNUSED_RESULT;
void lsn_capture_free (LsnCapture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnCapture, lsn_capture_free)

G_END_DECLS
