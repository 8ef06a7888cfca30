/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <stdio.h>
#include <string.h>

static gboolean
counts_something (CaptureParser *self, guint i)
{
  static const char *const endings[] = { "ов", "ев", "ей", "ах", "ях", "шт", "раза" };
  const CaptureToken *token = lsn_capture_token (self, i);

  if (token->class == WORD_MEASURE || token->class == WORD_MONTH || token->class == WORD_ONCE)
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

/* “half past three”, «полтретьего», «без четверти пять»: @minutes of a dial of twelve hours. */
static guint
spoken_at (CaptureParser *self, guint i, int *minutes)
{
  const char *word = lsn_capture_token (self, i)->fold;
  const char *second = lsn_capture_token (self, i + 1)->fold;
  int part = g_str_equal (word, "half") ? 30 : 15;
  gboolean past = g_str_equal (second, "past");
  guint n = 0;
  int hour = 0;

  if ((g_str_equal (word, "half") && past) ||
      (g_str_equal (word, "quarter") && (past || g_str_equal (second, "to"))))
    {
      n = lsn_capture_number (self, i + 2, &hour) ? 3 : 0;
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

/* How many tokens say an hour; @marked when a preposition says that it is one. */
static guint
clock_at (CaptureParser *self, guint i, gboolean marked, int *time, gboolean *vague)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  const CaptureToken *after;
  int hour, minute = 0, used = 0;
  guint n = 1;
  char tail[3] = { 0 };
  gboolean colon = FALSE;

  *vague = FALSE;
  n = spoken_at (self, i, time);
  if (n)
    {
      *vague = TRUE;
      if (*time < 60 || *time / 60 <= self->context->afternoon_until)
        *time += 12 * 60;
      return n;
    }
  n = 1;
  if (token->class == WORD_MOMENT)
    {
      *time = token->value;
      return 1;
    }
  if (marked && g_str_equal (token->fold, "час"))
    {
      *time = 13 * 60;
      return 1 + (g_str_equal (lsn_capture_token (self, i + 1)->fold, "дня") ? 1 : 0);
    }
  if (g_ascii_isdigit (token->fold[0]) &&
      sscanf (token->fold, "%2d:%2d%n", &hour, &minute, &used) == 2 && used >= 4)
    {
      g_strlcpy (tail, token->fold + used, sizeof tail);
      if (strlen (token->fold + used) > 2)
        return 0;
      colon = TRUE;
    }
  else if (g_ascii_isdigit (token->fold[0]) &&
           sscanf (token->fold, "%2d%2[apm]%n", &hour, tail, &used) == 2 && !token->fold[used])
    minute = 0;
  else if (!lsn_capture_number (self, i, &hour) || g_str_equal (token->fold, "a") ||
           g_str_equal (token->fold, "an"))
    return 0;
  if (hour > 23 || minute > 59 ||
      (tail[0] && !g_str_equal (tail, "am") && !g_str_equal (tail, "pm")))
    return 0;

  after = lsn_capture_token (self, i + n);
  if (after->class == WORD_UNIT && after->value == UNIT_HOUR &&
      lsn_capture_is_russian (self, i + n) &&
      (marked || lsn_capture_is (self, i + n + 1, WORD_MERIDIEM)))
    {
      int more;

      n++;
      if (lsn_capture_number (self, i + n, &more) && more < 60 &&
          lsn_capture_is (self, i + n + 1, WORD_UNIT) &&
          lsn_capture_token (self, i + n + 1)->value == UNIT_MINUTE)
        {
          minute = more;
          n += 2;
        }
      after = lsn_capture_token (self, i + n);
    }
  if (tail[0] || after->class == WORD_MERIDIEM ||
      ((marked || n > 1 || colon) && g_str_equal (after->fold, "дня")))
    {
      gboolean late =
          tail[0] ? tail[0] == 'p' : after->class != WORD_MERIDIEM || after->value == 12;

      if (hour > 12 && !late)
        return 0;
      if (hour <= 12)
        hour = hour % 12 + (late ? 12 : 0);
      n += tail[0] ? 0 : 1;
    }
  else if (!colon && n == 1 &&
           (!marked || (!token->comma && counts_something (self, i + 1)) ||
            after->class == WORD_UNIT))
    return 0;
  else if (hour < 12 && token->fold[0] != '0')
    {
      *vague = TRUE;
      if (!colon && hour > 0 && hour <= self->context->afternoon_until)
        hour += 12;
    }
  *time = hour * 60 + minute;
  return n;
}

static guint
range_at (CaptureParser *self, guint i, int *start, int *end, gboolean *vague)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  int h1, m1, h2, m2, used = 0;
  guint n, m;

  if (sscanf (token->fold, "%2d:%2d-%2d:%2d%n", &h1, &m1, &h2, &m2, &used) == 4 ||
      sscanf (token->fold, "%2d:%2d–%2d:%2d%n", &h1, &m1, &h2, &m2, &used) == 4)
    {
      if (token->fold[used] || h1 < 0 || h1 > 23 || h2 < 0 || h2 > 23 || m1 < 0 || m1 > 59 ||
          m2 < 0 || m2 > 59)
        return 0;
      *start = h1 * 60 + m1;
      *end = h2 * 60 + m2;
      return *end > *start ? 1 : 0;
    }
  if (token->class != WORD_WITH && token->class != WORD_FROM)
    return 0;
  n = clock_at (self, i + 1, TRUE, start, vague);
  if (!n ||
      !(lsn_capture_is (self, i + 1 + n, WORD_BY) || lsn_capture_is (self, i + 1 + n, WORD_TO)))
    return 0;
  m = clock_at (self, i + 2 + n, TRUE, end, vague);
  return m && *end > *start ? 2 + n + m : 0;
}

guint
lsn_capture_time_at (CaptureParser *self, guint i)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  gboolean vague = FALSE;
  int start, end;
  guint n;

  if (self->capture->time < 0 && (n = range_at (self, i, &start, &end, &vague)))
    {
      self->capture->time = start;
      self->capture->duration = end - start;
      lsn_capture_take (self, i, n, LSN_CAPTURE_SPAN_TIME);
      return n;
    }
  if (self->capture->time < 0)
    {
      gboolean marked = token->class == WORD_AT || token->class == WORD_BY;
      guint skipped = marked ? 1 : lsn_capture_skip_preposition (self, i);

      n = clock_at (self, i + skipped, marked, &start, &vague);
      if (n)
        {
          self->capture->time = start;
          self->time_is_vague = vague;
          lsn_capture_take (self, i, skipped + n, LSN_CAPTURE_SPAN_TIME);
          return skipped + n;
        }
    }
  if (self->part == PART_NONE)
    {
      guint skipped = lsn_capture_skip_preposition (self, i);

      skipped += lsn_capture_skip (self, i + skipped, WORD_ARTICLE) |
                 lsn_capture_skip (self, i + skipped, WORD_THIS);
      token = lsn_capture_token (self, i + skipped);
      if (token->class == WORD_DAY_PART ||
          (token->class == WORD_PART_NOUN && (skipped > 0 || self->has_date)) ||
          (skipped && i + skipped < self->tokens->len && g_str_equal (token->fold, "утра")))
        {
          self->part = token->class == WORD_MERIDIEM ? PART_MORNING : (CapturePart) token->value;
          lsn_capture_take (self, i, skipped + 1, LSN_CAPTURE_SPAN_TIME);
          return skipped + 1;
        }
    }
  return 0;
}

guint
lsn_capture_duration_at (CaptureParser *self, guint i)
{
  int count, minutes;
  CaptureUnit unit;
  guint n;

  if (self->capture->duration >= 0 || !lsn_capture_is (self, i, WORD_FOR))
    return 0;
  n = lsn_capture_amount (self, i + 1, &count, &unit, &minutes);
  if (!n || (unit != UNIT_MINUTE && unit != UNIT_HOUR) || minutes <= 0)
    return 0;
  self->capture->duration = minutes;
  lsn_capture_take (self, i, n + 1, LSN_CAPTURE_SPAN_DURATION);
  return n + 1;
}
