/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <stdio.h>
#include <string.h>

static gboolean
counts_something (CaptureParser *self, guint i)
{
  static const char *const endings[] = { "ов", "ев", "ей", "ах", "ях", "шт", "раза" };
  const CaptureToken *token = lsn_capture_token (self, i);

  if (token->class == WORD_MEASURE || token->class == WORD_MONTH || token->class == WORD_ONCE ||
      token->class == WORD_UNIT)
    return TRUE;
  if (token->class != WORD_OTHER || token->capital)
    return FALSE;
  for (guint e = 0; e < G_N_ELEMENTS (endings); e++)
    if (g_str_has_suffix (token->fold, endings[e]))
      return TRUE;
  return !lsn_capture_is_russian (self, i) && g_str_has_suffix (token->fold, "s");
}

/* The hour that «третьего» is of: the third began at two. 0 if none. */
static int
hour_of_genitive (const char *word)
{
  static const char *const words[] = { "первого",  "второго",  "третьего",      "четвертого",
                                       "пятого",   "шестого",  "седьмого",      "восьмого",
                                       "девятого", "десятого", "одиннадцатого", "двенадцатого" };

  for (guint w = 0; w < G_N_ELEMENTS (words); w++)
    if (g_str_equal (words[w], word))
      return (int) w + 1;
  return 0;
}

static gboolean
says (CaptureParser *self, guint i, const char *word)
{
  return g_str_equal (lsn_capture_token (self, i)->fold, word);
}

/* As a time of the day: “at lunch”, «до обеда». */
static gboolean
is_lunch (CaptureParser *self, guint i)
{
  return lsn_capture_is (self, i, WORD_LUNCH) || says (self, i, "обед") || says (self, i, "lunch");
}

/* “half past three”, “ten to four”, «полтретьего», «без четверти пять»: @minutes of a dial of
 * twelve hours. */
static guint
spoken_at (CaptureParser *self, guint i, int *minutes)
{
  gboolean marked =
      i > 0 && (lsn_capture_is (self, i - 1, WORD_AT) || lsn_capture_is (self, i - 1, WORD_BY) ||
                lsn_capture_is (self, i - 1, WORD_ABOUT));
  const char *word = lsn_capture_token (self, i)->fold;
  const char *second = lsn_capture_token (self, i + 1)->fold;
  int part = g_str_equal (word, "half") ? 30 : 15;
  gboolean past = g_str_equal (second, "past");
  gboolean named = g_str_equal (word, "half") || g_str_equal (word, "quarter");
  guint n = 0;
  int hour = 0;

  if ((past || g_str_equal (second, "to")) &&
      (named || (marked && lsn_capture_number (self, i, &part) && part % 5 == 0 && part < 30)) &&
      lsn_capture_number (self, i + 2, &hour))
    {
      n = 3;
      *minutes = past ? hour * 60 + part : hour * 60 - part;
    }
  else if (g_str_has_prefix (word, "пол") && (hour = hour_of_genitive (word + strlen ("пол"))))
    {
      n = 1;
      *minutes = hour * 60 - 30;
    }
  else if ((g_str_equal (word, "половина") || g_str_equal (word, "половине")) &&
           (hour = hour_of_genitive (second)))
    {
      n = 2;
      *minutes = hour * 60 - 30;
    }
  else if (g_str_equal (word, "без") &&
           (g_str_equal (second, "четверти") || lsn_capture_number (self, i + 1, &part)))
    {
      n = lsn_capture_number (self, i + 2, &hour) && part > 0 && part < 60 ? 3 : 0;
      *minutes = hour * 60 - part;
    }
  return hour >= 1 && hour <= 12 ? n : 0;
}

typedef struct
{
  int hour, minute;
  gboolean exact;    /* said with its minutes */
  gboolean meridiem; /* am or pm is said */
  gboolean late;     /* pm */
} Clock;

