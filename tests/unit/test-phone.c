/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-phone.h"

static void
test_normal (void)
{
  static const char *const rows[][2] = {
    { "8 (916) 123-45-67", "+79161234567" },
    { "+7 916 1234567", "+79161234567" },
    { "+49 30 901820", "+4930901820" },
    { "+7 (926) 000-00-00", "+79260000000" },
    { "79161234567", "+79161234567" },
    { "89161234567 ext. 5", "+79161234567" },
    { "+8 916 123-45-67", "89161234567" },
    { "+7 916 123-45-6", "7916123456" },
    { "+7 916 123-45-678", "791612345678" },
    { "доб. 12", "12" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normal = lsn_phone_dup_normal (rows[i][0], "RU");

      g_assert_cmpstr (normal, ==, rows[i][1]);
    }
  g_assert_true (lsn_phone_is_valid ("89161234567", "RU"));
  g_assert_false (lsn_phone_is_valid (NULL, "RU"));
}

/* They are read without the library; it must agree. */
static void
test_russian_mobile (void)
{
  for (int code = 900; code <= 999; code++)
    {
      g_autofree char *text = g_strdup_printf ("+7 %d 123-45-67", code);
      g_autofree char *expected = g_strdup_printf ("+7%d1234567", code);
      g_autofree char *normal = lsn_phone_dup_normal (text, "DE");

      g_assert_true (lsn_phone_is_valid (text, "DE"));
      g_assert_cmpstr (normal, ==, expected);
    }
}

static void
test_shown (void)
{
  static const struct
  {
    const char *text, *region, *display, *international;
  } rows[] = {
    { "89161234567", "RU", "8 (916) 123-45-67", "+7 916 123-45-67" },
    { "+79161234567", "DE", "+7 916 123-45-67", "+7 916 123-45-67" },
    { "+4930901820", "DE", "030 901820", "+49 30 901820" },
    { "call the desk", "RU", "call the desk", "call the desk" },
    { "12", "no such region", "12", "12" },
    { NULL, "RU", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *display = lsn_phone_dup_display (rows[i].text, rows[i].region);
      g_autofree char *international = lsn_phone_dup_international (rows[i].text, rows[i].region);

      g_assert_cmpstr (display, ==, rows[i].display);
      g_assert_cmpstr (international, ==, rows[i].international);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/normal", test_normal);
  g_test_add_func ("/phone/russian-mobile", test_russian_mobile);
  g_test_add_func ("/phone/shown", test_shown);
  return g_test_run ();
}
