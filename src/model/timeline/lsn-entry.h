/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-record.h"

G_BEGIN_DECLS

/* One thing that happened: a call, a meeting, a message, a mail, a note, a file. */

typedef enum
{
  LSN_ENTRY_ID,
  LSN_ENTRY_CLIENT_ID,
  LSN_ENTRY_CONTACT_ID,
  LSN_ENTRY_KIND,
  LSN_ENTRY_DIRECTION,
  LSN_ENTRY_AT,
  LSN_ENTRY_ZONE,
  LSN_ENTRY_DURATION_S,
  LSN_ENTRY_TITLE,
  LSN_ENTRY_TEXT,
  LSN_ENTRY_CREATED_AT,
  /* derived */
  LSN_ENTRY_CLIENT_NAME,
  LSN_ENTRY_CONTACT_NAME,
  LSN_ENTRY_FILES, /* names of attachments, separated by ", " */
  N_LSN_ENTRY_FIELDS
} LsnEntryField;

#define LSN_TYPE_ENTRY (lsn_entry_get_type ())
G_DECLARE_FINAL_TYPE (LsnEntry, lsn_entry, LSN, ENTRY, LsnRecord)

extern const LsnRecordInfo lsn_entry_info;

/* For people, of a stored kind: “Call”; %NULL stands for anything. */
const char *lsn_entry_kind_get_label (const char *kind);

/* For people, of a stored kind and direction: “Incoming call”. */
const char *lsn_entry_get_heading (const char *kind, const char *direction);

/* Name of the symbolic icon of a stored kind. */
const char *lsn_entry_kind_get_icon (const char *kind);

/* --- The timeline of a client ----------------------------------------------------------------- */

typedef struct
{
  gint64 client_id;
  char *kind; /* owned, nullable: only this kind */
  char *text; /* owned, nullable: only entries with these words */

  GArray *days; /* out, owned; element-type LsnDate: the local day of each id, never rising */
} LsnTimelineQuery;

LsnTimelineQuery *lsn_timeline_query_new (gint64 client_id, const char *kind,
                                          const char *text) G_GNUC_WARN_UNUSED_RESULT;
LsnTimelineQuery *lsn_timeline_query_copy (const LsnTimelineQuery *self) G_GNUC_WARN_UNUSED_RESULT;
void lsn_timeline_query_free (LsnTimelineQuery *self);

/* An LsnRecordQueryFunc: ids of entries, the newest first, those linked to the client included. A
 * copy of a query begins without days. */
gboolean lsn_timeline_query_on_worker (LsnDatabase *db, gpointer query, GArray *ids,
                                       GCancellable *cancellable, GError **error);

/* Tables whose changes may change a timeline. */
extern const char *const lsn_timeline_tables[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnTimelineQuery, lsn_timeline_query_free)

G_END_DECLS
