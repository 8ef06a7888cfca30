/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <string.h>

#define TITLE_EDGES " \t\n\r,;:-–—"

static void
find_tags (CaptureParser *self)
{
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  for (guint i = 0; i < self->tokens->len; i++)
    {
      CaptureToken *token = &g_array_index (self->tokens, CaptureToken, i);

      if (token->before != '#' || token->quoted || token->literal ||
          g_ascii_isdigit (token->fold[0]))
        continue;
      token->used = TRUE;
      g_strv_builder_take (tags, g_strndup (self->text + token->start, token->end - token->start));
      lsn_capture_add_span (self, token->start - 1, token->end, LSN_CAPTURE_SPAN_TAG);
    }
  self->capture->tags = g_strv_builder_end (tags);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const LsnCaptureSpan *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* An exclamation mark in the midst of a date belongs to both: the date keeps its span. */
static void
sort_spans (GArray *spans)
{
  gsize end = 0;

  g_array_sort (spans, compare_spans);
  for (guint s = 0; s < spans->len;)
    {
      const LsnCaptureSpan *span = &g_array_index (spans, LsnCaptureSpan, s);

      if (span->start < end)
        g_array_remove_index (spans, s);
      else
        {
          end = span->end;
          s++;
        }
    }
}

static char *
tidy (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *tidied = g_string_new (NULL);
  gsize from;

  for (const char *at = valid; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        {
          if (tidied->len && tidied->str[tidied->len - 1] != ' ')
            g_string_append_c (tidied, ' ');
          continue;
        }
      if ((c == ',' || c == ';' || c == '.' || c == ':') && tidied->len &&
          tidied->str[tidied->len - 1] == ' ')
        g_string_truncate (tidied, tidied->len - 1);
      if (c == ',' && tidied->len && tidied->str[tidied->len - 1] == ',')
        continue;
      g_string_append_unichar (tidied, c);
    }
  while (tidied->len > 0)
    {
      const char *last = g_utf8_prev_char (tidied->str + tidied->len);

      if (!strstr (TITLE_EDGES, last))
        break;
      g_string_truncate (tidied, (gsize) (last - tidied->str));
    }
  for (from = 0; from < tidied->len;)
    {
      char first[8] = { 0 };

      g_unichar_to_utf8 (g_utf8_get_char (tidied->str + from), first);
      if (!strstr (TITLE_EDGES, first))
        break;
      from += strlen (first);
    }
  g_string_erase (tidied, 0, (gssize) from);
  if (tidied->len)
    {
      char first[8] = { 0 };

      g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (tidied->str)), first);
      g_string_erase (tidied, 0, (gssize) (g_utf8_next_char (tidied->str) - tidied->str));
      g_string_prepend (tidied, first);
    }
  return g_string_free (tidied, FALSE);
}

/* «30 нояб.»: the dot belongs to what was understood. */
static gboolean
ends_in_abbreviation (CaptureParser *self, const LsnCaptureSpan *span)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      const CaptureToken *token = &g_array_index (self->tokens, CaptureToken, i);

      if (token->end == span->end)
        return token->class != WORD_OTHER && g_utf8_strlen (token->fold, -1) <= 4;
    }
  return FALSE;
}

static void
make_title (CaptureParser *self)
{
  g_autoptr (GString) left = g_string_new (NULL);
  gboolean says_something = FALSE;
  gsize at = 0;

  sort_spans (self->capture->spans);
  for (guint s = 0; s < self->capture->spans->len; s++)
    {
      const LsnCaptureSpan *span = &g_array_index (self->capture->spans, LsnCaptureSpan, s);

      if (span->what <= LSN_CAPTURE_SPAN_CLIENT)
        continue;
      g_string_append_len (left, self->text + at, (gssize) (span->start - at));
      g_string_append_c (left, ' ');
      at = span->end;
      if (ends_in_abbreviation (self, span) && self->text[at] == '.')
        at++;
    }
  g_string_append (left, self->text + at);
  g_string_replace (left, "( )", "", 0);
  for (guint i = 0; i < self->tokens->len; i++)
    says_something |= !g_array_index (self->tokens, CaptureToken, i).used;
  self->capture->title = tidy (says_something ? left->str : self->text);
  if (!*self->capture->title)
    {
      g_autofree char *valid = g_utf8_make_valid (self->text, -1);

      g_free (self->capture->title);
      self->capture->title = g_strdup (g_strstrip (valid));
    }
}

