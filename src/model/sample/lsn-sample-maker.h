/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/sample/lsn-sample-words.h"
#include "model/sample/lsn-sample.h"

G_BEGIN_DECLS

/* What the files of the sample share while one is being made. */

#define LSN_SAMPLE_PEOPLE 3

typedef struct
{
  gint64 id;
  gint64 people[LSN_SAMPLE_PEOPLE];
  const char *given[LSN_SAMPLE_PEOPLE]; /* static */
  guint n_people;
  guint city;
  const char *status; /* static */
  const LsnSampleStory *story;
  gboolean silent;
  LsnDate last_day;
} LsnSampleClient;

/* One entry of the timeline before it is written; a million of them are sorted by their moment. */
typedef struct
{
  gint64 at;
  guint32 client;
  guint8 story;
  guint8 step;
  guint8 thing;
  guint8 agreed;
} LsnSampleTalk;

typedef struct
{
  LsnDatabase *db;
  const LsnSample *sample;
  const LsnSampleWords *words;
  GRand *rand;
  LsnDate today;
  const char *zone_id;
  gint64 batch;
  guint n_open;    /* follow-ups so far */
  GArray *clients; /* element-type LsnSampleClient */
  GArray *talks;   /* element-type LsnSampleTalk */
  gint64 members[4];
  gint64 segments[4];
  gint64 tags[8];
} LsnSampleMaker;

/* A list of the words ends with a row whose first pointer is NULL. */
#define LSN_SAMPLE_N_OF(list) lsn_sample_count ((list), sizeof *(list), G_N_ELEMENTS (list))
#define LSN_SAMPLE_PICK(maker, list)                                                               \
  ((list)[g_rand_int_range ((maker)->rand, 0, (gint32) LSN_SAMPLE_N_OF (list))])

guint lsn_sample_count (gconstpointer list, gsize size, guint max);

gboolean lsn_sample_chance (LsnSampleMaker *self, double probability);

/* A number in 0 … 1 for the @index-th of many, which together fill that range evenly where chance
 * would leave a small sample lopsided. @step: an irrational number; another one for each question.
 */
double lsn_sample_spread (guint index, double step);

/* However many clients there are, a manager's day holds so many things and no more. */
double lsn_sample_at_most (const LsnSampleMaker *self, double share, double total);

/* Both ends included. */
int lsn_sample_between (LsnSampleMaker *self, int low, int high);

/* Some moment of the working day, not after now. */
gint64 lsn_sample_pick_instant (LsnSampleMaker *self, LsnDate date);

char *lsn_sample_dup_filled (const char *text, const char *person,
                             const char *thing) G_GNUC_WARN_UNUSED_RESULT;

/* What stands before the @ of an address. */
char *lsn_sample_dup_latin (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* With its country code. */
char *lsn_sample_dup_phone (LsnSampleMaker *self, guint city) G_GNUC_WARN_UNUSED_RESULT;

/* Plain names first; then a second word, a city and at last a number tell them apart. */
char *lsn_sample_dup_company (const LsnSampleMaker *self, guint index,
                              char **domain) G_GNUC_WARN_UNUSED_RESULT;

/* @given: (out) (transfer none): the first name */
char *lsn_sample_dup_person (LsnSampleMaker *self, const char **given) G_GNUC_WARN_UNUSED_RESULT;

/* Writes the client with what hangs on it, and plans its @n_talks. */
gboolean lsn_sample_make_client (LsnSampleMaker *self, guint index, guint n_talks, GError **error);

/* Writes the events of the weeks around today. */
gboolean lsn_sample_make_events (LsnSampleMaker *self, GError **error);

/* Writes a board for some of the clients that there are by now. */
gboolean lsn_sample_make_projects (LsnSampleMaker *self, GError **error);

G_END_DECLS
