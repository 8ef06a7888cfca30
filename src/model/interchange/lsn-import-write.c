/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-import-write.h"
#include "base/lsn-date.h"
#include "base/lsn-id.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-client-write.h"

#include <glib/gi18n-lib.h>

#define MAX_PROBLEMS 1000
#define MAX_NAME     500 /* characters */
#define CHECK_EVERY  500

G_STATIC_ASSERT (sizeof (gpointer) == sizeof (gint64));

typedef struct
{
  LsnDatabase *db;
  LsnImport *import;
  gint64 batch;
  GHashTable *seen;      /* set of 64-bit hashes of addresses and names, of this file */
  GHashTable *companies; /* hash of a name → id of the client made of it */
  GHashTable *named;     /* "table name" → id (gint64 *) */
  GHashTable *statuses;  /* word → stored word, static */
  gint64 last_id;        /* the client made last */
  gpointer last_name;    /* its hash */
} Writer;

static void
problem_free (gpointer data)
{
  LsnImportProblem *problem = data;

  g_free (problem->message);
  g_free (problem);
}

LsnImport *
lsn_import_new (LsnImportNext next, gpointer source, const char *region, gint64 now)
{
  LsnImport *self = g_new0 (LsnImport, 1);

  self->next = next;
  self->source = source;
  self->region = region;
  self->birthday_title = _ ("Birthday");
  self->now = now;
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  return self;
}

void
lsn_import_free (LsnImport *self)
{
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static void
tell (Writer *self, guint row, const char *message)
{
  LsnImportProblem *problem;

  if (self->import->n_problems++ >= MAX_PROBLEMS)
    return;
  problem = g_new0 (LsnImportProblem, 1);
  problem->row = row;
  problem->message = g_strdup (message);
  g_ptr_array_add (self->import->problems, problem);
}

/* --- What is known ---------------------------------------------------------------------------- */

/* FNV-1a. A million rows are remembered by 8 bytes each, not by their texts; in 64 bits two of them
 * do not meet. */
static gpointer
hash (const char *kind, const char *text)
{
  guint64 value = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  const char *const parts[] = { kind, ":", text };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      for (const char *p = parts[i]; *p; p++)
        value = (value ^ (guint8) *p) * G_GUINT64_CONSTANT (0x100000001b3);
    }
  return (gpointer) value;
}

static gpointer
hash_name (const char *kind, const char *name)
{
  g_autofree char *folded = lsn_text_fold (name);

  return hash (kind, folded);
}

/* Only what belongs to one client tells two apart. */
static const char *
get_key_kind (const LsnImportChannel *channel)
{
  if (channel->normal == NULL || strlen (channel->normal) < 5)
    return NULL;
  if (g_str_equal (channel->kind, "phone") || g_str_equal (channel->kind, "email"))
    return channel->kind;
  return NULL;
}

static void
normalize (Writer *self, GPtrArray *channels)
{
  for (guint i = 0; i < channels->len; i++)
    {
      LsnImportChannel *channel = g_ptr_array_index (channels, i);

      g_free (channel->normal);
      channel->normal =
          lsn_channel_dup_normal (channel->kind, channel->value, self->import->region);
    }
}

/* @has_keys: set where there is an address to go by; @known: where one of them is known. */
static gboolean
look_up (Writer *self, GPtrArray *channels, gboolean *has_keys, gboolean *known, GError **error)
{
  for (guint i = 0; i < channels->len && !*known; i++)
    {
      const LsnImportChannel *channel = g_ptr_array_index (channels, i);
      const char *kind = get_key_kind (channel);
      gint64 found;

      if (kind == NULL)
        continue;
      *has_keys = TRUE;
      if (g_hash_table_contains (self->seen, hash (kind, channel->normal)))
        {
          *known = TRUE;
          continue;
        }
      if (!lsn_database_get_int64 (self->db, 0, &found, error,
                                   "SELECT 1 FROM channel WHERE kind = ? AND normal = ? LIMIT 1",
                                   "tt", kind, channel->normal))
        return FALSE;
      *known = found != 0;
    }
  return TRUE;
}

static void
remember (Writer *self, GPtrArray *channels)
{
  for (guint i = 0; i < channels->len; i++)
    {
      const LsnImportChannel *channel = g_ptr_array_index (channels, i);
      const char *kind = get_key_kind (channel);

      if (kind)
        g_hash_table_add (self->seen, hash (kind, channel->normal));
    }
}

