/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-text.h"
#include "model/interchange/lsn-csv-source.h"

#include <string.h>

/* Headers as they stand in Russian and English tables and in the exports of Google, Outlook,
 * Thunderbird, Zoho, HubSpot, Pipedrive, Salesforce and amoCRM, folded and without what is not a
 * letter or a digit. */
static const struct
{
  LsnColumn column;
  const char *headers;
} known[] = {
  { LSN_COLUMN_CLIENT,
    "client|company|companyname|organization|organisation|organizationname|organization1name|account|accountname|"
    "customer|компания|клиент|организация|название|названиекомпании|наименование|контрагент|заказчик|фирма|"
    "organizationorganization|firma" },
  { LSN_COLUMN_PERSON,
    "person|contact|contactname|fullname|name|displayname|фио|контакт|контактноелицо|полноеимя|имяифамилия|"
    "контактноеимя|личность|anzeigename|fileas|полноеимяконтакта|имяконтакта" },
  { LSN_COLUMN_FIRST_NAME, "firstname|givenname|имя|vorname" },
  { LSN_COLUMN_MIDDLE_NAME, "middlename|additionalname|отчество" },
  { LSN_COLUMN_LAST_NAME, "lastname|familyname|surname|фамилия|nachname" },
  { LSN_COLUMN_ROLE,
    "role|title|jobtitle|position|organizationtitle|organization1title|должность|роль|позиция" },
  { LSN_COLUMN_KIND, "kind|type|тип|вид" },
  { LSN_COLUMN_LEGAL_NAME, "legalname|юридическоеназвание|юрлицо|полноенаименование" },
  { LSN_COLUMN_STATUS, "status|stage|leadstatus|lifecyclestage|статус|этап|этапсделки|состояние" },
  { LSN_COLUMN_SEGMENT, "segment|category|industry|сегмент|категория|отрасль" },
  { LSN_COLUMN_OWNER,
    "owner|manager|accountowner|contactowner|responsible|менеджер|ответственный|владелец|куратор|аккаунт" },
  { LSN_COLUMN_SOURCE, "source|leadsource|originalsource|источник|откуда" },
  { LSN_COLUMN_CITY, "city|homecity|businesscity|mailingcity|address1city|город" },
  { LSN_COLUMN_ADDRESS,
    "address|street|streetaddress|homestreet|businessstreet|mailingstreet|address1formatted|адрес" },
  { LSN_COLUMN_NOTE,
    "note|notes|comment|comments|description|заметка|заметки|примечание|примечания|комментарий|описание" },
  { LSN_COLUMN_TAGS, "tags|tag|labels|groupmembership|теги|тег|метки" },
  { LSN_COLUMN_PHONE,
    "phone|phonenumber|telephone|mobile|mobilephone|homephone|businessphone|workphone|phone1value|phone2value|"
    "primaryphone|телефон|тел|мобильный|мобильныйтелефон|рабочийтелефон|рабтел|моб|номертелефона|контактныйтелефон|"
    "teldienstlich|telprivat|mobiltelnr|homephone2|businessphone2|otherphone" },
  { LSN_COLUMN_EMAIL,
    "email|emailaddress|mail|email1value|email2value|email2address|email3address|primaryemail|secondaryemail|"
    "почта|электроннаяпочта|имейл|эл почта|элпочта|primareemailadresse|sekundareemailadresse|рабочийemail|"
    "emailрабочий" },
  { LSN_COLUMN_TELEGRAM, "telegram|телеграм|телеграмм|tg" },
  { LSN_COLUMN_WHATSAPP, "whatsapp|ватсап|вотсап|wa" },
  { LSN_COLUMN_MAX, "max|макс" },
  { LSN_COLUMN_SITE, "site|website|web|webpage|url|website1value|сайт|вебсайт" },
};

static char *
dup_letters (const char *header)
{
  g_autofree char *folded = lsn_text_fold (header);
  GString *letters = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        g_string_append_unichar (letters, g_utf8_get_char (p));
    }
  return g_string_free_and_steal (letters);
}

LsnColumn
lsn_column_recognise (const char *header)
{
  g_autofree char *letters = dup_letters (header);

  for (guint i = 0; *letters && i < G_N_ELEMENTS (known); i++)
    {
      g_auto (GStrv) headers = g_strsplit (known[i].headers, "|", -1);

      for (guint j = 0; headers[j]; j++)
        {
          g_autofree char *other = dup_letters (headers[j]);

          if (g_str_equal (letters, other))
            return known[i].column;
        }
    }
  return LSN_COLUMN_IGNORED;
}
