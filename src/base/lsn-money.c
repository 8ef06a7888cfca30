/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-money.h"

#include "base/lsn-locale.h"
#include "base/lsn-number-format.h"
#include "base/lsn-utf16.h"

#include <locale.h>
#include <string.h>
#include <unicode/ucurr.h>

#define CODE_LENGTH 3

/* Never longer than three letters, so that nothing else reaches ICU. */
static gboolean
get_code (const char *currency, UChar *code)
{
  if (!currency || strlen (currency) != CODE_LENGTH)
    return FALSE;
  for (int i = 0; i < CODE_LENGTH; i++)
    {
      if (!g_ascii_isalpha (currency[i]))
        return FALSE;
      code[i] = (UChar) g_ascii_toupper (currency[i]);
    }
  code[CODE_LENGTH] = 0;
  return TRUE;
}

int
lsn_money_get_digits (const char *currency)
{
  UChar code[CODE_LENGTH + 1];
  UErrorCode status = U_ZERO_ERROR;
  int digits;

  if (!get_code (currency, code))
    return 2;
  digits = ucurr_getDefaultFractionDigits (code, &status);
  return U_SUCCESS (status) ? digits : 2;
}

gboolean
lsn_money_is_currency (const char *currency)
{
  UChar code[CODE_LENGTH + 1];

  return get_code (currency, code) && ucurr_getNumericCode (code) != 0;
}

static char *
dup_formatted (gint64 minor, const char *currency, int decimals)
{
  g_autofree char *plain = lsn_money_dup_plain (minor, currency);
  g_autofree char *precision = lsn_number_format_dup_skeleton (decimals);
  g_autofree char *skeleton = NULL;
  UChar code[CODE_LENGTH + 1];

  /* A skeleton can name nothing but three letters. */
  if (!get_code (currency, code))
    return g_steal_pointer (&plain);
  skeleton = g_strconcat ("currency/", currency, " ", precision, NULL);
  return lsn_number_format_dup (LC_MONETARY, skeleton, plain);
}

char *
lsn_money_dup_text (gint64 minor, const char *currency)
{
  return dup_formatted (minor, currency, lsn_money_get_digits (currency));
}

char *
lsn_money_dup_short (gint64 minor, const char *currency)
{
  int digits = lsn_money_get_digits (currency);
  gint64 scale = 1;

  for (int i = 0; i < digits; i++)
    scale *= 10;
  return dup_formatted (minor, currency, minor % scale == 0 ? 0 : digits);
}

char *
lsn_money_dup_plain (gint64 minor, const char *currency)
{
  return lsn_number_format_dup_plain (minor, lsn_money_get_digits (currency));
}

static gboolean
is_symbol (const char *name, const char *currency, const char *locale, UCurrNameStyle style)
{
  UChar code[CODE_LENGTH + 1];
  UErrorCode status = U_ZERO_ERROR;
  const UChar *symbol;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  int32_t length;

  if (!get_code (currency, code))
    return FALSE;
  symbol = ucurr_getName (code, locale, style, NULL, &length, &status);
  if (U_FAILURE (status))
    return FALSE;
  text = lsn_utf16_dup_utf8 (symbol, length);
  folded = g_utf8_casefold (text, -1);
  return g_str_equal (folded, name);
}

static gboolean
names_currency (const char *name, const char *currency)
{
  static const char *const roubles[] = { "р",      "руб",    "рубль",   "рубля",
                                         "рублей", "rouble", "roubles", NULL };
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *locale = lsn_locale_dup_icu (LC_MONETARY);

  return g_ascii_strcasecmp (name, currency) == 0 ||
         (g_ascii_strcasecmp (currency, "RUB") == 0 && g_strv_contains (roubles, folded)) ||
         is_symbol (folded, currency, locale, UCURR_SYMBOL_NAME) ||
         is_symbol (folded, currency, locale, UCURR_NARROW_SYMBOL_NAME) ||
         is_symbol (folded, currency, "en", UCURR_SYMBOL_NAME) ||
         is_symbol (folded, currency, "en", UCURR_NARROW_SYMBOL_NAME);
}

static gboolean
is_of_name (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL;
}

LsnNumberResult
lsn_money_parse (const char *text, const char *currency, char separator, gint64 *minor)
{
  g_autoptr (GString) number = g_string_new (NULL);
  g_autofree char *name = NULL;
  const char *at = text;

  if (!text || !g_utf8_validate (text, -1, NULL))
    return LSN_NUMBER_INVALID;

  while (*at)
    {
      const char *start = at;

      while (*at && is_of_name (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (at == start)
        {
          at = g_utf8_next_char (at);
          g_string_append_len (number, start, at - start);
          continue;
        }
      if (name)
        return LSN_NUMBER_INVALID;
      name = g_strndup (start, (gsize) (at - start));

      /* “руб.”: the point is of the word. */
      if (*at == '.' && !g_ascii_isdigit (at[1]))
        at++;
      g_string_append_c (number, ' ');
    }
  if (name && !names_currency (name, currency))
    return LSN_NUMBER_INVALID;

  return lsn_number_parse (number->str, lsn_money_get_digits (currency), separator, minor);
}

const char *
lsn_money_get_default_currency (void)
{
  g_autofree char *locale = lsn_locale_dup_icu (LC_MONETARY);
  g_autofree char *currency = NULL;
  UChar code[CODE_LENGTH + 1] = { 0 };
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = ucurr_forLocale (locale, code, G_N_ELEMENTS (code), &status);

  if (U_FAILURE (status) || length != CODE_LENGTH)
    return "EUR";
  currency = lsn_utf16_dup_utf8 (code, length);
  return g_intern_string (currency);
}

gboolean
lsn_money_add (gint64 *sum, gint64 minor)
{
  gint64 result;

  if (__builtin_add_overflow (*sum, minor, &result))
    return FALSE;
  *sum = result;
  return TRUE;
}
