/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/* The five lines that answer “Where are we now?”. */
typedef enum
{
  LSN_STATUS_DONE,
  LSN_STATUS_NOW,
  LSN_STATUS_NEXT,
  LSN_STATUS_WAITING,
  LSN_STATUS_DATES,
  N_LSN_STATUS_LINES
} LsnStatusLine;

/**
 * LsnStatus: where a project or all projects of a client stand, in true words.
 *
 * Done: what was closed in the last two weeks; now: what is under way, in columns between the first
 * and those of done cards; next: what comes first of what has not begun; waiting: what others owe,
 * and what is blocked; dates: the promised one, what is late, the next one.
 */
typedef struct
{
  gint64 project_id; /* in: 0 for those of the client */
  gint64 client_id;  /* in */
  LsnDate today;     /* in */

  char *title;                     /* out, owned, nullable: there is no such thing */
  char *lines[N_LSN_STATUS_LINES]; /* out, owned: each says something, even that there is nothing */
} LsnStatus;

LsnStatus *
lsn_status_new (gint64 project_id, gint64 client_id, LsnDate today) G_GNUC_WARN_UNUSED_RESULT;
void lsn_status_free (LsnStatus *self);

/* An LsnStoreFunc for the reader. */
gboolean
lsn_status_on_worker (LsnDatabase *db, gpointer status, GCancellable *cancellable, GError **error);

/* "done", "now" …: static. */
const char *lsn_status_line_get_name (LsnStatusLine line);

/* For people: “Done”. */
const char *lsn_status_line_get_label (LsnStatusLine line);

/* The title and five lines, for the clipboard or a mail. */
char *lsn_status_dup_text (const LsnStatus *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnStatus, lsn_status_free)

G_END_DECLS
