/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-contact.h"
#include "base/lsn-phone.h"

#include <glib/gi18n-lib.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT

static const LsnField contact_fields[] = {
  [LSN_CONTACT_ID] = { "id", "id", INT },
  [LSN_CONTACT_NAME] = { "name", "name", TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_CONTACT_NOTE] = { "note", "note", TEXT },
  [LSN_CONTACT_AVATAR] = { "avatar", "avatar", TEXT },
};

const LsnRecordInfo lsn_contact_info = {
  .table = "contact",
  .fields = contact_fields,
  .n_fields = N_LSN_CONTACT_FIELDS,
};

static const LsnField client_contact_fields[] = {
  [LSN_CLIENT_CONTACT_ID] = { "id", "id", INT },
  [LSN_CLIENT_CONTACT_CLIENT_ID] = { "client-id", "client_id", INT },
  [LSN_CLIENT_CONTACT_CONTACT_ID] = { "contact-id", "contact_id", INT },
  [LSN_CLIENT_CONTACT_ROLE] = { "role", "role", TEXT },
  [LSN_CLIENT_CONTACT_IS_PRIMARY] = { "is-primary", "is_primary", LSN_FIELD_BOOLEAN },
  [LSN_CLIENT_CONTACT_POSITION] = { "position", "position", INT },
  [LSN_CLIENT_CONTACT_NAME] = { "name", "contact.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_CLIENT_CONTACT_NOTE] = { "note", "contact.note", TEXT, LSN_FIELD_DERIVED },
  [LSN_CLIENT_CONTACT_AVATAR] = { "avatar", "contact.avatar", TEXT, LSN_FIELD_DERIVED },
  [LSN_CLIENT_CONTACT_ALSO_AT] = { "also-at",
                                   "(SELECT group_concat (c.name, ', ' ORDER BY c.name)"
                                   " FROM client_contact o JOIN client c ON c.id = o.client_id"
                                   " WHERE o.contact_id = client_contact.contact_id"
                                   " AND o.client_id <> client_contact.client_id)",
                                   TEXT, LSN_FIELD_DERIVED },
};

const LsnRecordInfo lsn_client_contact_info = {
  .table = "client_contact",
  .sources = "client_contact JOIN contact ON contact.id = client_contact.contact_id",
  .fields = client_contact_fields,
  .n_fields = N_LSN_CLIENT_CONTACT_FIELDS,
};

static const LsnField channel_fields[] = {
  [LSN_CHANNEL_ID] = { "id", "id", INT },
  [LSN_CHANNEL_CLIENT_ID] = { "client-id", "client_id", INT },
  [LSN_CHANNEL_CONTACT_ID] = { "contact-id", "contact_id", INT },
  [LSN_CHANNEL_KIND] = { "kind", "kind", TEXT, LSN_FIELD_REQUIRED },
  [LSN_CHANNEL_VALUE] = { "value", "value", TEXT, LSN_FIELD_REQUIRED, N_ ("Address or Number") },
  [LSN_CHANNEL_NORMAL] = { "normal", "normal", TEXT },
  [LSN_CHANNEL_LABEL] = { "label", "label", TEXT },
  [LSN_CHANNEL_POSITION] = { "position", "position", INT },
};

const LsnRecordInfo lsn_channel_info = {
  .table = "channel",
  .fields = channel_fields,
  .n_fields = N_LSN_CHANNEL_FIELDS,
};

static const LsnField important_date_fields[] = {
  [LSN_IMPORTANT_DATE_ID] = { "id", "id", INT },
  [LSN_IMPORTANT_DATE_CLIENT_ID] = { "client-id", "client_id", INT },
  [LSN_IMPORTANT_DATE_CONTACT_ID] = { "contact-id", "contact_id", INT },
  [LSN_IMPORTANT_DATE_TITLE] = { "title", "title", TEXT, LSN_FIELD_REQUIRED, N_ ("Title") },
  [LSN_IMPORTANT_DATE_DATE] = { "date", "date", LSN_FIELD_DATE, LSN_FIELD_REQUIRED, N_ ("Date") },
  [LSN_IMPORTANT_DATE_YEARLY] = { "yearly", "yearly", LSN_FIELD_BOOLEAN },
  [LSN_IMPORTANT_DATE_LEAD_DAYS] = { "lead-days", "lead_days", INT },
};

const LsnRecordInfo lsn_important_date_info = {
  .table = "important_date",
  .fields = important_date_fields,
  .n_fields = N_LSN_IMPORTANT_DATE_FIELDS,
};

static const struct
{
  const char *key;
  const char *label;
  const char *entry_kind;
  const char *handle_prefixes; /* of links to a profile, separated by "|" */
} kinds[] = {
  { "phone", N_ ("Phone"), "call", "tel:" },
  { "email", N_ ("E-mail"), "mail", "mailto:" },
  { "telegram", N_ ("Telegram"), "message",
    "https://t.me/|http://t.me/|t.me/|tg://resolve?domain=|@" },
  { "whatsapp", N_ ("WhatsApp"), "message", "https://wa.me/|http://wa.me/|wa.me/" },
  { "max", N_ ("MAX"), "message", "https://max.ru/|http://max.ru/|max.ru/|@" },
  { "site", N_ ("Website"), NULL, "" },
  { "other", N_ ("Other"), NULL, "" },
};

static const char *const kind_keys[] = { "phone", "email", "telegram", "whatsapp",
                                         "max",   "site",  "other",    NULL };

static guint
find_kind (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].key, key) == 0)
        return i;
    }
  return G_N_ELEMENTS (kinds) - 1;
}

