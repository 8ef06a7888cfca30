/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <string.h>

static const CaptureToken nothing = { .fold = (char *) "" };

static const struct
{
  gunichar open, close;
} quotes[] = {
  { 0xAB, 0xBB },
  { 0x201C, 0x201D },
  { 0x201E, 0x201C },
  { '"', '"' },
};

static void
token_clear (gpointer data)
{
  CaptureToken *token = data;

  g_free (token->fold);
}

static gunichar
char_at (const char *at, gsize left, gsize *length)
{
  gunichar c = g_utf8_get_char_validated (at, (gssize) left);

  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      *length = 1;
      return ' ';
    }
  *length = (gsize) (g_utf8_next_char (at) - at);
  return c;
}

static char *
fold (const char *text, gsize length)
{
  g_autofree char *lower = g_utf8_strdown (text, (gssize) length);
  GString *folded = g_string_new (lower);

  g_string_replace (folded, "ё", "е", 0);
  g_string_replace (folded, "’", "'", 0);
  return g_string_free (folded, FALSE);
}

static const CaptureWord *
look_up (const char *fold)
{
  const CaptureWord *const tables[] = { lsn_capture_words_ru, lsn_capture_words_en };

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const CaptureWord *word = tables[t]; word->word; word++)
      if (word->word[0] == fold[0] && g_str_equal (word->word, fold))
        return word;
  return NULL;
}

/* «две-три», «час-полтора», «в понедельник-вторник»: the earlier one. */
static const CaptureWord *
look_up_pair (const char *fold)
{
  const char *hyphen = strchr (fold, '-');
  g_autofree char *half = hyphen ? g_strndup (fold, (gsize) (hyphen - fold)) : NULL;
  const CaptureWord *first = half ? look_up (half) : NULL;
  const CaptureWord *second = first ? look_up (hyphen + 1) : NULL;

  if (second == NULL)
    return NULL;
  switch (first->class)
    {
    case WORD_NUMBER:
    case WORD_DAY:
    case WORD_WEEKDAY:
      return second->class == first->class ? first : NULL;
    case WORD_UNIT:
      return second->class == WORD_NUMBER || second->class == WORD_ONE_AND_HALF ? first : NULL;
    default:
      return NULL;
    }
}

static void
classify (CaptureToken *token)
{
  const CaptureWord *word = look_up (token->fold);

  if (word == NULL)
    word = look_up_pair (token->fold);
  if (word == NULL)
    return;
  token->class = word->class;
  token->value = word->value;
}

/* “5 %”, «300 ₽». */
static gboolean
is_amount (const char *after, gunichar before)
{
  const char *space = after + strspn (after, " ");

  if (before == 0x2116 || before == '$' || before == 0x20AC || before == 0xA3)
    return TRUE;
  return *space == '%' || *space == '$' || g_str_has_prefix (space, "₽") ||
         g_str_has_prefix (space, "€") || g_str_has_prefix (space, "£");
}

gboolean
lsn_capture_is_literal (const LsnCaptureContext *context, const char *text, gsize at)
{
  for (guint l = 0; context->literals && context->literals[l]; l++)
    {
      const char *literal = context->literals[l];
      gsize length = strlen (literal);

      for (const char *found = length ? strstr (text, literal) : NULL; found;
           found = strstr (found + 1, literal))
        if (text + at >= found && text + at < found + length)
          return TRUE;
    }
  return FALSE;
}

static gboolean
joins (gunichar before, gunichar c, gunichar after)
{
  if (c == '-' || c == '\'' || c == 0x2019 || c == '_' || c == '@' || c == '&')
    return g_unichar_isalnum (before) && g_unichar_isalnum (after);
  if (c == '.')
    return g_unichar_isalnum (before) && g_unichar_isalnum (after);
  if (c == ':' || c == 0x2013 || c == ',' || c == '/')
    return g_unichar_isdigit (before) && g_unichar_isdigit (after);
  return FALSE;
}

static gboolean
in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gsize
find_close (const char *text, gsize from, gsize length, gunichar close, gboolean *missing)
{
  char utf8[8] = { 0 };
  const char *found;

  if (*missing)
    return 0;
  g_unichar_to_utf8 (close, utf8);
  found = memmem (text + from, length - from, utf8, strlen (utf8));
  *missing = found == NULL;
  return found ? (gsize) (found - text) : 0;
}

/* A company's legal form makes its neighbour a name: ООО Завтра, Friday LLC. */
static void
protect_company_names (GArray *tokens)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      CaptureToken *token = &g_array_index (tokens, CaptureToken, i);
      gboolean russian = (guchar) token->fold[0] >= 0x80;
      CaptureToken *name = NULL;

      if (token->class != WORD_LEGAL || token->quoted)
        continue;
      if (russian && i + 1 < tokens->len)
        name = &g_array_index (tokens, CaptureToken, i + 1);
      else if (!russian && i > 0)
        name = &g_array_index (tokens, CaptureToken, i - 1);
      if (name && name->capital)
        name->quoted = TRUE;
    }
}

