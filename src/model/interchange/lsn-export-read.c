/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-export-read.h"

#define CHECK_EVERY 500

static gboolean
read_channels (LsnDatabase *db, const char *owner, gint64 id, GPtrArray *channels, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT kind, value, label FROM channel WHERE %s = ? ORDER BY position",
                       owner);
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);

  lsn_statement_bind (statement, "i", id);
  while (lsn_statement_step (statement))
    lsn_import_channel_add (channels, g_intern_string (lsn_statement_get_text (statement, 0)),
                            lsn_statement_get_text (statement, 1),
                            lsn_statement_get_text (statement, 2));
  return lsn_statement_finish (statement, error);
}

static gboolean
read_people (LsnDatabase *db, gint64 client_id, LsnImportRecord *record, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT p.id, p.name, l.role, p.note FROM client_contact l JOIN contact p ON p.id = l.contact_id"
      " WHERE l.client_id = ? ORDER BY l.is_primary DESC, l.position, l.id",
      error);

  lsn_statement_bind (statement, "i", client_id);
  while (lsn_statement_step (statement))
    {
      LsnImportPerson *person =
          lsn_import_record_add_person (record, lsn_statement_get_text (statement, 1));

      person->role = lsn_statement_dup_text (statement, 2);
      person->note = lsn_statement_dup_text (statement, 3);
      if (!read_channels (db, "contact_id", lsn_statement_get_int64 (statement, 0),
                          person->channels, error))
        return FALSE;
    }
  return lsn_statement_finish (statement, error);
}

static gboolean
read_tags (LsnDatabase *db, gint64 client_id, LsnImportRecord *record, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT t.name FROM client_tag c JOIN tag t ON t.id = c.tag_id WHERE c.client_id = ?"
      " ORDER BY t.name",
      error);

  lsn_statement_bind (statement, "i", client_id);
  while (lsn_statement_step (statement))
    lsn_import_record_add_tag (record, lsn_statement_get_text (statement, 0));
  return lsn_statement_finish (statement, error);
}

static LsnImportRecord *
read_client (LsnDatabase *db, LsnStatement *row, const LsnExport *export, GError **error)
{
  g_autoptr (LsnImportRecord) record = lsn_import_record_new (export->n_records + 1);
  gint64 id = lsn_statement_get_int64 (row, 0);

  record->is_person = lsn_statement_get_int64 (row, 1) != 0;
  record->name = lsn_statement_dup_text (row, 2);
  record->legal_name = lsn_statement_dup_text (row, 3);
  record->status = lsn_statement_dup_text (row, 4);
  record->segment = lsn_statement_dup_text (row, 5);
  record->owner = lsn_statement_dup_text (row, 6);
  record->source = lsn_statement_dup_text (row, 7);
  record->city = lsn_statement_dup_text (row, 8);
  record->address = lsn_statement_dup_text (row, 9);
  record->note = lsn_statement_dup_text (row, 10);
  record->turnover_minor = lsn_statement_get_int64 (row, 11);
  record->currency = lsn_statement_dup_text (row, 12);
  record->cadence_days = lsn_statement_get_int64 (row, 13);
  if (!lsn_database_dup_text (db, &record->birthday, error,
                              "SELECT date FROM important_date WHERE client_id = ? AND title = ?"
                              " AND contact_id IS NULL ORDER BY id LIMIT 1",
                              "it", id, export->birthday_title) ||
      !read_channels (db, "client_id", id, record->channels, error) ||
      !read_people (db, id, record, error) || !read_tags (db, id, record, error))
    return NULL;
  return g_steal_pointer (&record);
}

gboolean
lsn_export_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnExport *export = data;
  g_autoptr (LsnStatement) row = lsn_database_prepare (
      db,
      "SELECT c.id, c.kind = 'person', c.name, c.legal_name, c.status, s.name, m.name, c.source, c.city,"
      " c.address, c.note, c.turnover_minor, c.currency, c.cadence_days"
      " FROM client_state d JOIN client c ON c.id = d.client_id"
      " LEFT JOIN segment s ON s.id = c.segment_id LEFT JOIN member m ON m.id = c.owner_id"
      " WHERE d.listed >= ? ORDER BY d.listed DESC, d.sort_key, d.client_id",
      error);

  lsn_statement_bind (row, "i", (gint64) (export->with_archived ? 0 : 1));
  while (lsn_statement_step (row))
    {
      g_autoptr (LsnImportRecord) record = read_client (db, row, export, error);

      if (record == NULL || !export->func (record, export->sink, error))
        return FALSE;
      export->n_records++;
      if (export->n_records % CHECK_EVERY == 0 &&
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return lsn_statement_finish (row, error);
}