/* “15:30”, “3pm”, «15ч», where @marked also “15.30”, “15-30” and “1430”. */
static gboolean
read_clock (const char *fold, gboolean marked, Clock *clock)
{
  int used = 0;
  char *tail;

  *clock = (Clock) { 0 };
  if (!g_ascii_isdigit (fold[0]))
    return FALSE;
  if (sscanf (fold, "%2d:%2d%n", &clock->hour, &clock->minute, &used) == 2 && used >= 4)
    clock->exact = TRUE;
  else if (marked && strspn (fold, "0123456789") == 4 && strlen (fold) == 4 &&
           sscanf (fold, "%2d%2d", &clock->hour, &clock->minute) == 2 &&
           (fold[0] == '0' || (clock->hour != 19 && clock->hour != 20)))
    return clock->hour < 24 && clock->minute < 60 && clock->minute % 5 == 0 &&
           (clock->exact = TRUE);
  else if (marked && (fold[1] == '.' || fold[2] == '.' || fold[1] == '-' || fold[2] == '-') &&
           sscanf (fold, "%2d%*[.-]%2d%n", &clock->hour, &clock->minute, &used) == 2 &&
           !fold[used] && used >= 4 && g_ascii_isdigit (fold[used - 2]))
    clock->exact = TRUE;
  else if (sscanf (fold, "%2d%n", &clock->hour, &used) != 1)
    return FALSE;
  tail = (char *) fold + used;
  if (g_str_equal (tail, "am") || g_str_equal (tail, "pm"))
    {
      clock->meridiem = TRUE;
      clock->late = tail[0] == 'p';
    }
  else if (marked && g_str_equal (tail, "ч"))
    clock->exact = TRUE;
  else if (*tail)
    return FALSE;
  return clock->hour < 24 && clock->minute < 60;
}

/* The minutes in “ten thirty”, “19 30”, «15 часов 30 минут». */
static guint
minutes_after_hour (CaptureParser *self, guint i, gboolean hour_is_named, int *minute)
{
  int more;

  if (!lsn_capture_number (self, i, &more) || more > 59)
    return 0;
  if (lsn_capture_is (self, i + 1, WORD_UNIT) &&
      lsn_capture_token (self, i + 1)->value == UNIT_MINUTE)
    {
      *minute = more;
      return hour_is_named ? 2 : 0;
    }
  if (hour_is_named || more < 10 || more % 5 != 0 || counts_something (self, i + 1))
    return 0;
  *minute = more;
  return 1;
}

/* How many tokens say an hour; @marked when a preposition says that it is one. */
static guint
clock_at (CaptureParser *self, guint i, gboolean marked, int *time, gboolean *vague)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  const CaptureToken *after;
  Clock clock = { 0 };
  gboolean named = FALSE;
  guint n = spoken_at (self, i, time);
  guint more;

  *vague = FALSE;
  if (n)
    {
      *vague = TRUE;
      if (*time < 60 || *time / 60 <= self->context->afternoon_until)
        *time += 12 * 60;
      return n;
    }
  if (token->class == WORD_MOMENT)
    {
      *time = token->value;
      return 1;
    }
  if (marked && is_lunch (self, i))
    {
      *time = i > 0 && lsn_capture_is (self, i - 1, WORD_BY) ? 12 * 60 : 13 * 60;
      return 1;
    }
  if (marked && g_str_equal (token->fold, "час"))
    {
      *time = says (self, i + 1, "ночи") ? 60 : 13 * 60;
      return 1 + (says (self, i + 1, "дня") || says (self, i + 1, "ночи"));
    }
  if (token->amount || g_str_equal (token->fold, "a") || g_str_equal (token->fold, "an") ||
      (!read_clock (token->fold, marked, &clock) && !lsn_capture_number (self, i, &clock.hour)) ||
      clock.hour > 23 ||
      (strlen (token->fold) == 4 && clock.exact && g_ascii_isdigit (token->fold[2]) &&
       g_ascii_isdigit (token->fold[1]) && !(i > 0 && lsn_capture_is (self, i - 1, WORD_AT))))
    return 0;

  n = 1;
  after = lsn_capture_token (self, i + n);
  if (marked && (says (self, i + n, "o'clock") || says (self, i + n, "oclock")))
    {
      n++;
      named = TRUE;
    }
  else if (after->class == WORD_UNIT && after->value == UNIT_HOUR &&
           lsn_capture_is_russian (self, i + n) &&
           (marked || lsn_capture_is (self, i + n + 1, WORD_MERIDIEM)))
    {
      n++;
      named = TRUE;
    }
  if (!clock.exact && !clock.meridiem && marked && (named || !token->comma) &&
      (more = minutes_after_hour (self, i + n, named, &clock.minute)))
    {
      n += more;
      clock.exact = TRUE;
    }
  after = lsn_capture_token (self, i + n);
  if (after->class == WORD_MERIDIEM ||
      ((marked || n > 1 || clock.exact) && g_str_equal (after->fold, "дня")))
    {
      clock.meridiem = TRUE;
      clock.late = after->class != WORD_MERIDIEM || after->value == 12;
      n++;
    }
  if (clock.meridiem)
    {
      if (clock.hour > 12 && !clock.late)
        return 0;
      if (clock.hour <= 12)
        clock.hour = clock.hour % 12 + (clock.late ? 12 : 0);
    }
  else if (!clock.exact && n == 1 && (!marked || (!token->comma && counts_something (self, i + 1))))
    return 0;
  else if (clock.hour < 12 && token->fold[0] != '0')
    {
      *vague = TRUE;
      if (!strchr (token->fold, ':') && clock.hour > 0 &&
          clock.hour <= self->context->afternoon_until)
        clock.hour += 12;
    }
  *time = clock.hour * 60 + clock.minute;
  return n;
}

