/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-import-insert.h"
#include "base/lsn-id.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-client-write.h"
#include "model/interchange/lsn-picture.h"

typedef enum
{
  CLIENT,
  CONTACT,
  LINK,
  CHANNEL,
  TAG,
  DATE,
  FILL,
  N_STATEMENTS
} Statement;

static const char *const texts[N_STATEMENTS] = {
  [CLIENT] =
      "INSERT INTO client (id, kind, name, legal_name, status, segment_id, owner_id, source, city,"
      " address, note, turnover_minor, currency, cadence_days, created_at, archived_at, import_id)"
      " VALUES (?, ?, ?, ?, ?, nullif (?, 0), nullif (?, 0), ?, ?, ?, ?,"
      " iif (?, ?, NULL), ?, nullif (?, 0), ?, nullif (?, 0), nullif (?, 0))",
  [CONTACT] = "INSERT INTO contact (id, name, note, import_id) VALUES (?, ?, ?, nullif (?, 0))",
  [LINK] = "INSERT OR IGNORE INTO client_contact (id, client_id, contact_id, role, is_primary,"
           " position, import_id) VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce (max (position), -1)"
           " + 1 FROM client_contact WHERE client_id = ?2), nullif (?6, 0))",
  [CHANNEL] = "INSERT INTO channel (id, client_id, contact_id, kind, value, normal, label,"
              " position, import_id) VALUES (?1, nullif (?2, 0), nullif (?3, 0), ?4, ?5, ?6, ?7,"
              " ?8, nullif (?9, 0))",
  [TAG] = "INSERT OR IGNORE INTO client_tag (id, client_id, tag_id, import_id)"
          " VALUES (?, ?, ?, nullif (?, 0))",
  [DATE] = "INSERT INTO important_date (id, client_id, contact_id, title, date, yearly, lead_days,"
           " import_id) VALUES (?, ?, nullif (?, 0), ?, ?, ?, ?, nullif (?, 0))",
  [FILL] =
      "UPDATE client SET legal_name = coalesce (legal_name, ?2), source = coalesce (source, ?3),"
      " city = coalesce (city, ?4), address = coalesce (address, ?5),"
      " currency = iif (turnover_minor IS NULL AND ?7, ?8, currency),"
      " turnover_minor = iif (turnover_minor IS NULL AND ?7, ?6, turnover_minor),"
      " segment_id = coalesce (segment_id, nullif (?9, 0)),"
      " owner_id = coalesce (owner_id, nullif (?10, 0)),"
      " note = iif (?11 IS NULL, note, coalesce (note || char (10), '') || ?11)"
      " WHERE id = ?1",
};

struct _LsnImportInsert
{
  LsnDatabase *db;
  gint64 now;
  const char *files_folder;               /* nullable */
  LsnStatement *statements[N_STATEMENTS]; /* owned */
  GHashTable *named;    /* owned; "table name", folded or as written → id (gint64 *) */
  GHashTable *statuses; /* owned; word → stored word, static */
  GHashTable *people;   /* owned; key in the file → id of the contact (gint64 *) */
};

