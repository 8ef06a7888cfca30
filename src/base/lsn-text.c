/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-text.h"

#include "base/lsn-locale.h"
#include "base/lsn-utf16.h"

#include <libstemmer.h>
#include <locale.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#define INITIALS_MAX     2
#define QUERY_WORDS_MAX  32
#define DIGIT_RUN_MIN    3
#define DIGIT_RUN_WHOLE  5
#define DIGITS_MAX       32
#define BREVE            0x0306
#define CYRILLIC_SMALL_I 0x0438

/* ICU and Snowball objects are for one thread each. */
typedef struct
{
  UCollator *collator; /* nullable */
  char *collator_locale;
  struct sb_stemmer *russian;
  struct sb_stemmer *english;
} Tools;

static void
tools_free (gpointer data)
{
  Tools *tools = data;

  g_clear_pointer (&tools->collator, ucol_close);
  g_clear_pointer (&tools->collator_locale, g_free);
  g_clear_pointer (&tools->russian, sb_stemmer_delete);
  g_clear_pointer (&tools->english, sb_stemmer_delete);
  g_free (tools);
}

static GPrivate tools_private = G_PRIVATE_INIT (tools_free);

static Tools *
get_tools (void)
{
  Tools *tools = g_private_get (&tools_private);

  if (!tools)
    {
      tools = g_new0 (Tools, 1);
      tools->russian = sb_stemmer_new ("russian", "UTF_8");
      tools->english = sb_stemmer_new ("english", "UTF_8");
      g_private_set (&tools_private, tools);
    }

  return tools;
}

static const char *adopted_locale; /* atomic; interned, nullable */

static UCollator *
get_collator (void)
{
  Tools *tools = get_tools ();
  const char *adopted = g_atomic_pointer_get (&adopted_locale);
  g_autofree char *locale = adopted ? g_strdup (adopted) : lsn_locale_dup_icu (LC_COLLATE);
  UErrorCode status = U_ZERO_ERROR;

  if (tools->collator && g_str_equal (tools->collator_locale, locale))
    return tools->collator;

  g_clear_pointer (&tools->collator, ucol_close);
  tools->collator = ucol_open (locale, &status);
  g_assert (U_SUCCESS (status));
  ucol_setAttribute (tools->collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
  g_set_str (&tools->collator_locale, locale);

  return tools->collator;
}

char *
lsn_text_to_valid (const char *bytes, gssize length)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (bytes || length <= 0, NULL);

  if (!bytes)
    return g_strdup ("");
  text = g_string_new_len (bytes, length);
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\0')
      text->str[i] = '\xff';

  return g_utf8_make_valid (text->str, (gssize) text->len);
}

/* Normalization may lengthen the text: NFKC casefold 18 times for one ligature of Arabic, NFD 4. */
static UChar *
normalize (const UNormalizer2 *normalizer, const UChar *text, int *length)
{
  UErrorCode status = U_ZERO_ERROR;
  int32_t needed = unorm2_normalize (normalizer, text, *length, NULL, 0, &status);
  UChar *result = g_new (UChar, (gsize) needed + 1);

  status = U_ZERO_ERROR;
  *length = unorm2_normalize (normalizer, text, *length, result, needed + 1, &status);
  g_assert (U_SUCCESS (status));

  return result;
}

static gboolean
has_accents (UScriptCode script)
{
  return script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK;
}

/* In place, on NFD. Marks of Devanagari, Hebrew and the like are letters rather than accents. */
static int
strip_accents (UChar *text, int length)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar32 base = 0;
  int kept = 0;

  for (int i = 0; i < length;)
    {
      int start = i;
      UChar32 c;

      U16_NEXT (text, i, length, c);
      if (u_charType (c) == U_NON_SPACING_MARK)
        {
          gboolean is_short_i = base == CYRILLIC_SMALL_I && c == BREVE;

          if (!is_short_i && has_accents (uscript_getScript (base, &status)))
            continue;
        }
      else
        base = c;
      while (start < i)
        text[kept++] = text[start++];
    }

  return kept;
}