static void
settle_when (CaptureParser *self)
{
  LsnCapture *capture = self->capture;
  const LsnCaptureContext *context = self->context;
  int now = context->hour * 60 + context->minute;
  gboolean past;

  if (capture->time < 0 && self->part != PART_NONE)
    capture->time = 60 * (self->part == PART_MORNING     ? context->morning_hour
                          : self->part == PART_AFTERNOON ? context->afternoon_hour
                                                         : context->evening_hour);
  else if (self->time_is_vague && capture->time < 720 && self->part > PART_MORNING)
    capture->time += 720;
  else if (self->time_is_vague && capture->time >= 720 && self->part == PART_MORNING)
    capture->time -= 720;

  past = capture->time >= 0 && capture->time <= now;
  if (!self->has_date && capture->rrule)
    lsn_capture_first_of_rule (self, past);
  else if (!self->has_date && capture->time >= 0)
    {
      self->date = self->today;
      self->has_date = TRUE;
      if (past)
        g_date_add_days (&self->date, 1);
    }
  if (self->has_date)
    capture->due_date =
        g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&self->date),
                         (int) g_date_get_month (&self->date), g_date_get_day (&self->date));
}

LsnCapture *
lsn_capture_parse (const char *text, const LsnCaptureContext *context)
{
  g_autoptr (LsnCapture) capture = g_new0 (LsnCapture, 1);
  g_autoptr (GArray) tokens = NULL;
  CaptureParser self = { .text = text, .context = context, .capture = capture };

  g_return_val_if_fail (text != NULL && context != NULL, NULL);
  g_return_val_if_fail (g_date_valid_dmy ((GDateDay) context->day, (GDateMonth) context->month,
                                          (GDateYear) context->year),
                        NULL);

  g_date_set_dmy (&self.today, (GDateDay) context->day, (GDateMonth) context->month,
                  (GDateYear) context->year);
  capture->time = capture->duration = -1;
  capture->spans = g_array_new (FALSE, TRUE, sizeof (LsnCaptureSpan));
  self.tokens = tokens = lsn_capture_tokens_new (text, context);

  lsn_capture_find_priority (&self);
  find_tags (&self);
  lsn_capture_drop_asking (&self);
  for (guint i = 0; i < tokens->len; i++)
    {
      guint n = 0;

      if (!lsn_capture_token (&self, i)->fold[0] ||
          (i > 0 && lsn_capture_is (&self, i - 1, WORD_COUNTED) &&
           g_ascii_isdigit (lsn_capture_token (&self, i)->fold[0])))
        continue;
      if (!(n = lsn_capture_repeat_at (&self, i)) && !(n = lsn_capture_date_at (&self, i)) &&
          !(n = lsn_capture_time_at (&self, i)))
        n = lsn_capture_duration_at (&self, i);
      i += n ? n - 1 : 0;
    }
  lsn_capture_drop_asking_to (&self);
  lsn_capture_find_kind (&self);
  lsn_capture_find_names (&self);
  settle_when (&self);
  make_title (&self);
  return g_steal_pointer (&capture);
}

void
lsn_capture_free (LsnCapture *self)
{
  if (!self)
    return;
  g_free (self->title);
  g_free (self->contact_phrase);
  g_free (self->client_phrase);
  g_free (self->due_date);
  g_free (self->rrule);
  g_strfreev (self->tags);
  g_clear_pointer (&self->spans, g_array_unref);
  g_free (self);
}
