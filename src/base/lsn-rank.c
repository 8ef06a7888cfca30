/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-rank.h"

#include <string.h>

#define BASE  62
#define WIDTH 6 /* digits of a key at an end: 2.8 thousand million keys each way */

static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static int
get_value (char digit)
{
  if (g_ascii_isdigit (digit))
    return digit - '0';
  if (digit >= 'A' && digit <= 'Z')
    return digit - 'A' + 10;
  if (digit >= 'a' && digit <= 'z')
    return digit - 'a' + 36;
  return -1;
}

/* The digit of a fraction goes on with zeros behind its end. */
static int
get_digit (const char *rank, gsize length, gsize index)
{
  return index < length ? get_value (rank[index]) : 0;
}

gboolean
lsn_rank_is_valid (const char *rank)
{
  gsize length = rank ? strlen (rank) : 0;

  for (gsize i = 0; i < length; i++)
    {
      if (get_value (rank[i]) < 0)
        return FALSE;
    }
  return length > 0 && rank[length - 1] != '0';
}

static gint64
get_front (const char *rank)
{
  gsize length = strlen (rank);
  gint64 front = 0;

  for (gsize i = 0; i < WIDTH; i++)
    front = front * BASE + get_digit (rank, length, i);
  return front;
}

static char *
dup_front (gint64 front)
{
  char text[WIDTH + 1] = { 0 };
  gsize length = WIDTH;

  for (gsize i = WIDTH; i > 0; i--)
    {
      text[i - 1] = digits[front % BASE];
      front /= BASE;
    }
  while (length > 0 && text[length - 1] == '0')
    length--;
  return g_strndup (text, length);
}

/* Both ends are open where %NULL: 0 before, 1 after. */
static char *
dup_middle (const char *before, const char *after)
{
  gsize before_length = before ? strlen (before) : 0;
  gsize after_length = after ? strlen (after) : 0;
  GString *key = g_string_new (NULL);
  gboolean below = after == NULL; /* the key is below @after already */

  for (gsize i = 0;; i++)
    {
      int low = get_digit (before, before_length, i);
      int high = below ? BASE : get_digit (after, after_length, i);

      if (high - low > 1)
        {
          g_string_append_c (key, digits[(low + high) / 2]);
          return g_string_free_and_steal (key);
        }
      g_string_append_c (key, digits[low]);
      below = below || high > low;
    }
}

char *
lsn_rank_dup_between (const char *before, const char *after)
{
  const gint64 last = G_GINT64_CONSTANT (56800235584); /* 62⁶ */

  g_return_val_if_fail (before == NULL || lsn_rank_is_valid (before), NULL);
  g_return_val_if_fail (after == NULL || lsn_rank_is_valid (after), NULL);
  g_return_val_if_fail (before == NULL || after == NULL || strcmp (before, after) < 0, NULL);

  if (before && after == NULL && get_front (before) + 1 < last)
    return dup_front (get_front (before) + 1);
  /* A key that goes on behind the sixth digit has room right below it. */
  if (before == NULL && after && get_front (after) > 1)
    return dup_front (get_front (after) - 1);
  return dup_middle (before, after);
}
