/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-number.h"

#include "base/lsn-locale.h"
#include "base/lsn-number-format.h"

#include <locale.h>
#include <string.h>
#include <unicode/unum.h>

#define MAX_DECIMALS 6

/* What is left of a spelling: ASCII digits, '.', ',', ' ' and '\'' for any apostrophe that groups,
 * 'd' for a separator that can only be decimal. */
typedef struct
{
  GString *text; /* owned */
  gboolean negative;
} Spelling;

static gboolean
is_invisible (gunichar c)
{
  return c == 0x200e || c == 0x200f || c == 0x061c || c == 0xfeff;
}

static gboolean
is_minus (gunichar c)
{
  return c == '-' || c == 0x2212 || c == 0x2013 || c == 0xff0d;
}

/* '\0': no character of a number. */
static char
normal_of (gunichar c)
{
  if (g_unichar_isdigit (c))
    return (char) ('0' + g_unichar_digit_value (c));
  if (g_unichar_isspace (c))
    return ' ';
  switch (c)
    {
    case '.':
    case ',':
      return (char) c;
    case '\'':
    case 0x2019: /* Switzerland */
    case 0x066c: /* Arabic thousands */
      return '\'';
    case 0x066b: /* Arabic decimal */
      return 'd';
    default:
      return '\0';
    }
}

static gboolean
read_spelling (const char *text, Spelling *spelling)
{
  gboolean open = FALSE, closed = FALSE, sign = FALSE;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      char normal = normal_of (c);

      if (is_invisible (c))
        continue;
      if (is_minus (c) || c == '+' || c == '(')
        {
          /* A minus also stands behind: "5-" is what accounting programs write. */
          gboolean behind = spelling->text->len > 0;

          if (sign || open || (behind && !is_minus (c)))
            return FALSE;
          sign = c != '(';
          open = c == '(';
          spelling->negative = c != '+';
          closed |= behind;
        }
      else if (c == ')' && open && !closed)
        closed = TRUE;
      else if (normal == ' ' && (spelling->text->len == 0 || closed))
        continue;
      else if (normal == '\0' || closed)
        return FALSE;
      else
        g_string_append_c (spelling->text, normal);
    }
  while (spelling->text->len && spelling->text->str[spelling->text->len - 1] == ' ')
    g_string_truncate (spelling->text, spelling->text->len - 1);

  return open == (closed && open) && strpbrk (spelling->text->str, "0123456789") != NULL;
}

/* Groups of three, or of two with a last one of three (India), all set apart in one way. */
static gboolean
is_grouped (const char *text, gsize length)
{
  const char *end = text + length;
  gsize first = strspn (text, "0123456789");
  gboolean threes = first >= 1 && first <= 3, pairs = first >= 1 && first <= 2;
  char mark = text[first];

  if (first >= length)
    return TRUE;

  for (const char *at = text + first; at < end;)
    {
      gsize group;

      if (*at++ != mark)
        return FALSE;
      group = strspn (at, "0123456789");
      at += group;
      threes &= group == 3;
      pairs &= group == (at == end ? 3 : 2);
    }

  return threes || pairs;
}

static gsize
count (const char *text, char c)
{
  gsize n = 0;

  for (; *text; text++)
    n += *text == c;
  return n;
}

/* Where the decimals start, NULL when there are none. */
static LsnNumberResult
find_decimal (const char *text, char separator, const char **decimal)
{
  gsize points = count (text, '.'), commas = count (text, ',');
  const char *point = strrchr (text, '.'), *comma = strrchr (text, ',');
  const char *only = point ? point : comma;

  *decimal = strchr (text, 'd');
  if (*decimal)
    return LSN_NUMBER_OK;
  if (only == NULL)
    return LSN_NUMBER_OK;

  if (points && commas)
    {
      *decimal = MAX (point, comma);
      return separator != 0 && **decimal != separator ? LSN_NUMBER_INVALID : LSN_NUMBER_OK;
    }
  if (separator != 0)
    {
      *decimal = *only == separator ? only : NULL;
      return LSN_NUMBER_OK;
    }
  if (points + commas > 1)
    return LSN_NUMBER_OK;

  *decimal = only;
  return strlen (only + 1) == 3 && only > text && only - text <= 3 && *text != '0' &&
                 !strpbrk (text, " '")
             ? LSN_NUMBER_AMBIGUOUS
             : LSN_NUMBER_OK;
}