char *
lsn_text_fold (const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  g_autofree UChar *wide = NULL;
  g_autofree UChar *folded = NULL;
  g_autofree UChar *decomposed = NULL;
  g_autofree UChar *composed = NULL;
  int length;

  g_return_val_if_fail (text, NULL);

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  wide = lsn_utf16_new (text, &length);
  folded = normalize (unorm2_getNFKCCasefoldInstance (&status), wide, &length);
  decomposed = normalize (unorm2_getNFDInstance (&status), folded, &length);
  length = strip_accents (decomposed, length);
  composed = normalize (unorm2_getNFCInstance (&status), decomposed, &length);

  return lsn_utf16_dup_utf8 (composed, length);
}

char *
lsn_text_dup_sort_key (const char *text)
{
  static const char hex[] = "0123456789abcdef";
  UCollator *collator = get_collator ();
  g_autofree UChar *wide = NULL;
  g_autofree guint8 *key = NULL;
  int length;
  int32_t size;
  char *encoded;

  if (!text || !*text)
    return g_strdup ("");

  wide = lsn_utf16_new (text, &length);
  size = ucol_getSortKey (collator, wide, length, NULL, 0);
  key = g_malloc ((gsize) size);
  ucol_getSortKey (collator, wide, length, key, size);

  size--; /* its NUL */
  encoded = g_malloc ((gsize) size * 2 + 1);
  for (int32_t i = 0; i < size; i++)
    {
      encoded[i * 2] = hex[key[i] >> 4];
      encoded[i * 2 + 1] = hex[key[i] & 0xf];
    }
  encoded[size * 2] = '\0';

  return encoded;
}

const char *
lsn_text_get_collation (void)
{
  UCollator *collator = get_collator ();
  UErrorCode status = U_ZERO_ERROR;
  UVersionInfo version;
  char version_text[U_MAX_VERSION_STRING_LENGTH];
  const char *actual = ucol_getLocaleByType (collator, ULOC_ACTUAL_LOCALE, &status);
  g_autofree char *name = NULL;

  ucol_getVersion (collator, version);
  u_versionToString (version, version_text);
  /* Many locales sort alike: that of all of them is called root. */
  name = g_strdup_printf ("%s kn %s %s", actual && *actual ? actual : "root", version_text,
                          U_ICU_VERSION);

  return g_intern_string (name);
}

void
lsn_text_adopt_collation (const char *collation)
{
  g_autofree char *locale = collation ? g_strndup (collation, strcspn (collation, " ")) : NULL;

  g_atomic_pointer_set (&adopted_locale, locale && *locale ? g_intern_string (locale) : NULL);
}

/* Advances @text over the next word. Returns: where it starts, NULL at the end. */
static const char *
next_word (const char **text)
{
  const char *p = *text;
  const char *start;

  while (*p && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (!*p)
    return NULL;

  start = p;
  while (*p && (g_unichar_isalnum (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p))))
    p = g_utf8_next_char (p);
  *text = p;

  return start;
}

/* Returns: NULL when the stem is the word itself or its script has no stemmer. */
static char *
dup_stem (const char *word, gsize length)
{
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript ((UChar32) g_utf8_get_char (word), &status);
  struct sb_stemmer *stemmer;
  const sb_symbol *stem;
  gsize stem_length;

  if (script == USCRIPT_CYRILLIC)
    stemmer = get_tools ()->russian;
  else if (script == USCRIPT_LATIN)
    stemmer = get_tools ()->english;
  else
    return NULL;

  stem = sb_stemmer_stem (stemmer, (const sb_symbol *) word, (int) length);
  stem_length = (gsize) sb_stemmer_length (stemmer);
  if (!stem || stem_length == 0 || (stem_length == length && memcmp (stem, word, length) == 0))
    return NULL;

  return g_strndup ((const char *) stem, stem_length);
}

char *
lsn_text_dup_index (const char *text)
{
  g_autofree char *folded = lsn_text_fold (text ? text : "");
  GString *index = g_string_sized_new (strlen (folded) * 2);
  const char *rest = folded;
  const char *word;

  while ((word = next_word (&rest)))
    {
      g_autofree char *stem = dup_stem (word, (gsize) (rest - word));

      if (index->len > 0)
        g_string_append_c (index, ' ');
      g_string_append_len (index, word, rest - word);
      if (stem)
        g_string_append_printf (index, " %s", stem);
    }

  return g_string_free_and_steal (index);
}

