/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-import-fill.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-client-write.h"
#include "model/interchange/lsn-picture.h"

/* The facts of a client that are one value, as they are told of. */
#define LEGAL_NAME "legal name"
#define SOURCE     "source"
#define CITY       "city"
#define ADDRESS    "address"
#define NOTE       "its note"
#define TURNOVER   "turnover"
#define SEGMENT    "segment"
#define OWNER      "owner"
#define CADENCE    "cadence"
#define PICTURE    "picture"

#define PERSON "person"
#define TAG    "tag"

/* All that the client has: what it is, and what it says. Empty text says nothing. */
static const char has_sql[] =
    "SELECT '" LEGAL_NAME "', '' FROM client WHERE id = ?1 AND legal_name <> ''"
    " UNION ALL SELECT '" SOURCE "', '' FROM client WHERE id = ?1 AND source <> ''"
    " UNION ALL SELECT '" CITY "', '' FROM client WHERE id = ?1 AND city <> ''"
    " UNION ALL SELECT '" ADDRESS "', '' FROM client WHERE id = ?1 AND address <> ''"
    " UNION ALL SELECT '" NOTE "', '' FROM client WHERE id = ?1 AND note <> ''"
    " UNION ALL SELECT '" TURNOVER "', '' FROM client WHERE id = ?1 AND turnover_minor IS NOT NULL"
    " UNION ALL SELECT '" SEGMENT "', '' FROM client WHERE id = ?1 AND segment_id IS NOT NULL"
    " UNION ALL SELECT '" OWNER "', '' FROM client WHERE id = ?1 AND owner_id IS NOT NULL"
    " UNION ALL SELECT '" CADENCE "', '' FROM client WHERE id = ?1 AND cadence_days IS NOT NULL"
    " UNION ALL SELECT '" PICTURE "', '' FROM client WHERE id = ?1 AND avatar <> ''"
    " UNION ALL SELECT kind, normal FROM channel WHERE client_id = ?1"
    " UNION ALL SELECT h.kind, h.normal FROM client_contact l JOIN channel h"
    " ON h.contact_id = l.contact_id WHERE l.client_id = ?1"
    " UNION ALL SELECT title, date FROM important_date WHERE client_id = ?1"
    " UNION ALL SELECT '" TAG "', t.name FROM client_tag l JOIN tag t ON t.id = l.tag_id"
    " WHERE l.client_id = ?1";

static const char people_sql[] = "SELECT p.id, p.name FROM client_contact l JOIN contact p"
                                 " ON p.id = l.contact_id WHERE l.client_id = ? ORDER BY l.id DESC";

static const char fill_sql[] =
    "UPDATE client SET legal_name = coalesce (?2, legal_name), source = coalesce (?3, source),"
    " city = coalesce (?4, city), address = coalesce (?5, address), note = coalesce (?6, note),"
    " currency = iif (?7, ?9, currency), turnover_minor = iif (?7, ?8, turnover_minor),"
    " segment_id = coalesce (nullif (?10, 0), segment_id),"
    " owner_id = coalesce (nullif (?11, 0), owner_id),"
    " cadence_days = coalesce (nullif (?12, 0), cadence_days) WHERE id = ?1";

struct _LsnImportFill
{
  LsnDatabase *db;
  LsnImportKnown *known;   /* borrowed */
  LsnImportInsert *insert; /* borrowed, nullable */
  GHashTable *loaded;      /* owned; set of ids (gint64 *) of clients whose state is told */
  GHashTable *people; /* owned; "id of the client, folded name" → id of the contact (gint64 *) */
  LsnStatement *has;  /* owned */
  LsnStatement *who;  /* owned */
  LsnStatement *fill; /* owned */
};

/* What of a row is new to its client. */
typedef struct
{
  gint64 client_id;
  gint64 contact_id; /* whom the row is about, where it is not the client: 0 */
  const LsnImportRecord *record;

  gboolean has_facts;
  const char *texts[5]; /* legal name, source, city, address, note; nullable: nothing new */
  const char *segment;  /* nullable */
  const char *owner;    /* nullable */
  gboolean has_turnover;
  gint64 cadence_days;
  GBytes *picture;  /* nullable, borrowed */
  GArray *tags;     /* owned; of guint: places in the record, as all below */
  GArray *channels; /* owned */
  GArray *dates;    /* owned */
  GArray *people;   /* owned */
} News;

