/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-private.h"

#include <string.h>

#define LONGEST_NAME    4
#define MOST_STARTS     64
#define MOST_CANDIDATES 36

/* Case endings of names and the nominative they may come from, likelier first. */
static const struct
{
  const char *ending, *nominative;
} endings[] = {
  { "ой", "а" },   { "ой", "ая" }, { "ею", "я" },   { "ей", "я" },   { "ей", "а" },
  { "ии", "ия" },  { "ию", "ия" }, { "ого", "ый" }, { "ого", "ий" }, { "ому", "ый" },
  { "ому", "ий" }, { "ым", "" },   { "ым", "ый" },  { "им", "ий" },  { "им", "" },
  { "ую", "ая" },  { "ом", "" },   { "ем", "й" },   { "ем", "ь" },   { "ем", "" },
  { "ах", "ы" },   { "ях", "и" },  { "у", "" },     { "у", "а" },    { "у", "о" },
  { "ю", "й" },    { "ю", "ь" },   { "ю", "я" },    { "а", "" },     { "а", "о" },
  { "я", "й" },    { "я", "ь" },   { "е", "а" },    { "е", "я" },    { "е", "" },
  { "и", "а" },    { "и", "я" },   { "ы", "а" },    { "'s", "" },    { "’s", "" },
};

GPtrArray *
lsn_capture_guesses (const char *word)
{
  GPtrArray *guesses = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (guesses, g_strdup (word));
  for (guint e = 0; e < G_N_ELEMENTS (endings); e++)
    {
      gsize stem = strlen (word) - MIN (strlen (word), strlen (endings[e].ending));

      if (g_str_has_suffix (word, endings[e].ending) && stem >= 4)
        g_ptr_array_add (guesses,
                         g_strdup_printf ("%.*s%s", (int) stem, word, endings[e].nominative));
    }
  return guesses;
}

static CaptureToken *
token_at (CaptureParser *self, guint i)
{
  return &g_array_index (self->tokens, CaptureToken, i);
}

static char *
typed (CaptureParser *self, guint i, guint n)
{
  const char *start = self->text + token_at (self, i)->start;
  g_autofree char *words =
      g_strndup (start, token_at (self, i + n - 1)->end - token_at (self, i)->start);

  return g_utf8_make_valid (words, -1);
}

static gboolean
ask (CaptureParser *self, const char *words, LsnCaptureMatch *match)
{
  *match = (LsnCaptureMatch) { .client_id = self->capture->client_id };
  if (self->context->resolve (words, match, self->context->resolve_data))
    return TRUE;
  g_clear_pointer (&match->name, g_free);
  return FALSE;
}

static gboolean
resolve (CaptureParser *self, guint i, guint n, LsnCaptureMatch *match)
{
  g_autofree char *whole = typed (self, i, n);
  g_autofree char *first = typed (self, i, 1);
  g_autoptr (GPtrArray) heads = NULL;
  g_autoptr (GPtrArray) tails = NULL;
  guint tried = 0;

  if (ask (self, whole, match))
    return TRUE;
  if (n > 2)
    return FALSE;
  heads = lsn_capture_guesses (first);
  if (n == 2)
    {
      g_autofree char *second = typed (self, i + 1, 1);

      tails = lsn_capture_guesses (second);
    }
  for (guint h = 0; h < heads->len; h++)
    for (guint t = 0; t < (tails ? tails->len : 1) && tried++ < MOST_CANDIDATES; t++)
      {
        g_autofree char *guess =
            tails ? g_strdup_printf ("%s %s", (char *) heads->pdata[h], (char *) tails->pdata[t])
                  : g_strdup (heads->pdata[h]);

        if (ask (self, guess, match))
          return TRUE;
      }
  return FALSE;
}

static gboolean
may_start (CaptureParser *self, guint i)
{
  const CaptureToken *token = token_at (self, i);

  return !token->used && !token->named && !token->literal &&
         (token->quoted || token->class == WORD_OTHER) && !g_ascii_isdigit (token->fold[0]);
}

