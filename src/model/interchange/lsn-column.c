/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-column.h"
#include "base/lsn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *key;
  const char *label;
  const char *channel;
} meanings[N_LSN_COLUMNS] = {
  [LSN_COLUMN_IGNORED] = { "ignored", NC_ ("column", "Leave Out") },
  [LSN_COLUMN_EXTRA] = { "extra", NC_ ("column", "Keep in the Note") },
  [LSN_COLUMN_CLIENT] = { "client", NC_ ("column", "Company") },
  [LSN_COLUMN_PERSON] = { "person", NC_ ("column", "Person: Full Name") },
  [LSN_COLUMN_FIRST_NAME] = { "first-name", NC_ ("column", "Person: First Name") },
  [LSN_COLUMN_MIDDLE_NAME] = { "middle-name", NC_ ("column", "Person: Middle Name") },
  [LSN_COLUMN_LAST_NAME] = { "last-name", NC_ ("column", "Person: Last Name") },
  [LSN_COLUMN_ROLE] = { "role", NC_ ("column", "Person: Role") },
  [LSN_COLUMN_KIND] = { "kind", NC_ ("column", "Company or Person") },
  [LSN_COLUMN_LEGAL_NAME] = { "legal-name", NC_ ("column", "Legal Name") },
  [LSN_COLUMN_STATUS] = { "status", NC_ ("column", "Status") },
  [LSN_COLUMN_SEGMENT] = { "segment", NC_ ("column", "Segment") },
  [LSN_COLUMN_OWNER] = { "owner", NC_ ("column", "Owner") },
  [LSN_COLUMN_SOURCE] = { "source", NC_ ("column", "Source") },
  [LSN_COLUMN_CITY] = { "city", NC_ ("column", "City") },
  [LSN_COLUMN_ADDRESS] = { "address", NC_ ("column", "Address") },
  [LSN_COLUMN_NOTE] = { "note", NC_ ("column", "Note") },
  [LSN_COLUMN_TAGS] = { "tags", NC_ ("column", "Tags") },
  [LSN_COLUMN_PHONE] = { "phone", NC_ ("column", "Phone"), "phone" },
  [LSN_COLUMN_EMAIL] = { "email", NC_ ("column", "E-Mail"), "email" },
  [LSN_COLUMN_TELEGRAM] = { "telegram", NC_ ("column", "Telegram"), "telegram" },
  [LSN_COLUMN_WHATSAPP] = { "whatsapp", NC_ ("column", "WhatsApp"), "whatsapp" },
  [LSN_COLUMN_MAX] = { "max", NC_ ("column", "MAX"), "max" },
  [LSN_COLUMN_SITE] = { "site", NC_ ("column", "Website"), "site" },
  [LSN_COLUMN_OTHER] = { "other", NC_ ("column", "Other Contact"), "other" },
  [LSN_COLUMN_LABEL] = { "label", NC_ ("column", "Label of the Next Column") },
  [LSN_COLUMN_TURNOVER] = { "turnover", NC_ ("column", "Turnover") },
  [LSN_COLUMN_CURRENCY] = { "currency", NC_ ("column", "Currency") },
  [LSN_COLUMN_RHYTHM] = { "rhythm", NC_ ("column", "Rhythm, Days") },
  [LSN_COLUMN_BIRTHDAY] = { "birthday", NC_ ("column", "Birthday") },
};

/* Headers as they stand in Russian and English tables and in the exports of Google, Outlook,
 * Thunderbird, Zoho, HubSpot, Pipedrive, Salesforce and amoCRM, folded and without what is not a
 * letter. */