static const char *
skip_prefix (const char *value, const char *prefixes)
{
  g_auto (GStrv) list = g_strsplit (prefixes, "|", -1);

  for (guint i = 0; list[i]; i++)
    {
      if (*list[i] && g_ascii_strncasecmp (value, list[i], strlen (list[i])) == 0)
        return value + strlen (list[i]);
    }
  return value;
}

const char *const *
lsn_channel_get_kinds (void)
{
  return kind_keys;
}

const char *
lsn_channel_intern_kind (const char *kind)
{
  return kinds[find_kind (kind)].key;
}

static gboolean
is_phone (const char *value)
{
  guint digits = 0;

  for (const char *p = value; *p; p++)
    {
      if (g_ascii_isdigit (*p))
        digits++;
      else if (strchr ("+-() .", *p) == NULL)
        return FALSE;
    }
  return digits >= 5;
}

/* "agency.ru", "agency.ru/works": a dot between letters and no blank. */
static gboolean
is_site (const char *value)
{
  const char *dot = strchr (value, '.');

  return dot && dot != value && g_unichar_isalpha (g_utf8_get_char_validated (dot + 1, -1)) &&
         strpbrk (value, " @") == NULL;
}

const char *
lsn_channel_guess_kind (const char *value)
{
  const char *const links[] = { "telegram", "whatsapp", "max" };
  const char *at = strchr (value, '@');

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      const char *prefixes = kinds[find_kind (links[i])].handle_prefixes;

      if (*value != '@' && skip_prefix (value, prefixes) != value)
        return links[i];
    }
  if (at == value)
    return value[1] ? "telegram" : NULL;
  if (at && strchr (at, '.'))
    return "email";
  if (g_str_has_prefix (value, "http://") || g_str_has_prefix (value, "https://"))
    return "site";
  if (is_phone (value))
    return "phone";
  return at == NULL && is_site (value) ? "site" : NULL;
}

const char *
lsn_channel_get_icon (const char *kind)
{
  const char *entry_kind = lsn_channel_get_entry_kind (kind);

  return g_strcmp0 (entry_kind, "call") == 0      ? "call-start-symbolic"
         : g_strcmp0 (entry_kind, "mail") == 0    ? "mail-unread-symbolic"
         : g_strcmp0 (entry_kind, "message") == 0 ? "chat-message-new-symbolic"
         : g_strcmp0 (kind, "site") == 0          ? "lsn-site-symbolic"
                                                  : "avatar-default-symbolic";
}

char *
lsn_channel_dup_normal (const char *kind, const char *value, const char *region)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value ? value : ""));
  const char *rest = skip_prefix (stripped, kinds[find_kind (kind)].handle_prefixes);

  if (g_strcmp0 (kind, "phone") == 0 || g_strcmp0 (kind, "whatsapp") == 0)
    return lsn_phone_dup_normal (rest, region);
  if (g_strcmp0 (kind, "other") == 0)
    return g_strdup (rest);
  return g_utf8_strdown (rest, -1);
}

char *
lsn_channel_dup_uri (const char *kind, const char *normal)
{
  g_autofree char *escaped = NULL;

  if (normal == NULL || *normal == '\0')
    return NULL;
  if (g_strcmp0 (kind, "site") == 0)
    {
      if (g_str_has_prefix (normal, "https://") || g_str_has_prefix (normal, "http://"))
        return g_strdup (normal);
      return strstr (normal, ":") ? NULL : g_strconcat ("https://", normal, NULL);
    }

  escaped = g_uri_escape_string (normal, "+@", FALSE);
  if (g_strcmp0 (kind, "phone") == 0)
    return g_strconcat ("tel:", escaped, NULL);
  if (g_strcmp0 (kind, "email") == 0)
    return g_strconcat ("mailto:", escaped, NULL);
  if (g_strcmp0 (kind, "telegram") == 0)
    return g_strconcat ("https://t.me/", escaped, NULL);
  if (g_strcmp0 (kind, "whatsapp") == 0)
    return g_strconcat ("https://wa.me/", escaped[0] == '+' ? escaped + 1 : escaped, NULL);
  if (g_strcmp0 (kind, "max") == 0)
    return g_strconcat ("https://max.ru/", escaped, NULL);
  return NULL;
}

char *
lsn_channel_dup_display (const LsnRow *channel, const char *region)
{
  const char *kind = lsn_row_get_text (channel, LSN_CHANNEL_KIND);
  const char *value = lsn_row_get_text (channel, LSN_CHANNEL_VALUE);

  if (g_strcmp0 (kind, "phone") == 0 || g_strcmp0 (kind, "whatsapp") == 0)
    return lsn_phone_dup_international (value, region);
  return g_strdup (value ? value : "");
}

const char *
lsn_channel_get_label (const char *kind)
{
  return g_dgettext (GETTEXT_PACKAGE, kinds[find_kind (kind)].label);
}

const char *
lsn_channel_get_entry_kind (const char *kind)
{
  return kinds[find_kind (kind)].entry_kind;
}
