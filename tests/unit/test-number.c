/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-locale.h"
#include "base/lsn-money.h"

#define OK        LSN_NUMBER_OK
#define AMBIGUOUS LSN_NUMBER_AMBIGUOUS
#define INVALID   LSN_NUMBER_INVALID
#define TOO_BIG   LSN_NUMBER_TOO_BIG

static void
test_spellings (void)
{
  static const struct
  {
    const char *text;
    char separator;
    int result;
    gint64 value; /* times 100 */
  } rows[] = {
    { "0", 0, OK, 0 },
    { "5", 0, OK, 500 },
    { " 5 ", 0, OK, 500 },
    { "+5", 0, OK, 500 },
    { "-5", 0, OK, -500 },
    { "−5,5", 0, OK, -550 },
    { "5-", 0, OK, -500 },
    { "(1,234.56)", 0, OK, -123456 },
    { "1234.5", 0, OK, 123450 },
    { "1234,5", 0, OK, 123450 },
    { "1234.50", 0, OK, 123450 },
    { ".5", 0, OK, 50 },
    { "5.", 0, OK, 500 },
    { "0.10", 0, OK, 10 },
    { "0.100", 0, OK, 10 },
    { "1.5000", 0, OK, 150 },
    { "1 234,56", 0, OK, 123456 },
    { "1\xc2\xa0"
      "234,56",
      0, OK, 123456 },
    { "1\xe2\x80\xaf"
      "234,56",
      0, OK, 123456 },
    { "1'234.56", 0, OK, 123456 },
    { "1’234’567.89", 0, OK, 123456789 },
    { "1.234.567,89", 0, OK, 123456789 },
    { "1,234,567.89", 0, OK, 123456789 },
    { "12,34,567.89", 0, OK, 123456789 },
    { "1.234.567", 0, OK, 123456700 },
    { "1 234.560", 0, OK, 123456 },
    { "1234.560", 0, OK, 123456 },
    { "١٬٢٣٤٫٥٦", 0, OK, 123456 },
    { "१,२३४.५६", 0, OK, 123456 },
    { "1.000", 0, AMBIGUOUS, 100 },
    { "1,000", 0, AMBIGUOUS, 100 },
    { "-12.500", 0, AMBIGUOUS, -1250 },
    { "1.234", 0, AMBIGUOUS, 123400 },
    { "1.000", '.', OK, 100 },
    { "1.000", ',', OK, 100000 },
    { "1,000", ',', OK, 100 },
    { "1,000", '.', OK, 100000 },
    { "1,5", '.', INVALID, 0 },
    { "1.234,56", '.', INVALID, 0 },
    { "1.234.567", '.', INVALID, 0 },
    { "1.555", '.', TOO_BIG, 0 },
    { "0.001", 0, TOO_BIG, 0 },
    { "92233720368547758.07", 0, OK, G_MAXINT64 },
    { "92233720368547758.08", 0, TOO_BIG, 0 },
    { "99999999999999999999999", 0, TOO_BIG, 0 },
    { "", 0, INVALID, 0 },
    { " ", 0, INVALID, 0 },
    { "-", 0, INVALID, 0 },
    { "--5", 0, INVALID, 0 },
    { "-5-", 0, INVALID, 0 },
    { "(-5)", 0, INVALID, 0 },
    { "(5", 0, INVALID, 0 },
    { "5)", 0, INVALID, 0 },
    { "()", 0, INVALID, 0 },
    { "5 (6)", 0, INVALID, 0 },
    { "1-2", 0, INVALID, 0 },
    { ".", 0, INVALID, 0 },
    { "1 00", 0, INVALID, 0 },
    { "1 2345", 0, INVALID, 0 },
    { "1234 567", 0, INVALID, 0 },
    { "123,45,678", 0, INVALID, 0 },
    { "1,23,45", 0, INVALID, 0 },
    { "1 234'567", 0, INVALID, 0 },
    { "1,234.567.890", 0, INVALID, 0 },
    { "1.2.3", 0, INVALID, 0 },
    { "1..5", 0, INVALID, 0 },
    { "1,.5", 0, INVALID, 0 },
    { "1e5", 0, INVALID, 0 },
    { "0x10", 0, INVALID, 0 },
    { "nan", 0, INVALID, 0 },
    { "5 %", 0, INVALID, 0 },
    { "\xff", 0, INVALID, 0 },
    { NULL, 0, INVALID, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 value = 0;
      LsnNumberResult result = lsn_number_parse (rows[i].text, 2, rows[i].separator, &value);

      if ((int) result != rows[i].result || value != rows[i].value)
        {
          g_test_message ("%s: %d, %" G_GINT64_FORMAT, rows[i].text, (int) result, value);
          g_test_fail ();
        }
    }
}

/* What a locale writes is read back, and never as another number without its separator. */
static void
test_locales (void)
{
  static const char *const locales[] = { "ru_RU", "en_US", "en_GB", "de_DE", "de_CH", "fr_FR",
                                         "es_ES", "pl_PL", "pt_BR", "tr_TR", "hi_IN", "ar_EG" };
  static const gint64 values[] = { 0,          5,          99,      100,      101,
                                   -1,         -100,       12345,   100000,   123400,
                                   123456,     -123456,    9999999, 10000000, 123456789,
                                   1234567890, -987654321, 99999,   100001,   1000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      lsn_locale_set_for_test (locales[i]);
      for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
        {
          for (int decimals = 0; decimals <= 3; decimals++)
            {
              g_autofree char *text = lsn_number_dup_text (values[j], decimals);
              gint64 value = 0;

              g_assert_cmpint (lsn_number_parse (text, decimals, lsn_number_get_separator (),
                                                 &value),
                               ==, OK);
              g_assert_cmpint (value, ==, values[j]);
              if (lsn_number_parse (text, decimals, 0, &value) == OK)
                g_assert_cmpint (value, ==, values[j]);
            }
        }
    }
  lsn_locale_set_for_test (NULL);
}

static void
test_column (void)
{
  static const char *const point[] = { "1.000", "Sum", "", "1.5" };
  static const char *const comma[] = { "1.000", "1.000.000" };
  static const char *const open[] = { "1.000", "12", "2.500" };
  static const char *const torn[] = { "1.5", "1,5" };

  g_assert_cmpint (lsn_number_guess_separator (point, G_N_ELEMENTS (point)), ==, '.');
  g_assert_cmpint (lsn_number_guess_separator (comma, G_N_ELEMENTS (comma)), ==, ',');
  g_assert_cmpint (lsn_number_guess_separator (open, G_N_ELEMENTS (open)), ==, 0);
  g_assert_cmpint (lsn_number_guess_separator (torn, G_N_ELEMENTS (torn)), ==, 0);
}

static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_money_text (void)
{
  assert_text (lsn_money_dup_plain (-123456, "RUB"), "-1234.56");
  assert_text (lsn_money_dup_plain (-5, "RUB"), "-0.05");
  assert_text (lsn_money_dup_plain (1234, "JPY"), "1234");
  assert_text (lsn_money_dup_plain (1234, "KWD"), "1.234");
  assert_text (lsn_money_dup_plain (G_MININT64, "USD"), "-92233720368547758.08");
  lsn_locale_set_for_test ("ru_RU");
  assert_text (lsn_money_dup_text (123456, "RUB"), "1\u00a0234,56\u00a0₽");
  assert_text (lsn_money_dup_short (123400, "RUB"), "1\u00a0234\u00a0₽");
  assert_text (lsn_money_dup_short (123450, "RUB"), "1\u00a0234,50\u00a0₽");
  assert_text (lsn_number_dup_percent (0.25), "25\u00a0%");
  g_assert_cmpstr (lsn_money_get_default_currency (), ==, "RUB");
  lsn_locale_set_for_test ("en_US");
  assert_text (lsn_money_dup_text (-123456, "USD"), "-$1,234.56");
  assert_text (lsn_money_dup_text (5, "not a currency"), "0.05");
  g_assert_cmpstr (lsn_money_get_default_currency (), ==, "USD");
  lsn_locale_set_for_test ("en_150");
  g_assert_cmpstr (lsn_money_get_default_currency (), ==, "EUR");
  lsn_locale_set_for_test (NULL);

  g_assert_true (lsn_money_is_currency ("RUB"));
  g_assert_false (lsn_money_is_currency ("QQQ"));
  g_assert_false (lsn_money_is_currency ("рубли"));
  g_assert_false (lsn_money_is_currency (NULL));
}

static void
test_money_parse (void)
{
  static const struct
  {
    const char *text;
    const char *currency;
    int result;
    gint64 minor;
  } rows[] = {
    { "1 234,56 ₽", "RUB", OK, 123456 },
    { "1 234,56 руб.", "RUB", OK, 123456 },
    { "1234р", "RUB", OK, 123400 },
    { "1234 р.", "RUB", OK, 123400 },
    { "RUB 1234.5", "RUB", OK, 123450 },
    { "-$1,234.56", "USD", OK, -123456 },
    { "$-5", "USD", OK, -500 },
    { "(5.00 usd)", "USD", OK, -500 },
    { "1.234,56 €", "EUR", OK, 123456 },
    { "¥1234", "JPY", OK, 1234 },
    { "1.234", "KWD", AMBIGUOUS, 1234 },
    { "1.000 ₽", "RUB", AMBIGUOUS, 100 },
    { "5 $", "RUB", INVALID, 0 },
    { "5 USD", "EUR", INVALID, 0 },
    { "5 руб 50 коп", "RUB", INVALID, 0 },
    { "₽", "RUB", INVALID, 0 },
    { "¥12.5", "JPY", TOO_BIG, 0 },
    { NULL, "RUB", INVALID, 0 },
  };
  gint64 sum = G_MAXINT64 - 1;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 minor = 0;
      LsnNumberResult result = lsn_money_parse (rows[i].text, rows[i].currency, 0, &minor);

      if ((int) result != rows[i].result || minor != rows[i].minor)
        {
          g_test_message ("%s: %d, %" G_GINT64_FORMAT, rows[i].text, (int) result, minor);
          g_test_fail ();
        }
    }
  g_assert_true (lsn_money_add (&sum, 1));
  g_assert_false (lsn_money_add (&sum, 1));
  g_assert_cmpint (sum, ==, G_MAXINT64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/spellings", test_spellings);
  g_test_add_func ("/number/locales", test_locales);
  g_test_add_func ("/number/column", test_column);
  g_test_add_func ("/money/text", test_money_text);
  g_test_add_func ("/money/parse", test_money_parse);
  return g_test_run ();
}