static void
news_clear (News *self)
{
  g_array_unref (self->tags);
  g_array_unref (self->channels);
  g_array_unref (self->dates);
  g_array_unref (self->people);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (News, news_clear)

LsnImportFill *
lsn_import_fill_new (LsnDatabase *db, LsnImportKnown *known, LsnImportInsert *insert,
                     GError **error)
{
  g_autoptr (LsnImportFill) self = g_new0 (LsnImportFill, 1);

  self->db = db;
  self->known = known;
  self->insert = insert;
  self->loaded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->has = lsn_database_prepare (db, has_sql, error);
  self->who = self->has ? lsn_database_prepare (db, people_sql, error) : NULL;
  self->fill = self->who ? lsn_database_prepare (db, fill_sql, error) : NULL;
  return self->fill ? g_steal_pointer (&self) : NULL;
}

void
lsn_import_fill_free (LsnImportFill *self)
{
  lsn_statement_free (self->has);
  lsn_statement_free (self->who);
  lsn_statement_free (self->fill);
  g_hash_table_unref (self->loaded);
  g_hash_table_unref (self->people);
  g_free (self);
}

/* --- What is there ---------------------------------------------------------------------------- */

static char *
dup_person_key (gint64 client_id, const char *name)
{
  g_autofree char *folded = lsn_text_fold (name);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", client_id, folded);
}

static void
keep_person (LsnImportFill *self, gint64 client_id, const char *name, gint64 contact_id)
{
  g_hash_table_replace (self->people, dup_person_key (client_id, name),
                        g_memdup2 (&contact_id, sizeof contact_id));
}

/* Once for each client: from then on the import knows what the file told of it as well. */
static gboolean
load (LsnImportFill *self, gint64 client_id, GError **error)
{
  if (!g_hash_table_add (self->loaded, g_memdup2 (&client_id, sizeof client_id)))
    return TRUE;

  lsn_statement_bind (self->has, "i", client_id);
  while (lsn_statement_step (self->has))
    lsn_import_known_tell (self->known, client_id, lsn_statement_get_text (self->has, 0),
                           lsn_statement_get_text (self->has, 1));
  if (!lsn_statement_finish (self->has, error))
    return FALSE;

  lsn_statement_bind (self->who, "i", client_id);
  while (lsn_statement_step (self->who))
    {
      const char *name = lsn_statement_get_text (self->who, 1);

      lsn_import_known_tell (self->known, client_id, PERSON, name);
      keep_person (self, client_id, name, lsn_statement_get_int64 (self->who, 0));
    }
  return lsn_statement_finish (self->who, error);
}

/* --- What is new ------------------------------------------------------------------------------ */

/* Returns: @text where it fills a blank, else %NULL */
static const char *
take (LsnImportFill *self, News *news, const char *what, const char *text)
{
  if (text == NULL || text[strspn (text, " \t\r\n")] == '\0' ||
      !lsn_import_known_tell (self->known, news->client_id, what, ""))
    return NULL;
  news->has_facts = TRUE;
  return text;
}

static void
look_at_facts (LsnImportFill *self, News *news)
{
  const LsnImportRecord *record = news->record;

  news->texts[0] = take (self, news, LEGAL_NAME, record->legal_name);
  news->texts[1] = take (self, news, SOURCE, record->source);
  news->texts[2] = take (self, news, CITY, record->city);
  news->texts[3] = take (self, news, ADDRESS, record->address);
  news->texts[4] = take (self, news, NOTE, record->note);
  news->segment = take (self, news, SEGMENT, record->segment);
  news->owner = take (self, news, OWNER, record->owner);
  news->has_turnover = take (self, news, TURNOVER, record->has_turnover ? "." : NULL) != NULL;
  if (take (self, news, CADENCE, record->cadence_days > 0 ? "." : NULL))
    news->cadence_days = record->cadence_days;
  if (record->picture && lsn_import_known_tell (self->known, news->client_id, PICTURE, ""))
    news->picture = record->picture;
  for (guint i = 0; i < record->tags->len; i++)
    {
      if (lsn_import_known_tell (self->known, news->client_id, TAG,
                                 g_ptr_array_index (record->tags, i)))
        g_array_append_val (news->tags, i);
    }
}

/* Of someone new all comes with the person. */
static gboolean
comes_with_person (const News *news, int person)
{
  for (guint i = 0; person != LSN_IMPORT_CLIENT && i < news->people->len; i++)
    {
      if ((int) g_array_index (news->people, guint, i) == person)
        return TRUE;
    }
  return FALSE;
}

static void
look_at_parts (LsnImportFill *self, News *news)
{
  const LsnImportRecord *record = news->record;

  for (guint i = 0; i < record->people->len; i++)
    {
      const LsnImportPerson *person = &g_array_index (record->people, LsnImportPerson, i);

      if (lsn_import_known_tell (self->known, news->client_id, PERSON, person->name))
        g_array_append_val (news->people, i);
    }
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);

      if (lsn_import_known_tell (self->known, news->client_id, channel->kind, channel->normal) &&
          !comes_with_person (news, channel->person))
        g_array_append_val (news->channels, i);
    }
  for (guint i = 0; i < record->dates->len; i++)
    {
      const LsnImportDate *date = &g_array_index (record->dates, LsnImportDate, i);

      if (lsn_import_known_tell (self->known, news->client_id, date->title, date->date) &&
          !comes_with_person (news, date->person))
        g_array_append_val (news->dates, i);
    }
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* Whose a part of the row is: 0 stands for the client. */
static gint64
find_owner (LsnImportFill *self, const News *news, int person)
{
  const LsnImportPerson *known;
  g_autofree char *key = NULL;
  const gint64 *id;

  if (person == LSN_IMPORT_CLIENT)
    return news->contact_id;
  known = &g_array_index (news->record->people, LsnImportPerson, person);
  key = dup_person_key (news->client_id, known->name);
  id = g_hash_table_lookup (self->people, key);
  return id ? *id : 0;
}