/* @decimal: into the text of @spelling, nullable */
static LsnNumberResult
evaluate (const Spelling *spelling, const char *decimal, int decimals, gint64 *value)
{
  const char *text = spelling->text->str;
  const char *behind = decimal ? decimal + 1 : "";
  gint64 sum = 0;

  if ((decimal && strchr (text, *decimal) != decimal) ||
      !is_grouped (text, decimal ? (gsize) (decimal - text) : spelling->text->len) ||
      strspn (behind, "0123456789") != strlen (behind))
    return LSN_NUMBER_INVALID;

  for (; *text && text != decimal; text++)
    {
      if (g_ascii_isdigit (*text) && (__builtin_mul_overflow (sum, 10, &sum) ||
                                      __builtin_add_overflow (sum, *text - '0', &sum)))
        return LSN_NUMBER_TOO_BIG;
    }
  for (int i = 0; i < decimals; i++)
    {
      int digit = *behind ? *behind++ - '0' : 0;

      if (__builtin_mul_overflow (sum, 10, &sum) || __builtin_add_overflow (sum, digit, &sum))
        return LSN_NUMBER_TOO_BIG;
    }
  if (strspn (behind, "0") != strlen (behind))
    return LSN_NUMBER_TOO_BIG;

  *value = spelling->negative ? -sum : sum;
  return LSN_NUMBER_OK;
}

LsnNumberResult
lsn_number_parse (const char *text, int decimals, char separator, gint64 *value)
{
  g_autoptr (GString) normal = g_string_new (NULL);
  Spelling spelling = { .text = normal };
  const char *decimal;
  LsnNumberResult certain, result;

  g_return_val_if_fail (decimals >= 0 && decimals <= MAX_DECIMALS, LSN_NUMBER_INVALID);
  g_return_val_if_fail (separator == 0 || separator == '.' || separator == ',', LSN_NUMBER_INVALID);

  if (!text || !g_utf8_validate (text, -1, NULL) || !read_spelling (text, &spelling))
    return LSN_NUMBER_INVALID;
  certain = find_decimal (normal->str, separator, &decimal);
  if (certain == LSN_NUMBER_INVALID)
    return LSN_NUMBER_INVALID;

  result = evaluate (&spelling, decimal, decimals, value);
  if (certain == LSN_NUMBER_AMBIGUOUS && result == LSN_NUMBER_TOO_BIG)
    result = evaluate (&spelling, NULL, decimals, value);
  return result == LSN_NUMBER_OK ? certain : result;
}

char
lsn_number_guess_separator (const char *const *texts, gsize n_texts)
{
  gboolean point = TRUE, comma = TRUE;

  for (gsize i = 0; i < n_texts; i++)
    {
      gint64 value;
      gboolean by_point, by_comma;

      by_point = lsn_number_parse (texts[i], MAX_DECIMALS, '.', &value) != LSN_NUMBER_INVALID;
      by_comma = lsn_number_parse (texts[i], MAX_DECIMALS, ',', &value) != LSN_NUMBER_INVALID;

      /* A heading, an empty cell: no number at all says nothing. */
      if (!by_point && !by_comma)
        continue;
      point &= by_point;
      comma &= by_comma;
    }

  return point == comma ? 0 : point ? '.' : ',';
}

char
lsn_number_get_separator (void)
{
  g_autofree char *locale = lsn_locale_dup_icu (LC_NUMERIC);
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
  UChar symbol[8] = { 0 };

  g_assert (U_SUCCESS (status));
  unum_getSymbol (format, UNUM_DECIMAL_SEPARATOR_SYMBOL, symbol, G_N_ELEMENTS (symbol), &status);
  unum_close (format);

  return symbol[0] == ',' ? ',' : '.';
}

char *
lsn_number_dup_text (gint64 value, int decimals)
{
  g_autofree char *plain = lsn_number_format_dup_plain (value, decimals);
  g_autofree char *skeleton = lsn_number_format_dup_skeleton (decimals);

  return lsn_number_format_dup (LC_NUMERIC, skeleton, plain);
}

char *
lsn_number_dup_percent (double fraction)
{
  char plain[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (plain, sizeof plain, "%.6f", fraction);
  return lsn_number_format_dup (LC_NUMERIC, "percent scale/100 precision-integer", plain);
}