static const struct
{
  LsnColumn column;
  const char *headers;
} known[] = {
  { LSN_COLUMN_IGNORED,
    "row|whatiswrong|строка|чтонетак" }, /* of lsn_import_file_write_problems() */
  { LSN_COLUMN_CLIENT,
    "client|company|companyname|organization|organisation|organizationname|account|accountname|"
    "customer|компания|клиент|организация|название|названиекомпании|наименование|контрагент|заказчик|фирма|"
    "organizationorganization|firma|leadname|названиеорганизации" },
  { LSN_COLUMN_PERSON,
    "person|contact|contactname|fullname|name|displayname|фио|контакт|контактноелицо|полноеимя|имяифамилия|"
    "контактноеимя|личность|anzeigename|fileas|полноеимяконтакта|имяконтакта" },
  { LSN_COLUMN_FIRST_NAME, "firstname|givenname|имя|vorname|contactfirstname" },
  { LSN_COLUMN_MIDDLE_NAME, "middlename|additionalname|отчество" },
  { LSN_COLUMN_LAST_NAME, "lastname|familyname|surname|фамилия|nachname|contactlastname" },
  { LSN_COLUMN_ROLE,
    "role|title|jobtitle|position|organizationtitle|должность|роль|позиция|arbeitstitel" },
  { LSN_COLUMN_KIND, "kind|type|тип|вид" },
  { LSN_COLUMN_LEGAL_NAME, "legalname|юридическоеназвание|юрлицо|полноенаименование" },
  { LSN_COLUMN_STATUS, "status|stage|leadstatus|lifecyclestage|статус|этап|этапсделки|состояние" },
  { LSN_COLUMN_SEGMENT,
    "segment|category|industry|companyindustry|сегмент|категория|отрасль|сферадеятельности" },
  { LSN_COLUMN_OWNER,
    "owner|manager|accountowner|contactowner|ownerusername|responsible|менеджер|ответственный|владелец|"
    "куратор|аккаунт" },
  { LSN_COLUMN_SOURCE, "source|leadsource|originalsource|sourcename|источник|откуда" },
  { LSN_COLUMN_NOTE,
    "note|notes|comment|comments|additionalcomments|description|заметка|заметки|примечание|примечания|"
    "комментарий|комментарии|описание|notizen" },
  { LSN_COLUMN_TAGS, "tags|tag|labels|categories|groupmembership|теги|тег|метки" },
  { LSN_COLUMN_PHONE, "тел|моб|рабтел|мобтел|teldienstlich|telprivat|mobiltelnr|tel" },
  { LSN_COLUMN_EMAIL, "mail|имейл|емейл|мейл" },
  { LSN_COLUMN_TELEGRAM, "tg|тг" },
  { LSN_COLUMN_WHATSAPP, "wa" },
  { LSN_COLUMN_MAX, "max|макс" },
  { LSN_COLUMN_SITE, "site|web|url|сайт|вебсайт|webseite" },
  { LSN_COLUMN_ADDRESS,
    "address|адрес|location|region|регион|область|state|companystate|zip|zipcode|postalcode|index|индекс|"
    "почтовыйиндекс|country|страна|companycountry" },
  { LSN_COLUMN_CURRENCY, "currency|валюта" },
  { LSN_COLUMN_RHYTHM, "rhythm|cadence|ритм|ритмдней" },
  { LSN_COLUMN_BIRTHDAY,
    "birthday|birthdate|dateofbirth|birth|деньрождения|датарождения|др|дрконтакта" },
};

/* Where no header is known as a whole: the first rule with a piece that stands in it. */
static const struct
{
  LsnColumn column;
  const char *pieces;
} rules[] = {
  { LSN_COLUMN_IGNORED, "password|пароль|otpauth|totp" },
  { LSN_COLUMN_EXTRA,
    "fax|факс|pager|isinvalid|optout|yomi|assistant|photo|фото|picture|lifetime|spouse|ассистент|"
    "username|loginuri|isprimary" },
  { LSN_COLUMN_LABEL, "phonetype|phonelabel|emailtype|emaillabel|websitetype|websitelabel" },
  { LSN_COLUMN_TELEGRAM, "telegram|телеграм" },
  { LSN_COLUMN_WHATSAPP, "whatsapp|ватсап|вотсап|вацап" },
  { LSN_COLUMN_SITE, "website|webpage|homepage|webseite|сайт|companyurl" },
  { LSN_COLUMN_ADDRESS,
    "addressstreet|addresszip|addressstate|addresscountry|addresspostal|addressregion|homestreet|"
    "homestate|homezip|homepostal|homecountry|businessstreet|businessstate|businesspostal|businesscountry|"
    "workstreet|workstate|workzip|workcountry|workaddress|homeaddress|mailingstreet|mailingstate|"
    "mailingzip|mailingpostal|mailingcountry|street|улица|почтовыйадрес|addressformatted" },
  { LSN_COLUMN_EMAIL, "email|mailadres|почта|почты|имейл|емейл" },
  { LSN_COLUMN_PHONE,
    "phone|телефон|mobile|мобильн|cellular|handynummer|workdirect|рабтел|мобтел" },
  { LSN_COLUMN_CITY, "city|город" },
  { LSN_COLUMN_TURNOVER, "turnover|revenue|оборот|выручка" },
};

/* Words that only a company has. */
#define COMPANY_WORDS                                                                              \
  "industry|companyindustry|employees|numberofemployees|annualrevenue|accountnumber|инн|кпп|огрн|" \
  "numemployees|numemp|оборот|отрасль"

const char *
lsn_column_get_label (LsnColumn column)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "column", meanings[column].label);
}

