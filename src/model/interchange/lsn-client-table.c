/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-client-table.h"
#include "base/lsn-money.h"
#include "model/interchange/lsn-csv.h"
#include "model/interchange/lsn-file-date.h"

#include <string.h>

typedef enum
{
  CLIENT,
  KIND,
  LEGAL_NAME,
  STATUS,
  SEGMENT,
  OWNER,
  SOURCE,
  CITY,
  ADDRESS,
  NOTE,
  TAGS,
  TURNOVER,
  CURRENCY,
  RHYTHM,
  DATES,
  ADDED,
  ARCHIVED,
  PERSON,
  ROLE,
  PERSON_NOTE,
  PERSON_DATES,
  PRIMARY,
  PERSON_ID,
  PHONE,
  PHONE_LABEL,
  EMAIL,
  EMAIL_LABEL,
  TELEGRAM,
  TELEGRAM_LABEL,
  WHATSAPP,
  WHATSAPP_LABEL,
  MAX_,
  MAX_LABEL,
  SITE,
  SITE_LABEL,
  OTHER,
  OTHER_LABEL,
  CHANNEL_ORDER,
  ID,
  N_COLUMNS
} Column;

static const char *const headers[N_COLUMNS] = {
  "Client",         "Kind",          "Legal Name",   "Status",   "Segment",        "Owner",
  "Source",         "City",          "Address",      "Note",     "Tags",           "Turnover",
  "Currency",       "Rhythm",        "Dates",        "Added",    "Archived",       "Person",
  "Role",           "Person Note",   "Person Dates", "Primary",  "Person ID",      "Phone",
  "Phone Label",    "Email",         "Email Label",  "Telegram", "Telegram Label", "WhatsApp",
  "WhatsApp Label", "MAX",           "MAX Label",    "Website",  "Website Label",  "Other",
  "Other Label",    "Channel Order", "Liaison ID",
};

static const struct
{
  const char *kind;
  Column values;
  Column labels;
} kinds[] = {
  { "phone", PHONE, PHONE_LABEL },
  { "email", EMAIL, EMAIL_LABEL },
  { "telegram", TELEGRAM, TELEGRAM_LABEL },
  { "whatsapp", WHATSAPP, WHATSAPP_LABEL },
  { "max", MAX_, MAX_LABEL },
  { "site", SITE, SITE_LABEL },
  { "other", OTHER, OTHER_LABEL },
};

struct _LsnClientTable
{
  int places[N_COLUMNS]; /* in a row; -1: not there */
  char **unknown;        /* owned; by place, "" for a column of ours */
  guint n_places;
};

/* --- Lists in a cell -------------------------------------------------------------------------- */

static void
append_item (GString *cell, const char *item, gboolean first)
{
  if (!first)
    g_string_append (cell, "; ");
  for (const char *p = item ? item : ""; *p; p++)
    {
      if (*p == ';' || *p == '\\')
        g_string_append_c (cell, '\\');
      g_string_append_c (cell, *p);
    }
}

/* Returns: element-type char, owned. An empty cell has no item. */
static GPtrArray *
split_items (const char *cell)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);
  GString *item = NULL;

  if (*cell == '\0')
    return items;
  item = g_string_new (NULL);
  for (const char *p = cell; *p; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        {
          g_string_append_c (item, *++p);
        }
      else if (*p == ';')
        {
          g_ptr_array_add (items, g_string_free_and_steal (item));
          item = g_string_new (NULL);
          if (p[1] == ' ')
            p++;
        }
      else
        {
          g_string_append_c (item, *p);
        }
    }
  g_ptr_array_add (items, g_string_free_and_steal (item));
  return items;
}

/* --- Reading ---------------------------------------------------------------------------------- */

LsnClientTable *
lsn_client_table_new (const char *const *names, guint n)
{
  g_autoptr (LsnClientTable) self = g_new0 (LsnClientTable, 1);

  self->n_places = n;
  self->unknown = g_new0 (char *, n + 1);
  for (guint i = 0; i < N_COLUMNS; i++)
    self->places[i] = -1;
  for (guint i = 0; i < n; i++)
    {
      guint column = 0;

      while (column < N_COLUMNS && !g_str_equal (headers[column], names[i]))
        column++;
      self->unknown[i] = g_strdup (column < N_COLUMNS ? "" : names[i]);
      if (column < N_COLUMNS)
        self->places[column] = (int) i;
    }
  return self->places[ID] >= 0 && self->places[CLIENT] >= 0 ? g_steal_pointer (&self) : NULL;
}

void
lsn_client_table_free (LsnClientTable *self)
{
  g_strfreev (self->unknown);
  g_free (self);
}

const char *
lsn_client_table_get_unknown (LsnClientTable *self, guint index)
{
  return index < self->n_places && *self->unknown[index] ? self->unknown[index] : NULL;
}

typedef struct
{
  LsnClientTable *table;
  const char *const *cells;
  guint n_cells;
  LsnImportRecord *record;
} Row;

/* Returns: "" where there is none. */
static const char *
get_cell (const Row *row, Column column)
{
  int place = row->table->places[column];

  return place >= 0 && (guint) place < row->n_cells ? lsn_csv_get_value (row->cells[place]) : "";
}

