/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/sample/lsn-sample.h"
#include "base/lsn-id.h"
#include "model/sample/lsn-sample-maker.h"

#define CHECK_EVERY 1000

LsnSample *
lsn_sample_new (guint clients, guint entries, guint32 seed, const char *language, gint64 now,
                GTimeZone *zone)
{
  LsnSample *self = g_new0 (LsnSample, 1);

  self->clients = clients;
  self->entries = entries;
  self->seed = seed;
  self->language = g_strcmp0 (language, "ru") == 0 ? "ru" : "en";
  self->now = now;
  self->zone = g_time_zone_ref (zone);
  return self;
}

void
lsn_sample_free (LsnSample *self)
{
  g_time_zone_unref (self->zone);
  g_free (self);
}

static gboolean
make_named (LsnSampleMaker *self, gint64 *id, const char *find, const char *insert,
            const char *name, gint64 value, GError **error)
{
  if (!lsn_database_get_int64 (self->db, 0, id, error, find, "t", name))
    return FALSE;
  if (*id != 0)
    return TRUE;
  *id = lsn_id_new ();
  return lsn_database_run (self->db, error, insert, "itii", *id, name, value, self->batch);
}

static gboolean
make_lists (LsnSampleMaker *self, GError **error)
{
  const LsnSampleWords *words = self->words;
  gint64 me;

  if (!lsn_database_get_int64 (self->db, 0, &me, error, "SELECT count(*) FROM member WHERE is_me",
                               ""))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (self->members); i++)
    {
      if (!make_named (self, &self->members[i], "SELECT id FROM member WHERE name = ?",
                       "INSERT INTO member (id, name, is_me, import_id)"
                       " VALUES (?, ?, ?, nullif (?, 0))",
                       words->members[i], i == 0 && me == 0, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->segments); i++)
    {
      if (!make_named (self, &self->segments[i], "SELECT id FROM segment WHERE name = ?",
                       "INSERT INTO segment (id, name, cadence_days, position, import_id)"
                       " VALUES (?1, ?2, ?3, (SELECT count(*) FROM segment), nullif (?4, 0))",
                       words->segments[i].name, words->segments[i].cadence_days, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->tags); i++)
    {
      if (!make_named (self, &self->tags[i], "SELECT id FROM tag WHERE name = ?",
                       "INSERT INTO tag (id, name, import_id) VALUES (?1, ?2, nullif (?4, ?3))",
                       words->tags[i], 0, error))
        return FALSE;
    }
  return TRUE;
}

static gint
compare_talks (gconstpointer a, gconstpointer b)
{
  const LsnSampleTalk *x = a;
  const LsnSampleTalk *y = b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return (x->client > y->client) - (x->client < y->client);
}

static gboolean
add_agreement (LsnSampleMaker *self, const LsnSampleTalk *talk, const LsnSampleClient *client,
               gint64 entry_id, GError **error)
{
  const LsnSampleStory *story = &self->words->stories[talk->story];
  const char *const states[] = { "open", "confirmed", "confirmed", "kept", NULL };
  const char *state = LSN_SAMPLE_PICK (self, states);
  LsnDate day = lsn_date_from_instant (talk->at, self->sample->zone, NULL);
  g_autofree char *date = lsn_date_dup_iso (day);
  g_autofree char *due = lsn_sample_chance (self, 0.5)
                             ? lsn_date_dup_iso (day + lsn_sample_between (self, 5, 30))
                             : NULL;

  return lsn_database_run (
      self->db, error,
      "INSERT INTO agreement (id, client_id, contact_id, text, made_by, agreed_on, due, state,"
      " confirmed_at, proof_entry_id, turn, turn_since, import_id)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif (?, 0), ?, ?, ?, nullif (?, 0))",
      "iiitttttiitii", lsn_id_new (), client->id, client->people[0], story->agreement,
      story->made_by, date, due, state,
      g_str_equal (state, "open") ? 0 : MIN (talk->at + G_TIME_SPAN_DAY, self->sample->now),
      entry_id, story->made_by, talk->at, self->batch);
}

static gboolean
add_talk (LsnSampleMaker *self, const LsnSampleTalk *talk, GError **error)
{
  const LsnSampleStory *story = &self->words->stories[talk->story];
  const LsnSampleStep *step = &story->steps[talk->step];
  const LsnSampleClient *client = &g_array_index (self->clients, LsnSampleClient, talk->client);
  guint person = talk->step % client->n_people;
  g_autofree char *text =
      lsn_sample_dup_filled (step->text, client->given[person], self->words->things[talk->thing]);
  gint64 id = lsn_id_new ();

  return lsn_database_run (
             self->db, error,
             "INSERT INTO entry (id, client_id, contact_id, kind, direction, at, zone, duration_s,"
             " text, created_at, import_id)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, nullif (?, 0), ?, ?, nullif (?, 0))",
             "iiittititii", id, client->id, client->people[person], step->kind, step->direction,
             talk->at, self->zone_id, (gint64) step->minutes * 60, text, talk->at, self->batch) &&
         (!talk->agreed || add_agreement (self, talk, client, id, error));
}

static gboolean
make_everything (LsnSampleMaker *self, GCancellable *cancellable, GError **error)
{
  const LsnSample *sample = self->sample;
  guint left = sample->entries;

  if (!make_lists (self, error))
    return FALSE;
  for (guint i = 0; i < sample->clients; i++)
    {
      double share = (double) left / (sample->clients - i);
      guint n = (guint) (share * (0.4 + 1.2 * g_rand_double (self->rand)) + 0.5);

      n = i + 1 == sample->clients ? left : MIN (n, left);
      left -= n;
      if (!lsn_sample_make_client (self, i, n, error) ||
          (i % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error)))
        return FALSE;
    }

  if (!lsn_sample_make_projects (self, error) || !lsn_sample_make_events (self, error))
    return FALSE;

  g_array_sort (self->talks, compare_talks);
  for (guint i = 0; i < self->talks->len; i++)
    {
      if (!add_talk (self, &g_array_index (self->talks, LsnSampleTalk, i), error) ||
          (i % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_sample_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnSample *sample = data;
  LsnSampleMaker self = { .db = db, .sample = sample };
  gboolean ok;

  self.words = g_str_equal (sample->language, "ru") ? &lsn_sample_words_ru : &lsn_sample_words_en;
  self.rand = g_rand_new_with_seed (sample->seed);
  self.today = lsn_date_get_today (sample->now, sample->zone);
  self.zone_id = g_time_zone_get_identifier (sample->zone);
  self.batch = lsn_database_get_batch (db);
  self.clients = g_array_sized_new (FALSE, FALSE, sizeof (LsnSampleClient), sample->clients);
  self.talks = g_array_sized_new (FALSE, FALSE, sizeof (LsnSampleTalk), sample->entries);

  ok = make_everything (&self, cancellable, error);

  g_array_unref (self.clients);
  g_array_unref (self.talks);
  g_rand_free (self.rand);
  return ok;
}
