/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/sample/lsn-sample-maker.h"

#include <math.h>

#define DAY_START   (9 * 60)
#define DAY_MINUTES (9 * 60)

guint
lsn_sample_count (gconstpointer list, gsize size, guint max)
{
  const char *row = list;
  guint n = 0;

  while (n < max && *(gpointer const *) (row + n * size) != NULL)
    n++;
  return n;
}

gboolean
lsn_sample_chance (LsnSampleMaker *self, double probability)
{
  return g_rand_double (self->rand) < probability;
}

double
lsn_sample_spread (guint index, double step)
{
  double product = (index + 0.5) * step;

  return product - floor (product);
}

double
lsn_sample_at_most (const LsnSampleMaker *self, double share, double total)
{
  return MIN (share, total / self->sample->clients);
}

int
lsn_sample_between (LsnSampleMaker *self, int low, int high)
{
  return g_rand_int_range (self->rand, low, high + 1);
}

char *
lsn_sample_dup_filled (const char *text, const char *person, const char *thing)
{
  GString *filled;

  if (strchr (text, '{') == NULL)
    return g_strdup (text);
  filled = g_string_new (text);
  g_string_replace (filled, "{person}", person, 0);
  g_string_replace (filled, "{thing}", thing, 0);
  return g_string_free_and_steal (filled);
}

char *
lsn_sample_dup_latin (const char *name)
{
  const char *const letters[] = { "a",  "b",  "v",  "g",    "d", "e", "zh", "z", "i",  "y", "k",
                                  "l",  "m",  "n",  "o",    "p", "r", "s",  "t", "u",  "f", "kh",
                                  "ts", "ch", "sh", "shch", "",  "y", "",   "e", "yu", "ya" };
  GString *latin = g_string_new (NULL);

  for (const char *p = name; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (c < 0x80 && g_unichar_isalnum (c))
        g_string_append_c (latin, (char) c);
      else if (c == 0x451)
        g_string_append_c (latin, 'e');
      else if (c >= 0x430 && c < 0x430 + G_N_ELEMENTS (letters))
        g_string_append (latin, letters[c - 0x430]);
      else if (c == ' ')
        g_string_append_c (latin, '.');
    }
  return g_string_free_and_steal (latin);
}

char *
lsn_sample_dup_phone (LsnSampleMaker *self, guint city)
{
  GString *phone = g_string_new (NULL);

  for (const char *p = self->words->phone; *p; p++)
    {
      if (*p == '@')
        g_string_append (phone, self->words->cities[city].area);
      else if (*p == '#')
        g_string_append_c (phone, (char) lsn_sample_between (self, '0', '9'));
      else
        g_string_append_c (phone, *p);
    }
  return g_string_free_and_steal (phone);
}

char *
lsn_sample_dup_company (const LsnSampleMaker *self, guint index, char **domain)
{
  const LsnSampleWords *words = self->words;
  guint n = LSN_SAMPLE_N_OF (words->companies);
  guint n_suffixes = LSN_SAMPLE_N_OF (words->suffixes) + 1;
  guint n_cities = LSN_SAMPLE_N_OF (words->cities) + 1;
  guint level = index / n;
  guint suffix = level % n_suffixes;
  guint city = level / n_suffixes % n_cities;
  guint number = level / n_suffixes / n_cities;
  GString *name = g_string_new (words->companies[index % n].name);

  if (suffix > 0)
    g_string_append_printf (name, " %s", words->suffixes[suffix - 1]);
  if (city > 0)
    g_string_append_printf (name, " %s", words->cities[city - 1].name);
  if (number > 0)
    g_string_append_printf (name, " %u", number + 1);
  if (level > 0)
    *domain = g_strdup_printf ("%s-%u.example", words->companies[index % n].slug, level);
  else
    *domain = g_strdup_printf ("%s.example", words->companies[index % n].slug);
  return g_string_free_and_steal (name);
}

char *
lsn_sample_dup_person (LsnSampleMaker *self, const char **given)
{
  const LsnSampleWords *words = self->words;
  gboolean woman = lsn_sample_chance (self, 0.6);
  guint surname = lsn_sample_between (self, 0, (int) LSN_SAMPLE_N_OF (words->surnames) - 1);

  *given = woman ? LSN_SAMPLE_PICK (self, words->women) : LSN_SAMPLE_PICK (self, words->men);
  return g_strdup_printf ("%s %s", *given,
                          woman ? words->surnames_of_women[surname] : words->surnames[surname]);
}

gint64
lsn_sample_pick_instant (LsnSampleMaker *self, LsnDate date)
{
  int minute = DAY_START + lsn_sample_between (self, 0, DAY_MINUTES - 1);
  gint64 at = lsn_date_to_instant (date, minute, self->sample->zone);

  return MIN (at, self->sample->now - lsn_sample_between (self, 1, 90) * G_TIME_SPAN_MINUTE);
}