static const char *
keep_cell (const Row *row, Column column)
{
  const char *cell = get_cell (row, column);

  return *cell ? lsn_import_record_keep (row->record, cell) : NULL;
}

static void
read_dates (const Row *row, Column column, int person)
{
  g_autoptr (GPtrArray) items = split_items (get_cell (row, column));

  for (guint i = 0; i < items->len; i++)
    lsn_import_record_add_date_text (row->record, person, g_ptr_array_index (items, i));
}

static void
read_channels (const Row *row, int person)
{
  g_autoptr (GPtrArray) order = split_items (get_cell (row, CHANNEL_ORDER));
  GPtrArray *values[G_N_ELEMENTS (kinds)];
  GPtrArray *labels[G_N_ELEMENTS (kinds)];
  guint taken[G_N_ELEMENTS (kinds)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      values[i] = split_items (get_cell (row, kinds[i].values));
      labels[i] = split_items (get_cell (row, kinds[i].labels));
    }
  for (guint i = 0; i < order->len + G_N_ELEMENTS (kinds); i++)
    {
      gboolean rest = i >= order->len; /* all that @order has not named */
      guint kind = rest ? i - order->len : 0;

      while (!rest && kind < G_N_ELEMENTS (kinds) &&
             !g_str_equal (kinds[kind].kind, g_ptr_array_index (order, i)))
        kind++;
      while (kind < G_N_ELEMENTS (kinds) && taken[kind] < values[kind]->len)
        {
          guint at = taken[kind]++;

          lsn_import_record_add_channel (row->record, person, kinds[kind].kind,
                                         g_ptr_array_index (values[kind], at),
                                         at < labels[kind]->len
                                             ? g_ptr_array_index (labels[kind], at)
                                             : NULL);
          if (!rest)
            break;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_ptr_array_unref (values[i]);
      g_ptr_array_unref (labels[i]);
    }
}

static void
read_turnover (const Row *row)
{
  LsnImportRecord *record = row->record;
  const char *cell = get_cell (row, TURNOVER);

  record->currency = keep_cell (row, CURRENCY);
  if (*cell == '\0')
    return;
  record->has_turnover =
      lsn_number_parse (cell, lsn_money_get_digits (record->currency ? record->currency : ""), '.',
                        &record->turnover_minor) == LSN_NUMBER_OK;
}

static void
read_facts (const Row *row)
{
  LsnImportRecord *record = row->record;
  g_autoptr (GPtrArray) tags = split_items (get_cell (row, TAGS));

  record->key = keep_cell (row, ID);
  record->name = keep_cell (row, CLIENT);
  record->is_person = g_str_equal (get_cell (row, KIND), "person");
  record->legal_name = keep_cell (row, LEGAL_NAME);
  record->status = keep_cell (row, STATUS);
  record->segment = keep_cell (row, SEGMENT);
  record->owner = keep_cell (row, OWNER);
  record->source = keep_cell (row, SOURCE);
  record->city = keep_cell (row, CITY);
  record->address = keep_cell (row, ADDRESS);
  record->note = keep_cell (row, NOTE);
  record->cadence_days = g_ascii_strtoll (get_cell (row, RHYTHM), NULL, 10);
  lsn_file_date_parse_instant (get_cell (row, ADDED), &record->created_at);
  lsn_file_date_parse_instant (get_cell (row, ARCHIVED), &record->archived_at);
  for (guint i = 0; i < tags->len; i++)
    lsn_import_record_add_tag (record, g_ptr_array_index (tags, i));
  read_turnover (row);
  read_dates (row, DATES, LSN_IMPORT_CLIENT);
}

/* A column that somebody added to a table of ours goes to the note, as anyone's does. */
static void
read_unknown (const Row *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      const char *header = lsn_client_table_get_unknown (row->table, i);
      g_autofree char *line = NULL;

      if (i < row->table->n_places && (header == NULL || *row->cells[i] == '\0'))
        continue;
      line = header ? g_strdup_printf ("%s: %s", header, row->cells[i]) : g_strdup (row->cells[i]);
      lsn_import_record_add_note (row->record, &row->record->note, line);
    }
}

void
lsn_client_table_read_row (LsnClientTable *self, const char *const *cells, guint n_cells,
                           LsnImportRecord *record)
{
  Row row = { .table = self, .cells = cells, .n_cells = n_cells, .record = record };
  int person = LSN_IMPORT_CLIENT;

  read_facts (&row);
  read_unknown (&row);
  if (*get_cell (&row, PERSON))
    {
      LsnImportPerson *contact;

      person = lsn_import_record_add_person (record, get_cell (&row, PERSON));
      contact = lsn_import_record_get_person (record, person);
      contact->role = keep_cell (&row, ROLE);
      contact->note = keep_cell (&row, PERSON_NOTE);
      contact->key = keep_cell (&row, PERSON_ID);
      contact->is_primary = *get_cell (&row, PRIMARY) != '\0';
      read_dates (&row, PERSON_DATES, person);
    }
  read_channels (&row, person);
}

