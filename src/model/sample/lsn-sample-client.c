/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/sample/lsn-sample-maker.h"
#include "base/lsn-id.h"
#include "model/clients/lsn-contact.h"

#define OLDEST_DAYS 3650
/* Square roots, less their whole part. */
#define BY_STATUS  0.6180339887
#define BY_SILENCE 0.4142135624
#define BY_DUE     0.7320508076
#define BY_STUCK   0.2360679775

#define MORNING (9 * 60)

static gboolean
add_channel (LsnSampleMaker *self, gint64 client_id, gint64 contact_id, const char *kind,
             const char *value, const char *normal, int position, GError **error)
{
  return lsn_database_run (
      self->db, error,
      "INSERT INTO channel (id, client_id, contact_id, kind, value, normal, position, import_id)"
      " VALUES (?, nullif (?, 0), nullif (?, 0), ?, ?, ?, ?, nullif (?, 0))",
      "iiitttii", lsn_id_new (), client_id, contact_id, kind, value, normal, (gint64) position,
      self->batch);
}

static gboolean
add_channels (LsnSampleMaker *self, gint64 client_id, gint64 contact_id, guint city,
              const char *name, const char *domain, GError **error)
{
  g_autofree char *latin = lsn_sample_dup_latin (name);
  g_autofree char *mail = g_strdup_printf ("%s@%s", latin, domain);
  g_autofree char *phone = lsn_sample_dup_phone (self, city);
  g_autofree char *normal = lsn_channel_dup_normal ("phone", phone, NULL);
  g_autofree char *handle = g_strdup_printf ("@%s_example", latin);

  g_strdelimit (handle, ".", '_');
  return add_channel (self, client_id, contact_id, "phone", phone, normal, 0, error) &&
         (!lsn_sample_chance (self, 0.8) ||
          add_channel (self, client_id, contact_id, "email", mail, mail, 1, error)) &&
         (!lsn_sample_chance (self, 0.25) ||
          add_channel (self, client_id, contact_id, "telegram", handle, handle + 1, 2, error)) &&
         (!lsn_sample_chance (self, 0.1) ||
          add_channel (self, client_id, contact_id, "whatsapp", phone, normal, 3, error));
}

static gboolean
add_people (LsnSampleMaker *self, LsnSampleClient *client, const char *domain, GError **error)
{
  guint wanted = lsn_sample_chance (self, 0.5) ? 1 : lsn_sample_chance (self, 0.7) ? 2 : 3;

  for (guint i = 0; i < wanted; i++)
    {
      g_autofree char *name = lsn_sample_dup_person (self, &client->given[i]);
      gint64 id = client->people[i] = lsn_id_new ();

      if (!lsn_database_run (
              self->db, error,
              "INSERT INTO contact (id, name, import_id) VALUES (?, ?, nullif (?, 0))", "iti", id,
              name, self->batch) ||
          !lsn_database_run (
              self->db, error,
              "INSERT INTO client_contact (id, client_id, contact_id, role, is_primary, position,"
              " import_id) VALUES (?, ?, ?, ?, ?, ?, nullif (?, 0))",
              "iiitiii", lsn_id_new (), client->id, id, LSN_SAMPLE_PICK (self, self->words->roles),
              (gint64) (i == 0), (gint64) i, self->batch) ||
          !add_channels (self, 0, id, client->city, name, domain, error))
        return FALSE;
    }
  client->n_people = wanted;
  return TRUE;
}