char *
lsn_text_dup_query (const char *typed)
{
  g_autofree char *folded = lsn_text_fold (typed ? typed : "");
  g_autoptr (GString) query = g_string_new (NULL);
  const char *rest = folded;
  const char *word = next_word (&rest);

  /* The words hold no quote and no operator, so the expression is always well-formed. */
  for (int n = 0; word && n < QUERY_WORDS_MAX; n++)
    {
      gsize length = (gsize) (rest - word);
      g_autofree char *stem = dup_stem (word, length);
      const char *next = next_word (&rest);
      gboolean last = !next || n == QUERY_WORDS_MAX - 1;

      g_string_append_printf (query, "%s(\"%.*s\"%s", n > 0 ? " AND " : "", (int) length, word,
                              last ? "*" : "");
      if (stem)
        g_string_append_printf (query, " OR \"%s\"", stem);
      g_string_append_c (query, ')');
      word = next;
    }

  return query->len > 0 ? g_string_free_and_steal (g_steal_pointer (&query)) : NULL;
}

char *
lsn_text_dup_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text ? text : ""; *p; p = g_utf8_next_char (p))
    {
      int value = g_unichar_digit_value (g_utf8_get_char (p));

      if (value >= 0)
        g_string_append_c (digits, (char) ('0' + value));
    }

  return g_string_free_and_steal (digits);
}

char *
lsn_text_dup_digit_index (const char *digits)
{
  gsize length = digits ? MIN (strlen (digits), DIGITS_MAX) : 0;
  GString *index = g_string_new (NULL);

  for (gsize i = 0; i + DIGIT_RUN_MIN <= length; i++)
    {
      if (i > 0)
        g_string_append_c (index, ' ');
      g_string_append_len (index, digits + i, (gssize) MIN (length - i, DIGIT_RUN_WHOLE));
    }

  return g_string_free_and_steal (index);
}

char *
lsn_text_dup_digit_query (const char *run, gboolean *exact)
{
  gsize length = strlen (run);
  GString *query = NULL;

  *exact = length <= DIGIT_RUN_WHOLE;
  if (length < DIGIT_RUN_MIN)
    return NULL;
  if (*exact)
    return g_strdup_printf ("\"%s\"*", run);
  query = g_string_new (NULL);
  for (gsize i = 0; i + DIGIT_RUN_WHOLE <= length; i++)
    g_string_append_printf (query, "%s\"%.*s\"", i > 0 ? " AND " : "", DIGIT_RUN_WHOLE, run + i);
  return g_string_free_and_steal (query);
}

static gboolean
is_legal_form (const char *word, gsize length)
{
  static const char *const forms[] = {
    "ооо", "оао", "зао", "пао", "ао",  "ип",  "нко",  "ано",  "нао",
    "тоо", "llc", "ltd", "inc", "plc", "llp", "gmbh", "corp", "co",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strlen (forms[i]) == length && memcmp (forms[i], word, length) == 0)
      return TRUE;

  return FALSE;
}

char *
lsn_text_dup_core (const char *name)
{
  g_autofree char *folded = lsn_text_fold (name ? name : "");
  GString *core = g_string_new (NULL);
  const char *rest = folded;
  const char *word;

  while ((word = next_word (&rest)))
    {
      gsize length = (gsize) (rest - word);

      if (is_legal_form (word, length))
        continue;
      if (core->len > 0)
        g_string_append_c (core, ' ');
      g_string_append_len (core, word, (gssize) length);
    }
  return g_string_free_and_steal (core);
}

static char *
dup_initials (const char *name, gboolean skip_forms)
{
  GString *initials = g_string_new (NULL);
  const char *rest = name;
  const char *word;

  for (int n = 0; n < INITIALS_MAX && (word = next_word (&rest));)
    {
      g_autofree char *folded = NULL;
      g_autofree char *plain = g_strndup (word, (gsize) (rest - word));
      const char *p = word;

      folded = lsn_text_fold (plain);
      if (skip_forms && is_legal_form (folded, strlen (folded)))
        continue;
      while (p < rest && !g_unichar_isalpha (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p == rest)
        continue;
      g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (p)));
      n++;
    }

  return g_string_free_and_steal (initials);
}

char *
lsn_text_dup_initials (const char *name)
{
  g_autofree char *initials = dup_initials (name ? name : "", TRUE);

  return *initials ? g_steal_pointer (&initials) : dup_initials (name ? name : "", FALSE);
}
