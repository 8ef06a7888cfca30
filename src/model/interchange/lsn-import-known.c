/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-import-known.h"
#include "base/lsn-text.h"

#include <string.h>

#define MIN_KEY 5 /* characters of an address that may tell two clients apart */

G_STATIC_ASSERT (sizeof (gpointer) == sizeof (gint64));

struct _LsnImportKnown
{
  LsnDatabase *db;
  gint64 batch;
  gboolean fills;
  gboolean first;         /* the workspace knew nobody before */
  GHashTable *seen;       /* owned; set of 64-bit hashes of addresses and names, of this file */
  GHashTable *clients;    /* owned; hash of a company's name, or of a key → id of the client */
  GHashTable *filled;     /* owned; hash of an address of the file → id of a client of before */
  GHashTable *before;     /* owned; set of the ids of those clients */
  gint64 last_id;         /* the client made last */
  gpointer last_name;     /* its hash */
  LsnStatement *channels; /* owned */
  LsnStatement *names;    /* owned */
};

LsnImportKnown *
lsn_import_known_new (LsnDatabase *db, gboolean fills, GError **error)
{
  g_autoptr (LsnImportKnown) self = g_new0 (LsnImportKnown, 1);
  gint64 known;

  self->db = db;
  self->batch = lsn_database_get_batch (db);
  self->seen = g_hash_table_new (NULL, NULL);
  self->fills = fills;
  self->clients = g_hash_table_new (NULL, NULL);
  self->filled = g_hash_table_new (NULL, NULL);
  self->before = g_hash_table_new (NULL, NULL);
  self->channels = lsn_database_prepare (
      db,
      "SELECT coalesce (h.client_id, (SELECT l.client_id FROM client_contact l"
      " WHERE l.contact_id = h.contact_id ORDER BY l.is_primary DESC, l.id LIMIT 1)),"
      " h.contact_id FROM channel h WHERE h.normal = ? AND h.kind = ? AND h.import_id IS NOT ?"
      " LIMIT 1",
      error);
  if (self->channels == NULL)
    return NULL;
  if (!lsn_database_get_int64 (db, 0, &known, error,
                               "SELECT EXISTS (SELECT 1 FROM channel) OR"
                               " EXISTS (SELECT 1 FROM client_state)",
                               ""))
    return NULL;
  self->first = !known;
  self->names = lsn_database_prepare (db,
                                      "SELECT 1 FROM client_state WHERE listed IN (0, 1)"
                                      " AND sort_key >= ? AND sort_key < ? LIMIT 1",
                                      error);
  return self->names ? g_steal_pointer (&self) : NULL;
}

void
lsn_import_known_free (LsnImportKnown *self)
{
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->clients);
  g_hash_table_unref (self->filled);
  g_hash_table_unref (self->before);
  lsn_statement_free (self->channels);
  lsn_statement_free (self->names);
  g_free (self);
}

gboolean
lsn_import_known_is_first (const LsnImportKnown *self)
{
  return self->first;
}

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
static gboolean
is_key (const LsnImportChannel *channel)
{
  return channel->normal && strlen (channel->normal) >= MIN_KEY &&
         (g_str_equal (channel->kind, "phone") || g_str_equal (channel->kind, "email"));
}

/* --- Earlier rows ----------------------------------------------------------------------------- */

/* Companies go by their name. People may share one, so a person's row goes on only with the row
 * before, and when it brings another person and nothing else. */
gint64
lsn_import_known_find_earlier (LsnImportKnown *self, const LsnImportRecord *record)
{
  if (record->key)
    return (gint64) g_hash_table_lookup (self->clients, hash ("key", record->key));
  if (!record->is_person)
    return (gint64) g_hash_table_lookup (self->clients, hash_name ("company", record->name));
  if (record->people->len == 0 || self->last_name != hash_name ("name", record->name))
    return 0;
  for (guint i = 0; i < record->channels->len; i++)
    {
      if (g_array_index (record->channels, LsnImportChannel, i).person == LSN_IMPORT_CLIENT)
        return 0;
    }
  return self->last_id;
}

void
lsn_import_known_remember (LsnImportKnown *self, const LsnImportRecord *record)
{
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);

      if (is_key (channel))
        g_hash_table_add (self->seen, hash (channel->kind, channel->normal));
    }
}

void
lsn_import_known_add (LsnImportKnown *self, const LsnImportRecord *record, gint64 id)
{
  lsn_import_known_remember (self, record);
  self->last_id = id;
  self->last_name = hash_name ("name", record->name);
  g_hash_table_add (self->seen, self->last_name);
  if (record->key)
    {
      g_hash_table_insert (self->clients, hash ("key", record->key), (gpointer) id);
      return;
    }
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);

      if (channel->person == LSN_IMPORT_CLIENT)
        lsn_import_known_tell (self, id, channel->kind, channel->normal);
    }
  for (guint i = 0; i < record->people->len; i++)
    lsn_import_known_tell (self, id, "person",
                           g_array_index (record->people, LsnImportPerson, i).name);
  if (record->is_person)
    return;
  g_hash_table_insert (self->clients, hash_name ("company", record->name), (gpointer) id);
  if (record->note)
    lsn_import_known_tell (self, id, "note", record->note);
  for (guint i = 0; i < record->dates->len; i++)
    {
      const LsnImportDate *date = &g_array_index (record->dates, LsnImportDate, i);

      if (date->person == LSN_IMPORT_CLIENT)
        lsn_import_known_tell (self, id, date->title, date->date);
    }
}

