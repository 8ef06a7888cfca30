/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-match.h"
#include "base/lsn-text.h"

#include <string.h>

/* Fewer letters stand in anything. */
#define MIN_LETTERS 3

char *
lsn_match_dup_words (const char *text)
{
  g_autofree char *folded = lsn_text_fold (text);
  g_autoptr (GString) words = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (words, c);
      else if (words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  return g_strchomp (g_string_free_and_steal (g_steal_pointer (&words)));
}

static gboolean
each_begins_a_word (const char *words, char **typed)
{
  g_autofree char *padded = g_strconcat (" ", words, NULL);

  for (guint i = 0; typed[i]; i++)
    {
      g_autofree char *wanted = g_strconcat (" ", typed[i], NULL);

      if (strstr (padded, wanted) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
each_stands (const char *words, char **typed)
{
  for (guint i = 0; typed[i]; i++)
    {
      if (strstr (words, typed[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The first letter begins a word; the others follow anywhere. */
static gboolean
letters_stand (const char *words, const char *typed)
{
  const char *wanted = typed;
  gboolean begins = TRUE;

  for (const char *p = words; *p && *wanted; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_utf8_get_char (wanted) == c && (wanted != typed || begins))
        wanted = g_utf8_next_char (wanted);
      begins = c == ' ';
    }
  return *wanted == '\0';
}

LsnMatch
lsn_match_rank (const char *label, const char *typed)
{
  g_autofree char *words = lsn_match_dup_words (label);
  g_auto (GStrv) parts = g_strsplit (typed, " ", -1);

  if (*typed == '\0')
    return LSN_MATCH_NONE;
  if (g_str_equal (words, typed))
    return LSN_MATCH_SAME;
  if (g_str_has_prefix (words, typed))
    return LSN_MATCH_PREFIX;
  if (each_begins_a_word (words, parts))
    return LSN_MATCH_WORDS;
  if (g_utf8_strlen (typed, -1) < MIN_LETTERS)
    return LSN_MATCH_NONE;
  if (each_stands (words, parts))
    return LSN_MATCH_INNER;
  return parts[1] == NULL && letters_stand (words, typed) ? LSN_MATCH_LETTERS : LSN_MATCH_NONE;
}