LsnImportInsert *
lsn_import_insert_new (LsnDatabase *db, gint64 now, const char *files_folder, GError **error)
{
  g_autoptr (LsnImportInsert) self = g_new0 (LsnImportInsert, 1);

  self->db = db;
  self->now = now;
  self->files_folder = files_folder;
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      self->statements[i] = lsn_database_prepare (db, texts[i], error);
      if (self->statements[i] == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
lsn_import_insert_free (LsnImportInsert *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    lsn_statement_free (self->statements[i]);
  g_hash_table_unref (self->named);
  g_hash_table_unref (self->statuses);
  g_hash_table_unref (self->people);
  g_free (self);
}

/* @types as in lsn_statement_bind(). */
static gboolean
run (LsnImportInsert *self, Statement statement, GError **error, const char *types, ...)
{
  va_list args;

  va_start (args, types);
  lsn_statement_bind_valist (self->statements[statement], types, args);
  va_end (args);
  lsn_statement_step (self->statements[statement]);
  return lsn_statement_finish (self->statements[statement], error);
}

/* --- Names ------------------------------------------------------------------------------------ */

static void
keep_named (LsnImportInsert *self, const LsnRecordInfo *info, const char *name, gint64 id)
{
  g_hash_table_insert (self->named, g_strconcat (info->table, " ", name, NULL),
                       g_memdup2 (&id, sizeof id));
}

static gboolean
load_named (LsnImportInsert *self, const LsnRecordInfo *info, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id, name FROM %s", info->table);
  g_autoptr (LsnStatement) statement = NULL;

  if (g_hash_table_contains (self->named, info->table))
    return TRUE;
  g_hash_table_insert (self->named, g_strdup (info->table), NULL);
  statement = lsn_database_prepare (self->db, sql, error);
  while (lsn_statement_step (statement))
    {
      g_autofree char *folded = lsn_text_fold (lsn_statement_get_text (statement, 1));

      keep_named (self, info, folded, lsn_statement_get_int64 (statement, 0));
    }
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_import_insert_named (LsnImportInsert *self, const LsnRecordInfo *info, const char *name,
                         gint64 *id, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *as_written = NULL;
  g_autofree char *key = NULL;
  const gint64 *known;

  *id = 0;
  if (name == NULL)
    return TRUE;
  as_written = g_strconcat (info->table, " ", name, NULL);
  known = g_hash_table_lookup (self->named, as_written);
  if (known)
    {
      *id = *known;
      return TRUE;
    }

  stripped = g_strstrip (g_strdup (name));
  if (*stripped == '\0')
    return TRUE;
  if (!load_named (self, info, error))
    return FALSE;
  folded = lsn_text_fold (stripped);
  key = g_strconcat (info->table, " ", folded, NULL);
  known = g_hash_table_lookup (self->named, key);
  if (known)
    {
      *id = *known;
    }
  else
    {
      if (!lsn_named_make (self->db, info, stripped, id, error))
        return FALSE;
      keep_named (self, info, folded, *id);
    }
  keep_named (self, info, name, *id);
  return TRUE;
}

static const char *
get_status (LsnImportInsert *self, const char *word)
{
  const char *key;
  LsnClientStatus status;

  if (word == NULL)
    return lsn_client_status_get_key (LSN_CLIENT_LEAD);
  key = g_hash_table_lookup (self->statuses, word);
  if (key == NULL)
    {
      key = lsn_client_status_get_key (lsn_client_status_parse (word, &status) ? status
                                                                               : LSN_CLIENT_LEAD);
      g_hash_table_insert (self->statuses, g_strdup (word), (gpointer) key);
    }
  return key;
}

/* --- Rows ------------------------------------------------------------------------------------- */

static gboolean
add_channel (LsnImportInsert *self, gint64 client_id, gint64 contact_id,
             const LsnImportChannel *channel, gint64 position, GError **error)
{
  return run (self, CHANNEL, error, "iiittttii", lsn_id_new (), client_id, contact_id,
              channel->kind, channel->value, channel->normal, channel->label, position,
              lsn_database_get_batch (self->db));
}

static gboolean
add_channels (LsnImportInsert *self, gint64 client_id, gint64 contact_id,
              const LsnImportRecord *record, int person, GError **error)
{
  gint64 position = 0;

  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);

      if (channel->person == person &&
          !add_channel (self, client_id, contact_id, channel, position++, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_import_insert_channel (LsnImportInsert *self, gint64 client_id, gint64 contact_id,
                           const LsnImportChannel *channel, GError **error)
{
  gint64 position;

  return lsn_database_get_int64 (self->db, 0, &position, error,
                                 contact_id
                                     ? "SELECT max (position) + 1 FROM channel WHERE contact_id = ?"
                                     : "SELECT max (position) + 1 FROM channel WHERE client_id = ?",
                                 "i", contact_id ? contact_id : client_id) &&
         add_channel (self, contact_id ? 0 : client_id, contact_id, channel, position, error);
}

gboolean
lsn_import_insert_date (LsnImportInsert *self, gint64 client_id, gint64 contact_id,
                        const LsnImportDate *date, GError **error)
{
  return run (self, DATE, error, "iiittiii", lsn_id_new (), client_id, contact_id, date->title,
              date->date, (gint64) date->yearly, date->lead_days,
              lsn_database_get_batch (self->db));
}

static gboolean
add_dates (LsnImportInsert *self, gint64 client_id, gint64 contact_id,
           const LsnImportRecord *record, int person, GError **error)
{
  for (guint i = 0; i < record->dates->len; i++)
    {
      const LsnImportDate *date = &g_array_index (record->dates, LsnImportDate, i);

      if (date->person == person &&
          !lsn_import_insert_date (self, client_id, contact_id, date, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_import_insert_picture (LsnImportInsert *self, GBytes *picture, const char *table, gint64 id,
                           GError **error)
{
  return picture == NULL || self->files_folder == NULL ||
         lsn_picture_keep (self->db, self->files_folder, picture, table, id, error);
}

gboolean
lsn_import_insert_contact (LsnImportInsert *self, const LsnImportRecord *record, int place,
                           gint64 *id, GError **error)
{
  const LsnImportPerson *person = &g_array_index (record->people, LsnImportPerson, place);
  const gint64 *known = person->key ? g_hash_table_lookup (self->people, person->key) : NULL;

  if (known)
    {
      *id = *known;
      return TRUE;
    }
  *id = lsn_id_new ();
  if (person->key)
    g_hash_table_insert (self->people, g_strdup (person->key), g_memdup2 (id, sizeof *id));
  return run (self, CONTACT, error, "itti", *id, person->name, person->note,
              lsn_database_get_batch (self->db)) &&
         lsn_import_insert_picture (self, person->picture, "contact", *id, error) &&
         add_channels (self, 0, *id, record, place, error);
}

gboolean
lsn_import_insert_link (LsnImportInsert *self, gint64 client_id, gint64 contact_id,
                        const LsnImportRecord *record, int place, gboolean primary, GError **error)
{
  const LsnImportPerson *person = &g_array_index (record->people, LsnImportPerson, place);

  return run (self, LINK, error, "iiitii", lsn_id_new (), client_id, contact_id, person->role,
              (gint64) (record->key ? person->is_primary : primary),
              lsn_database_get_batch (self->db)) &&
         add_dates (self, client_id, contact_id, record, place, error);
}

gboolean
lsn_import_insert_person (LsnImportInsert *self, gint64 client_id, const LsnImportRecord *record,
                          int place, gboolean primary, GError **error)
{
  gint64 id;

  return lsn_import_insert_contact (self, record, place, &id, error) &&
         lsn_import_insert_link (self, client_id, id, record, place, primary, error);
}

gboolean
lsn_import_insert_tag (LsnImportInsert *self, gint64 client_id, gint64 tag_id, GError **error)
{
  return run (self, TAG, error, "iiii", lsn_id_new (), client_id, tag_id,
              lsn_database_get_batch (self->db));
}

static gboolean
add_tags (LsnImportInsert *self, gint64 client_id, const LsnImportRecord *record, GError **error)
{
  for (guint i = 0; i < record->tags->len; i++)
    {
      gint64 tag_id;

      if (!lsn_import_insert_named (self, &lsn_tag_info, g_ptr_array_index (record->tags, i),
                                    &tag_id, error) ||
          !lsn_import_insert_tag (self, client_id, tag_id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_import_insert_client (LsnImportInsert *self, gint64 id, const LsnImportRecord *record,
                          GError **error)
{
  gint64 segment_id;
  gint64 owner_id;

  if (!lsn_import_insert_named (self, &lsn_segment_info, record->segment, &segment_id, error) ||
      !lsn_import_insert_named (self, &lsn_member_info, record->owner, &owner_id, error) ||
      !run (self, CLIENT, error, "ittttiittttiitiiii", id, record->is_person ? "person" : "company",
            record->name, record->legal_name, get_status (self, record->status), segment_id,
            owner_id, record->source, record->city, record->address, record->note,
            (gint64) record->has_turnover, record->turnover_minor, record->currency,
            MAX (record->cadence_days, 0), record->created_at ? record->created_at : self->now,
            record->archived_at, lsn_database_get_batch (self->db)))
    return FALSE;
  for (guint i = 0; i < record->people->len; i++)
    {
      if (!lsn_import_insert_person (self, id, record, (int) i, i == 0, error))
        return FALSE;
    }
  return lsn_import_insert_picture (self, record->picture, "client", id, error) &&
         add_channels (self, id, 0, record, LSN_IMPORT_CLIENT, error) &&
         add_dates (self, id, 0, record, LSN_IMPORT_CLIENT, error) &&
         add_tags (self, id, record, error);
}

static gboolean
has_facts (const LsnImportRecord *record)
{
  return record->legal_name || record->source || record->city || record->address ||
         record->has_turnover || record->segment || record->owner || record->note;
}

gboolean
lsn_import_insert_more (LsnImportInsert *self, gint64 client_id, const LsnImportRecord *record,
                        LsnImportKnown *known, GError **error)
{
  const char *note = record->note && lsn_import_known_tell (known, client_id, "note", record->note)
                         ? record->note
                         : NULL;
  gint64 segment_id;
  gint64 owner_id;

  if (!add_tags (self, client_id, record, error))
    return FALSE;
  for (guint i = 0; i < record->dates->len; i++)
    {
      const LsnImportDate *date = &g_array_index (record->dates, LsnImportDate, i);

      if (date->person == LSN_IMPORT_CLIENT &&
          lsn_import_known_tell (known, client_id, date->title, date->date) &&
          !lsn_import_insert_date (self, client_id, 0, date, error))
        return FALSE;
    }
  if (!has_facts (record))
    return TRUE;
  return lsn_import_insert_named (self, &lsn_segment_info, record->segment, &segment_id, error) &&
         lsn_import_insert_named (self, &lsn_member_info, record->owner, &owner_id, error) &&
         run (self, FILL, error, "ittttiitiit", client_id, record->legal_name, record->source,
              record->city, record->address, record->turnover_minor, (gint64) record->has_turnover,
              record->currency, segment_id, owner_id, note);
}
