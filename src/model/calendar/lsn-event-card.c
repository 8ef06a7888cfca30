/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/calendar/lsn-event-card.h"
#include "model/clients/lsn-contact.h"

LsnEventCard *
lsn_event_card_new (gint64 id, gint64 client_id)
{
  LsnEventCard *self = g_new0 (LsnEventCard, 1);

  self->id = id;
  self->client_id = client_id;
  return self;
}

void
lsn_event_card_free (LsnEventCard *self)
{
  g_clear_pointer (&self->event, lsn_row_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self->client_name);
  g_free (self->contact_name);
  g_free (self);
}

gboolean
lsn_event_card_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnEventCard *self = data;

  if (self->id != 0 && !lsn_row_load (db, &lsn_event_info, self->id, &self->event, error))
    return FALSE;
  if (self->event)
    self->client_id = lsn_row_get_int64 (self->event, LSN_EVENT_CLIENT_ID);
  if (!lsn_database_dup_text (db, &self->client_name, error, "SELECT name FROM client WHERE id = ?",
                              "i", self->client_id) ||
      !lsn_database_get_int64 (db, 0, &self->contact_id, error,
                               "SELECT contact_id FROM event_person WHERE event_id = ?"
                               " AND contact_id IS NOT NULL ORDER BY id LIMIT 1",
                               "i", self->id) ||
      !lsn_database_dup_text (db, &self->contact_name, error,
                              "SELECT name FROM contact WHERE id = ?", "i", self->contact_id))
    return FALSE;
  self->people = lsn_row_load_many (db, &lsn_client_contact_info, error,
                                    "WHERE client_contact.client_id = ?"
                                    " ORDER BY client_contact.is_primary DESC,"
                                    " client_contact.position",
                                    "i", self->client_id);
  return self->people != NULL;
}