static gboolean
accept (CaptureParser *self, guint i, guint n, LsnCaptureMatch *match)
{
  LsnCapture *capture = self->capture;
  gboolean contact = match->kind == LSN_CAPTURE_MATCH_CONTACT;
  gint64 *id = contact ? &capture->contact_id : &capture->client_id;
  char **phrase = contact ? &capture->contact_phrase : &capture->client_phrase;

  if (*id || !(match->exact || token_at (self, i)->capital))
    {
      g_free (match->name);
      return FALSE;
    }
  *id = match->id;
  for (guint t = i; t < i + n; t++)
    token_at (self, t)->named = TRUE;
  *phrase = match->name ? g_steal_pointer (&match->name) : typed (self, i, n);
  lsn_capture_add_span (self, token_at (self, i)->start, token_at (self, i + n - 1)->end,
                        contact ? LSN_CAPTURE_SPAN_CONTACT : LSN_CAPTURE_SPAN_CLIENT);
  return TRUE;
}

/* Of two contacts of one name, the one at the client that was named after it. */
static void
prefer_contact_of_client (CaptureParser *self, guint i, guint n)
{
  LsnCaptureMatch match;

  if (!resolve (self, i, n, &match))
    return;
  if (match.kind == LSN_CAPTURE_MATCH_CONTACT)
    {
      self->capture->contact_id = match.id;
      if (match.name)
        {
          g_free (self->capture->contact_phrase);
          self->capture->contact_phrase = g_steal_pointer (&match.name);
        }
    }
  g_free (match.name);
}

/* A capital right after the verb or “with” is a person, after “from” a client, even if unknown. */
static void
guess_unknown (CaptureParser *self)
{
  /* «ООО «Альфа»»; “Globex Inc” ends with its form. */
  for (guint i = 1; i < self->tokens->len; i++)
    {
      CaptureClass before = token_at (self, i - 1)->class;
      gboolean client = before == WORD_FROM || before == WORD_LEGAL;
      char **phrase = client ? &self->capture->client_phrase : &self->capture->contact_phrase;
      guint n = 1;

      if (token_at (self, i - 1)->used || token_at (self, i - 1)->quoted || !may_start (self, i) ||
          !token_at (self, i)->capital || *phrase ||
          !(client || before == WORD_VERB || before == WORD_WITH) ||
          (before == WORD_VERB && self->capture->client_id))
        continue;
      while (i + n < self->tokens->len && n < LONGEST_NAME && may_start (self, i + n) &&
             token_at (self, i + n)->capital && !token_at (self, i + n - 1)->comma &&
             token_at (self, i + n)->before != '(')
        n++;
      *phrase = typed (self, i, n);
      lsn_capture_add_span (self, token_at (self, i)->start, token_at (self, i + n - 1)->end,
                            client ? LSN_CAPTURE_SPAN_CLIENT : LSN_CAPTURE_SPAN_CONTACT);
    }
}

void
lsn_capture_find_names (CaptureParser *self)
{
  guint starts = 0;
  guint contact_at = 0, contact_length = 0;

  for (guint i = 0; self->context->resolve && i < self->tokens->len && starts < MOST_STARTS; i++)
    {
      guint longest = 1;

      if (!may_start (self, i))
        continue;
      starts++;
      while (longest < LONGEST_NAME && i + longest < self->tokens->len &&
             !token_at (self, i + longest)->used && !token_at (self, i + longest - 1)->comma)
        longest++;
      for (guint n = longest; n > 0; n--)
        {
          LsnCaptureMatch match;

          if (resolve (self, i, n, &match) && accept (self, i, n, &match))
            {
              if (match.kind == LSN_CAPTURE_MATCH_CONTACT)
                {
                  contact_at = i;
                  contact_length = n;
                }
              i += n - 1;
              break;
            }
        }
    }
  if (contact_length && self->capture->client_id)
    prefer_contact_of_client (self, contact_at, contact_length);
  guess_unknown (self);
}