GArray *
lsn_capture_tokens_new (const char *text, const LsnCaptureContext *context)
{
  GArray *tokens = g_array_new (FALSE, TRUE, sizeof (CaptureToken));
  gsize total = strlen (text);
  gsize quoted_until = 0;
  gboolean missing[G_N_ELEMENTS (quotes)] = { FALSE };
  gunichar before = ' ';

  g_array_set_clear_func (tokens, token_clear);
  for (gsize i = 0; i < total;)
    {
      gsize length;
      gunichar c = char_at (text + i, total - i, &length);
      CaptureToken token = { .start = i, .quoted = i < quoted_until };
      gunichar previous = c;

      if (!in_word (c))
        {
          for (guint q = 0; q < G_N_ELEMENTS (quotes) && i >= quoted_until; q++)
            if (c == quotes[q].open)
              {
                gsize close = find_close (text, i + length, total, quotes[q].close, &missing[q]);

                quoted_until = close ? close + 1 : 0;
              }
          if (tokens->len > 0 && strchr (",;.!?:)", c < 128 ? (int) c : ' ') && c != 0)
            g_array_index (tokens, CaptureToken, tokens->len - 1).comma = TRUE;
          before = g_unichar_isspace (c) ? 0 : c;
          i += length;
          continue;
        }

      token.capital = g_unichar_isupper (c);
      token.before = before == ' ' ? 0 : before;
      while (i < total)
        {
          gsize next_length = 0;
          gunichar next;

          c = char_at (text + i, total - i, &length);
          next = i + length < total ? char_at (text + i + length, total - i - length, &next_length)
                                    : ' ';
          if (!in_word (c) && !joins (previous, c, next))
            break;
          previous = c;
          i += length;
        }
      if (total - i > 0 && text[i] == '.' && i - token.start == 3 &&
          (!g_ascii_strncasecmp (text + token.start, "a.m", 3) ||
           !g_ascii_strncasecmp (text + token.start, "p.m", 3)))
        i++;
      token.end = i;
      token.fold = fold (text + token.start, token.end - token.start);
      token.amount = is_amount (text + i, token.before);
      token.literal = lsn_capture_is_literal (context, text, token.start);
      classify (&token);
      before = 0;
      g_array_append_val (tokens, token);
    }
  protect_company_names (tokens);
  return tokens;
}

const CaptureToken *
lsn_capture_token (CaptureParser *self, guint i)
{
  const CaptureToken *token;

  if (i >= self->tokens->len)
    return &nothing;
  token = &g_array_index (self->tokens, CaptureToken, i);
  return token->quoted || token->used || token->literal ? &nothing : token;
}

gboolean
lsn_capture_is (CaptureParser *self, guint i, CaptureClass class)
{
  return lsn_capture_token (self, i)->class == class;
}

gboolean
lsn_capture_number (CaptureParser *self, guint i, int *number)
{
  const CaptureToken *token = lsn_capture_token (self, i);
  gsize length = strlen (token->fold);

  if (token->class == WORD_NUMBER)
    {
      *number = token->value;
      return TRUE;
    }
  if (length == 0 || length > 4 || strspn (token->fold, "0123456789") != length || token->amount ||
      (token->before && strchr ("+#-", (int) MIN (token->before, 127))))
    return FALSE;
  *number = (int) g_ascii_strtoll (token->fold, NULL, 10);
  return TRUE;
}

gboolean
lsn_capture_ordinal (CaptureParser *self, guint i, int *number)
{
  static const char *const endings[] = { "st", "nd",  "rd",   "th",  "-го", "-е",   "го", "-й",
                                         "-я", "-ое", "-ого", "-му", "му",  "-ому", NULL };
  const CaptureToken *token = lsn_capture_token (self, i);
  char *end;
  gint64 value;

  if (token->class == WORD_ORDINAL)
    {
      *number = token->value;
      return TRUE;
    }
  if (!g_ascii_isdigit (token->fold[0]))
    return FALSE;
  value = g_ascii_strtoll (token->fold, &end, 10);
  if (value < 1 || value > 31 || !g_strv_contains (endings, end))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

void
lsn_capture_add_span (CaptureParser *self, gsize start, gsize end, LsnCaptureWhat what)
{
  LsnCaptureSpan span = { start, end, what };

  g_array_append_val (self->capture->spans, span);
}

void
lsn_capture_take (CaptureParser *self, guint first, guint n, LsnCaptureWhat what)
{
  for (guint i = first; i < first + n; i++)
    g_array_index (self->tokens, CaptureToken, i).used = TRUE;
  lsn_capture_add_span (self, g_array_index (self->tokens, CaptureToken, first).start,
                        g_array_index (self->tokens, CaptureToken, first + n - 1).end, what);
}
