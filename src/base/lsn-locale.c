/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-locale.h"

#include <locale.h>
#include <string.h>

#define NEUTRAL "en_150" /* 24 hours, Monday first, no currency */

static char *test_locale;

static const char *
get_category_name (int category)
{
  switch (category)
    {
    case LC_COLLATE:
      return "LC_COLLATE";
    case LC_TIME:
      return "LC_TIME";
    case LC_NUMERIC:
      return "LC_NUMERIC";
    case LC_MONETARY:
      return "LC_MONETARY";
    case LC_MESSAGES:
      return "LC_MESSAGES";
    default:
      g_return_val_if_reached ("LANG");
    }
}

/* Without codeset and modifier: "ru_RU.UTF-8@x" is "ru_RU". NULL is the C locale. */
static char *
dup_posix (int category)
{
  const char *names[] = { "LC_ALL", get_category_name (category), "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_getenv (names[i]);
      g_autofree char *plain = NULL;

      if (!value || !*value)
        continue;
      plain = g_strndup (value, strcspn (value, ".@"));
      if (g_str_equal (plain, "C") || g_str_equal (plain, "POSIX") || !*plain)
        return NULL;
      return g_steal_pointer (&plain);
    }

  return NULL;
}

/* As gettext chooses it: LANGUAGE counts unless messages are in the C locale. */
static char *
dup_language (void)
{
  g_autofree char *messages = dup_posix (LC_MESSAGES);
  const char *languages = g_getenv ("LANGUAGE");

  if (!messages)
    return g_strdup ("en");
  if (languages && *languages && *languages != ':')
    return g_strndup (languages, strcspn (languages, ":_.@"));

  return g_strndup (messages, strcspn (messages, "_"));
}

char *
lsn_locale_dup_icu (int category)
{
  g_autofree char *posix = NULL;
  g_autofree char *language = NULL;
  const char *country;

  if (test_locale)
    return g_strdup (test_locale);

  posix = dup_posix (category);
  if (category != LC_TIME && category != LC_MESSAGES)
    return posix ? g_steal_pointer (&posix) : g_strdup (NEUTRAL);

  language = dup_language ();
  if (!posix)
    return g_str_equal (language, "en") ? g_strdup (NEUTRAL) : g_steal_pointer (&language);

  country = strchr (posix, '_');
  return g_strconcat (language, country, NULL);
}

void
lsn_locale_set_for_test (const char *icu)
{
  g_set_str (&test_locale, icu);
}
