/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* A company or a person that we work for. */

typedef enum
{
  LSN_CLIENT_ID,
  LSN_CLIENT_KIND,
  LSN_CLIENT_NAME,
  LSN_CLIENT_LEGAL_NAME,
  LSN_CLIENT_STATUS,
  LSN_CLIENT_SEGMENT_ID,
  LSN_CLIENT_OWNER_ID,
  LSN_CLIENT_SOURCE,
  LSN_CLIENT_CITY,
  LSN_CLIENT_ADDRESS,
  LSN_CLIENT_NOTE,
  LSN_CLIENT_TURNOVER_MINOR,
  LSN_CLIENT_CURRENCY,
  LSN_CLIENT_AVATAR,
  LSN_CLIENT_CADENCE_DAYS,
  LSN_CLIENT_CREATED_AT,
  LSN_CLIENT_ARCHIVED_AT,
  /* derived */
  LSN_CLIENT_SEGMENT_NAME,
  LSN_CLIENT_OWNER_NAME,
  LSN_CLIENT_TAGS,       /* names, separated by ", " */
  LSN_CLIENT_NEXT_TOUCH, /* 'YYYY-MM-DD' or 'YYYY-MM-DDTHH:MM' of the first open follow-up */
  LSN_CLIENT_NEXT_FOLLOWUP_ID,
  LSN_CLIENT_NEXT_TITLE,
  LSN_CLIENT_TURN, /* whose move the next step is */
  LSN_CLIENT_TURN_SINCE,
  LSN_CLIENT_LAST_TOUCH, /* of the last real contact */
  LSN_CLIENT_TOUCH_DUE,  /* by when the cadence wants the next contact */
  LSN_CLIENT_RHYTHM,     /* days; the client's own cadence, else the segment's */
  LSN_CLIENT_PHONE,      /* the first phone of the client or of its primary contact */
  LSN_CLIENT_EMAIL,
  N_LSN_CLIENT_FIELDS
} LsnClientField;

#define LSN_TYPE_CLIENT (lsn_client_get_type ())
G_DECLARE_FINAL_TYPE (LsnClient, lsn_client, LSN, CLIENT, LsnRecord)

extern const LsnRecordInfo lsn_client_info;

typedef enum
{
  LSN_CLIENT_ACTIVE,
  LSN_CLIENT_AT_RISK,
  LSN_CLIENT_LEAD,
  LSN_CLIENT_PAUSED,
  LSN_CLIENT_LOST,
  N_LSN_CLIENT_STATUSES
} LsnClientStatus;

/* The word the database holds: "at-risk". */
const char *lsn_client_status_get_key (LsnClientStatus status);

/* For people, in their language: “At Risk”. */
const char *lsn_client_status_get_label (LsnClientStatus status);

/* @key: a stored word, or the status in the words of a CRM export, Russian or English. %FALSE where
 * it is neither. */
gboolean lsn_client_status_parse (const char *key, LsnClientStatus *status);

/* For people: who owes the next move, of a stored turn: “Us”, “Client”, “Performer”. */
const char *lsn_turn_get_label (const char *turn);

/* --- Segment, owner, tag: what clients are sorted into ---------------------------------------- */

typedef enum
{
  LSN_SEGMENT_ID,
  LSN_SEGMENT_NAME,
  LSN_SEGMENT_CADENCE_DAYS,
  LSN_SEGMENT_POSITION,
  N_LSN_SEGMENT_FIELDS
} LsnSegmentField;

typedef enum
{
  LSN_MEMBER_ID,
  LSN_MEMBER_NAME,
  LSN_MEMBER_EMAIL,
  LSN_MEMBER_PHONE,
  LSN_MEMBER_IS_ME,
  LSN_MEMBER_ARCHIVED_AT,
  N_LSN_MEMBER_FIELDS
} LsnMemberField;

typedef enum
{
  LSN_TAG_ID,
  LSN_TAG_NAME,
  N_LSN_TAG_FIELDS
} LsnTagField;

extern const LsnRecordInfo lsn_segment_info;
extern const LsnRecordInfo lsn_member_info;
extern const LsnRecordInfo lsn_tag_info;

G_END_DECLS
