/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-vcard-source.h"
#include "base/lsn-number.h"
#include "model/interchange/lsn-file-date.h"
#include "model/interchange/lsn-picture.h"
#include "model/interchange/lsn-vcard-property.h"

#include <glib/gi18n-lib.h>
#include <libebook-contacts/libebook-contacts.h>
#include <string.h>

struct _LsnVcardSource
{
  LsnVcardReader *reader; /* owned */
  GHashTable *left_out;   /* owned; set of names */
};

/* A card that is being read. */
typedef struct
{
  LsnVcardSource *source;
  LsnImportRecord *record;
  GHashTable *labels; /* owned; folded group → label: X-ABLabel of Apple and Google */
  int person;         /* the person's place, or LSN_IMPORT_CLIENT */
  gboolean is_own;    /* of our own export */
  gboolean is_facts;  /* of our own export, and about the client itself */
} Card;

LsnVcardSource *
lsn_vcard_source_new (LsnTextStream *stream, GError **error)
{
  g_autoptr (LsnVcardSource) self = g_new0 (LsnVcardSource, 1);

  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!lsn_vcard_library_load (error))
    {
      lsn_text_stream_free (stream);
      return NULL;
    }
  self->reader = lsn_vcard_reader_new (stream, error);
  return self->reader ? g_steal_pointer (&self) : NULL;
}

void
lsn_vcard_source_free (LsnVcardSource *self)
{
  g_clear_pointer (&self->reader, lsn_vcard_reader_free);
  g_hash_table_unref (self->left_out);
  g_free (self);
}

char **
lsn_vcard_source_dup_left_out (LsnVcardSource *self)
{
  g_autofree char **names = (char **) g_hash_table_get_keys_as_array (self->left_out, NULL);

  return g_strdupv (names);
}

/* --- Who the card is about -------------------------------------------------------------------- */

/* The first one of that name, as text; NULL where it is blank. */
static char *
dup_first (EVCard *vcard, const char *name)
{
  EVCardAttribute *attribute = lsn_vcard_library ()->get_attribute (vcard, name);
  g_autofree char *text = attribute ? lsn_vcard_dup_text (attribute) : NULL;

  return text && text[strspn (text, " \t\n")] ? g_steal_pointer (&text) : NULL;
}

/* Family, given, additional: in the order in which they are said. */
static char *
dup_structured_name (EVCard *vcard)
{
  EVCardAttribute *attribute = lsn_vcard_library ()->get_attribute (vcard, EVC_N);
  g_auto (GStrv) parts = attribute ? lsn_vcard_dup_parts (attribute) : NULL;
  const guint order[] = { 1, 2, 0 };
  GString *name = g_string_new (NULL);

  for (guint i = 0; parts && i < G_N_ELEMENTS (order); i++)
    {
      if (order[i] < g_strv_length (parts) && *g_strstrip (parts[order[i]]))
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[order[i]]);
    }
  if (name->len > 0)
    return g_string_free_and_steal (name);
  g_string_free (name, TRUE);
  return NULL;
}

static gboolean
says (EVCard *vcard, const char *name, const char *word)
{
  g_autofree char *text = dup_first (vcard, name);

  return text && g_ascii_strcasecmp (g_strstrip (text), word) == 0;
}

/* Ours is as it is; others have space where none belongs. */
static const char *
keep (Card *card, const char *text)
{
  return card->is_own ? lsn_import_record_keep (card->record, text)
                      : lsn_import_record_keep_stripped (card->record, text);
}

static void
find_names (Card *card, EVCard *vcard)
{
  LsnImportRecord *record = card->record;
  EVCardAttribute *org = lsn_vcard_library ()->get_attribute (vcard, EVC_ORG);
  g_auto (GStrv) units = org ? lsn_vcard_dup_parts (org) : NULL;
  const char *company = units && units[0] && *units[0] ? units[0] : NULL;
  g_autofree char *structured = dup_structured_name (vcard);
  g_autofree char *formatted = dup_first (vcard, EVC_FN);
  g_autofree char *nickname = dup_first (vcard, EVC_NICKNAME);
  const char *name = formatted ? formatted : structured ? structured : nickname;
  gboolean is_company =
      says (vcard, "KIND", "org") || says (vcard, "X-ABShowAs", "COMPANY") ||
      (company &&
       (name == NULL || (g_str_equal (name, company) && !says (vcard, "KIND", "individual"))));

  if (card->is_facts || is_company)
    {
      record->name = keep (card, name ? name : company);
      record->is_person = !is_company;
      return;
    }
  if (company)
    record->name = keep (card, company);
  else
    record->is_person = TRUE;
  card->person = lsn_import_record_add_person (record, keep (card, name));
  for (guint i = 1; company && units[i]; i++)
    {
      if (*g_strstrip (units[i]))
        {
          g_autofree char *line = g_strdup_printf (_ ("Department: %s"), units[i]);
          LsnImportPerson *person = lsn_import_record_get_person (record, card->person);

          lsn_import_record_add_note (record, &person->note, line);
        }
    }
}

