/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-locale.h"
#include "base/lsn-text.h"

#include <string.h>

static void
test_tables (void)
{
  static const struct
  {
    char *(*func) (const char *);
    const char *text, *expected;
  } rows[] = {
    { lsn_text_fold, "Ёлка", "елка" },
    { lsn_text_fold, "Йод", "йод" },
    { lsn_text_fold, "Straße Café ﬁ", "strasse cafe fi" },
    { lsn_text_dup_index, "Обещания, Tom!", "обещания обещан tom" },
    { lsn_text_dup_index, " — ", "" },
    { lsn_text_dup_query, "обещания", "(\"обещания\"* OR \"обещан\")" },
    { lsn_text_dup_query, "обещания \"NEAR(", "(\"обещания\" OR \"обещан\") AND (\"near\"*)" },
    { lsn_text_dup_query, "\"* ()", NULL },
    { lsn_text_dup_digits, "+7 (916) ٣-4", "791634" },
    { lsn_text_dup_digit_index, "12345", "12345 2345 345" },
    { lsn_text_dup_digit_index, "1234567", "12345 23456 34567 4567 567" },
    { lsn_text_dup_digit_index, "12", "" },
    { lsn_text_dup_initials, "ООО «Ромашка плюс»", "РП" },
    { lsn_text_dup_initials, "иван", "И" },
    { lsn_text_dup_initials, "ООО", "О" },
    { lsn_text_dup_initials, "42", "" },
    { lsn_text_dup_core, "ООО «Ромашка Плюс»", "ромашка плюс" },
    { lsn_text_dup_core, "Acme, Inc.", "acme" },
    { lsn_text_dup_core, "LLC", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *result = rows[i].func (rows[i].text);

      g_assert_cmpstr (result, ==, rows[i].expected);
    }
}

static void
test_sort (void)
{
  static const char *const words[] = {
    "", "Ёлка", "ёлочка", "ель", "жук", "Клиент 2", "клиент 10"
  };

  lsn_locale_set_for_test ("ru_RU");
  for (gsize i = 1; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *a = lsn_text_dup_sort_key (words[i - 1]);
      g_autofree char *b = lsn_text_dup_sort_key (words[i]);

      g_assert_cmpstr (a, <, b);
    }
  g_assert_true (g_str_has_prefix (lsn_text_get_collation (), "ru "));
  lsn_locale_set_for_test (NULL);
}

/* Who comes by in another locale keeps the order that is there. */
static void
test_adopt (void)
{
  g_autofree char *russian = NULL;
  const char *root;
  const char *collation;

  lsn_locale_set_for_test ("ru_RU");
  russian = lsn_text_dup_sort_key ("Ёлка");
  collation = lsn_text_get_collation ();
  lsn_locale_set_for_test ("en_US");
  root = lsn_text_get_collation ();
  g_assert_cmpstr (root, !=, collation);
  lsn_locale_set_for_test ("en_GB");
  g_assert_cmpstr (lsn_text_get_collation (), ==, root);

  lsn_text_adopt_collation (collation);
  g_assert_cmpstr (lsn_text_get_collation (), ==, collation);
  {
    g_autofree char *adopted = lsn_text_dup_sort_key ("Ёлка");

    g_assert_cmpstr (adopted, ==, russian);
  }
  lsn_text_adopt_collation (root);
  g_assert_cmpstr (lsn_text_get_collation (), ==, root);
  lsn_text_adopt_collation (NULL);
  lsn_locale_set_for_test (NULL);
}

static void
test_valid (void)
{
  g_autofree char *text = lsn_text_to_valid ("a\0b\xff", 4);

  g_assert_cmpstr (text, ==,
                   "a\xef\xbf\xbd"
                   "b\xef\xbf\xbd");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/tables", test_tables);
  g_test_add_func ("/text/sort", test_sort);
  g_test_add_func ("/text/adopt", test_adopt);
  g_test_add_func ("/text/valid", test_valid);
  return g_test_run ();
}
