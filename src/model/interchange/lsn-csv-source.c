/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-csv-source.h"
#include "base/lsn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _LsnCsvSource
{
  LsnCsvReader *reader; /* owned */
  const char *encoding; /* static */
  GArray *columns;      /* owned; element-type LsnColumn */
  GPtrArray *fields;    /* owned; element-type char: the row that was read last */
  gboolean pending;     /* @fields is a row that was not handed out: there is no header */
};

/* --- The mapping ------------------------------------------------------------------------------ */

static gboolean
recognise_header (LsnCsvSource *self)
{
  gboolean named = FALSE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      LsnColumn column = lsn_column_recognise (g_ptr_array_index (self->fields, i));

      g_array_append_val (self->columns, column);
      named = named || (column >= LSN_COLUMN_CLIENT && column <= LSN_COLUMN_LAST_NAME) ||
              column == LSN_COLUMN_PHONE || column == LSN_COLUMN_EMAIL;
    }
  return named;
}

/* A table without a header: addresses and phones tell themselves, the first other column is the
 * name. */
static void
guess_columns (LsnCsvSource *self)
{
  gboolean named = FALSE;

  g_array_set_size (self->columns, 0);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const char *cell = g_ptr_array_index (self->fields, i);
      g_autofree char *digits = lsn_text_dup_digits (cell);
      LsnColumn column = LSN_COLUMN_IGNORED;

      if (strchr (cell, '@') && strchr (cell, '.'))
        column = LSN_COLUMN_EMAIL;
      else if (strlen (digits) >= 7 && strlen (digits) * 2 >= strlen (cell))
        column = LSN_COLUMN_PHONE;
      else if (!named && *cell && *digits == '\0')
        column = LSN_COLUMN_CLIENT;
      named = named || column == LSN_COLUMN_CLIENT;
      g_array_append_val (self->columns, column);
    }
}

