/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-phone.h"

#include "base/lsn-locale.h"
#include "base/lsn-text.h"

#include <locale.h>
#include <phonenumbers/phonenumberutil.h>
#include <string>
#include <unicode/uloc.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

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

char *
lsn_phone_dup_normal (const char *text, const char *region)
{
  PhoneNumber number;

  return parse (text, region, &number) ? format (number, PhoneNumberUtil::E164)
                                       : lsn_text_dup_digits (text);
}

char *
lsn_phone_dup_display (const char *text, const char *region)
{
  PhoneNumber number;
  std::string home;

  if (!parse (text, region, &number))
    return g_strdup (text ? text : "");
  PhoneNumberUtil::GetInstance ()->GetRegionCodeForNumber (number, &home);
  return format (number, home == get_region (region) ? PhoneNumberUtil::NATIONAL
                                                     : PhoneNumberUtil::INTERNATIONAL);
}

char *
lsn_phone_dup_international (const char *text, const char *region)
{
  PhoneNumber number;

  return parse (text, region, &number) ? format (number, PhoneNumberUtil::INTERNATIONAL)
                                       : g_strdup (text ? text : "");
}

gboolean
lsn_phone_is_valid (const char *text, const char *region)
{
  PhoneNumber number;

  return parse (text, region, &number);
}