/* --- What the card says ----------------------------------------------------------------------- */

/* The person's note, else the client's. */
static void
add_note (Card *card, const char *line)
{
  LsnImportRecord *record = card->record;

  lsn_import_record_add_note (record,
                              card->person >= 0
                                  ? &lsn_import_record_get_person (record, card->person)->note
                                  : &record->note,
                              line);
}

static void
add_titled_note (Card *card, const char *title, const char *text)
{
  g_autofree char *line = *text ? g_strdup_printf ("%s: %s", title, text) : NULL;

  add_note (card, line);
}

static void
take_role (Card *card, const char *text)
{
  LsnImportPerson *person;

  if (*text == '\0')
    return;
  if (card->person < 0)
    {
      add_titled_note (card, _ ("Role"), text);
      return;
    }
  person = lsn_import_record_get_person (card->record, card->person);
  if (person->role == NULL)
    person->role = lsn_import_record_keep (card->record, text);
  else if (!g_str_equal (person->role, text))
    add_titled_note (card, _ ("Role"), text);
}

/* The company's where it is said to be of work, else the client's own; others go to the note. */
static void
take_address (Card *card, EVCardAttribute *attribute)
{
  LsnImportRecord *record = card->record;
  g_auto (GStrv) parts = lsn_vcard_dup_parts (attribute);
  const guint order[] = { 2, 1, 0, 4, 5, 6 }; /* street, house, box; region, code, country */
  g_autoptr (GString) address = g_string_new (NULL);
  guint n = g_strv_length (parts);
  const char *city = NULL;
  gboolean is_home = record->name && card->person >= 0 && lsn_vcard_has_type (attribute, "HOME");

  for (guint i = 0; i < n && !card->is_own; i++)
    g_strstrip (parts[i]);
  if (n > 3 && *parts[3])
    city = parts[3];
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (order[i] < n && *parts[order[i]])
        g_string_append_printf (address, "%s%s", address->len > 0 ? ", " : "", parts[order[i]]);
    }
  if (city == NULL && address->len == 0)
    return;
  if (!is_home && record->city == NULL && record->address == NULL)
    {
      record->city = lsn_import_record_keep (record, city);
      if (address->len > 0)
        record->address = lsn_import_record_keep (record, address->str);
      return;
    }
  if (city)
    g_string_append_printf (address, "%s%s", address->len > 0 ? ", " : "", city);
  add_titled_note (card, _ ("Address"), address->str);
}

static void
take_date (Card *card, const char *title, const char *text)
{
  g_autofree char *date = lsn_file_date_dup_iso (text);

  if (card->is_own || *text == '\0')
    return;
  if (date)
    lsn_import_record_add_date (card->record, card->person, title, date, TRUE,
                                LSN_IMPORT_LEAD_DAYS);
  else
    add_titled_note (card, title, text);
}

static void
take_channel (Card *card, EVCardAttribute *attribute, const char *name, const char *text)
{
  const char *group = lsn_vcard_library ()->attribute_get_group (attribute);
  g_autofree char *folded = group ? g_ascii_strdown (group, -1) : NULL;
  const char *label = folded ? g_hash_table_lookup (card->labels, folded) : NULL;
  g_autofree char *value = NULL;
  g_autofree char *own_label = NULL;
  const char *kind = lsn_vcard_dup_channel (attribute, name, text, &value, &own_label);
  int person = card->person;

  /* The site of somebody at a company is the company's, but not in a file of our own. */
  if (!card->is_own && g_str_equal (kind, "site") && card->record->name)
    person = LSN_IMPORT_CLIENT;
  lsn_import_record_add_channel (card->record, person, kind, value, label ? label : own_label);
}

/* Bytes in 2.1 and 3.0, a data: address in 4.0. */
static GBytes *
dup_picture (EVCardAttribute *attribute)
{
  GList *values = lsn_vcard_library ()->attribute_get_values_decoded (attribute);
  g_autoptr (GBytes) picture = NULL;
  const GString *value = values ? values->data : NULL;

  if (value == NULL)
    return NULL;
  if (g_ascii_strncasecmp (value->str, "data:", 5) == 0)
    {
      g_autofree char *text = lsn_vcard_dup_text (attribute);

      return lsn_picture_parse (text);
    }
  picture = g_bytes_new (value->str, value->len);
  return lsn_picture_get_type (picture) ? g_steal_pointer (&picture) : NULL;
}

