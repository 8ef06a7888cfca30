/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-phone.h"

#include "base/lsn-locale.h"
#include "base/lsn-text.h"

#include <exception>
#include <locale.h>
#include <phonenumbers/phonenumberutil.h>
#include <string.h>
#include <string>
#include <unicode/uloc.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

/* With the code of the country. */
#define MOBILE_DIGITS 11

static std::string
get_region (const char *region)
{
  if (region)
    return region;

  g_autofree char *locale = lsn_locale_dup_icu (LC_TIME);
  char country[ULOC_COUNTRY_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;

  uloc_getCountry (locale, country, sizeof country, &status);
  return *country ? country : "ZZ";
}

static bool
parse (const char *text, const char *region, PhoneNumber *number)
{
  auto util = PhoneNumberUtil::GetInstance ();

  return text &&
         util->Parse (text, get_region (region), number) == PhoneNumberUtil::NO_PARSING_ERROR &&
         util->IsValidNumber (*number);
}

static char *
format (const PhoneNumber &number, PhoneNumberUtil::PhoneNumberFormat form)
{
  std::string result;

  PhoneNumberUtil::GetInstance ()->Format (number, form, &result);
  return g_strdup (result.c_str ());
}

/* No exception may pass through C: what throws inside is no number. */
template <typename Result, typename Function>
static Result
guard (Result otherwise, Function function) noexcept
{
  try
    {
      return function ();
    }
  catch (const std::exception &error)
    {
      g_warning ("Reading a phone number failed: %s", error.what ());
    }
  catch (...)
    {
      g_warning ("Reading a phone number failed");
    }
  return otherwise;
}

/* Takes @formatted. */
static char *
or_text (char *formatted, const char *text)
{
  return formatted ? formatted : g_strdup (text ? text : "");
}

/* The library takes 10 µs and more for a number, an import has a million. Mobile numbers of Russia
 * are all of +7 9, ten digits long; in Russia they are dialled with 8. Anything else is left to the
 * library.
 *
 * Returns: owned, nullable */
static char *
dup_russian_mobile (const char *text, const char *region)
{
  char normal[MOBILE_DIGITS + 2] = "+";
  gsize length = 0;
  bool abroad = text[0] == '+';

  if (!abroad && g_strcmp0 (region, "RU") != 0)
    return nullptr;
  for (const char *p = text + abroad; *p; p++)
    {
      if (g_ascii_isdigit (*p) && length < MOBILE_DIGITS)
        normal[++length] = *p;
      else if (strchr (" -()", *p) == nullptr)
        return nullptr;
    }
  if (length != MOBILE_DIGITS || normal[2] != '9' ||
      (normal[1] != '7' && (abroad || normal[1] != '8')))
    return nullptr;
  normal[1] = '7';
  return g_strdup (normal);
}

char *
lsn_phone_dup_normal (const char *text, const char *region)
{
  char *mobile = text ? dup_russian_mobile (text, region) : nullptr;
  char *normal = mobile ? mobile : guard<char *> (nullptr, [=] {
    PhoneNumber number;

    return parse (text, region, &number) ? format (number, PhoneNumberUtil::E164) : nullptr;
  });

  return normal ? normal : lsn_text_dup_digits (text);
}

char *
lsn_phone_dup_display (const char *text, const char *region)
{
  char *display = guard<char *> (nullptr, [=] () -> char * {
    PhoneNumber number;
    std::string home;

    if (!parse (text, region, &number))
      return nullptr;
    PhoneNumberUtil::GetInstance ()->GetRegionCodeForNumber (number, &home);
    return format (number, home == get_region (region) ? PhoneNumberUtil::NATIONAL
                                                       : PhoneNumberUtil::INTERNATIONAL);
  });

  return or_text (display, text);
}

char *
lsn_phone_dup_international (const char *text, const char *region)
{
  char *international = guard<char *> (nullptr, [=] {
    PhoneNumber number;

    return parse (text, region, &number) ? format (number, PhoneNumberUtil::INTERNATIONAL)
                                         : nullptr;
  });

  return or_text (international, text);
}

gboolean
lsn_phone_is_valid (const char *text, const char *region)
{
  return guard<gboolean> (FALSE, [=] () -> gboolean {
    PhoneNumber number;

    return parse (text, region, &number);
  });
}