const char *
lsn_column_get_key (LsnColumn column)
{
  return meanings[column].key;
}

gboolean
lsn_column_from_key (const char *key, LsnColumn *column)
{
  for (guint i = 0; i < N_LSN_COLUMNS; i++)
    {
      if (g_str_equal (meanings[i].key, key))
        {
          *column = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
lsn_column_get_channel (LsnColumn column)
{
  return meanings[column].channel;
}

/* Digits count several columns of one meaning: “Phone 2 - Value”. */
static char *
dup_letters (const char *header)
{
  g_autofree char *folded = lsn_text_fold (header);
  GString *letters = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        g_string_append_unichar (letters, g_utf8_get_char (p));
    }
  return g_string_free_and_steal (letters);
}

/* @list: folded words separated by "|" */
static gboolean
is_listed (const char *list, const char *letters)
{
  gsize length = strlen (letters);

  for (const char *p = strstr (list, letters); p; p = strstr (p + 1, letters))
    {
      if ((p == list || p[-1] == '|') && (p[length] == '\0' || p[length] == '|'))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_piece (const char *letters, const char *list)
{
  g_auto (GStrv) pieces = g_strsplit (list, "|", -1);

  for (guint i = 0; pieces[i]; i++)
    {
      if (strstr (letters, pieces[i]))
        return TRUE;
    }
  return FALSE;
}

static LsnColumn
recognise_letters (const char *letters)
{
  if (*letters == '\0')
    return LSN_COLUMN_EXTRA;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (is_listed (known[i].headers, letters))
        return known[i].column;
    }
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (has_piece (letters, rules[i].pieces))
        return rules[i].column;
    }
  return LSN_COLUMN_EXTRA;
}

LsnColumn
lsn_column_recognise (const char *header)
{
  g_autofree char *letters = dup_letters (header);

  return recognise_letters (letters);
}

/* "Title" is what a person is called by, “Dr.”, where another column has the job. A name beside
 * what only a company has is the company's. */
static void
consider_others (const char *const *headers, guint n, LsnColumn *columns)
{
  gboolean has[N_LSN_COLUMNS] = { FALSE };
  gboolean has_job = FALSE;
  gboolean is_company = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *letters = dup_letters (headers[i]);

      has[columns[i]] = TRUE;
      has_job = has_job || (columns[i] == LSN_COLUMN_ROLE && !g_str_equal (letters, "title"));
      is_company = is_company || (*letters && is_listed (COMPANY_WORDS, letters));
    }
  is_company = is_company && !has[LSN_COLUMN_CLIENT] && !has[LSN_COLUMN_FIRST_NAME] &&
               !has[LSN_COLUMN_LAST_NAME];
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *letters = dup_letters (headers[i]);

      if (has_job && columns[i] == LSN_COLUMN_ROLE && g_str_equal (letters, "title"))
        columns[i] = LSN_COLUMN_EXTRA;
      if (is_company && g_str_equal (letters, "name"))
        columns[i] = LSN_COLUMN_CLIENT;
    }
}

static gboolean
names_someone (LsnColumn column)
{
  return (column >= LSN_COLUMN_CLIENT && column <= LSN_COLUMN_LAST_NAME) ||
         column == LSN_COLUMN_PHONE || column == LSN_COLUMN_EMAIL;
}

gboolean
lsn_columns_recognise (const char *const *headers, guint n, LsnColumn *columns)
{
  gboolean named = FALSE;

  for (guint i = 0; i < n; i++)
    {
      columns[i] = lsn_column_recognise (headers[i]);
      named = named || names_someone (columns[i]);
    }
  if (named)
    consider_others (headers, n, columns);
  return named;
}

gboolean
lsn_columns_guess (const char *const *cells, guint n, LsnColumn *columns)
{
  gboolean named = FALSE;
  gboolean told = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *digits = lsn_text_dup_digits (cells[i]);

      columns[i] = LSN_COLUMN_EXTRA;
      if (strchr (cells[i], '@') && strchr (cells[i], '.'))
        columns[i] = LSN_COLUMN_EMAIL;
      else if (strlen (digits) >= 7 && strlen (digits) * 2 >= strlen (cells[i]))
        columns[i] = LSN_COLUMN_PHONE;
      else if (!named && *cells[i] && *digits == '\0')
        columns[i] = LSN_COLUMN_CLIENT;
      told = told || columns[i] == LSN_COLUMN_EMAIL || columns[i] == LSN_COLUMN_PHONE;
      named = named || columns[i] == LSN_COLUMN_CLIENT;
    }
  return told;
}
