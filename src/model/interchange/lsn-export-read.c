/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-export-read.h"
#include "model/interchange/lsn-picture.h"

#define CHECK_EVERY 500

typedef enum
{
  CLIENTS,
  CLIENT,
  PEOPLE,
  CLIENT_CHANNELS,
  CONTACT_CHANNELS,
  DATES,
  TAGS,
  N_QUERIES
} Query;

#define FACTS                                                                                      \
  "SELECT c.id, c.kind = 'person', c.name, c.legal_name, c.status, s.name, m.name, c.source,"      \
  " c.city, c.address, c.note, c.turnover_minor, c.currency, c.cadence_days, c.created_at,"        \
  " c.archived_at FROM client c LEFT JOIN segment s ON s.id = c.segment_id"                        \
  " LEFT JOIN member m ON m.id = c.owner_id"

/* In the order they were added, in which all that belongs to a client lies beside it in the file:
 * by name each of a hundred thousand is somewhere else. */
static const char *const texts[N_QUERIES] = {
  [CLIENTS] = FACTS " ORDER BY c.id",
  [CLIENT] = FACTS " WHERE c.id = ?",
  [PEOPLE] = "SELECT p.id, p.name, l.role, p.note, l.is_primary FROM client_contact l"
             " JOIN contact p ON p.id = l.contact_id WHERE l.client_id = ?"
             " ORDER BY l.position, l.id",
  [CLIENT_CHANNELS] = "SELECT kind, value, label FROM channel WHERE client_id = ?"
                      " ORDER BY position, id",
  [CONTACT_CHANNELS] = "SELECT kind, value, label FROM channel WHERE contact_id = ?"
                       " ORDER BY position, id",
  [DATES] = "SELECT contact_id, title, date, yearly, lead_days FROM important_date"
            " WHERE client_id = ? ORDER BY id",
  [TAGS] = "SELECT t.name FROM client_tag c JOIN tag t ON t.id = c.tag_id WHERE c.client_id = ?"
           " ORDER BY t.name",
};

typedef struct
{
  LsnDatabase *db;
  LsnExport *export;
  LsnImportRecord *record;             /* owned */
  LsnStatement *statements[N_QUERIES]; /* owned */
  GArray *contacts;                    /* owned; element-type gint64: of the record's people */
  GHashTable *keys; /* owned; id of a contact of several clients (gint64 *) → its key, a number */
} Reader;

static const char *
keep_text (Reader *self, Query query, int column)
{
  return lsn_import_record_keep (self->record,
                                 lsn_statement_get_text (self->statements[query], column));
}

static gboolean
read_channels (Reader *self, Query query, gint64 id, int person, GError **error)
{
  LsnStatement *row = self->statements[query];

  lsn_statement_bind_int64 (row, 1, id);
  while (lsn_statement_step (row))
    lsn_import_record_add_channel (self->record, person,
                                   g_intern_string (lsn_statement_get_text (row, 0)),
                                   lsn_statement_get_text (row, 1),
                                   lsn_statement_get_text (row, 2));
  return lsn_statement_finish (row, error);
}

/* A contact of several clients gets a number, the same wherever the person stands in the file. */
static gboolean
number_shared (Reader *self, LsnDatabase *db, GError **error)
{
  g_autoptr (LsnStatement) row = lsn_database_prepare (
      db, "SELECT contact_id FROM client_contact GROUP BY contact_id HAVING count(*) > 1", error);

  while (lsn_statement_step (row))
    {
      gint64 id = lsn_statement_get_int64 (row, 0);

      g_hash_table_insert (self->keys, g_memdup2 (&id, sizeof id),
                           GUINT_TO_POINTER (g_hash_table_size (self->keys) + 1));
    }
  return lsn_statement_finish (row, error);
}

/* @picture: (out) (nullable) */
static gboolean
read_picture (Reader *self, const char *table, gint64 id, GBytes **picture, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (self->export->files_folder == NULL)
    return TRUE;
  *picture = lsn_picture_load (self->db, self->export->files_folder, table, id, &local_error);
  if (*picture)
    lsn_import_record_keep_picture (self->record, *picture);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Returns: (nullable): %NULL for a person who stands once in the file. */
static const char *
keep_key (Reader *self, gint64 contact_id)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, &contact_id));
  char text[24];

  if (number == 0)
    return NULL;
  g_snprintf (text, sizeof text, "%u", number);
  return lsn_import_record_keep (self->record, text);
}

static gboolean
read_people (Reader *self, gint64 client_id, GError **error)
{
  LsnStatement *row = self->statements[PEOPLE];

  g_array_set_size (self->contacts, 0);
  lsn_statement_bind_int64 (row, 1, client_id);
  while (lsn_statement_step (row))
    {
      gint64 id = lsn_statement_get_int64 (row, 0);
      int place = lsn_import_record_add_person (self->record, lsn_statement_get_text (row, 1));
      LsnImportPerson *person = lsn_import_record_get_person (self->record, place);

      person->role = keep_text (self, PEOPLE, 2);
      person->note = keep_text (self, PEOPLE, 3);
      person->is_primary = lsn_statement_get_int64 (row, 4) != 0;
      person->key = keep_key (self, id);
      g_array_append_val (self->contacts, id);
      if (!read_picture (self, "contact", id, &person->picture, error) ||
          !read_channels (self, CONTACT_CHANNELS, id, place, error))
        return FALSE;
    }
  return lsn_statement_finish (row, error);
}