/* --- From … to … ------------------------------------------------------------------------------ */

/* What is planned is a meeting or a call, or its day is known: “10 to 15” may be its hours. */
static gboolean
is_planned (CaptureParser *self)
{
  if (self->has_date || self->capture->rrule)
    return TRUE;
  for (guint i = 0; i < self->tokens->len; i++)
    {
      CaptureClass class = g_array_index (self->tokens, CaptureToken, i).class;

      if (class == WORD_VERB || class == WORD_NOUN)
        return TRUE;
    }
  return FALSE;
}

/* “2-3pm”, “14:00–15:30”, where something is planned also “14-15”. */
static guint
joined_range_at (CaptureParser *self, guint i, gboolean marked, int *start, int *end)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  g_autofree char *first = NULL;
  const char *dash = strchr (token->fold, '-');
  const char *second = dash ? dash + 1 : NULL;
  Clock from, to;

  if (dash == NULL)
    {
      dash = strstr (token->fold, "–");
      second = dash ? dash + strlen ("–") : NULL;
    }
  if (dash == NULL || token->amount)
    return 0;
  first = g_strndup (token->fold, (gsize) (dash - token->fold));
  if (!read_clock (first, FALSE, &from) || !read_clock (second, FALSE, &to))
    return 0;
  if (!from.exact && !to.exact && !to.meridiem &&
      (!is_planned (self) || counts_something (self, i + 1) || strlen (first) > 2 ||
       (marked && to.hour > 23)))
    return 0;
  if (to.meridiem)
    {
      to.hour = to.hour % 12 + (to.late ? 12 : 0);
      if (from.meridiem)
        from.hour = from.hour % 12 + (from.late ? 12 : 0);
      else if (to.late && from.hour < 12 && from.hour + 12 < to.hour)
        from.hour += 12;
    }
  else if (!from.exact && !to.exact && to.hour <= self->context->afternoon_until)
    {
      from.hour += 12;
      to.hour += 12;
    }
  *start = from.hour * 60 + from.minute;
  *end = to.hour * 60 + to.minute;
  return *end > *start ? 1 : 0;
}

/* “From 10 to 11”, “2 to 3:30pm”. */
static guint
spelled_range_at (CaptureParser *self, guint i, int *start, int *end, gboolean *vague)
{
  gboolean marked = lsn_capture_is (self, i, WORD_WITH) || lsn_capture_is (self, i, WORD_FROM);
  gboolean end_is_vague;
  const CaptureToken *last;
  guint n = clock_at (self, i + marked, TRUE, start, vague);
  guint m;

  if (!n || says (self, i, "a"))
    return 0;
  n += marked;
  if (!lsn_capture_is (self, i + n, WORD_BY) && !lsn_capture_is (self, i + n, WORD_TO))
    return 0;
  m = clock_at (self, i + n + 1, TRUE, end, &end_is_vague);
  if (!m)
    return 0;
  last = lsn_capture_token (self, i + n + m);
  if (!marked && !strpbrk (last->fold, ":apm") && last->class != WORD_MERIDIEM)
    return 0;
  if (marked && !is_planned (self) && !strchr (last->fold, ':'))
    return 0;
  if (*vague && !end_is_vague && *start < 720 && *start + 720 < *end)
    *start += 720;
  return *end > *start ? n + 1 + m : 0;
}

/* --- A time of the day ------------------------------------------------------------------------ */

