/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-phone.h"

static void
test_normal (void)
{
  static const char *const rows[][2] = {
    { "8 (916) 123-45-67", "+79161234567" },
    { "+7 916 1234567", "+79161234567" },
    { "+49 30 901820", "+4930901820" },
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/normal", test_normal);
  return g_test_run ();
}