static gboolean
add_tags (LsnSampleMaker *self, const LsnSampleClient *client, GError **error)
{
  guint n = lsn_sample_chance (self, 0.35) ? 0 : lsn_sample_chance (self, 0.6) ? 1 : 2;
  guint first = lsn_sample_between (self, 0, G_N_ELEMENTS (self->tags) - 1);

  for (guint i = 0; i < n; i++)
    {
      gint64 tag = self->tags[(first + i * 3) % G_N_ELEMENTS (self->tags)];

      if (!lsn_database_run (self->db, error,
                             "INSERT INTO client_tag (id, client_id, tag_id, import_id)"
                             " VALUES (?, ?, ?, nullif (?, 0))",
                             "iiii", lsn_id_new (), client->id, tag, self->batch))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_date (LsnSampleMaker *self, const LsnSampleClient *client, GError **error)
{
  int years = lsn_sample_between (self, 5, 50);
  gboolean soon = lsn_sample_chance (self, lsn_sample_at_most (self, 0.05, 5));
  gboolean birthday = client->n_people > 0 && lsn_sample_chance (self, 0.7);
  LsnDate day =
      self->today + (soon ? lsn_sample_between (self, 0, 6) : lsn_sample_between (self, 8, 350));
  g_autofree char *date = lsn_date_dup_iso (lsn_date_add_months (day, -12 * years));
  g_autofree char *title =
      lsn_sample_dup_filled (birthday ? self->words->birthday : self->words->anniversary,
                             birthday ? client->given[0] : "", "");

  if (!soon && !lsn_sample_chance (self, 0.2))
    return TRUE;
  return lsn_database_run (self->db, error,
                           "INSERT INTO important_date (id, client_id, contact_id, title, date,"
                           " yearly, lead_days, import_id)"
                           " VALUES (?, ?, nullif (?, 0), ?, ?, 1, 7, nullif (?, 0))",
                           "iiitti", lsn_id_new (), client->id, birthday ? client->people[0] : 0,
                           title, date, self->batch);
}

static const char *
pick_status (guint index)
{
  double part = lsn_sample_spread (index, BY_STATUS);

  if (part < 0.60)
    return "active";
  if (part < 0.68)
    return "at-risk";
  if (part < 0.85)
    return "lead";
  return part < 0.93 ? "paused" : "lost";
}

static const LsnSampleStory *
pick_story (LsnSampleMaker *self, LsnSampleMood mood)
{
  const LsnSampleStory *stories = self->words->stories;
  guint n = 0;
  guint first = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->words->stories) && stories[i].agreement; i++)
    {
      if (stories[i].mood == mood && n++ == 0)
        first = i;
    }
  return &stories[first + (guint) lsn_sample_between (self, 0, (int) n - 1)];
}

static LsnDate
to_workday (LsnDate date)
{
  int weekday = lsn_date_get_weekday (date);

  return weekday > 5 ? date - (weekday - 5) : date;
}

static LsnDate
pick_last_day (LsnSampleMaker *self, const LsnSampleClient *client, int cadence)
{
  if (g_str_equal (client->status, "lost"))
    return self->today - lsn_sample_between (self, 60, 400);
  if (g_str_equal (client->status, "paused"))
    return self->today - lsn_sample_between (self, 20, 120);
  if (client->silent)
    return self->today - cadence - lsn_sample_between (self, 1, cadence);
  return self->today - lsn_sample_between (self, 0, cadence * 8 / 10);
}

/* Backwards from the last day: the present story up to where it stands, then earlier ones. Returns
 * the first day. */
static LsnDate
plan_talks (LsnSampleMaker *self, const LsnSampleClient *client, guint32 index, guint n)
{
  const LsnSampleStory *story = client->story;
  LsnDate day = client->last_day;
  int step = lsn_sample_between (self, 0, (int) LSN_SAMPLE_N_OF (story->steps) - 1);
  guint8 thing =
      (guint8) lsn_sample_between (self, 0, (int) LSN_SAMPLE_N_OF (self->words->things) - 1);

  for (guint i = 0; i < n; i++)
    {
      LsnSampleTalk talk = { .client = index, .thing = thing };

      day = to_workday (MAX (day, self->today - OLDEST_DAYS));
      talk.at = lsn_sample_pick_instant (self, day);
      talk.story = (guint8) (story - self->words->stories);
      talk.step = (guint8) step;
      talk.agreed = step == story->agreed_step && lsn_sample_chance (self, 0.5);
      g_array_append_val (self->talks, talk);

      day -= lsn_sample_between (self, 1, 5);
      if (--step < 0)
        {
          story = pick_story (self, LSN_SAMPLE_WORK);
          step = (int) LSN_SAMPLE_N_OF (story->steps) - 1;
          thing = (guint8) lsn_sample_between (self, 0,
                                               (int) LSN_SAMPLE_N_OF (self->words->things) - 1);
          day -= lsn_sample_between (self, 7, 20);
        }
    }
  return day;
}