/* Rows that stand by themselves are the import's own, whoever else of the file needs them. */
static gboolean
make_what_is_named (LsnImportFill *self, const News *news, GArray *tags, gint64 *segment_id,
                    gint64 *owner_id, GError **error)
{
  const LsnImportRecord *record = news->record;

  for (guint i = 0; i < news->tags->len; i++)
    {
      guint place = g_array_index (news->tags, guint, i);
      gint64 id;

      if (!lsn_import_insert_named (self->insert, &lsn_tag_info,
                                    g_ptr_array_index (record->tags, place), &id, error))
        return FALSE;
      g_array_append_val (tags, id);
    }
  for (guint i = 0; i < news->people->len; i++)
    {
      int place = (int) g_array_index (news->people, guint, i);
      gint64 id;

      if (!lsn_import_insert_contact (self->insert, record, place, &id, error))
        return FALSE;
      keep_person (self, news->client_id,
                   g_array_index (record->people, LsnImportPerson, place).name, id);
    }
  return lsn_import_insert_named (self->insert, &lsn_segment_info, news->segment, segment_id,
                                  error) &&
         lsn_import_insert_named (self->insert, &lsn_member_info, news->owner, owner_id, error);
}

static gboolean
write_facts (LsnImportFill *self, const News *news, GArray *tags, gint64 segment_id,
             gint64 owner_id, GError **error)
{
  const LsnImportRecord *record = news->record;

  if (news->has_facts)
    {
      lsn_statement_bind (self->fill, "itttttiitiii", news->client_id, news->texts[0],
                          news->texts[1], news->texts[2], news->texts[3], news->texts[4],
                          (gint64) news->has_turnover, record->turnover_minor, record->currency,
                          segment_id, owner_id, news->cadence_days);
      lsn_statement_step (self->fill);
      if (!lsn_statement_finish (self->fill, error))
        return FALSE;
    }
  for (guint i = 0; i < tags->len; i++)
    {
      if (!lsn_import_insert_tag (self->insert, news->client_id, g_array_index (tags, gint64, i),
                                  error))
        return FALSE;
    }
  return news->picture == NULL ||
         lsn_import_insert_picture (self->insert, news->picture, "client", news->client_id, error);
}

static gboolean
write_parts (LsnImportFill *self, const News *news, GError **error)
{
  const LsnImportRecord *record = news->record;

  for (guint i = 0; i < news->people->len; i++)
    {
      int place = (int) g_array_index (news->people, guint, i);

      if (!lsn_import_insert_link (self->insert, news->client_id, find_owner (self, news, place),
                                   record, place, FALSE, error))
        return FALSE;
    }
  for (guint i = 0; i < news->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel,
                                                        g_array_index (news->channels, guint, i));

      if (!lsn_import_insert_channel (self->insert, news->client_id,
                                      find_owner (self, news, channel->person), channel, error))
        return FALSE;
    }
  for (guint i = 0; i < news->dates->len; i++)
    {
      const LsnImportDate *date =
          &g_array_index (record->dates, LsnImportDate, g_array_index (news->dates, guint, i));

      if (!lsn_import_insert_date (self->insert, news->client_id,
                                   find_owner (self, news, date->person), date, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_news (LsnImportFill *self, const News *news, GError **error)
{
  g_autoptr (GArray) tags = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 segment_id;
  gint64 owner_id;
  gboolean ok;

  if (!make_what_is_named (self, news, tags, &segment_id, &owner_id, error) ||
      !lsn_database_amend_begin (self->db, error))
    return FALSE;
  ok = write_facts (self, news, tags, segment_id, owner_id, error) &&
       write_parts (self, news, error);
  lsn_database_amend_end (self->db);
  return ok;
}

static GArray *
new_places (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint));
}

gboolean
lsn_import_fill_client (LsnImportFill *self, gint64 client_id, gint64 contact_id,
                        const LsnImportRecord *record, gboolean *filled, GError **error)
{
  g_auto (News) news = { .client_id = client_id,
                         .contact_id = record->is_person ? contact_id : 0,
                         .record = record,
                         .tags = new_places (),
                         .channels = new_places (),
                         .dates = new_places (),
                         .people = new_places () };

  if (!load (self, client_id, error))
    return FALSE;
  if (news.contact_id == 0)
    look_at_facts (self, &news);
  look_at_parts (self, &news);
  lsn_import_known_go_on (self->known, record, client_id);
  *filled = news.has_facts || news.picture || news.tags->len > 0 || news.channels->len > 0 ||
            news.dates->len > 0 || news.people->len > 0;
  return !*filled || self->insert == NULL || write_news (self, &news, error);
}
