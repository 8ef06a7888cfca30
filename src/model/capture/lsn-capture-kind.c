/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <string.h>

/* How many words before a noun such as “meeting” still let it say what the task is. */
#define NOUN_WITHIN 3

/* --- How urgent ------------------------------------------------------------------------------- */

/* “High priority”, «приоритет высокий». */
static guint
priority_words_at (CaptureParser *self, guint i, int *priority)
{
  for (guint word = i; word < i + 2; word++)
    {
      const CaptureToken *degree = lsn_capture_token (self, word == i ? i + 1 : i);

      if (lsn_capture_is (self, word, WORD_PRIORITY) && degree->class == WORD_DEGREE)
        {
          *priority = degree->value;
          return 2;
        }
    }
  return 0;
}

static guint
urgency_at (CaptureParser *self, guint i, int *priority)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  guint n = 0;

  if (token->before == '#' || (i > 0 && lsn_capture_is (self, i - 1, WORD_NOT)))
    return 0;
  if ((n = priority_words_at (self, i, priority)))
    return n;
  n = lsn_capture_skip (self, i, WORD_VERY);
  token = lsn_capture_token (self, i + n);
  if (token->class != WORD_URGENT)
    return 0;

  /* “It is important that …” is no urgency: only at either end, or before a comma or colon. */
  if (token->value < 3 && i > 0 && i + n + 1 < self->tokens->len && !token->comma)
    return 0;
  *priority = token->value;
  return n + 1;
}

void
lsn_capture_find_priority (CaptureParser *self)
{
  LsnCapture *capture = self->capture;

  for (const char *at = strchr (self->text, '!'); at; at = strchr (at, '!'))
    {
      gsize start = (gsize) (at - self->text);
      gsize length = strspn (at, "!");
      gboolean alone = start == 0 || g_ascii_isspace (at[-1]);

      if (capture->priority == 0 && length <= 3 && (alone || length > 1) &&
          !lsn_capture_is_literal (self->context, self->text, start))
        {
          capture->priority = (int) length;
          lsn_capture_add_span (self, start, start + length, LSN_CAPTURE_SPAN_PRIORITY);
        }
      at += length;
    }
  for (guint i = 0; i < self->tokens->len && capture->priority == 0; i++)
    {
      guint n = urgency_at (self, i, &capture->priority);

      if (n)
        lsn_capture_take (self, i, n, LSN_CAPTURE_SPAN_PRIORITY);
    }
}

/* --- “Remind me to” --------------------------------------------------------------------------- */

static gboolean
is_infinitive (CaptureParser *self, guint i)
{
  static const char *const endings[] = { "ть", "ти", "чь", "ться", "тись", "чься" };
  const CaptureToken *token = lsn_capture_token (self, i);

  if (token->class == WORD_VERB || token->class == WORD_SEND)
    return TRUE;
  if (token->capital || g_utf8_strlen (token->fold, -1) < 4)
    return FALSE;
  for (guint e = 0; e < G_N_ELEMENTS (endings); e++)
    if (g_str_has_suffix (token->fold, endings[e]))
      return TRUE;
  return FALSE;
}

static gboolean
says (CaptureParser *self, guint i, const char *word)
{
  return g_str_equal (lsn_capture_token (self, i)->fold, word);
}

/* “Remind me to call Anna” is a call, and so is “I need to call Anna”. */
void
lsn_capture_drop_asking (CaptureParser *self)
{
  guint n = lsn_capture_skip (self, 0, WORD_I);
  gboolean complete;

  if (lsn_capture_is (self, n, WORD_REMIND))
    {
      n++;
      complete = lsn_capture_is (self, n, WORD_ME);
      n += complete;
      complete |= is_infinitive (self, n);
      n += lsn_capture_skip (self, n, WORD_TO);
    }
  else if (lsn_capture_is (self, n, WORD_SET))
    {
      n += 1 + lsn_capture_skip (self, n + 1, WORD_ARTICLE);
      n += says (self, n, "a");
      complete = lsn_capture_is (self, n, WORD_REMINDER);
      n++;
      n += lsn_capture_skip (self, n, WORD_TO);
    }
  else
    {
      n += lsn_capture_skip (self, n, WORD_NOT);
      complete = lsn_capture_is (self, n, WORD_NEED) &&
                 (is_infinitive (self, n + 1) || lsn_capture_is (self, n + 1, WORD_TO));
      n++;
      n += lsn_capture_skip (self, n, WORD_TO);
    }
  if (complete && n < self->tokens->len)
    lsn_capture_take (self, 0, n, LSN_CAPTURE_SPAN_ASKING);
}

/* “Remind me tomorrow to call”: what is left of it once the date is gone. */
void
lsn_capture_drop_asking_to (CaptureParser *self)
{
  guint i = 0;

  if (self->tokens->len == 0 || !g_array_index (self->tokens, CaptureToken, 0).used ||
      g_array_index (self->tokens, CaptureToken, 0).class != WORD_REMIND)
    return;
  while (i < self->tokens->len && g_array_index (self->tokens, CaptureToken, i).used)
    i++;
  if (lsn_capture_is (self, i, WORD_TO) && i + 1 < self->tokens->len)
    lsn_capture_take (self, i, 1, LSN_CAPTURE_SPAN_ASKING);
}

/* --- What kind of thing ----------------------------------------------------------------------- */

/* What “write to Anna in Telegram” and “send Anna the offer by mail” go by. */
static gboolean
find_channel (CaptureParser *self, guint from, LsnCaptureKind *kind)
{
  for (guint i = from; i < self->tokens->len; i++)
    {
      const CaptureToken *token = lsn_capture_token (self, i);

      if (token->class != WORD_CHANNEL &&
          !((token->class == WORD_NOUN || token->class == WORD_VERB) &&
            (token->value == LSN_CAPTURE_MAIL || token->value == LSN_CAPTURE_MESSAGE)))
        continue;
      *kind = (LsnCaptureKind) token->value;
      return TRUE;
    }
  return FALSE;
}

void
lsn_capture_find_kind (CaptureParser *self)
{
  guint words = 0;

  for (guint i = 0; i < self->tokens->len; i++)
    {
      const CaptureToken *token = lsn_capture_token (self, i);
      LsnCaptureKind kind = LSN_CAPTURE_TASK;

      if (!*token->fold)
        continue;
      words++;
      if (token->class == WORD_SEND && find_channel (self, i + 1, &kind))
        self->capture->kind = kind;
      else if (token->class == WORD_VERB || (token->class == WORD_NOUN && words <= NOUN_WITHIN))
        {
          if (i > 0 &&
              (lsn_capture_is (self, i - 1, WORD_AFTER) || lsn_capture_is (self, i - 1, WORD_FOR)))
            continue;
          self->capture->kind = (LsnCaptureKind) token->value;
          if (token->value == LSN_CAPTURE_MESSAGE && find_channel (self, i + 1, &kind))
            self->capture->kind = kind;
        }
      else
        continue;
      lsn_capture_add_span (self, token->start, token->end, LSN_CAPTURE_SPAN_KIND);
      return;
    }
}
