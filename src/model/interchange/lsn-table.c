/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-table.h"
#include "base/lsn-money.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-client.h"
#include "model/interchange/lsn-csv.h"
#include "model/interchange/lsn-file-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_RHYTHM       3660 /* days */
#define USUAL_CURRENCIES 3

typedef struct
{
  char *header; /* owned */
  LsnColumn column;
  gboolean labels; /* its header tells several columns of one kind apart */
} Column;

struct _LsnTable
{
  GArray *columns;      /* owned; element-type Column */
  char *currency;       /* owned */
  GHashTable *statuses; /* owned; set of words that are one, or "-word" that are none */
};

/* A row that is being read. */
typedef struct
{
  LsnTable *table;
  LsnImportRecord *record;
  const char *texts[N_LSN_COLUMNS]; /* the first one of each meaning, kept */
  GString *address;                 /* owned, nullable */
  GString *extra;                   /* owned, nullable: lines for the note */
} Row;

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->header);
}

LsnTable *
lsn_table_new (void)
{
  LsnTable *self = g_new0 (LsnTable, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->currency = g_strdup (lsn_money_get_default_currency ());
  self->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
lsn_table_free (LsnTable *self)
{
  g_array_unref (self->columns);
  g_free (self->currency);
  g_hash_table_unref (self->statuses);
  g_free (self);
}

/* “Mobile Phone” beside “Home Phone” says which is which; “Phone 2 - Value” does not. */
static void
find_labels (LsnTable *self)
{
  guint counts[N_LSN_COLUMNS] = { 0 };

  for (guint i = 0; i < self->columns->len; i++)
    counts[g_array_index (self->columns, Column, i).column]++;
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      column->labels = counts[column->column] > 1 && !strpbrk (column->header, "0123456789");
    }
}

void
lsn_table_add_column (LsnTable *self, const char *header, LsnColumn column)
{
  Column new_column = { .column = column };

  new_column.header = header ? g_strstrip (g_strdup (header)) : NULL;
  if (new_column.header == NULL || *new_column.header == '\0')
    {
      g_free (new_column.header);
      new_column.header = g_strdup_printf (_ ("Column %u"), self->columns->len + 1);
    }
  g_array_append_val (self->columns, new_column);
  find_labels (self);
}

guint
lsn_table_get_n_columns (LsnTable *self)
{
  return self->columns->len;
}

const char *
lsn_table_get_header (LsnTable *self, guint index)
{
  return g_array_index (self->columns, Column, index).header;
}

LsnColumn
lsn_table_get_column (LsnTable *self, guint index)
{
  return g_array_index (self->columns, Column, index).column;
}

void
lsn_table_set_column (LsnTable *self, guint index, LsnColumn column)
{
  g_array_index (self->columns, Column, index).column = column;
  find_labels (self);
}

void
lsn_table_set_currency (LsnTable *self, const char *currency)
{
  g_set_str (&self->currency, currency);
}

/* --- A row ------------------------------------------------------------------------------------ */

static void
add_extra (Row *row, guint index, const char *text)
{
  if (row->extra == NULL)
    row->extra = g_string_new (NULL);
  else
    g_string_append_c (row->extra, '\n');
  if (index < row->table->columns->len)
    g_string_append (row->extra, lsn_table_get_header (row->table, index));
  else
    g_string_append_printf (row->extra, _ ("Column %u"), index + 1);
  g_string_append_printf (row->extra, ": %s", text);
}

static void
add_address (Row *row, const char *text)
{
  if (row->address == NULL)
    row->address = g_string_new (NULL);
  else
    g_string_append (row->address, ", ");
  g_string_append (row->address, text);
}

static gboolean
is_status (LsnTable *self, const char *word)
{
  LsnClientStatus status;
  g_autofree char *none = g_strconcat ("-", word, NULL);

  if (g_hash_table_contains (self->statuses, word))
    return TRUE;
  if (g_hash_table_contains (self->statuses, none))
    return FALSE;
  if (lsn_client_status_parse (word, &status))
    return g_hash_table_add (self->statuses, g_strdup (word));
  g_hash_table_add (self->statuses, g_steal_pointer (&none));
  return FALSE;
}

static gboolean
read_rhythm (const char *text, gint64 *days)
{
  return lsn_number_parse (text, 0, 0, days) == LSN_NUMBER_OK && *days > 0 && *days <= MAX_RHYTHM;
}

static gboolean
read_birthday (Row *row, const char *text)
{
  g_autofree char *date = lsn_file_date_dup_iso (text);

  if (date == NULL)
    return FALSE;
  row->texts[LSN_COLUMN_BIRTHDAY] = lsn_import_record_keep (row->record, date);
  return TRUE;
}

/* Whether the text is what its column should be. Channels come later, when it is known whose. */
static gboolean
take_text (Row *row, LsnColumn column, const char *text)
{
  gint64 days;

  switch ((int) column)
    {
    case LSN_COLUMN_EXTRA:
      return FALSE;
    case LSN_COLUMN_ADDRESS:
      add_address (row, text);
      return TRUE;
    case LSN_COLUMN_NOTE:
      lsn_import_record_add_note (row->record, &row->record->note, text);
      return TRUE;
    case LSN_COLUMN_TAGS:
      {
        g_auto (GStrv) names = g_strsplit_set (text, ",;", -1);

        for (guint i = 0; names[i]; i++)
          lsn_import_record_add_tag (row->record, names[i]);
        return TRUE;
      }
    case LSN_COLUMN_STATUS:
      if (!is_status (row->table, text))
        return FALSE;
      break;
    case LSN_COLUMN_RHYTHM:
      if (!read_rhythm (text, &days))
        return FALSE;
      row->record->cadence_days = days;
      break;
    case LSN_COLUMN_BIRTHDAY:
      return row->texts[LSN_COLUMN_BIRTHDAY] == NULL && read_birthday (row, text);
    default:
      break;
    }
  if (row->texts[column])
    return g_str_equal (row->texts[column], text);
  row->texts[column] = text;
  return TRUE;
}

/* In the table's currency, or the one that stands beside the amount. What could be one or a
 * thousand is not guessed. */
static gboolean
read_turnover (Row *row, const char *text)
{
  const char *named = row->texts[LSN_COLUMN_CURRENCY];
  const char *const usual[USUAL_CURRENCIES] = { "RUB", "USD", "EUR" };
  const char *currency = named && lsn_money_is_currency (named) ? named : row->table->currency;
  LsnNumberResult result;

  result = lsn_money_parse (text, currency, 0, &row->record->turnover_minor);
  for (guint i = 0; result == LSN_NUMBER_INVALID && named == NULL && i < USUAL_CURRENCIES; i++)
    {
      currency = usual[i];
      result = lsn_money_parse (text, currency, 0, &row->record->turnover_minor);
    }
  if (result != LSN_NUMBER_OK)
    return FALSE;
  row->record->has_turnover = TRUE;
  row->record->currency = lsn_import_record_keep (row->record, currency);
  return TRUE;
}

static void
finish_turnover (Row *row)
{
  const char *amount = row->texts[LSN_COLUMN_TURNOVER];
  const char *currency = row->texts[LSN_COLUMN_CURRENCY];
  gboolean read = amount && read_turnover (row, amount);

  for (guint i = 0; !read && i < row->table->columns->len; i++)
    {
      LsnColumn column = lsn_table_get_column (row->table, i);

      if ((column == LSN_COLUMN_TURNOVER && amount) || (column == LSN_COLUMN_CURRENCY && currency))
        add_extra (row, i, column == LSN_COLUMN_TURNOVER ? amount : currency);
      if (column == LSN_COLUMN_TURNOVER)
        amount = NULL;
      if (column == LSN_COLUMN_CURRENCY)
        currency = NULL;
    }
}

static char *
dup_person (Row *row)
{
  const char *const parts[] = { row->texts[LSN_COLUMN_FIRST_NAME],
                                row->texts[LSN_COLUMN_MIDDLE_NAME],
                                row->texts[LSN_COLUMN_LAST_NAME] };
  GString *name;

  if (row->texts[LSN_COLUMN_PERSON])
    return g_strdup (row->texts[LSN_COLUMN_PERSON]);
  name = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i])
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[i]);
    }
  if (name->len > 0)
    return g_string_free_and_steal (name);
  g_string_free (name, TRUE);
  return NULL;
}

