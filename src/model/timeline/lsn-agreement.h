/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/timeline/lsn-kept-file.h"
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
  LSN_AGREEMENT_PROOF_FILE_ID,
  LSN_AGREEMENT_PROOF_LINK, /* an address that a browser opens */
  /* derived */
  LSN_AGREEMENT_CONTACT_NAME,
  LSN_AGREEMENT_PROOF_TEXT,
  LSN_AGREEMENT_PROOF_FILE_NAME,
  N_LSN_AGREEMENT_FIELDS
} LsnAgreementField;

#define LSN_TYPE_AGREEMENT (lsn_agreement_get_type ())
G_DECLARE_FINAL_TYPE (LsnAgreement, lsn_agreement, LSN, AGREEMENT, LsnRecord)

extern const LsnRecordInfo lsn_agreement_info;

/* For people, of a stored state: “Confirmed”. */
const char *lsn_agreement_state_get_label (const char *state);

/* Whether it is still to be kept: open or confirmed. */
gboolean lsn_agreement_state_is_pending (const char *state);

/**
 * LsnAgreementCard: an agreement with what its dialog shows, in one read.
 */
typedef struct
{
  gint64 id;             /* in: 0 for a new one */
  gint64 client_id;      /* in for a new one */
  gint64 proof_entry_id; /* in for a new one: 0 for none */
  LsnRow *agreement;     /* out, owned: NULL for a new one, or where it is gone */
  char *proof_text;      /* out, owned, nullable: of the entry that proves it */
  gint64 proof_at;       /* out: when that was */
  gint64 contact_id;     /* out: whom it was agreed with; of a new one, the contact of the proof */
  GPtrArray *people;     /* out, owned; element-type LsnRow of lsn_client_contact_info */
} LsnAgreementCard;

LsnAgreementCard *lsn_agreement_card_new (gint64 id, gint64 client_id,
                                          gint64 proof_entry_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_agreement_card_free (LsnAgreementCard *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_agreement_card_on_worker (LsnDatabase *db, gpointer card, GCancellable *cancellable,
                                       GError **error);

/**
 * LsnAgreementEdit: adds or changes an agreement. A change of turn starts its clock. Who confirms
 * it without a moment does so now.
 */
typedef struct
{
  gint64 id;         /* 0: a new one, and its id left here */
  LsnRow *row;       /* owned: what to write */
  LsnKeptFile *file; /* owned, nullable: goes to the client's files, and proves it */
  gint64 now;
} LsnAgreementEdit;

void lsn_agreement_edit_free (LsnAgreementEdit *self);
gboolean lsn_agreement_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnAgreementCard, lsn_agreement_card_free)

G_END_DECLS
