/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/capture/lsn-capture.h"

G_BEGIN_DECLS

typedef enum
{
  WORD_OTHER,
  WORD_VERB,     /* value: LsnCaptureKind; understood anywhere */
  WORD_NOUN,     /* value: LsnCaptureKind; understood near the start */
  WORD_CHANNEL,  /* value: LsnCaptureKind; makes “write” a mail or a message */
  WORD_SEND,     /* a mail or a message where a channel is named */
  WORD_DAY,      /* value: days from today */
  WORD_WEEKDAY,  /* value: 1 Monday … 7 Sunday */
  WORD_WEEKDAYS, /* the same, plural: every such day */
  WORD_WORKDAYS, /* on working days */
  WORD_WEEKEND,
  WORD_MONTH,
  WORD_NUMBER,
  WORD_ORDINAL,
  WORD_HALF,
  WORD_ONE_AND_HALF,
  WORD_HALF_HOUR,
  WORD_HALF_YEAR,
  WORD_UNIT,      /* value: CaptureUnit */
  WORD_DAY_PART,  /* value: CapturePart; says when by itself */
  WORD_PART_NOUN, /* value: CapturePart; needs “in the”, “tomorrow” or an hour */
  WORD_MERIDIEM,  /* value: 0 before noon, 12 after */
  WORD_MOMENT,    /* value: minutes */
  WORD_EVERY,
  WORD_FREQUENCY, /* value: CaptureUnit */
  WORD_ONCE,
  WORD_NEXT,
  WORD_THIS,
  WORD_LAST,
  WORD_COMING, /* “this coming Friday” */
  WORD_EDGE,   /* value: CaptureEdge, of a week, a month … */
  WORD_END_OF, /* value: CaptureUnit */
  WORD_WORKING,
  WORD_DATE_NOUN, /* the 5th “day of the month” */
  WORD_DONE,
  WORD_AFTER,
  WORD_AT,
  WORD_BY,
  WORD_ON,
  WORD_IN,
  WORD_FOR,
  WORD_FROM,
  WORD_TO,
  WORD_WITH,
  WORD_PER, /* Russian “по”: by, on every */
  WORD_OF,
  WORD_ARTICLE,
  WORD_AND,
  WORD_NOW,
  WORD_COUPLE, /* value: how many */
  WORD_OR,
  WORD_ABOUT,    /* around three */
  WORD_LUNCH,    /* as a time of the day */
  WORD_DEADLINE, /* names the date that follows */
  WORD_REMIND,
  WORD_REMINDER,
  WORD_SET,
  WORD_NEED,
  WORD_NOT,
  WORD_I,
  WORD_ME,
  WORD_LEGAL,   /* legal form of a company: its neighbour is a name */
  WORD_MEASURE, /* what turns a number before it into an amount */
  WORD_COUNTED, /* what turns a number after it into a number of something */
  WORD_URGENT,  /* value: the priority */
  WORD_VERY,
  WORD_PRIORITY,
  WORD_DEGREE, /* value: the priority */
} CaptureClass;

typedef enum
{
  UNIT_MINUTE,
  UNIT_HOUR,
  UNIT_DAY,
  UNIT_WORKDAY,
  UNIT_WEEK,
  UNIT_FORTNIGHT,
  UNIT_MONTH,
  UNIT_QUARTER,
  UNIT_YEAR,
} CaptureUnit;

typedef enum
{
  PART_NONE,
  PART_MORNING,
  PART_AFTERNOON,
  PART_EVENING,
} CapturePart;

typedef enum
{
  EDGE_NONE,
  EDGE_START,
  EDGE_MIDDLE,
  EDGE_END,
} CaptureEdge;

typedef struct
{
  const char *word; /* folded: lower case, ё as е */
  CaptureClass class;
  int value;
} CaptureWord;

extern const CaptureWord lsn_capture_words_ru[];
extern const CaptureWord lsn_capture_words_en[];

