/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-region.h"
#include "base/lsn-locale.h"
#include "base/lsn-text.h"
#include "base/lsn-utf16.h"

#include <locale.h>
#include <string.h>
#include <unicode/uloc.h>

#define NAME_LENGTH 128

char *
lsn_region_dup_chosen (const char *chosen)
{
  g_autofree char *locale = NULL;
  char likely[ULOC_FULLNAME_CAPACITY];
  char country[ULOC_COUNTRY_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;

  if (chosen && *chosen)
    return g_ascii_strup (chosen, -1);

  locale = lsn_locale_dup_icu (LC_TIME);
  /* Not of the C locale, whose language is nobody's choice. */
  if (strchr (locale, '_') == NULL)
    {
      uloc_addLikelySubtags (locale, likely, sizeof likely, &status);
      g_free (g_steal_pointer (&locale));
      locale = g_strdup (U_SUCCESS (status) ? likely : "");
    }
  uloc_getCountry (locale, country, sizeof country, &status);
  /* A continent is three digits. */
  return strlen (country) == 2 ? g_strdup (country) : NULL;
}

char *
lsn_region_dup_name (const char *region)
{
  g_autofree char *locale = g_strconcat ("und_", region, NULL);
  g_autofree char *language = lsn_locale_dup_icu (LC_MESSAGES);
  UChar name[NAME_LENGTH];
  UErrorCode status = U_ZERO_ERROR;
  int length = uloc_getDisplayCountry (locale, language, name, NAME_LENGTH, &status);

  return U_SUCCESS (status) && length > 0 && length < NAME_LENGTH
             ? lsn_utf16_dup_utf8 (name, length)
             : g_strdup (region);
}

typedef struct
{
  char *code;
  char *key;
} Region;

static int
compare_regions (gconstpointer a, gconstpointer b)
{
  const Region *x = a, *y = b;

  return strcmp (x->key, y->key);
}

GStrv
lsn_region_list (void)
{
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (Region));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (const char *const *codes = uloc_getISOCountries (); *codes; codes++)
    {
      g_autofree char *name = lsn_region_dup_name (*codes);
      Region region = { g_strdup (*codes), lsn_text_dup_sort_key (name) };

      g_array_append_val (regions, region);
    }
  g_array_sort (regions, compare_regions);
  for (guint i = 0; i < regions->len; i++)
    {
      Region *region = &g_array_index (regions, Region, i);

      g_strv_builder_take (builder, region->code);
      g_free (region->key);
    }
  return g_strv_builder_end (builder);
}
