/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/followups/lsn-followup-card.h"
#include "model/clients/lsn-contact.h"
#include "model/followups/lsn-followup.h"

LsnFollowupCard *
lsn_followup_card_new (gint64 id, gint64 client_id)
{
  LsnFollowupCard *self = g_new0 (LsnFollowupCard, 1);

  self->id = id;
  self->client_id = client_id;
  return self;
}

void
lsn_followup_card_free (LsnFollowupCard *self)
{
  g_clear_pointer (&self->followup, lsn_row_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self->client_name);
  g_free (self);
}

gboolean
lsn_followup_card_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  LsnFollowupCard *self = data;

  if (self->id != 0 && !lsn_row_load (db, &lsn_followup_info, self->id, &self->followup, error))
    return FALSE;
  if (self->followup)
    self->client_id = lsn_row_get_int64 (self->followup, LSN_FOLLOWUP_CLIENT_ID);
  if (!lsn_database_dup_text (db, &self->client_name, error, "SELECT name FROM client WHERE id = ?",
                              "i", self->client_id))
    return FALSE;
  self->people = lsn_row_load_many (db, &lsn_client_contact_info, error,
                                    "WHERE client_contact.client_id = ?"
                                    " ORDER BY client_contact.is_primary DESC,"
                                    " client_contact.position",
                                    "i", self->client_id);
  return self->people != NULL;
}

/* --- What was done ---------------------------------------------------------------------------- */

LsnDoneSteps *
lsn_done_steps_new (gint64 client_id)
{
  LsnDoneSteps *self = g_new0 (LsnDoneSteps, 1);

  self->client_id = client_id;
  return self;
}

void
lsn_done_steps_free (LsnDoneSteps *self)
{
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

gboolean
lsn_done_steps_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnDoneSteps *self = data;

  self->steps = lsn_row_load_many (db, &lsn_followup_info, error,
                                   "WHERE followup.client_id = ? AND followup.done_at IS NOT NULL"
                                   " ORDER BY followup.done_at DESC, followup.id DESC LIMIT 200",
                                   "i", self->client_id);
  return self->steps != NULL;
}
