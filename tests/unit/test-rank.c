/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-rank.h"

#include <string.h>

static char *
between (const char *before, const char *after)
{
  char *key = lsn_rank_dup_between (before, after);

  g_assert_true (lsn_rank_is_valid (key));
  if (before)
    g_assert_cmpstr (before, <, key);
  if (after)
    g_assert_cmpstr (key, <, after);
  return key;
}

static void
test_ends (void)
{
  g_autofree char *first = between (NULL, NULL);
  g_autofree char *last = g_strdup (first);
  g_autofree char *least = g_strdup (first);

  for (int i = 0; i < 100000; i++)
    {
      g_autofree char *next = between (last, NULL);
      g_autofree char *previous = between (NULL, least);

      g_set_str (&last, next);
      g_set_str (&least, previous);
    }
  g_assert_cmpuint (strlen (last), <=, 6);
  g_assert_cmpuint (strlen (least), <=, 6);
}

/* Between two neighbours, again and again in the same place, there is always room. */
static void
test_same_place (void)
{
  for (int side = 0; side < 2; side++)
    {
      g_autofree char *low = g_strdup ("V");
      g_autofree char *high = g_strdup ("V00001");

      for (int i = 0; i < 3000; i++)
        {
          g_autofree char *key = between (low, high);

          g_set_str (side ? &low : &high, key);
        }
    }
}

static void
test_extremes (void)
{
  const char *const pairs[][2] = {
    { NULL, "000001" }, { NULL, "0000000001" }, { "zzzzzz", NULL }, { "zzzzzzzzzz", NULL },
    { "1", "2" },       { "1", "101" },         { "1z", "2" },      { "1zzzz", "2" },
    { "0001", "001" },  { "A", "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_free (between (pairs[i][0], pairs[i][1]));
  g_assert_false (lsn_rank_is_valid (NULL));
  g_assert_false (lsn_rank_is_valid (""));
  g_assert_false (lsn_rank_is_valid ("V0"));
  g_assert_false (lsn_rank_is_valid ("V-1"));
}

/* 100,000 random moves of 200 cards: the order by keys is the order that was asked for. */
static void
test_random_moves (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gsize longest = 0;

  for (int i = 0; i < 200; i++)
    g_ptr_array_add (keys,
                     between (keys->len ? g_ptr_array_index (keys, keys->len - 1) : NULL, NULL));
  for (int i = 0; i < 100000; i++)
    {
      guint to;
      char *key;

      g_ptr_array_remove_index (keys, (guint) g_rand_int_range (random, 0, (gint32) keys->len));
      to = (guint) g_rand_int_range (random, 0, (gint32) keys->len + 1);
      key = between (to > 0 ? g_ptr_array_index (keys, to - 1) : NULL,
                     to < keys->len ? g_ptr_array_index (keys, to) : NULL);
      longest = MAX (longest, strlen (key));
      g_ptr_array_insert (keys, (gint) to, key);
    }
  for (guint i = 1; i < keys->len; i++)
    g_assert_cmpstr (g_ptr_array_index (keys, i - 1), <, g_ptr_array_index (keys, i));
  g_test_message ("the longest key has %" G_GSIZE_FORMAT " digits", longest);
  g_assert_cmpuint (longest, <, 64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rank/ends", test_ends);
  g_test_add_func ("/rank/same-place", test_same_place);
  g_test_add_func ("/rank/extremes", test_extremes);
  g_test_add_func ("/rank/random-moves", test_random_moves);
  return g_test_run ();
}