/* The first one. Returns: whether it was taken: not one on the web, which is not fetched. */
static gboolean
take_picture (Card *card, EVCardAttribute *attribute)
{
  LsnImportRecord *record = card->record;
  GBytes **place = card->person >= 0 ? &lsn_import_record_get_person (record, card->person)->picture
                                     : &record->picture;
  GBytes *picture = *place ? NULL : dup_picture (attribute);

  if (picture)
    *place = lsn_import_record_keep_picture (record, picture);
  return picture != NULL;
}

/* A fact that only our own export has. */
static void
take_own (Card *card, const char *name, const char *text)
{
  LsnImportRecord *record = card->record;
  LsnImportPerson *person =
      card->person >= 0 ? lsn_import_record_get_person (record, card->person) : NULL;

  if (g_str_equal (name, "X-LIAISON-DATE"))
    lsn_import_record_add_date_text (record, card->person, text);
  else if (g_str_equal (name, "X-LIAISON-PERSON") && person)
    person->key = lsn_import_record_keep (record, text);
  else if (g_str_equal (name, "X-LIAISON-PRIMARY") && person)
    person->is_primary = TRUE;
  else if (g_str_equal (name, "X-LIAISON-STATUS"))
    record->status = lsn_import_record_keep (record, text);
  else if (g_str_equal (name, "X-LIAISON-LEGAL-NAME"))
    record->legal_name = lsn_import_record_keep (record, text);
  else if (g_str_equal (name, "X-LIAISON-SEGMENT"))
    record->segment = lsn_import_record_keep (record, text);
  else if (g_str_equal (name, "X-LIAISON-OWNER"))
    record->owner = lsn_import_record_keep (record, text);
  else if (g_str_equal (name, "X-LIAISON-SOURCE"))
    record->source = lsn_import_record_keep (record, text);
  else if (g_str_equal (name, "X-LIAISON-CURRENCY"))
    record->currency = lsn_import_record_keep (record, text);
  else if (g_str_equal (name, "X-LIAISON-TURNOVER"))
    record->has_turnover =
        lsn_number_parse (text, 0, '.', &record->turnover_minor) == LSN_NUMBER_OK;
  else if (g_str_equal (name, "X-LIAISON-RHYTHM"))
    record->cadence_days = g_ascii_strtoll (text, NULL, 10);
  else if (g_str_equal (name, "X-LIAISON-ADDED"))
    lsn_file_date_parse_instant (text, &record->created_at);
  else if (g_str_equal (name, "X-LIAISON-ARCHIVED"))
    lsn_file_date_parse_instant (text, &record->archived_at);
}