typedef struct
{
  gsize start, end; /* without punctuation around it */
  char *fold;
  CaptureClass class;
  int value;
  gboolean quoted;  /* in quotation marks, so a name */
  gboolean literal; /* the user said that it means nothing */
  gboolean amount;  /* before %, № or a currency's sign: no time, no date */
  gboolean capital;
  gboolean comma;  /* punctuation follows */
  gboolean used;   /* understood and gone from the title */
  gboolean named;  /* part of a contact or client that was found */
  gunichar before; /* punctuation directly before, 0 if none */
} CaptureToken;

typedef struct
{
  const char *text;
  const LsnCaptureContext *context;
  GArray *tokens;
  LsnCapture *capture;
  GDate today;
  GDate date;
  gboolean has_date;
  gboolean week_is_open;    /* “next week”: a weekday may follow */
  gboolean weekday_is_open; /* “Friday”: a week or a date may follow */
  gboolean day_is_open;     /* “end of day”: a day may follow */
  gboolean time_is_vague;   /* without am, pm or two digits: a part of the day may move it */
  CapturePart part;
} CaptureParser;

GArray *lsn_capture_tokens_new (const char *text, const LsnCaptureContext *context);

/* Whether the byte at @at is in one of the phrases that mean nothing. */
gboolean lsn_capture_is_literal (const LsnCaptureContext *context, const char *text, gsize at);

/* Past either end, inside quotes and for what is used already, a token of no class. */
const CaptureToken *lsn_capture_token (CaptureParser *self, guint i);
gboolean lsn_capture_is (CaptureParser *self, guint i, CaptureClass class);
gboolean lsn_capture_number (CaptureParser *self, guint i, int *number);
gboolean lsn_capture_ordinal (CaptureParser *self, guint i, int *number);
void lsn_capture_take (CaptureParser *self, guint first, guint n, LsnCaptureWhat what);
void lsn_capture_add_span (CaptureParser *self, gsize start, gsize end, LsnCaptureWhat what);

gboolean lsn_capture_is_russian (CaptureParser *self, guint i);
/* 1 when the token at @i is of @class, 0 if not. */
guint lsn_capture_skip (CaptureParser *self, guint i, CaptureClass class);
guint lsn_capture_skip_preposition (CaptureParser *self, guint i);

/* Each returns how many tokens from @i on it understood and took, 0 if none. */
guint lsn_capture_repeat_at (CaptureParser *self, guint i);
guint lsn_capture_date_at (CaptureParser *self, guint i);
guint lsn_capture_time_at (CaptureParser *self, guint i);
guint lsn_capture_duration_at (CaptureParser *self, guint i);

/* “No later than”, “deadline:”, «не позже»: how many tokens lead to a date or time. */
guint lsn_capture_deadline_at (CaptureParser *self, guint i);

/* How many tokens say a day and month, 0 if none; *@year is 0 when it is not said. */
guint lsn_capture_day_month (CaptureParser *self, guint i, int *day, int *month, int *year);
/* How many tokens say an amount of a unit; *@minutes is the whole for minutes and hours. */
guint
lsn_capture_amount (CaptureParser *self, guint i, int *count, CaptureUnit *unit, int *minutes);
gboolean lsn_capture_is_many (CaptureParser *self, guint i);
void lsn_capture_first_of_rule (CaptureParser *self, gboolean today_is_past);

/* --- Periods and their edges ------------------------------------------------------------------ */

int lsn_capture_days_into_week (CaptureParser *self, int weekday);
GDate lsn_capture_day_of_week (CaptureParser *self, GDate date, int weekday);
/* @ahead: 0 for this week, month …, 1 for the next; what is past already is taken one later. */
gboolean
lsn_capture_set_edge (CaptureParser *self, CaptureUnit unit, CaptureEdge edge, guint ahead);
void lsn_capture_set_month (CaptureParser *self, int month, CaptureEdge edge);
guint lsn_capture_edge_at (CaptureParser *self, guint i);

void lsn_capture_find_priority (CaptureParser *self);
void lsn_capture_drop_asking (CaptureParser *self);
void lsn_capture_drop_asking_to (CaptureParser *self);
void lsn_capture_find_kind (CaptureParser *self);
void lsn_capture_find_names (CaptureParser *self);

/* Nominative guesses of one Russian or English word, the word as typed first. */
GPtrArray *lsn_capture_guesses (const char *word);

G_END_DECLS