static gboolean
read_dates (Reader *self, gint64 client_id, GError **error)
{
  LsnStatement *row = self->statements[DATES];

  lsn_statement_bind_int64 (row, 1, client_id);
  while (lsn_statement_step (row))
    {
      int person = LSN_IMPORT_CLIENT;

      for (guint i = 0; i < self->contacts->len && !lsn_statement_is_null (row, 0); i++)
        {
          if (g_array_index (self->contacts, gint64, i) == lsn_statement_get_int64 (row, 0))
            person = (int) i;
        }
      lsn_import_record_add_date (self->record, person, lsn_statement_get_text (row, 1),
                                  lsn_statement_get_text (row, 2),
                                  lsn_statement_get_int64 (row, 3) != 0,
                                  lsn_statement_get_int64 (row, 4));
    }
  return lsn_statement_finish (row, error);
}

static gboolean
read_tags (Reader *self, gint64 client_id, GError **error)
{
  LsnStatement *row = self->statements[TAGS];

  lsn_statement_bind_int64 (row, 1, client_id);
  while (lsn_statement_step (row))
    lsn_import_record_add_tag (self->record, lsn_statement_get_text (row, 0));
  return lsn_statement_finish (row, error);
}

static gboolean
read_client (Reader *self, Query query, GError **error)
{
  LsnStatement *row = self->statements[query];
  LsnImportRecord *record = self->record;
  gint64 id = lsn_statement_get_int64 (row, 0);
  char key[24];

  lsn_import_record_clear (record, self->export->n_records + 1);
  g_snprintf (key, sizeof key, "%u", record->row);
  record->key = lsn_import_record_keep (record, key);
  record->is_person = lsn_statement_get_int64 (row, 1) != 0;
  record->name = keep_text (self, query, 2);
  record->legal_name = keep_text (self, query, 3);
  record->status = keep_text (self, query, 4);
  record->segment = keep_text (self, query, 5);
  record->owner = keep_text (self, query, 6);
  record->source = keep_text (self, query, 7);
  record->city = keep_text (self, query, 8);
  record->address = keep_text (self, query, 9);
  record->note = keep_text (self, query, 10);
  record->has_turnover = !lsn_statement_is_null (row, 11);
  record->turnover_minor = lsn_statement_get_int64 (row, 11);
  record->currency = keep_text (self, query, 12);
  record->cadence_days = lsn_statement_get_int64 (row, 13);
  record->created_at = lsn_statement_get_int64 (row, 14);
  record->archived_at = lsn_statement_get_int64 (row, 15);
  return read_picture (self, "client", id, &record->picture, error) &&
         read_channels (self, CLIENT_CHANNELS, id, LSN_IMPORT_CLIENT, error) &&
         read_people (self, id, error) && read_dates (self, id, error) &&
         read_tags (self, id, error);
}

static gboolean
hand_out (Reader *self, Query query, GCancellable *cancellable, GError **error)
{
  LsnExport *export = self->export;

  if (!read_client (self, query, error) || !export->func (self->record, export->sink, error))
    return FALSE;
  export->n_records++;
  if (export->n_done)
    g_atomic_int_set (export->n_done, (int) export->n_records);
  return export->n_records % CHECK_EVERY != 0 ||
         !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
read_all (Reader *self, GCancellable *cancellable, GError **error)
{
  while (lsn_statement_step (self->statements[CLIENTS]))
    {
      if (!hand_out (self, CLIENTS, cancellable, error))
        return FALSE;
    }
  return lsn_statement_finish (self->statements[CLIENTS], error);
}

/* One that is gone meanwhile is left out. */
static gboolean
read_some (Reader *self, const GArray *ids, GCancellable *cancellable, GError **error)
{
  LsnStatement *row = self->statements[CLIENT];

  for (guint i = 0; i < ids->len; i++)
    {
      lsn_statement_bind_int64 (row, 1, g_array_index (ids, gint64, i));
      if (lsn_statement_step (row) && !hand_out (self, CLIENT, cancellable, error))
        return FALSE;
      if (!lsn_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_export_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Reader self = { .db = db, .export = data };
  gboolean ok = TRUE;

  self.record = lsn_import_record_new ();
  self.contacts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < N_QUERIES && ok; i++)
    {
      self.statements[i] = lsn_database_prepare (db, texts[i], error);
      ok = self.statements[i] != NULL;
    }
  ok = ok && number_shared (&self, db, error) &&
       (self.export->ids ? read_some (&self, self.export->ids, cancellable, error)
                         : read_all (&self, cancellable, error));

  for (guint i = 0; i < N_QUERIES; i++)
    lsn_statement_free (self.statements[i]);
  lsn_import_record_free (self.record);
  g_array_unref (self.contacts);
  g_hash_table_unref (self.keys);
  return ok;
}
