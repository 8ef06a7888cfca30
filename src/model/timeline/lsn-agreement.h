/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* The agreement register: what was agreed, by whom, when, and whether it is confirmed and kept. */

typedef enum
{
  LSN_AGREEMENT_ID,
  LSN_AGREEMENT_CLIENT_ID,
  LSN_AGREEMENT_CONTACT_ID,
  LSN_AGREEMENT_TEXT,
  LSN_AGREEMENT_MADE_BY,
  LSN_AGREEMENT_AGREED_ON,
  LSN_AGREEMENT_DUE,
  LSN_AGREEMENT_STATE,
  LSN_AGREEMENT_CONFIRMED_AT,
  LSN_AGREEMENT_PROOF_ENTRY_ID,
  LSN_AGREEMENT_TURN,
  LSN_AGREEMENT_TURN_SINCE,
  /* derived */
  LSN_AGREEMENT_CONTACT_NAME,
  LSN_AGREEMENT_PROOF_TEXT,
  N_LSN_AGREEMENT_FIELDS
} LsnAgreementField;

#define LSN_TYPE_AGREEMENT (lsn_agreement_get_type ())
G_DECLARE_FINAL_TYPE (LsnAgreement, lsn_agreement, LSN, AGREEMENT, LsnRecord)

extern const LsnRecordInfo lsn_agreement_info;

/* For people, of a stored state: “Confirmed”. */
const char *lsn_agreement_state_get_label (const char *state);

/**
 * LsnAgreementEdit: adds or changes an agreement. A change of turn starts its clock, a confirmation
 * keeps its moment.
 */
typedef struct
{
  gint64 id;   /* 0: a new one, and its id left here */
  LsnRow *row; /* owned: what to write */
  gint64 now;
} LsnAgreementEdit;

void lsn_agreement_edit_free (LsnAgreementEdit *self);
gboolean lsn_agreement_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
