/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads lines "RULE START MINUTE FROM TO" and answers each with the moments of the rule in that
 * span, for test-rule.py. */

#include "base/lsn-rule.h"

#include <stdio.h>

static gboolean
print_cb (LsnDate date, int minute, gpointer user_data)
{
  g_autofree char *day = lsn_date_dup_iso (date);

  if (minute < 0)
    printf ("%s ", day);
  else
    printf ("%sT%02d:%02d ", day, minute / 60, minute % 60);
  return TRUE;
}

int
main (void)
{
  char line[2000];

  while (fgets (line, sizeof line, stdin))
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", -1);
      g_autoptr (GError) error = NULL;
      g_autoptr (LsnRule) rule = NULL;

      g_assert_cmpuint (g_strv_length (words), ==, 5);
      rule = lsn_rule_parse (words[0], &error);
      if (rule)
        lsn_rule_expand (rule, lsn_date_from_iso (words[1]), atoi (words[2]),
                         lsn_date_from_iso (words[3]), lsn_date_from_iso (words[4]), print_cb,
                         NULL);
      else
        printf ("refused");
      printf ("\n");
    }
  return 0;
}