/* As if the client had been made by the row, but that it was there before. */
void
lsn_import_known_go_on (LsnImportKnown *self, const LsnImportRecord *record, gint64 id)
{
  g_hash_table_add (self->before, (gpointer) id);
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);

      if (is_key (channel))
        g_hash_table_insert (self->filled, hash (channel->kind, channel->normal), (gpointer) id);
    }
  lsn_import_known_remember (self, record);
  if (record->key)
    g_hash_table_insert (self->clients, hash ("key", record->key), (gpointer) id);
  else if (!record->is_person)
    g_hash_table_insert (self->clients, hash_name ("company", record->name), (gpointer) id);
}

gboolean
lsn_import_known_was_before (LsnImportKnown *self, gint64 client_id)
{
  return g_hash_table_contains (self->before, (gpointer) client_id);
}

void
lsn_import_known_leave_out (LsnImportKnown *self, const LsnImportRecord *record)
{
  if (record->key)
    g_hash_table_insert (self->clients, hash ("key", record->key),
                         (gpointer) (gint64) LSN_IMPORT_KNOWN_LEFT_OUT);
}

gboolean
lsn_import_known_tell (LsnImportKnown *self, gint64 client_id, const char *what, const char *text)
{
  g_autofree char *kind = g_strdup_printf ("%s %" G_GINT64_FORMAT, what, client_id);

  return g_hash_table_add (self->seen, hash_name (kind, text));
}

/* --- The workspace ---------------------------------------------------------------------------- */

static gboolean
look_up (LsnImportKnown *self, const LsnImportChannel *channel, LsnImportMatch *match,
         GError **error)
{
  if (self->first)
    return TRUE;
  lsn_statement_bind (self->channels, "tti", channel->normal, channel->kind,
                      self->batch ? self->batch : (gint64) -1);
  if (lsn_statement_step (self->channels))
    {
      match->is_known = TRUE;
      match->client_id = lsn_statement_get_int64 (self->channels, 0);
      match->contact_id = lsn_statement_get_int64 (self->channels, 1);
    }
  return lsn_statement_finish (self->channels, error);
}

/* Until something is known, and where that is wanted, until it is known whose it is.
 * @has_keys: set where there is an address to go by */
static gboolean
look_up_channels (LsnImportKnown *self, const LsnImportRecord *record, gboolean *has_keys,
                  LsnImportMatch *match, GError **error)
{
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);
      gpointer key;

      if (!is_key (channel))
        continue;
      *has_keys = TRUE;
      key = hash (channel->kind, channel->normal);
      match->client_id = (gint64) g_hash_table_lookup (self->filled, key);
      match->is_known = match->is_known || match->client_id != 0 ||
                        (record->key == NULL && g_hash_table_contains (self->seen, key));
      if ((!match->is_known || (self->fills && match->client_id == 0)) &&
          !look_up (self, channel, match, error))
        return FALSE;
      if (match->is_known && (!self->fills || match->client_id != 0))
        break;
    }
  return TRUE;
}

/* A client of that name, whatever its case and accents: a sort key of ICU begins with the letters
 * alone, up to a byte 01. Those of this import have no state yet. */
static gboolean
has_namesake (LsnImportKnown *self, const char *name, gboolean *found, GError **error)
{
  g_autofree char *from = lsn_text_dup_sort_key (name);
  g_autofree char *to = NULL;
  gsize end = 0;

  while (from[end] != '\0' && strncmp (from + end, "01", 2) != 0)
    end += 2;
  from[end] = '\0';
  to = g_strconcat (from, "02", NULL);
  lsn_statement_bind (self->names, "tt", from, to);
  *found = lsn_statement_step (self->names) && end > 0;
  return lsn_statement_finish (self->names, error);
}

gboolean
lsn_import_known_match (LsnImportKnown *self, const LsnImportRecord *record, LsnImportMatch *match,
                        GError **error)
{
  gboolean has_keys = FALSE;

  *match = (LsnImportMatch) { FALSE, 0, 0 };
  if (!look_up_channels (self, record, &has_keys, match, error))
    return FALSE;
  if (has_keys)
    return TRUE;

  match->is_known =
      record->key == NULL && g_hash_table_contains (self->seen, hash_name ("name", record->name));
  return match->is_known || self->first ||
         has_namesake (self, record->name, &match->is_known, error);
}
