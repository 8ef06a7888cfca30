/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client-card.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "model/followups/lsn-followup.h"
#include "model/timeline/lsn-agreement.h"
#include "model/timeline/lsn-attachment.h"

const char *const lsn_client_card_tables[] = { "client",         "contact",    "client_contact",
                                               "channel",        "followup",   "agreement",
                                               "important_date", "attachment", NULL };

LsnClientCard *
lsn_client_card_new (gint64 client_id)
{
  LsnClientCard *self = g_new0 (LsnClientCard, 1);

  self->client_id = client_id;
  return self;
}

void
lsn_client_card_free (LsnClientCard *self)
{
  g_clear_pointer (&self->client, lsn_row_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  g_clear_pointer (&self->followups, g_ptr_array_unref);
  g_clear_pointer (&self->agreements, g_ptr_array_unref);
  g_clear_pointer (&self->dates, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

LsnClientCard *
lsn_client_card_steal (LsnClientCard *self)
{
  LsnClientCard *stolen = g_memdup2 (self, sizeof *self);

  *self = (LsnClientCard) { .client_id = stolen->client_id };
  return stolen;
}

gboolean
lsn_client_card_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  LsnClientCard *self = data;
  gint64 id = self->client_id;

  return lsn_row_load (db, &lsn_client_info, id, &self->client, error) &&
         (self->people = lsn_row_load_many (
              db, &lsn_client_contact_info, error,
              "WHERE client_contact.client_id = ? ORDER BY client_contact.is_primary DESC,"
              " client_contact.position",
              "i", id)) &&
         (self->channels = lsn_row_load_many (
              db, &lsn_channel_info, error,
              "WHERE channel.client_id = ?1 OR channel.contact_id IN"
              " (SELECT contact_id FROM client_contact WHERE client_id = ?1) ORDER BY channel.position",
              "i", id)) &&
         (self->followups =
              lsn_row_load_many (db, &lsn_followup_info, error,
                                 "WHERE followup.client_id = ? AND followup.done_at IS NULL"
                                 " ORDER BY followup.due_date, followup.due_time, followup.id",
                                 "i", id)) &&
         (self->agreements = lsn_row_load_many (
              db, &lsn_agreement_info, error,
              "WHERE agreement.client_id = ? ORDER BY agreement.state NOT IN ('open', 'confirmed'),"
              " agreement.due IS NULL, agreement.due, agreement.agreed_on DESC, agreement.id DESC",
              "i", id)) &&
         (self->dates = lsn_row_load_many (
              db, &lsn_important_date_info, error,
              "WHERE important_date.client_id = ? ORDER BY substr (important_date.date, 6)", "i",
              id)) &&
         (self->files = lsn_row_load_many (
              db, &lsn_attachment_info, error,
              "WHERE attachment.client_id = ? ORDER BY attachment.id DESC LIMIT 100", "i", id));
}