/* «в первой половине дня», “first thing”, “after lunch”, “this evening”. */
static guint
part_at (CaptureParser *self, guint i, CapturePart *part)
{
  guint skipped = lsn_capture_skip_preposition (self, i);
  gboolean with =
      lsn_capture_is (self, i, WORD_WITH) || (i > 0 && lsn_capture_is (self, i - 1, WORD_WITH));
  const CaptureToken *token = lsn_capture_token (self, i + skipped);
  int half;

  if (lsn_capture_is (self, i, WORD_AFTER) && is_lunch (self, i + 1))
    {
      *part = PART_AFTERNOON;
      return 2;
    }
  if (says (self, i, "first") && says (self, i + 1, "thing"))
    {
      *part = PART_MORNING;
      return 2;
    }
  if (lsn_capture_ordinal (self, i + skipped, &half) && half <= 2 &&
      g_str_has_prefix (lsn_capture_token (self, i + skipped + 1)->fold, "половин") &&
      says (self, i + skipped + 2, "дня"))
    {
      *part = half == 1 ? PART_MORNING : PART_AFTERNOON;
      return skipped + 3;
    }
  skipped += lsn_capture_skip (self, i + skipped, WORD_ARTICLE) |
             lsn_capture_skip (self, i + skipped, WORD_THIS);
  token = lsn_capture_token (self, i + skipped);

  /* «с днём рождения» is no afternoon. */
  if (token->class == WORD_DAY_PART && !with)
    *part = (CapturePart) token->value;
  else if (token->class == WORD_PART_NOUN && (skipped > 0 || self->has_date))
    *part = (CapturePart) token->value;
  else if (skipped && g_str_equal (token->fold, "утра"))
    *part = PART_MORNING;
  else
    return 0;
  return skipped + 1;
}

guint
lsn_capture_time_at (CaptureParser *self, guint i)
{
  LsnCapture *capture = self->capture;
  gboolean vague = FALSE;
  int start, end;
  guint n;

  if (capture->time < 0)
    {
      gboolean from = lsn_capture_is (self, i, WORD_WITH) || lsn_capture_is (self, i, WORD_FROM) ||
                      lsn_capture_is (self, i, WORD_AT);

      if ((n = spelled_range_at (self, i, &start, &end, &vague)) ||
          (n = joined_range_at (self, i + from, from, &start, &end) ? 1 + from : 0))
        {
          capture->time = start;
          capture->duration = end - start;
          lsn_capture_take (self, i, n, LSN_CAPTURE_SPAN_TIME);
          return n;
        }
    }
  if (capture->time < 0)
    {
      guint skipped = lsn_capture_deadline_at (self, i);
      gboolean marked = skipped > 0;

      if (lsn_capture_is (self, i + skipped, WORD_AT) ||
          lsn_capture_is (self, i + skipped, WORD_BY))
        {
          skipped++;
          marked = TRUE;
        }
      else
        skipped += lsn_capture_skip_preposition (self, i + skipped);
      if (lsn_capture_is (self, i + skipped, WORD_ABOUT) ||
          (marked && says (self, i + skipped, "about")))
        {
          skipped++;
          marked = TRUE;
        }
      n = clock_at (self, i + skipped, marked, &start, &vague);
      if (n)
        {
          capture->time = start;
          self->time_is_vague = vague;
          lsn_capture_take (self, i, skipped + n, LSN_CAPTURE_SPAN_TIME);
          return skipped + n;
        }
    }
  if (self->part == PART_NONE && (n = part_at (self, i, &self->part)))
    {
      lsn_capture_take (self, i, n, LSN_CAPTURE_SPAN_TIME);
      return n;
    }
  return 0;
}

/* Whether a call or a meeting was named before @i. */
static gboolean
takes_time (CaptureParser *self, guint i)
{
  for (guint before = 0; before < i; before++)
    {
      const CaptureToken *token = lsn_capture_token (self, before);

      if ((token->class == WORD_NOUN || token->class == WORD_VERB) &&
          (token->value == LSN_CAPTURE_CALL || token->value == LSN_CAPTURE_MEETING))
        return TRUE;
    }
  return FALSE;
}

/* “For 30 minutes”; of a meeting or a call also “30 min”, and in brackets. */
guint
lsn_capture_duration_at (CaptureParser *self, guint i)
{
  guint skipped = lsn_capture_skip (self, i, WORD_FOR);
  int count, minutes;
  CaptureUnit unit;
  CaptureClass before = i > 0 ? lsn_capture_token (self, i - 1)->class : WORD_OTHER;
  CaptureClass after;
  guint n;

  if (self->capture->duration >= 0 || before == WORD_IN || before == WORD_AFTER)
    return 0;
  n = lsn_capture_amount (self, i + skipped, &count, &unit, &minutes);
  if (!n || (unit != UNIT_MINUTE && unit != UNIT_HOUR) || minutes <= 0)
    return 0;
  after = lsn_capture_token (self, i + n)->class;
  if (!skipped && before == WORD_EVERY)
    return 0;
  if (!skipped && after != WORD_NOUN && after != WORD_VERB &&
      lsn_capture_token (self, i)->before != '(' && !takes_time (self, i))
    return 0;
  self->capture->duration = minutes;
  lsn_capture_take (self, i, n + skipped, LSN_CAPTURE_SPAN_DURATION);
  return n + skipped;
}
