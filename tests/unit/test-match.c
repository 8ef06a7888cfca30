/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-match.h"

static void
test_rank (void)
{
  static const struct
  {
    const char *label, *typed;
    LsnMatch expected;
  } rows[] = {
    { "New Client", "new client", LSN_MATCH_SAME },
    { "New Client", "new", LSN_MATCH_PREFIX },
    { "New Client", "n", LSN_MATCH_PREFIX },
    { "New Client", "client", LSN_MATCH_WORDS },
    { "New Client", "cl ne", LSN_MATCH_WORDS },
    { "New Client", "lient", LSN_MATCH_INNER },
    { "New Client", "li", LSN_MATCH_NONE },
    { "New Client", "ncl", LSN_MATCH_LETTERS },
    { "New Client", "lcn", LSN_MATCH_NONE },
    { "New Client", "ewt", LSN_MATCH_NONE },
    { "New Client", "client old", LSN_MATCH_NONE },
    { "New Client", "", LSN_MATCH_NONE },
    { "Новый клиент", "новый", LSN_MATCH_PREFIX },
    { "Новый клиент", "клиен", LSN_MATCH_WORDS },
    { "Назначить следующий шаг", "шаг след", LSN_MATCH_WORDS },
    { "Ёлка", "елка", LSN_MATCH_SAME },
    { "ООО «Ромашка»", "ромашка", LSN_MATCH_WORDS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s / %s", rows[i].label, rows[i].typed);
      g_assert_cmpint (lsn_match_rank (rows[i].label, rows[i].typed), ==, rows[i].expected);
    }
}

static void
test_words (void)
{
  g_autofree char *name = lsn_match_dup_words ("  ООО «Ёлка-плюс», 1! ");
  g_autofree char *nothing = lsn_match_dup_words ("— ");

  g_assert_cmpstr (name, ==, "ооо елка плюс 1");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/rank", test_rank);
  g_test_add_func ("/match/words", test_words);
  return g_test_run ();
}
