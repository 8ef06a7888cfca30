/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-vcard-property.h"
#include "model/interchange/lsn-encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- Text ------------------------------------------------------------------------------------- */

static char *
dup_value (const GString *value)
{
  g_autofree char *text = NULL;
  GString *lines;

  if (g_utf8_validate_len (value->str, value->len, NULL))
    text = g_strndup (value->str, value->len);
  else
    text = lsn_encoding_dup_utf8 (value->str, value->len,
                                  lsn_encoding_guess ((const guint8 *) value->str, value->len));
  lines = g_string_new_take (g_steal_pointer (&text));
  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  return g_string_free_and_steal (lines);
}

char **
lsn_vcard_dup_parts (EVCardAttribute *attribute)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  for (GList *l = lsn_vcard_library ()->attribute_get_values_decoded (attribute); l; l = l->next)
    g_strv_builder_take (parts, dup_value (l->data));
  return g_strv_builder_end (parts);
}

char *
lsn_vcard_dup_text (EVCardAttribute *attribute)
{
  g_auto (GStrv) parts = lsn_vcard_dup_parts (attribute);

  return g_strjoinv (";", parts);
}

char *
lsn_vcard_dup_label (const char *text)
{
  gsize length = strlen (text);

  if (g_str_has_prefix (text, "_$!<") && g_str_has_suffix (text, ">!$_") && length > 8)
    return g_strndup (text + 4, length - 8);
  return g_strdup (text);
}

/* --- Channels --------------------------------------------------------------------------------- */

/* Names of properties that are a channel; the label says which where the kind does not. */
static const struct
{
  const char *name;
  const char *kind;
  const char *label; /* nullable */
} channels[] = {
  { "TEL", "phone", NULL },
  { "EMAIL", "email", NULL },
  { "URL", "site", NULL },
  { "X-EVOLUTION-BLOG-URL", "site", NULL },
  { "X-EVOLUTION-VIDEO-URL", "site", NULL },
  { "IMPP", "other", NULL },
  { "X-SOCIALPROFILE", "other", NULL },
  { "SOCIALPROFILE", "other", NULL },
  { "X-TELEGRAM", "telegram", NULL },
  { "X-WHATSAPP", "whatsapp", NULL },
  { "X-MAX", "max", NULL },
  { "X-LIAISON-OTHER", "other", NULL },
  { "X-SKYPE", "other", "Skype" },
  { "X-SKYPE-USERNAME", "other", "Skype" },
  { "X-JABBER", "other", "Jabber" },
  { "X-ICQ", "other", "ICQ" },
  { "X-AIM", "other", "AIM" },
  { "X-MSN", "other", "MSN" },
  { "X-YAHOO", "other", "Yahoo" },
  { "X-QQ", "other", "QQ" },
  { "X-GADUGADU", "other", "Gadu-Gadu" },
  { "X-GROUPWISE", "other", "GroupWise" },
  { "X-GOOGLE-TALK", "other", "Google Talk" },
  { "X-GTALK", "other", "Google Talk" },
  { "X-TWITTER", "other", "Twitter" },
  { "X-SIP", "other", "SIP" },
  { "X-MATRIX", "other", "Matrix" },
};

/* What a value begins with when it says itself what it is. */
static const struct
{
  const char *scheme;
  const char *kind;
  const char *label; /* nullable */
  gboolean keep;     /* the scheme is part of the value */
} schemes[] = {
  { "tel:", "phone", NULL, FALSE },
  { "mailto:", "email", NULL, FALSE },
  { "telegram:", "telegram", NULL, FALSE },
  { "tg:", "telegram", NULL, FALSE },
  { "https://t.me/", "telegram", NULL, TRUE },
  { "http://t.me/", "telegram", NULL, TRUE },
  { "whatsapp:", "whatsapp", NULL, FALSE },
  { "https://wa.me/", "whatsapp", NULL, TRUE },
  { "https://max.ru/", "max", NULL, TRUE },
  { "skype:", "other", "Skype", FALSE },
  { "xmpp:", "other", "XMPP", FALSE },
  { "sip:", "other", "SIP", FALSE },
  { "aim:", "other", "AIM", FALSE },
  { "icq:", "other", "ICQ", FALSE },
  { "ymsgr:", "other", "Yahoo", FALSE },
  { "msnim:", "other", "MSN", FALSE },
};

static int
find_channel (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      if (g_str_equal (channels[i].name, name))
        return (int) i;
    }
  return -1;
}

gboolean
lsn_vcard_is_channel (const char *name)
{
  return find_channel (name) >= 0;
}

/* Returns: (nullable): the first value of a parameter. */
static const char *
get_parameter (EVCardAttribute *attribute, const char *name)
{
  for (GList *l = lsn_vcard_library ()->attribute_get_params (attribute); l; l = l->next)
    {
      GList *values = lsn_vcard_library ()->param_get_values (l->data);

      if (g_ascii_strcasecmp (lsn_vcard_library ()->param_get_name (l->data), name) == 0 && values)
        return values->data;
    }
  return NULL;
}

