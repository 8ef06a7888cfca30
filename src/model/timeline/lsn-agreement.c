/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/timeline/lsn-agreement.h"
#include "model/clients/lsn-contact.h"
#include "model/timeline/lsn-attachment.h"

#include <glib/gi18n-lib.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT
#define TIME LSN_FIELD_INSTANT
#define DAY  LSN_FIELD_DATE

static const LsnField fields[] = {
  [LSN_AGREEMENT_ID] = { "id", "id", INT },
  [LSN_AGREEMENT_CLIENT_ID] = { "client-id", "client_id", INT },
  [LSN_AGREEMENT_CONTACT_ID] = { "contact-id", "contact_id", INT },
  [LSN_AGREEMENT_TEXT] = { "text", "text", TEXT, LSN_FIELD_REQUIRED, N_ ("What Was Agreed") },
  [LSN_AGREEMENT_MADE_BY] = { "made-by", "made_by", TEXT },
  [LSN_AGREEMENT_AGREED_ON] = { "agreed-on", "agreed_on", DAY, LSN_FIELD_REQUIRED, N_ ("Date") },
  [LSN_AGREEMENT_DUE] = { "due", "due", DAY },
  [LSN_AGREEMENT_STATE] = { "state", "state", TEXT },
  [LSN_AGREEMENT_CONFIRMED_AT] = { "confirmed-at", "confirmed_at", TIME },
  [LSN_AGREEMENT_PROOF_ENTRY_ID] = { "proof-entry-id", "proof_entry_id", INT },
  [LSN_AGREEMENT_TURN] = { "turn", "turn", TEXT },
  [LSN_AGREEMENT_TURN_SINCE] = { "turn-since", "turn_since", TIME },
  [LSN_AGREEMENT_PROOF_FILE_ID] = { "proof-file-id", "proof_file_id", INT },
  [LSN_AGREEMENT_PROOF_LINK] = { "proof-link", "proof_link", TEXT },
  [LSN_AGREEMENT_CONTACT_NAME] = { "contact-name", "contact.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_AGREEMENT_PROOF_TEXT] = { "proof-text", "coalesce (entry.title, entry.text)", TEXT,
                                 LSN_FIELD_DERIVED },
  [LSN_AGREEMENT_PROOF_FILE_NAME] = { "proof-file-name", "attachment.name", TEXT,
                                      LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_LSN_AGREEMENT_FIELDS);

const LsnRecordInfo lsn_agreement_info = {
  .table = "agreement",
  .sources = "agreement LEFT JOIN contact ON contact.id = agreement.contact_id"
             " LEFT JOIN entry ON entry.id = agreement.proof_entry_id"
             " LEFT JOIN attachment ON attachment.id = agreement.proof_file_id",
  .fields = fields,
  .n_fields = N_LSN_AGREEMENT_FIELDS,
};

struct _LsnAgreement
{
  LsnRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (LsnAgreement, lsn_agreement, LSN_TYPE_RECORD)

static void
lsn_agreement_class_init (LsnAgreementClass *klass)
{
  lsn_record_class_set_info (LSN_RECORD_CLASS (klass), &lsn_agreement_info);
}

static void
lsn_agreement_init (LsnAgreement *self)
{
}

const char *
lsn_agreement_state_get_label (const char *state)
{
  const struct
  {
    const char *key;
    const char *label;
  } states[] = {
    { "open", NC_ ("agreement", "Not Confirmed") }, { "confirmed", NC_ ("agreement", "Confirmed") },
    { "declined", NC_ ("agreement", "Declined") },  { "kept", NC_ ("agreement", "Kept") },
    { "broken", NC_ ("agreement", "Broken") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (states[i].key, state) == 0)
        return g_dpgettext2 (GETTEXT_PACKAGE, "agreement", states[i].label);
    }
  return "";
}

gboolean
lsn_agreement_state_is_pending (const char *state)
{
  return g_strcmp0 (state, "open") == 0 || g_strcmp0 (state, "confirmed") == 0;
}

LsnAgreementCard *
lsn_agreement_card_new (gint64 id, gint64 client_id, gint64 proof_entry_id)
{
  LsnAgreementCard *self = g_new0 (LsnAgreementCard, 1);

  self->id = id;
  self->client_id = client_id;
  self->proof_entry_id = proof_entry_id;
  return self;
}

void
lsn_agreement_card_free (LsnAgreementCard *self)
{
  g_clear_pointer (&self->agreement, lsn_row_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self->proof_text);
  g_free (self);
}

static gboolean
load_proof (LsnDatabase *db, LsnAgreementCard *self, GError **error)
{
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db,
                            "SELECT coalesce (text, title), at, contact_id FROM entry WHERE id = ?",
                            error);

  lsn_statement_bind (statement, "i", self->proof_entry_id);
  if (lsn_statement_step (statement))
    {
      self->proof_text = lsn_statement_dup_text (statement, 0);
      self->proof_at = lsn_statement_get_int64 (statement, 1);
      if (self->agreement == NULL)
        self->contact_id = lsn_statement_get_int64 (statement, 2);
    }
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_agreement_card_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                              GError **error)
{
  LsnAgreementCard *self = data;

  if (self->id != 0 && !lsn_row_load (db, &lsn_agreement_info, self->id, &self->agreement, error))
    return FALSE;
  if (self->agreement)
    {
      self->client_id = lsn_row_get_int64 (self->agreement, LSN_AGREEMENT_CLIENT_ID);
      self->contact_id = lsn_row_get_int64 (self->agreement, LSN_AGREEMENT_CONTACT_ID);
      self->proof_entry_id = lsn_row_get_int64 (self->agreement, LSN_AGREEMENT_PROOF_ENTRY_ID);
    }
  return load_proof (db, self, error) &&
         (self->people = lsn_row_load_many (
              db, &lsn_client_contact_info, error,
              "WHERE client_contact.client_id = ? ORDER BY client_contact.is_primary DESC,"
              " client_contact.position",
              "i", self->client_id));
}

void
lsn_agreement_edit_free (LsnAgreementEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_clear_pointer (&self->file, lsn_kept_file_free);
  g_free (self);
}

static gboolean
add_file (LsnDatabase *db, LsnAgreementEdit *edit, GError **error)
{
  gint64 client_id = lsn_row_get_int64 (edit->row, LSN_AGREEMENT_CLIENT_ID);
  gint64 file_id;

  if (client_id == 0 &&
      !lsn_database_get_int64 (db, 0, &client_id, error,
                               "SELECT client_id FROM agreement WHERE id = ?", "i", edit->id))
    return FALSE;
  if (!lsn_attachment_add (db, edit->file, 0, client_id, edit->now, &file_id, error))
    return FALSE;
  lsn_row_set_int64 (edit->row, LSN_AGREEMENT_PROOF_FILE_ID, file_id);
  return TRUE;
}

gboolean
lsn_agreement_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                              GError **error)
{
  LsnAgreementEdit *edit = data;
  g_autofree char *turn = NULL;
  g_autofree char *state = NULL;

  if (edit->id != 0 &&
      (!lsn_database_dup_text (db, &turn, error, "SELECT turn FROM agreement WHERE id = ?", "i",
                               edit->id) ||
       !lsn_database_dup_text (db, &state, error, "SELECT state FROM agreement WHERE id = ?", "i",
                               edit->id)))
    return FALSE;
  if (edit->file && !add_file (db, edit, error))
    return FALSE;

  if (edit->id == 0 || (lsn_row_has (edit->row, LSN_AGREEMENT_TURN) &&
                        g_strcmp0 (turn, lsn_row_get_text (edit->row, LSN_AGREEMENT_TURN)) != 0))
    lsn_row_set_int64 (edit->row, LSN_AGREEMENT_TURN_SINCE, edit->now);
  if (g_strcmp0 (lsn_row_get_text (edit->row, LSN_AGREEMENT_STATE), "confirmed") == 0 &&
      g_strcmp0 (state, "confirmed") != 0 && !lsn_row_has (edit->row, LSN_AGREEMENT_CONFIRMED_AT))
    lsn_row_set_int64 (edit->row, LSN_AGREEMENT_CONFIRMED_AT, edit->now);

  if (edit->id != 0)
    return lsn_row_update (db, edit->id, edit->row, error);
  if (!lsn_row_insert (db, edit->row, error))
    return FALSE;
  edit->id = lsn_row_get_int64 (edit->row, LSN_AGREEMENT_ID);
  return TRUE;
}