static LsnDate
pick_due (LsnSampleMaker *self)
{
  double late = lsn_sample_at_most (self, 0.13, 200);
  double now = lsn_sample_at_most (self, 0.12, 60);
  double part = lsn_sample_spread (self->n_open++, BY_DUE);
  LsnDate day;

  if (part < late)
    {
      part = g_rand_double (self->rand);
      return self->today - (part < 0.5   ? lsn_sample_between (self, 1, 3)
                            : part < 0.8 ? lsn_sample_between (self, 4, 7)
                                         : lsn_sample_between (self, 8, 20));
    }
  if (part < late + now)
    return self->today;
  if (part < late + 2 * now)
    return self->today + 1;
  day = self->today + (lsn_sample_chance (self, 0.5) ? lsn_sample_between (self, 2, 9)
                                                     : lsn_sample_between (self, 10, 60));
  return lsn_date_get_weekday (day) > 5 ? day + 2 : day;
}

static gboolean
add_followup (LsnSampleMaker *self, const LsnSampleClient *client, guint which, gboolean done,
              GError **error)
{
  LsnDate due = done ? client->last_day - lsn_sample_between (self, 0, 60) : pick_due (self);
  g_autofree char *date = lsn_date_dup_iso (due);
  gboolean timed = !done && lsn_sample_chance (self, 0.35);
  int half_hour = lsn_sample_between (self, 19, 36);
  g_autofree char *time =
      timed ? g_strdup_printf ("%02d:%02d", half_hour / 2, half_hour % 2 * 30) : NULL;
  gboolean repeats = !done && lsn_sample_chance (self, 0.08);
  gint64 priority = lsn_sample_chance (self, 0.15) ? lsn_sample_between (self, 1, 3) : 0;
  gint64 urgent = lsn_sample_chance (self, 0.04);
  const char *outcome = done ? LSN_SAMPLE_PICK (self, self->words->outcomes) : NULL;
  double whose = g_rand_double (self->rand);
  const char *turn = whose < 0.65 ? "us" : whose < 0.9 ? "client" : "performer";
  gint64 done_at = done ? lsn_sample_pick_instant (self, due) : 0;
  gint64 since = lsn_date_to_instant (MIN (due, self->today) - lsn_sample_between (self, 2, 12),
                                      MORNING, self->sample->zone);

  return lsn_database_run (
      self->db, error,
      "INSERT INTO followup (id, client_id, contact_id, kind, title, due_date, due_time, due_zone,"
      " priority, urgent, rrule, repeat_mode, turn, turn_since, done_at, outcome, created_at,"
      " import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, 0), ?, ?,"
      " nullif (?, 0))",
      "iiitttttiitttiitii", lsn_id_new (), client->id, client->people[0],
      client->story->next[which].kind, client->story->next[which].title, date, time,
      timed ? self->zone_id : NULL, priority, urgent,
      repeats ? "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1" : NULL, repeats ? "fixed" : NULL,
      turn, since, done_at, outcome, since, self->batch);
}