static gboolean
begins_with_one_of (const char *word, const char *const *beginnings)
{
  g_autofree char *folded = word ? lsn_text_fold (word) : NULL;

  for (guint i = 0; folded && beginnings[i]; i++)
    {
      if (g_str_has_prefix (folded, beginnings[i]))
        return TRUE;
    }
  return FALSE;
}

/* Several addresses may stand in one cell; Google writes " ::: " between them. */
static void
add_channels (Row *row, int person, guint index, const char *text, const char *label)
{
  const Column *column = &g_array_index (row->table->columns, Column, index);
  const char *kind = lsn_column_get_channel (column->column);
  g_auto (GStrv) parts = NULL;

  if (label == NULL && column->labels)
    label = column->header;
  if (column->column == LSN_COLUMN_SITE)
    person = LSN_IMPORT_CLIENT;
  if (strpbrk (text, ";\n") == NULL && strstr (text, ":::") == NULL)
    {
      lsn_import_record_add_channel (row->record, person, kind, text, label);
      return;
    }
  {
    g_autoptr (GString) list = g_string_new (text);

    g_string_replace (list, ":::", ";", 0);
    parts = g_strsplit_set (list->str, ";\n", -1);
  }
  for (guint i = 0; parts[i]; i++)
    lsn_import_record_add_channel (row->record, person, kind, g_strstrip (parts[i]), label);
}