/* “Work”, “Home”, “Mobile”: what kinds of phones are called; NULL for words that say nothing. */
static const char *
get_type_label (const char *type)
{
  const char *const labels[][2] = {
    { "WORK", NC_ ("channel", "Work") },     { "HOME", NC_ ("channel", "Home") },
    { "CELL", NC_ ("channel", "Mobile") },   { "MOBILE", NC_ ("channel", "Mobile") },
    { "FAX", NC_ ("channel", "Fax") },       { "PAGER", NC_ ("channel", "Pager") },
    { "CAR", NC_ ("channel", "Car") },       { "MAIN", NC_ ("channel", "Main") },
    { "OTHER", NC_ ("channel", "Other") },   { "IPHONE", NC_ ("channel", "Mobile") },
    { "VIDEO", NC_ ("channel", "Video") },   { "X-SCHOOL", NC_ ("channel", "School") },
    { "SCHOOL", NC_ ("channel", "School") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_ascii_strcasecmp (labels[i][0], type) == 0)
        return g_dpgettext2 (GETTEXT_PACKAGE, "channel", labels[i][1]);
    }
  return NULL;
}

/* The values of all TYPE parameters; 4.0 writes several between quotes. */
static char **
dup_types (EVCardAttribute *attribute)
{
  g_autoptr (GStrvBuilder) types = g_strv_builder_new ();

  for (GList *l = lsn_vcard_library ()->attribute_get_params (attribute); l; l = l->next)
    {
      if (g_ascii_strcasecmp (lsn_vcard_library ()->param_get_name (l->data), EVC_TYPE) != 0)
        continue;
      for (GList *v = lsn_vcard_library ()->param_get_values (l->data); v; v = v->next)
        {
          g_auto (GStrv) words = g_strsplit (v->data, ",", -1);

          g_strv_builder_addv (types, (const char **) words);
        }
    }
  return g_strv_builder_end (types);
}

static char *
dup_type_label (EVCardAttribute *attribute)
{
  g_auto (GStrv) types = dup_types (attribute);
  g_autoptr (GString) label = g_string_new (NULL);

  for (guint i = 0; types[i]; i++)
    {
      const char *word = get_type_label (types[i]);

      if (word && strstr (label->str, word) == NULL)
        g_string_append_printf (label, "%s%s", label->len > 0 ? ", " : "", word);
    }
  return label->len > 0 ? g_strdup (label->str) : NULL;
}

gboolean
lsn_vcard_has_type (EVCardAttribute *attribute, const char *type)
{
  g_auto (GStrv) types = dup_types (attribute);

  for (guint i = 0; types[i]; i++)
    {
      if (g_ascii_strcasecmp (types[i], type) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A messenger by the word of the program that wrote the card; NULL for others. */
static const char *
get_service_kind (const char *service)
{
  if (g_ascii_strcasecmp (service, "telegram") == 0)
    return "telegram";
  if (g_ascii_strcasecmp (service, "whatsapp") == 0)
    return "whatsapp";
  return g_ascii_strcasecmp (service, "max") == 0 ? "max" : NULL;
}

/* Apple writes who it is in a scheme of its own, and what it is in a parameter. */
static const char *
take_service (EVCardAttribute *attribute, const char *kind, char **value, char **label)
{
  const char *service = get_parameter (attribute, "X-SERVICE-TYPE");
  const char *by_service;

  if (service == NULL)
    service = get_parameter (attribute, "SERVICE-TYPE");
  if (service == NULL && g_ascii_strcasecmp (lsn_vcard_library ()->attribute_get_name (attribute),
                                             "X-SOCIALPROFILE") == 0)
    service = get_parameter (attribute, EVC_TYPE);
  if (service == NULL)
    return kind;

  if (g_str_has_prefix (*value, "x-apple:"))
    {
      g_autofree char *whole = g_steal_pointer (value);

      *value = g_uri_unescape_string (whole + strlen ("x-apple:"), NULL);
      if (*value == NULL)
        *value = g_strdup (whole + strlen ("x-apple:"));
    }
  by_service = get_service_kind (service);
  if (by_service)
    return by_service;
  if (*label == NULL)
    *label = g_strdup (service);
  return kind;
}

const char *
lsn_vcard_dup_channel (EVCardAttribute *attribute, const char *name, const char *text, char **value,
                       char **label)
{
  int known = find_channel (name);
  const char *kind = channels[known].kind;
  gboolean open = g_str_equal (kind, "other") || g_str_equal (kind, "site"); /* says itself */

  *label = channels[known].label ? g_strdup (channels[known].label) : dup_type_label (attribute);
  *value = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (schemes) && *value == NULL; i++)
    {
      gsize length = strlen (schemes[i].scheme);

      if (g_str_equal (name, "X-LIAISON-OTHER") ||
          g_ascii_strncasecmp (text, schemes[i].scheme, length) != 0 ||
          (!open && !g_str_equal (kind, schemes[i].kind)))
        continue;
      kind = schemes[i].kind;
      *value = g_strdup (schemes[i].keep ? text : text + length);
      if (*label == NULL && schemes[i].label)
        *label = g_strdup (schemes[i].label);
    }
  if (*value == NULL)
    *value = g_strdup (text);
  if (g_str_equal (kind, "phone"))
    {
      char *extension = strstr (*value, ";ext=");

      if (extension)
        memcpy (extension, " ext.", 5);
      if (lsn_vcard_has_type (attribute, "FAX") || lsn_vcard_has_type (attribute, "PAGER"))
        kind = "other";
    }
  return take_service (attribute, kind, value, label);
}