/* A client of that name, whatever its case and accents: a sort key of ICU begins with the letters
 * alone, up to a byte 01. */
static gboolean
has_namesake (Writer *self, const char *name, gboolean *found, GError **error)
{
  g_autofree char *from = lsn_text_dup_sort_key (name);
  g_autofree char *to = NULL;
  gsize end = 0;
  gint64 value;

  while (from[end] != '\0' && strncmp (from + end, "01", 2) != 0)
    end += 2;
  from[end] = '\0';
  to = g_strconcat (from, "02", NULL);
  if (!lsn_database_get_int64 (self->db, 0, &value, error,
                               "SELECT 1 FROM client_state WHERE listed IN (0, 1)"
                               " AND sort_key >= ? AND sort_key < ? LIMIT 1",
                               "tt", from, to))
    return FALSE;
  *found = value != 0 && end > 0;
  return TRUE;
}

static gboolean
is_duplicate (Writer *self, const LsnImportRecord *record, gboolean *duplicate, GError **error)
{
  gboolean has_keys = FALSE;

  *duplicate = FALSE;
  if (!look_up (self, record->channels, &has_keys, duplicate, error))
    return FALSE;
  for (guint i = 0; i < record->people->len; i++)
    {
      const LsnImportPerson *person = g_ptr_array_index (record->people, i);

      if (!look_up (self, person->channels, &has_keys, duplicate, error))
        return FALSE;
    }
  if (has_keys)
    return TRUE;

  *duplicate = g_hash_table_contains (self->seen, hash_name ("name", record->name));
  return *duplicate || has_namesake (self, record->name, duplicate, error);
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* @id: 0 for a blank name */
static gboolean
find_named (Writer *self, const LsnRecordInfo *info, const char *name, gint64 *id, GError **error)
{
  g_autofree char *key = NULL;
  gint64 *known;

  *id = 0;
  if (name == NULL)
    return TRUE;
  key = g_strdup_printf ("%s %s", info->table, name);
  known = g_hash_table_lookup (self->named, key);
  if (known)
    {
      *id = *known;
      return TRUE;
    }
  if (!lsn_named_find_or_make (self->db, info, name, id, error))
    return FALSE;
  g_hash_table_insert (self->named, g_steal_pointer (&key), g_memdup2 (id, sizeof *id));
  return TRUE;
}

static const char *
get_status (Writer *self, const char *word)
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

static gboolean
add_channel (Writer *self, gint64 client_id, gint64 contact_id, const LsnImportChannel *channel,
             gint64 position, GError **error)
{
  return lsn_database_run (
      self->db, error,
      "INSERT INTO channel (id, client_id, contact_id, kind, value, normal,"
      " label, position, import_id)"
      " VALUES (?, nullif (?, 0), nullif (?, 0), ?, ?, ?, ?, ?, nullif (?, 0))",
      "iiittttii", lsn_id_new (), client_id, contact_id, channel->kind, channel->value,
      channel->normal, channel->label, position, self->batch);
}

static gboolean
add_channels (Writer *self, gint64 client_id, gint64 contact_id, GPtrArray *channels,
              GError **error)
{
  for (guint i = 0; i < channels->len; i++)
    {
      if (!add_channel (self, client_id, contact_id, g_ptr_array_index (channels, i), i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_person (Writer *self, gint64 client_id, const LsnImportPerson *person, gint64 position,
            GError **error)
{
  gint64 id = lsn_id_new ();

  return lsn_database_run (
             self->db, error,
             "INSERT INTO contact (id, name, note, import_id) VALUES (?, ?, ?, nullif (?, 0))",
             "itti", id, person->name, person->note, self->batch) &&
         lsn_database_run (
             self->db, error,
             "INSERT INTO client_contact (id, client_id, contact_id, role, is_primary, position,"
             " import_id) VALUES (?, ?, ?, ?, ?, ?, nullif (?, 0))",
             "iiitiii", lsn_id_new (), client_id, id, person->role, (gint64) (position == 0),
             position, self->batch) &&
         add_channels (self, 0, id, person->channels, error);
}

static gboolean
add_tags (Writer *self, gint64 client_id, GPtrArray *tags, GError **error)
{
  for (guint i = 0; i < tags->len; i++)
    {
      gint64 tag_id;

      if (!find_named (self, &lsn_tag_info, g_ptr_array_index (tags, i), &tag_id, error) ||
          !lsn_database_run (self->db, error,
                             "INSERT OR IGNORE INTO client_tag (id, client_id, tag_id, import_id)"
                             " VALUES (?, ?, ?, nullif (?, 0))",
                             "iiii", lsn_id_new (), client_id, tag_id, self->batch))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_client (Writer *self, const LsnImportRecord *record, gint64 id, GError **error)
{
  gint64 segment_id;
  gint64 owner_id;

  if (!find_named (self, &lsn_segment_info, record->segment, &segment_id, error) ||
      !find_named (self, &lsn_member_info, record->owner, &owner_id, error) ||
      !lsn_database_run (
          self->db, error,
          "INSERT INTO client (id, kind, name, legal_name, status, segment_id, owner_id, source, city,"
          " address, note, turnover_minor, currency, cadence_days, created_at, import_id)"
          " VALUES (?, ?, ?, ?, ?, nullif (?, 0), nullif (?, 0), ?, ?, ?, ?, nullif (?, 0), ?,"
          " nullif (?, 0), ?, nullif (?, 0))",
          "ittttiittttitiii", id, record->is_person ? "person" : "company", record->name,
          record->legal_name, get_status (self, record->status), segment_id, owner_id,
          record->source, record->city, record->address, record->note, record->turnover_minor,
          record->currency, MAX (record->cadence_days, 0), self->import->now, self->batch))
    return FALSE;
  if (lsn_date_from_iso (record->birthday) != LSN_DATE_NONE &&
      !lsn_database_run (self->db, error,
                         "INSERT INTO important_date (id, client_id, title, date, import_id)"
                         " VALUES (?, ?, ?, ?, nullif (?, 0))",
                         "iitti", lsn_id_new (), id, self->import->birthday_title, record->birthday,
                         self->batch))
    return FALSE;
  for (guint i = 0; i < record->people->len; i++)
    {
      if (!add_person (self, id, g_ptr_array_index (record->people, i), i, error))
        return FALSE;
    }
  return add_channels (self, id, 0, record->channels, error) &&
         add_tags (self, id, record->tags, error);
}

/* Whether a row of this file tells it of the client for the first time. */
static gboolean
is_first_told (Writer *self, gint64 client_id, const char *what, const char *text)
{
  g_autofree char *kind = g_strdup_printf ("%s %" G_GINT64_FORMAT, what, client_id);

  return g_hash_table_add (self->seen, hash_name (kind, text));
}

/* One more row of a client of this file: people and addresses that are not yet there come to it. */
static gboolean
extend_client (Writer *self, gint64 client_id, const LsnImportRecord *record, guint *added,
               GError **error)
{
  gboolean dry_run = self->import->dry_run;

  *added = 0;
  for (guint i = 0; i < record->people->len; i++)
    {
      const LsnImportPerson *person = g_ptr_array_index (record->people, i);

      if (!is_first_told (self, client_id, "person", person->name))
        continue;
      if (!dry_run && !add_person (self, client_id, person, 1 + i, error))
        return FALSE;
      remember (self, person->channels);
      (*added)++;
    }
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = g_ptr_array_index (record->channels, i);

      if (!is_first_told (self, client_id, channel->kind, channel->normal))
        continue;
      if (!dry_run && !add_channel (self, client_id, 0, channel, 1 + i, error))
        return FALSE;
      (*added)++;
    }
  remember (self, record->channels);
  return TRUE;
}

static gboolean
write_new (Writer *self, const LsnImportRecord *record, GError **error)
{
  gint64 id = lsn_id_new ();

  if (!self->import->dry_run && !add_client (self, record, id, error))
    return FALSE;

  remember (self, record->channels);
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = g_ptr_array_index (record->channels, i);

      is_first_told (self, id, channel->kind, channel->normal);
    }
  for (guint i = 0; i < record->people->len; i++)
    {
      const LsnImportPerson *person = g_ptr_array_index (record->people, i);

      is_first_told (self, id, "person", person->name);
      remember (self, person->channels);
    }

  self->last_id = id;
  self->last_name = hash_name ("name", record->name);
  g_hash_table_add (self->seen, self->last_name);
  if (!record->is_person)
    g_hash_table_insert (self->companies, hash_name ("company", record->name),
                         GSIZE_TO_POINTER ((gsize) id));
  return TRUE;
}

/* The client of an earlier row that this one goes on with, 0 for none. Companies go by their name.
 * People may share one, so a person's row goes on only with the row before, and when it brings
 * another person and nothing else. */
static gint64
find_earlier (Writer *self, const LsnImportRecord *record)
{
  if (!record->is_person)
    return (gint64) GPOINTER_TO_SIZE (
        g_hash_table_lookup (self->companies, hash_name ("company", record->name)));
  if (record->people->len > 0 && record->channels->len == 0 &&
      self->last_name == hash_name ("name", record->name))
    return self->last_id;
  return 0;
}

/* Who has no name is not a person, but what is known of the client. */
static void
dissolve_nameless (LsnImportRecord *record)
{
  for (guint i = record->people->len; i > 0; i--)
    {
      LsnImportPerson *person = g_ptr_array_index (record->people, i - 1);

      if (person->name && *g_strstrip (person->name))
        continue;
      g_ptr_array_extend_and_steal (record->channels, g_ptr_array_ref (person->channels));
      g_ptr_array_remove_index (record->people, i - 1);
    }
}

/* A row without a company is about its only person; one with nothing but an address is called by
 * it. */
static void
complete_name (LsnImportRecord *record)
{
  if (record->name && *g_strstrip (record->name))
    return;

  if (record->people->len > 0)
    {
      LsnImportPerson *person = g_ptr_array_index (record->people, 0);

      g_set_str (&record->name, person->name);
      record->is_person = TRUE;
      g_set_str (&person->name, "");
      dissolve_nameless (record);
    }
  else if (record->channels->len > 0)
    {
      const LsnImportChannel *channel = g_ptr_array_index (record->channels, 0);

      g_set_str (&record->name, channel->value);
    }
}

static gboolean
write_record (Writer *self, LsnImportRecord *record, GError **error)
{
  gint64 earlier;
  guint added;
  gboolean duplicate;

  dissolve_nameless (record);
  complete_name (record);
  if (record->error)
    {
      tell (self, record->row, record->error);
      return TRUE;
    }
  if (record->name == NULL || *record->name == '\0')
    {
      tell (self, record->row, _ ("There is no name, phone or e-mail address in this row."));
      return TRUE;
    }
  if (g_utf8_strlen (record->name, -1) > MAX_NAME)
    {
      tell (self, record->row, _ ("The name is too long; a quote may be missing in the file."));
      return TRUE;
    }

  normalize (self, record->channels);
  for (guint i = 0; i < record->people->len; i++)
    normalize (self, ((LsnImportPerson *) g_ptr_array_index (record->people, i))->channels);

  earlier = find_earlier (self, record);
  if (earlier != 0)
    {
      if (!extend_client (self, earlier, record, &added, error))
        return FALSE;
      duplicate = added == 0;
    }
  else if (!is_duplicate (self, record, &duplicate, error) ||
           (!duplicate && !write_new (self, record, error)))
    return FALSE;

  if (duplicate)
    self->import->n_duplicates++;
  else
    self->import->n_imported++;
  return TRUE;
}

static gboolean
write_all (Writer *self, GCancellable *cancellable, GError **error)
{
  LsnImport *import = self->import;

  while (TRUE)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (LsnImportRecord) record = import->next (import->source, &local_error);

      if (local_error)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (record == NULL)
        return TRUE;

      import->n_records++;
      g_atomic_int_set (&import->n_done, (int) import->n_records);
      if (!write_record (self, record, error) ||
          (import->n_records % CHECK_EVERY == 0 &&
           g_cancellable_set_error_if_cancelled (cancellable, error)))
        return FALSE;
    }
}

gboolean
lsn_import_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Writer self = { .db = db, .import = data, .batch = lsn_database_get_batch (db) };
  gboolean ok;

  self.seen = g_hash_table_new (NULL, NULL);
  self.companies = g_hash_table_new (NULL, NULL);
  self.named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  ok = write_all (&self, cancellable, error);

  g_hash_table_unref (self.seen);
  g_hash_table_unref (self.companies);
  g_hash_table_unref (self.named);
  g_hash_table_unref (self.statuses);
  return ok;
}