static gboolean
add_followups (LsnSampleMaker *self, const LsnSampleClient *client, GError **error)
{
  gboolean lost = g_str_equal (client->status, "lost");
  gboolean paused = g_str_equal (client->status, "paused");
  gboolean stuck = lost || lsn_sample_spread (self->clients->len, BY_STUCK) <
                               (paused ? 0.7 : lsn_sample_at_most (self, 0.12, 500));
  guint open = stuck ? 0 : lsn_sample_chance (self, 0.8) ? 1 : 2;
  guint done = lsn_sample_chance (self, 0.7) ? 1 : lsn_sample_chance (self, 0.5) ? 2 : 0;

  for (guint i = 0; i < open + done; i++)
    {
      if (!add_followup (self, client, i % 3, i >= open, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_client (LsnSampleMaker *self, const LsnSampleClient *client, gboolean person,
               const char *name, gint64 segment_id, gint64 created_at, GError **error)
{
  const LsnSampleWords *words = self->words;
  g_autoptr (GString) legal_name =
      g_string_new (person ? words->sole : LSN_SAMPLE_PICK (self, words->legal));
  gboolean gone = g_str_equal (client->status, "lost") && lsn_sample_chance (self, 0.3);
  gboolean lead = g_str_equal (client->status, "lead");
  gint64 turnover = lead ? 0 : (gint64) lsn_sample_between (self, 30, 2500) * 1000 * 100;
  guint owner = lsn_sample_chance (self, 0.6)
                    ? 0
                    : (guint) lsn_sample_between (self, 1, G_N_ELEMENTS (self->members) - 1);
  gint64 cadence = lsn_sample_chance (self, 0.05) ? 21 : 0;
  const char *source = LSN_SAMPLE_PICK (self, words->sources);

  g_string_replace (legal_name, "%s", name, 1);
  return lsn_database_run (
      self->db, error,
      "INSERT INTO client (id, kind, name, legal_name, status, segment_id, owner_id, source, city,"
      " turnover_minor, currency, cadence_days, created_at, archived_at, import_id)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, 0), ?, nullif (?, 0), ?, nullif (?, 0),"
      " nullif (?, 0))",
      "ittttiittitiiii", client->id, person ? "person" : "company", name, legal_name->str,
      client->status, segment_id, self->members[owner], source, words->cities[client->city].name,
      turnover, words->currency, cadence, created_at,
      gone ? self->sample->now - G_TIME_SPAN_DAY : 0, self->batch);
}

gboolean
lsn_sample_make_client (LsnSampleMaker *self, guint index, guint n_talks, GError **error)
{
  const LsnSampleWords *words = self->words;
  gboolean person = index % 7 == 6;
  g_autofree char *domain = NULL;
  g_autofree char *company = lsn_sample_dup_company (self, index, &domain);
  const char *given = NULL;
  g_autofree char *own = person ? lsn_sample_dup_person (self, &given) : NULL;
  const char *name = person ? own : company;
  LsnSampleClient client = { .id = lsn_id_new (), .status = pick_status (index) };
  guint segment;
  LsnDate first_day;
  LsnSampleMood mood;

  client.city =
      lsn_sample_chance (self, 0.4)
          ? 0
          : (guint) lsn_sample_between (self, 0, (int) LSN_SAMPLE_N_OF (words->cities) - 1);
  client.silent = lsn_sample_spread (index, BY_SILENCE) < lsn_sample_at_most (self, 0.15, 300);
  mood = g_str_equal (client.status, "lead")      ? LSN_SAMPLE_LEAD
         : g_str_equal (client.status, "at-risk") ? LSN_SAMPLE_RISK
                                                  : LSN_SAMPLE_WORK;
  segment = mood == LSN_SAMPLE_LEAD         ? 3
            : lsn_sample_chance (self, 0.2) ? 0
            : lsn_sample_chance (self, 0.7) ? 1
                                            : 2;
  client.story = pick_story (self, mood);
  client.last_day =
      to_workday (pick_last_day (self, &client, words->segments[segment].cadence_days));
  first_day = plan_talks (self, &client, index, n_talks);

  if (!insert_client (self, &client, person, name, self->segments[segment],
                      lsn_date_to_instant (first_day, MORNING, self->sample->zone), error) ||
      !add_people (self, &client, domain, error) ||
      (person && !add_channels (self, client.id, 0, client.city, name, domain, error)) ||
      (!person && !add_channel (self, client.id, 0, "site", domain, domain, 0, error)) ||
      !add_tags (self, &client, error) || !add_date (self, &client, error) ||
      !add_followups (self, &client, error))
    return FALSE;
  g_array_append_val (self->clients, client);
  return TRUE;
}
