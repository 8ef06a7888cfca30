/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/capture/lsn-capture.h"

G_BEGIN_DECLS

/**
 * LsnCaptureEdits: what the user corrected of what was understood, part by part.
 *
 * What is set holds whatever the line says; what was given back to the title means nothing as long
 * as the line has those words.
 */
typedef struct
{
  guint set; /* bits 1 << LsnCaptureWhat: KIND, CONTACT, CLIENT, DATE with its time, DURATION,
                PRIORITY, REPEAT */
  LsnCaptureKind kind;
  gint64 contact_id; /* 0 for nobody */
  char *contact;     /* owned, nullable: the name */
  gint64 client_id;  /* 0 for none */
  char *client;      /* owned, nullable: the name */
  char *due_date;    /* owned, YYYY-MM-DD, nullable */
  int time;          /* minutes after midnight, -1 if none */
  int duration;      /* minutes, -1 if none */
  int priority;
  char *rrule; /* owned, nullable */
  LsnCaptureRepeat repeat;
  GPtrArray *literals; /* owned; element-type char *: what was given back */
} LsnCaptureEdits;

LsnCaptureEdits *lsn_capture_edits_new (void) G_GNUC_WARN_UNUSED_RESULT;
LsnCaptureEdits *lsn_capture_edits_copy (const LsnCaptureEdits *self) G_GNUC_WARN_UNUSED_RESULT;
void lsn_capture_edits_free (LsnCaptureEdits *self);

void lsn_capture_edits_set_kind (LsnCaptureEdits *self, LsnCaptureKind kind);
/* @id: 0 for nobody. */
void lsn_capture_edits_set_contact (LsnCaptureEdits *self, gint64 id, const char *name);
/* @id: 0 for none. */
void lsn_capture_edits_set_client (LsnCaptureEdits *self, gint64 id, const char *name);
/* @minute: -1 for none. */
void lsn_capture_edits_set_due (LsnCaptureEdits *self, const char *due_date, int minute);
void lsn_capture_edits_set_duration (LsnCaptureEdits *self, int minutes);
void lsn_capture_edits_set_priority (LsnCaptureEdits *self, int priority);
/* @rrule: (nullable): not repeating. */
void
lsn_capture_edits_set_repeat (LsnCaptureEdits *self, const char *rrule, LsnCaptureRepeat repeat);

/**
 * lsn_capture_edits_remove:
 * @text: what @capture was understood from
 * @tag: (nullable): which of several tags
 *
 * Takes @what away: the words that said it go back to the title. What no word said, such as the
 * client of the page, is set to none.
 */
void lsn_capture_edits_remove (LsnCaptureEdits *self, LsnCaptureWhat what, const char *tag,
                               const LsnCapture *capture, const char *text);

void lsn_capture_edits_apply (const LsnCaptureEdits *self, LsnCapture *capture);

gboolean lsn_capture_edits_is_empty (const LsnCaptureEdits *self);

/* A draft: the line and what was corrected, and back. */
char *lsn_capture_edits_dup_draft (const LsnCaptureEdits *self,
                                   const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* @edits: (out) (transfer full): empty where the draft is only a line. Returns: the line. */
char *lsn_capture_edits_parse_draft (const char *draft,
                                     LsnCaptureEdits **edits) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnCaptureEdits, lsn_capture_edits_free)

G_END_DECLS