LsnCsvSource *
lsn_csv_source_new (GBytes *bytes, GError **error)
{
  g_autoptr (LsnCsvSource) self = g_new0 (LsnCsvSource, 1);
  g_autoptr (GError) row_error = NULL;
  char *text;

  self->columns = g_array_new (FALSE, FALSE, sizeof (LsnColumn));
  self->fields = g_ptr_array_new_with_free_func (g_free);
  text = lsn_encoding_decode (bytes, &self->encoding, error);
  if (text == NULL)
    return NULL;
  self->reader = lsn_csv_reader_new (text);
  if (lsn_csv_reader_next (self->reader, self->fields, &row_error))
    {
      self->pending = !recognise_header (self);
      if (self->pending)
        guess_columns (self);
      else
        self->pending = lsn_csv_reader_next (self->reader, self->fields, &row_error);
    }
  if (row_error)
    {
      g_propagate_error (error, g_steal_pointer (&row_error));
      return NULL;
    }
  if (!self->pending)
    {
      g_set_error_literal (
          error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_EMPTY,
          _ ("The file has no rows to import: it is empty, or has only a header."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
lsn_csv_source_free (LsnCsvSource *self)
{
  g_clear_pointer (&self->reader, lsn_csv_reader_free);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

const char *
lsn_csv_source_get_encoding (LsnCsvSource *self)
{
  return self->encoding;
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* The first cell of that meaning that is not blank; NULL where there is none. */
static char *
dup_cell (LsnCsvSource *self, LsnColumn column)
{
  for (guint i = 0; i < self->fields->len && i < self->columns->len; i++)
    {
      g_autofree char *value = NULL;

      if (g_array_index (self->columns, LsnColumn, i) != column)
        continue;
      value = g_strstrip (lsn_csv_dup_value (g_ptr_array_index (self->fields, i)));
      if (*value)
        return g_steal_pointer (&value);
    }
  return NULL;
}

static char *
dup_person (LsnCsvSource *self)
{
  g_autofree char *whole = dup_cell (self, LSN_COLUMN_PERSON);
  g_autofree char *first = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GString) name = NULL;

  if (whole)
    return g_steal_pointer (&whole);
  first = dup_cell (self, LSN_COLUMN_FIRST_NAME);
  middle = dup_cell (self, LSN_COLUMN_MIDDLE_NAME);
  last = dup_cell (self, LSN_COLUMN_LAST_NAME);
  name = g_string_new (first);
  if (middle)
    g_string_append_printf (name, "%s%s", name->len ? " " : "", middle);
  if (last)
    g_string_append_printf (name, "%s%s", name->len ? " " : "", last);
  return name->len ? g_strdup (name->str) : NULL;
}

static const char *
get_channel_kind (LsnColumn column)
{
  switch ((int) column)
    {
    case LSN_COLUMN_PHONE:
      return "phone";
    case LSN_COLUMN_EMAIL:
      return "email";
    case LSN_COLUMN_TELEGRAM:
      return "telegram";
    case LSN_COLUMN_WHATSAPP:
      return "whatsapp";
    case LSN_COLUMN_MAX:
      return "max";
    case LSN_COLUMN_SITE:
      return "site";
    default:
      return NULL;
    }
}

/* Several addresses may stand in one cell. */
static void
add_channels (LsnCsvSource *self, GPtrArray *channels)
{
  for (guint i = 0; i < self->fields->len && i < self->columns->len; i++)
    {
      const char *kind = get_channel_kind (g_array_index (self->columns, LsnColumn, i));
      g_autofree char *cell = kind ? lsn_csv_dup_value (g_ptr_array_index (self->fields, i)) : NULL;
      g_auto (GStrv) parts = cell ? g_strsplit_set (cell, ";\n", -1) : NULL;

      for (guint j = 0; parts && parts[j]; j++)
        {
          if (*g_strstrip (parts[j]))
            lsn_import_channel_add (channels, kind, parts[j], NULL);
        }
    }
}

static gboolean
is_person_word (const char *word)
{
  g_autofree char *folded = word ? lsn_text_fold (word) : NULL;

  return folded && (g_str_equal (folded, "person") || g_str_has_prefix (folded, "физ") ||
                    g_str_has_prefix (folded, "чел"));
}

static LsnImportRecord *
make_record (LsnCsvSource *self)
{
  LsnImportRecord *record = lsn_import_record_new (lsn_csv_reader_get_row (self->reader));
  g_autofree char *company = dup_cell (self, LSN_COLUMN_CLIENT);
  g_autofree char *person = dup_person (self);
  g_autofree char *kind = dup_cell (self, LSN_COLUMN_KIND);
  g_autofree char *tags = dup_cell (self, LSN_COLUMN_TAGS);
  g_auto (GStrv) names = g_strsplit_set (tags ? tags : "", ",;", -1);

  record->name = g_strdup (company ? company : person);
  record->is_person = company == NULL || is_person_word (kind);
  record->legal_name = dup_cell (self, LSN_COLUMN_LEGAL_NAME);
  record->status = dup_cell (self, LSN_COLUMN_STATUS);
  record->segment = dup_cell (self, LSN_COLUMN_SEGMENT);
  record->owner = dup_cell (self, LSN_COLUMN_OWNER);
  record->source = dup_cell (self, LSN_COLUMN_SOURCE);
  record->city = dup_cell (self, LSN_COLUMN_CITY);
  record->address = dup_cell (self, LSN_COLUMN_ADDRESS);
  record->note = dup_cell (self, LSN_COLUMN_NOTE);
  for (guint i = 0; names[i]; i++)
    lsn_import_record_add_tag (record, names[i]);

  if (company && person)
    {
      LsnImportPerson *contact = lsn_import_record_add_person (record, person);

      contact->role = dup_cell (self, LSN_COLUMN_ROLE);
      add_channels (self, contact->channels);
    }
  else
    {
      add_channels (self, record->channels);
    }
  if (record->name == NULL && record->channels->len == 0)
    record->error = g_strdup (_ ("There is no name: neither a company nor a person."));
  return record;
}

LsnImportRecord *
lsn_csv_source_next (gpointer source, GError **error)
{
  LsnCsvSource *self = source;

  if (!self->pending && !lsn_csv_reader_next (self->reader, self->fields, error))
    return NULL;
  self->pending = FALSE;
  return make_record (self);
}

/* --- Writing ---------------------------------------------------------------------------------- */

void
lsn_csv_write_header (GString *text)
{
  const char *const header[] = { "Client",   "Kind",     "Legal Name", "Status",  "Segment",
                                 "Owner",    "Source",   "City",       "Address", "Note",
                                 "Tags",     "Person",   "Role",       "Phone",   "Email",
                                 "Telegram", "WhatsApp", "MAX",        "Website" };

  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    lsn_csv_append (text, header[i], i == 0);
  g_string_append (text, "\r\n");
}

static void
append_channels (GString *text, GPtrArray *channels, const char *kind)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  for (guint i = 0; i < channels->len; i++)
    {
      const LsnImportChannel *channel = g_ptr_array_index (channels, i);

      if (g_strcmp0 (channel->kind, kind) == 0)
        g_string_append_printf (cell, "%s%s", cell->len ? "; " : "", channel->value);
    }
  lsn_csv_append (text, cell->str, FALSE);
}

static void
append_row (GString *text, const LsnImportRecord *record, const LsnImportPerson *person)
{
  GPtrArray *channels = person ? person->channels : record->channels;
  const char *const kinds[] = { "phone", "email", "telegram", "whatsapp", "max", "site" };
  const char *const cells[] = { record->is_person ? "person" : "company",
                                record->legal_name,
                                record->status,
                                record->segment,
                                record->owner,
                                record->source,
                                record->city,
                                record->address,
                                record->note };
  g_autoptr (GString) tags = g_string_new (NULL);

  lsn_csv_append (text, record->name, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    lsn_csv_append (text, cells[i], FALSE);
  for (guint i = 0; i < record->tags->len; i++)
    g_string_append_printf (tags, "%s%s", i > 0 ? ", " : "",
                            (char *) g_ptr_array_index (record->tags, i));
  lsn_csv_append (text, tags->str, FALSE);
  lsn_csv_append (text, person ? person->name : NULL, FALSE);
  lsn_csv_append (text, person ? person->role : NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    append_channels (text, channels, kinds[i]);
  g_string_append (text, "\r\n");
}

void
lsn_csv_write_record (GString *text, const LsnImportRecord *record)
{
  if (record->people->len == 0 || record->channels->len > 0)
    append_row (text, record, NULL);
  for (guint i = 0; i < record->people->len; i++)
    append_row (text, record, g_ptr_array_index (record->people, i));
}