/* Who the row is about, and the addresses, which are the person's where there is one. */
static void
finish_names (Row *row, const char **kept, guint n_cells)
{
  const char *const people[] = { "person", "физ", "чел", NULL };
  const char *const companies[] = { "company", "юр", "комп", "орг", NULL };
  LsnImportRecord *record = row->record;
  const char *kind = row->texts[LSN_COLUMN_KIND];
  g_autofree char *name = dup_person (row);
  gboolean is_person = begins_with_one_of (kind, people);
  gboolean is_company = begins_with_one_of (kind, companies);
  int person = LSN_IMPORT_CLIENT;
  const char *label = NULL;

  record->name = row->texts[LSN_COLUMN_CLIENT];
  if (record->name == NULL && is_company && name)
    record->name = lsn_import_record_keep (record, name);
  else if (name || row->texts[LSN_COLUMN_ROLE])
    {
      person = lsn_import_record_add_person (record, name);
      lsn_import_record_get_person (record, person)->role = row->texts[LSN_COLUMN_ROLE];
    }
  record->is_person = is_person || (record->name == NULL && name != NULL);
  for (guint i = 0; i < n_cells && i < row->table->columns->len; i++)
    {
      LsnColumn column = lsn_table_get_column (row->table, i);

      if (kept[i] && lsn_column_get_channel (column))
        add_channels (row, person, i, kept[i], label);
      label = column == LSN_COLUMN_LABEL ? kept[i] : NULL;
    }
  if (row->texts[LSN_COLUMN_BIRTHDAY])
    lsn_import_record_add_date (record, person, _ ("Birthday"), row->texts[LSN_COLUMN_BIRTHDAY],
                                TRUE, LSN_IMPORT_LEAD_DAYS);
}

void
lsn_table_read_row (LsnTable *self, const char *const *cells, guint n_cells,
                    LsnImportRecord *record)
{
  Row row = { .table = self, .record = record };
  g_autofree const char **kept = g_new0 (const char *, n_cells + 1);

  for (guint i = 0; i < n_cells; i++)
    {
      LsnColumn column = i < self->columns->len ? lsn_table_get_column (self, i) : LSN_COLUMN_EXTRA;

      if (column == LSN_COLUMN_IGNORED || *cells[i] == '\0')
        continue;
      kept[i] = lsn_import_record_keep_stripped (record, lsn_csv_get_value (cells[i]));
      if (kept[i] && column != LSN_COLUMN_LABEL && !lsn_column_get_channel (column) &&
          !take_text (&row, column, kept[i]))
        add_extra (&row, i, kept[i]);
    }
  finish_names (&row, kept, n_cells);
  finish_turnover (&row);

  record->legal_name = row.texts[LSN_COLUMN_LEGAL_NAME];
  record->status = row.texts[LSN_COLUMN_STATUS];
  record->segment = row.texts[LSN_COLUMN_SEGMENT];
  record->owner = row.texts[LSN_COLUMN_OWNER];
  record->source = row.texts[LSN_COLUMN_SOURCE];
  record->city = row.texts[LSN_COLUMN_CITY];
  if (row.address)
    record->address = lsn_import_record_keep (record, row.address->str);
  if (row.extra)
    lsn_import_record_add_note (record, &record->note, row.extra->str);
  if (record->name == NULL && record->people->len == 0 && record->channels->len == 0)
    record->error =
        lsn_import_record_keep (record, _ ("There is no name: neither a company nor a person."));
  if (row.address)
    g_string_free (row.address, TRUE);
  if (row.extra)
    g_string_free (row.extra, TRUE);
}