/* --- Writing ---------------------------------------------------------------------------------- */

void
lsn_client_table_write_header (GString *text)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    lsn_csv_append (text, headers[i], i == 0);
  g_string_append (text, "\r\n");
}

static void
append_dates (GString *cell, const LsnImportRecord *record, int person)
{
  gboolean first = TRUE;

  for (guint i = 0; i < record->dates->len; i++)
    {
      const LsnImportDate *date = &g_array_index (record->dates, LsnImportDate, i);
      g_autofree char *item = NULL;

      if (date->person != person)
        continue;
      item = lsn_import_date_dup_text (date);
      append_item (cell, item, first);
      first = FALSE;
    }
}

/* The order is written where kinds are mixed in another than that of the columns. */
static gboolean
is_mixed (const LsnImportRecord *record, int person)
{
  guint last = 0;

  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);
      guint kind = 0;

      if (channel->person != person)
        continue;
      while (kind + 1 < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[kind].kind, channel->kind))
        kind++;
      if (kind < last)
        return TRUE;
      last = kind;
    }
  return FALSE;
}

/* @kind: (nullable): values or labels of that kind; %NULL: the kinds of all */
static void
append_channels (GString *cell, const LsnImportRecord *record, int person, const char *kind,
                 gboolean labels)
{
  guint n = 0;
  gboolean labelled = !labels;

  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);

      if (channel->person != person || (kind && !g_str_equal (channel->kind, kind)))
        continue;
      labelled = labelled || channel->label;
      append_item (cell,
                   kind == NULL ? channel->kind
                   : labels     ? channel->label
                                : channel->value,
                   n++ == 0);
    }
  if (!labelled)
    g_string_truncate (cell, 0);
}

/* The cells of the client itself, the same in each of its rows. */
static void
append_facts (GString *text, const LsnImportRecord *record)
{
  const char *const texts[] = { record->name,       record->is_person ? "person" : "company",
                                record->legal_name, record->status,
                                record->segment,    record->owner,
                                record->source,     record->city,
                                record->address,    record->note };
  g_autoptr (GString) tags = g_string_new (NULL);
  g_autoptr (GString) dates = g_string_new (NULL);
  g_autofree char *turnover =
      record->has_turnover
          ? lsn_money_dup_plain (record->turnover_minor, record->currency ? record->currency : "")
          : NULL;
  g_autofree char *rhythm =
      record->cadence_days > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, record->cadence_days) : NULL;
  g_autofree char *added = lsn_file_date_dup_instant (record->created_at);
  g_autofree char *archived =
      record->archived_at ? lsn_file_date_dup_instant (record->archived_at) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    lsn_csv_append (text, texts[i], i == 0);
  for (guint i = 0; i < record->tags->len; i++)
    append_item (tags, g_ptr_array_index (record->tags, i), i == 0);
  append_dates (dates, record, LSN_IMPORT_CLIENT);
  lsn_csv_append (text, tags->str, FALSE);
  lsn_csv_append (text, turnover, FALSE);
  lsn_csv_append (text, record->currency, FALSE);
  lsn_csv_append (text, rhythm, FALSE);
  lsn_csv_append (text, dates->str, FALSE);
  lsn_csv_append (text, added, FALSE);
  lsn_csv_append (text, archived, FALSE);
}

static void
append_row (GString *text, const LsnImportRecord *record, int person, const GString *facts)
{
  const LsnImportPerson none = { 0 };
  const LsnImportPerson *contact =
      person >= 0 ? &g_array_index (record->people, LsnImportPerson, person) : &none;
  g_autoptr (GString) cell = g_string_new (NULL);

  g_string_append_len (text, facts->str, (gssize) facts->len);
  lsn_csv_append (text, contact->name, FALSE);
  lsn_csv_append (text, contact->role, FALSE);
  lsn_csv_append (text, contact->note, FALSE);
  if (person >= 0)
    append_dates (cell, record, person);
  lsn_csv_append (text, cell->str, FALSE);
  lsn_csv_append (text, contact->is_primary ? "yes" : NULL, FALSE);
  lsn_csv_append (text, contact->key, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      for (int labels = 0; labels < 2; labels++)
        {
          g_string_truncate (cell, 0);
          append_channels (cell, record, person, kinds[i].kind, labels);
          lsn_csv_append (text, cell->str, FALSE);
        }
    }
  g_string_truncate (cell, 0);
  if (is_mixed (record, person))
    append_channels (cell, record, person, NULL, FALSE);
  lsn_csv_append (text, cell->str, FALSE);
  lsn_csv_append (text, record->key, FALSE);
  g_string_append (text, "\r\n");
}

void
lsn_client_table_write_record (GString *text, const LsnImportRecord *record)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  gboolean own = record->people->len == 0;

  append_facts (facts, record);
  for (guint i = 0; i < record->channels->len; i++)
    own = own || g_array_index (record->channels, LsnImportChannel, i).person == LSN_IMPORT_CLIENT;
  if (own)
    append_row (text, record, LSN_IMPORT_CLIENT, facts);
  for (guint i = 0; i < record->people->len; i++)
    append_row (text, record, (int) i, facts);
}
