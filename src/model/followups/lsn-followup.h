/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-record.h"

G_BEGIN_DECLS

/* The next step for a client: what, by when, and who owes it. */

typedef enum
{
  LSN_FOLLOWUP_ID,
  LSN_FOLLOWUP_CLIENT_ID,
  LSN_FOLLOWUP_CONTACT_ID,
  LSN_FOLLOWUP_KIND,
  LSN_FOLLOWUP_TITLE,
  LSN_FOLLOWUP_NOTE,
  LSN_FOLLOWUP_DUE_DATE,
  LSN_FOLLOWUP_DUE_TIME,
  LSN_FOLLOWUP_DUE_ZONE,
  LSN_FOLLOWUP_PRIORITY,
  LSN_FOLLOWUP_URGENT,
  LSN_FOLLOWUP_RRULE,
  LSN_FOLLOWUP_REPEAT_MODE,
  LSN_FOLLOWUP_TURN,
  LSN_FOLLOWUP_TURN_SINCE,
  LSN_FOLLOWUP_SNOOZED_FROM,
  LSN_FOLLOWUP_DONE_AT,
  LSN_FOLLOWUP_OUTCOME,
  LSN_FOLLOWUP_PREVIOUS_ID,
  LSN_FOLLOWUP_CREATED_AT,
  /* derived */
  LSN_FOLLOWUP_CLIENT_NAME,
  LSN_FOLLOWUP_CONTACT_NAME,
  LSN_FOLLOWUP_PHONE, /* of the contact, else of the client */
  LSN_FOLLOWUP_EMAIL,
  N_LSN_FOLLOWUP_FIELDS
} LsnFollowupField;

#define LSN_TYPE_FOLLOWUP (lsn_followup_get_type ())
G_DECLARE_FINAL_TYPE (LsnFollowup, lsn_followup, LSN, FOLLOWUP, LsnRecord)

extern const LsnRecordInfo lsn_followup_info;

/* Minutes of a stored time of day 'HH:MM', -1 of %NULL or anything else, and back (NULL of -1). */
int lsn_followup_parse_time (const char *time);
char *lsn_followup_dup_time (int minutes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_followup_row_get_due:
 * @local: the zone that @minute is wanted in
 * @minute: (out): of the day, -1 for a follow-up of the whole day
 *
 * The due moment as it falls in @local: a time keeps its own zone and is carried over, a date is a
 * date.
 */
LsnDate lsn_followup_row_get_due (const LsnRow *row, GTimeZone *local, int *minute);
LsnDate lsn_followup_get_due (LsnFollowup *self, GTimeZone *local, int *minute);

const char *lsn_followup_kind_get_label (const char *kind);
const char *lsn_followup_kind_get_icon (const char *kind);

G_END_DECLS
