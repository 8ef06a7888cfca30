/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words that a sample is made of, one set a language. Every list ends with a row of zeros. In
 * texts `{person}` is a first name and `{thing}` what is worked on. */

typedef struct
{
  const char *kind; /* of the timeline entry */
  const char *direction;
  int minutes; /* a call or meeting took so long */
  const char *text;
} LsnSampleStep;

typedef enum
{
  LSN_SAMPLE_WORK,
  LSN_SAMPLE_LEAD, /* how an acquaintance begins */
  LSN_SAMPLE_RISK, /* how it may end */
} LsnSampleMood;

typedef struct
{
  LsnSampleMood mood;
  LsnSampleStep steps[8];
  int agreed_step; /* the step that brought the agreement */
  const char *agreement;
  const char *made_by;
  struct
  {
    const char *kind;
    const char *title;
  } next[3]; /* follow-ups that fit the story */
} LsnSampleStory;

/* A project: its cards in the order of the work. */
typedef struct
{
  const char *name;
  const char *purpose;
  const char *cards[11];
  const char *items[4]; /* of the checklists of some cards */
} LsnSamplePlan;

typedef struct
{
  const char *language;
  const char *currency;
  const char *phone;      /* `@` is the dialling code of the city, each `#` a digit */
  const char *members[5]; /* the first one is the user */
  struct
  {
    const char *name;
    int cadence_days;
  } segments[5];
  const char *tags[9];
  const char *sources[7];
  struct
  {
    const char *name;
    const char *area; /* dialling code */
  } cities[13];
  struct
  {
    const char *name;
    const char *slug; /* of its domain */
  } companies[81];
  const char *suffixes[17]; /* a second word, when the names are used up */
  const char *legal[4];     /* printf format of the legal name */
  const char *sole;         /* the same of a person */
  const char *men[21];
  const char *women[21];
  const char *surnames[33];
  const char *surnames_of_women[33]; /* in the same order */
  const char *roles[9];
  const char *things[13];
  const char *birthday;
  const char *anniversary;
  const char *outcomes[6];
  LsnSampleStory stories[11];
  const char *columns[4]; /* of a board, the last one is that of done cards */
  struct
  {
    const char *name;
    const char *color;
  } labels[6];
  const char *comments[5]; /* on cards */
  const char *card_text;   /* of some cards, Markdown */
  LsnSamplePlan plans[5];
  const char *meetings[8];
  const char *places[5];
  const char *planning;      /* an event of each week */
  const char *fair;          /* one of several days */
  const char *milestones[2]; /* of each plan */
  const char *result;        /* what is handed over in versions */
  const char *answer;        /* of the client to the first version */
  const char *requests[3];   /* beyond the agreement */
  const char *expense;
  const char *lessons[3];
} LsnSampleWords;

extern const LsnSampleWords lsn_sample_words_ru;
extern const LsnSampleWords lsn_sample_words_en;

G_END_DECLS