/* For people to read, and with no place of its own. */
static const char *
get_title (const char *name)
{
  const char *const titles[][2] = {
    { "NICKNAME", N_ ("Nickname") },
    { "X-EVOLUTION-SPOUSE", N_ ("Spouse") },
    { "X-SPOUSE", N_ ("Spouse") },
    { "X-KADDRESSBOOK-X-SpousesName", N_ ("Spouse") },
    { "X-EVOLUTION-MANAGER", N_ ("Manager") },
    { "X-MANAGER", N_ ("Manager") },
    { "X-KADDRESSBOOK-X-ManagersName", N_ ("Manager") },
    { "X-EVOLUTION-ASSISTANT", N_ ("Assistant") },
    { "X-ASSISTANT", N_ ("Assistant") },
    { "X-KADDRESSBOOK-X-AssistantsName", N_ ("Assistant") },
    { "X-KADDRESSBOOK-X-Profession", N_ ("Profession") },
    { "X-KADDRESSBOOK-X-Department", N_ ("Department") },
    { "X-KADDRESSBOOK-X-Office", N_ ("Office") },
    { "HOBBY", N_ ("Hobby") },
    { "INTEREST", N_ ("Interest") },
    { "EXPERTISE", N_ ("Expertise") },
    { "DEATHDATE", N_ ("Died") },
    { "LANG", N_ ("Language") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (g_ascii_strcasecmp (titles[i][0], name) == 0)
        return _ (titles[i][1]);
    }
  return NULL;
}

/* For machines: nothing is lost without them. */
static gboolean
is_technical (const char *name)
{
  const char *const names[] = { "VERSION",
                                "N",
                                "FN",
                                "ORG",
                                "KIND",
                                "UID",
                                "REV",
                                "PRODID",
                                "CLASS",
                                "SORT-STRING",
                                "SORT-AS",
                                "MAILER",
                                "PROFILE",
                                "CLIENTPIDMAP",
                                "X-ABLabel",
                                "X-ABADR",
                                "NAME",
                                "SOURCE",
                                "XML",
                                "X-ABShowAs",
                                "X-LIAISON-ID",
                                "X-EVOLUTION-FILE-AS",
                                "X-MOZILLA-HTML",
                                "LABEL" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (names[i], name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
take_categories (Card *card, EVCardAttribute *attribute)
{
  g_auto (GStrv) names = lsn_vcard_dup_parts (attribute);

  for (guint i = 0; names[i]; i++)
    lsn_import_record_add_tag (card->record, names[i]);
}

static void
take_attribute (Card *card, EVCardAttribute *attribute)
{
  g_autofree char *name = g_ascii_strup (lsn_vcard_library ()->attribute_get_name (attribute), -1);
  g_autofree char *text = NULL;
  const char *title = get_title (name);

  if (is_technical (name) || (g_str_equal (name, EVC_PHOTO) && take_picture (card, attribute)))
    return;
  text = lsn_vcard_dup_text (attribute);
  if (g_str_has_prefix (name, "X-LIAISON-") && card->is_own && !lsn_vcard_is_channel (name))
    {
      take_own (card, name, text);
      return;
    }
  if (!card->is_own)
    g_strstrip (text);
  if (lsn_vcard_is_channel (name))
    take_channel (card, attribute, name, text);
  else if (g_str_equal (name, EVC_TITLE) || g_str_equal (name, EVC_ROLE))
    take_role (card, text);
  else if (g_str_equal (name, EVC_ADR))
    take_address (card, attribute);
  else if (g_str_equal (name, EVC_NOTE))
    add_note (card, text);
  else if (g_str_equal (name, EVC_CATEGORIES))
    take_categories (card, attribute);
  else if (g_str_equal (name, EVC_BDAY) || g_str_equal (name, EVC_X_BIRTHDAY))
    take_date (card, _ ("Birthday"), text);
  else if (g_str_equal (name, "ANNIVERSARY") || g_str_equal (name, EVC_X_ANNIVERSARY) ||
           g_str_equal (name, "X-ANNIVERSARY"))
    take_date (card, _ ("Anniversary"), text);
  else if (title)
    add_titled_note (card, title, text);
  else if (*text)
    g_hash_table_add (card->source->left_out, g_steal_pointer (&name));
}

static void
find_labels (Card *card, GList *attributes)
{
  for (GList *l = attributes; l; l = l->next)
    {
      const char *group = lsn_vcard_library ()->attribute_get_group (l->data);
      g_autofree char *text = NULL;

      if (group == NULL ||
          g_ascii_strcasecmp (lsn_vcard_library ()->attribute_get_name (l->data), "X-ABLabel") != 0)
        continue;
      text = lsn_vcard_dup_text (l->data);
      g_hash_table_insert (card->labels, g_ascii_strdown (group, -1), lsn_vcard_dup_label (text));
    }
}

static void
read_card (LsnVcardSource *self, LsnImportRecord *record)
{
  g_autoptr (EVCard) vcard =
      lsn_vcard_library ()->new_from_string (lsn_vcard_reader_get_text (self->reader));
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *key = dup_first (vcard, "X-LIAISON-ID");
  GList *attributes = lsn_vcard_library ()->get_attributes (vcard);
  Card card = { .source = self,
                .record = record,
                .labels = labels,
                .person = LSN_IMPORT_CLIENT,
                .is_own = key != NULL };

  record->key = lsn_import_record_keep (record, key);
  record->warning = lsn_import_record_keep (record, lsn_vcard_reader_get_warning (self->reader));
  card.is_facts = key && lsn_vcard_library ()->get_attribute (vcard, "X-LIAISON-STATUS");
  if (says (vcard, "KIND", "group") || says (vcard, "X-ADDRESSBOOKSERVER-KIND", "group") ||
      says (vcard, EVC_X_LIST, "TRUE"))
    {
      record->error =
          lsn_import_record_keep (record, _ ("This card is a list of contacts, not a person."));
      return;
    }
  find_labels (&card, attributes);
  find_names (&card, vcard);
  for (GList *l = attributes; l; l = l->next)
    take_attribute (&card, l->data);
}

gboolean
lsn_vcard_source_next (gpointer source, LsnImportRecord *record, GError **error)
{
  LsnVcardSource *self = source;

  if (!lsn_vcard_reader_next (self->reader, error))
    return FALSE;
  lsn_import_record_clear (record, lsn_vcard_reader_get_line (self->reader));
  read_card (self, record);
  return TRUE;
}
