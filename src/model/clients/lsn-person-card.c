/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-person-card.h"
#include "model/clients/lsn-birthday.h"
#include "model/clients/lsn-contact.h"

static void
place_free (gpointer data)
{
  LsnPersonPlace *place = data;

  g_free (place->name);
  g_free (place->role);
  g_free (place);
}

LsnPersonCard *
lsn_person_card_new (gint64 client_id, gint64 contact_id)
{
  LsnPersonCard *self = g_new0 (LsnPersonCard, 1);

  self->client_id = client_id;
  self->contact_id = contact_id;
  self->birthday = LSN_DATE_NONE;
  return self;
}

void
lsn_person_card_free (LsnPersonCard *self)
{
  g_clear_pointer (&self->contact, lsn_row_free);
  g_clear_pointer (&self->link, lsn_row_free);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_free (self);
}

static gboolean
load_link (LsnDatabase *db, LsnPersonCard *self, GError **error)
{
  g_autoptr (GPtrArray) links =
      lsn_row_load_many (db, &lsn_client_contact_info, error,
                         "WHERE client_contact.client_id = ? AND client_contact.contact_id = ?",
                         "ii", self->client_id, self->contact_id);

  if (links && links->len > 0)
    self->link = lsn_row_copy (g_ptr_array_index (links, 0));
  return links != NULL;
}

static gboolean
load_places (LsnDatabase *db, LsnPersonCard *self, GError **error)
{
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db,
                            "SELECT c.id, c.name, l.role FROM client_contact l"
                            " JOIN client c ON c.id = l.client_id"
                            " WHERE l.contact_id = ? AND l.client_id <> ? ORDER BY c.name, c.id",
                            error);

  self->places = g_ptr_array_new_with_free_func (place_free);
  lsn_statement_bind (statement, "ii", self->contact_id, self->client_id);
  while (lsn_statement_step (statement))
    {
      LsnPersonPlace *place = g_new0 (LsnPersonPlace, 1);

      place->client_id = lsn_statement_get_int64 (statement, 0);
      place->name = lsn_statement_dup_text (statement, 1);
      place->role = lsn_statement_dup_text (statement, 2);
      g_ptr_array_add (self->places, place);
    }
  return lsn_statement_finish (statement, error);
}

static gboolean
load_birthday (LsnDatabase *db, LsnPersonCard *self, GError **error)
{
  gint64 id;

  return lsn_birthday_find (db, self->client_id, self->contact_id, &id, &self->birthday, error);
}

gboolean
lsn_person_card_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  LsnPersonCard *self = data;

  return lsn_row_load (db, &lsn_contact_info, self->contact_id, &self->contact, error) &&
         load_link (db, self, error) &&
         (self->channels =
              lsn_row_load_many (db, &lsn_channel_info, error,
                                 "WHERE channel.contact_id = ? ORDER BY channel.position", "i",
                                 self->contact_id)) &&
         load_places (db, self, error) && load_birthday (db, self, error);
}
