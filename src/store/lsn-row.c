/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-id.h"
#include "store/lsn-record.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64 number;
  char *text; /* owned, nullable */
} Value;

struct _LsnRow
{
  const LsnRecordInfo *info;
  guint64 set;     /* bit n: field n is set */
  guint64 present; /* bit n: field n is not NULL */
  Value values[];
};

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))

static gboolean
is_text (const LsnRecordInfo *info, guint field)
{
  return info->fields[field].type == LSN_FIELD_TEXT || info->fields[field].type == LSN_FIELD_DATE;
}

LsnRow *
lsn_row_new (const LsnRecordInfo *info)
{
  LsnRow *self = g_malloc0 (sizeof (LsnRow) + info->n_fields * sizeof (Value));

  g_assert (info->n_fields < 64);

  self->info = info;
  return self;
}

LsnRow *
lsn_row_copy (const LsnRow *self)
{
  gsize size = sizeof (LsnRow) + self->info->n_fields * sizeof (Value);
  LsnRow *copy = g_memdup2 (self, size);

  for (guint i = 0; i < self->info->n_fields; i++)
    copy->values[i].text = g_strdup (self->values[i].text);
  return copy;
}

void
lsn_row_free (LsnRow *self)
{
  for (guint i = 0; i < self->info->n_fields; i++)
    g_free (self->values[i].text);
  g_free (self);
}

gboolean
lsn_row_equal (const LsnRow *self, const LsnRow *other)
{
  if (self->info != other->info || self->set != other->set || self->present != other->present)
    return FALSE;
  for (guint i = 0; i < self->info->n_fields; i++)
    {
      if (self->values[i].number != other->values[i].number ||
          g_strcmp0 (self->values[i].text, other->values[i].text) != 0)
        return FALSE;
    }
  return TRUE;
}

const LsnRecordInfo *
lsn_row_get_info (const LsnRow *self)
{
  return self->info;
}

gboolean
lsn_row_has (const LsnRow *self, guint field)
{
  return (self->set & BIT (field)) != 0;
}

gboolean
lsn_row_is_null (const LsnRow *self, guint field)
{
  return (self->present & BIT (field)) == 0;
}

gint64
lsn_row_get_int64 (const LsnRow *self, guint field)
{
  g_assert (field < self->info->n_fields && !is_text (self->info, field));

  return self->values[field].number;
}

const char *
lsn_row_get_text (const LsnRow *self, guint field)
{
  g_assert (field < self->info->n_fields && is_text (self->info, field));

  return self->values[field].text;
}

void
lsn_row_set_int64 (LsnRow *self, guint field, gint64 value)
{
  g_assert (field < self->info->n_fields && !is_text (self->info, field));

  self->values[field].number = value;
  self->set |= BIT (field);
  self->present |= BIT (field);
}

void
lsn_row_set_text (LsnRow *self, guint field, const char *value)
{
  g_assert (field < self->info->n_fields && is_text (self->info, field));

  g_set_str (&self->values[field].text, value);
  self->set |= BIT (field);
  if (value)
    self->present |= BIT (field);
  else
    self->present &= ~BIT (field);
}

void
lsn_row_set_null (LsnRow *self, guint field)
{
  g_clear_pointer (&self->values[field].text, g_free);
  self->values[field].number = 0;
  self->set |= BIT (field);
  self->present &= ~BIT (field);
}

/* --- On a worker ------------------------------------------------------------------------------ */

char *
lsn_record_info_dup_columns (const LsnRecordInfo *info)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    {
      if (i > 0)
        g_string_append (columns, ", ");
      if ((info->fields[i].flags & LSN_FIELD_DERIVED) == 0)
        g_string_append_printf (columns, "%s.", info->table);
      g_string_append (columns, info->fields[i].column);
    }
  return g_string_free_and_steal (columns);
}

const char *
lsn_record_info_get_sources (const LsnRecordInfo *info)
{
  return info->sources ? info->sources : info->table;
}

LsnRow *
lsn_row_new_from_statement (const LsnRecordInfo *info, LsnStatement *statement, int first_column)
{
  LsnRow *row = lsn_row_new (info);

  for (guint i = 0; i < info->n_fields; i++)
    {
      int column = first_column + (int) i;

      if (lsn_statement_is_null (statement, column))
        lsn_row_set_null (row, i);
      else if (is_text (info, i))
        lsn_row_set_text (row, i, lsn_statement_get_text (statement, column));
      else
        lsn_row_set_int64 (row, i, lsn_statement_get_int64 (statement, column));
    }
  return row;
}

/* The same for every row that is ever read, so it is written once. Never freed. */
static const char *
get_select (const LsnRecordInfo *info)
{
  static GMutex mutex;
  static GHashTable *selects; /* LsnRecordInfo, static → text */
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  char *select;

  if (selects == NULL)
    selects = g_hash_table_new (NULL, NULL);
  select = g_hash_table_lookup (selects, info);
  if (select == NULL)
    {
      g_autofree char *columns = lsn_record_info_dup_columns (info);

      select =
          g_strconcat ("SELECT ", columns, " FROM ", lsn_record_info_get_sources (info), " ", NULL);
      g_hash_table_insert (selects, (gpointer) info, select);
    }
  return select;
}

static LsnStatement *
prepare_select (LsnDatabase *db, const LsnRecordInfo *info, const char *tail, GError **error)
{
  g_autofree char *sql = g_strconcat (get_select (info), tail, NULL);

  return lsn_database_prepare (db, sql, error);
}

static LsnStatement *
prepare_by_id (LsnDatabase *db, const LsnRecordInfo *info, GError **error)
{
  g_autofree char *tail = g_strconcat ("WHERE ", info->table, ".id = ?", NULL);

  return prepare_select (db, info, tail, error);
}

gboolean
lsn_row_load (LsnDatabase *db, const LsnRecordInfo *info, gint64 id, LsnRow **row, GError **error)
{
  g_autoptr (LsnStatement) statement = prepare_by_id (db, info, error);

  *row = NULL;
  lsn_statement_bind (statement, "i", id);
  if (lsn_statement_step (statement))
    *row = lsn_row_new_from_statement (info, statement, 0);
  return lsn_statement_finish (statement, error);
}

GPtrArray *
lsn_row_load_many (LsnDatabase *db, const LsnRecordInfo *info, GError **error, const char *tail,
                   const char *types, ...)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);
  g_autoptr (LsnStatement) statement = prepare_select (db, info, tail, error);
  va_list args;

  va_start (args, types);
  lsn_statement_bind_valist (statement, types, args);
  va_end (args);
  while (lsn_statement_step (statement))
    g_ptr_array_add (rows, lsn_row_new_from_statement (info, statement, 0));
  return lsn_statement_finish (statement, error) ? g_steal_pointer (&rows) : NULL;
}

GPtrArray *
lsn_row_load_ids (LsnDatabase *db, const LsnRecordInfo *info, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (ids->len, (GDestroyNotify) lsn_row_free);
  g_autoptr (LsnStatement) statement = prepare_by_id (db, info, error);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      lsn_statement_bind_int64 (statement, 1, g_array_index (ids, gint64, i));
      if (lsn_statement_step (statement))
        g_ptr_array_add (rows, lsn_row_new_from_statement (info, statement, 0));
      if (!lsn_statement_finish (statement, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

static gboolean
is_blank (const LsnRow *self, guint field)
{
  const char *text;

  if (lsn_row_is_null (self, field))
    return TRUE;
  if (!is_text (self->info, field))
    return FALSE;

  for (text = self->values[field].text; *text; text = g_utf8_next_char (text))
    {
      if (!g_unichar_isspace (g_utf8_get_char (text)))
        return FALSE;
    }
  return TRUE;
}

/* @all: fields that are not set count as missing, as for a new row. */
static gboolean
validate (const LsnRow *self, gboolean all, GError **error)
{
  for (guint i = 1; i < self->info->n_fields; i++)
    {
      const LsnField *field = &self->info->fields[i];

      if ((field->flags & LSN_FIELD_REQUIRED) && (all || lsn_row_has (self, i)) &&
          is_blank (self, i))
        {
          g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID,
                       _ ("“%s” must not be empty."),
                       field->label ? g_dgettext (GETTEXT_PACKAGE, field->label) : field->name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
is_stored (const LsnRow *self, guint field)
{
  return lsn_row_has (self, field) && (self->info->fields[field].flags & LSN_FIELD_DERIVED) == 0;
}

static void
bind_field (const LsnRow *self, LsnStatement *statement, int index, guint field)
{
  if (lsn_row_is_null (self, field))
    lsn_statement_bind_null (statement, index);
  else if (is_text (self->info, field))
    lsn_statement_bind_text (statement, index, self->values[field].text);
  else
    lsn_statement_bind_int64 (statement, index, self->values[field].number);
}

/* Inside an import every table that has the column gets the batch, which is not one of the fields.
 */
static gboolean
needs_batch (LsnDatabase *db, const char *table, gboolean *needs, GError **error)
{
  gint64 count = 0;

  *needs = FALSE;
  if (lsn_database_get_batch (db) == 0)
    return TRUE;
  if (!lsn_database_get_int64 (
          db, 0, &count, error,
          "SELECT count(*) FROM pragma_table_info (?) WHERE name = 'import_id'", "t", table))
    return FALSE;
  *needs = count > 0;
  return TRUE;
}

gboolean
lsn_row_insert (LsnDatabase *db, LsnRow *row, GError **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) places = g_string_new (NULL);
  g_autofree char *sql = NULL;
  g_autoptr (LsnStatement) statement = NULL;
  gboolean batch;
  int index = 1;

  if (!validate (row, TRUE, error) || !needs_batch (db, row->info->table, &batch, error))
    return FALSE;
  if (lsn_row_is_null (row, 0))
    lsn_row_set_int64 (row, 0, lsn_id_new ());

  for (guint i = 0; i < row->info->n_fields; i++)
    {
      if (!is_stored (row, i))
        continue;
      g_string_append_printf (columns, "%s%s", index > 1 ? ", " : "", row->info->fields[i].column);
      g_string_append (places, index > 1 ? ", ?" : "?");
      index++;
    }
  if (batch)
    {
      g_string_append (columns, ", import_id");
      g_string_append (places, ", ?");
    }

  sql = g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", row->info->table, columns->str,
                         places->str);
  statement = lsn_database_prepare (db, sql, error);
  index = 1;
  for (guint i = 0; i < row->info->n_fields; i++)
    {
      if (is_stored (row, i))
        bind_field (row, statement, index++, i);
    }
  if (batch)
    lsn_statement_bind_int64 (statement, index, lsn_database_get_batch (db));
  lsn_statement_step (statement);
  return lsn_statement_finish (statement, error);
}

static gboolean
set_gone (GError **error)
{
  g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_NOT_FOUND,
                       _ ("This record does not exist any more."));
  return FALSE;
}

gboolean
lsn_row_update (LsnDatabase *db, gint64 id, const LsnRow *row, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (LsnStatement) statement = NULL;
  int index = 1;

  if (!validate (row, FALSE, error))
    return FALSE;

  g_string_append_printf (sql, "UPDATE %s SET ", row->info->table);
  for (guint i = 1; i < row->info->n_fields; i++)
    {
      if (is_stored (row, i))
        g_string_append_printf (sql, "%s%s = ?", index++ > 1 ? ", " : "",
                                row->info->fields[i].column);
    }
  if (index == 1)
    return TRUE;
  g_string_append (sql, " WHERE id = ?");

  statement = lsn_database_prepare (db, sql->str, error);
  index = 1;
  for (guint i = 1; i < row->info->n_fields; i++)
    {
      if (is_stored (row, i))
        bind_field (row, statement, index++, i);
    }
  lsn_statement_bind_int64 (statement, index, id);
  lsn_statement_step (statement);
  if (!lsn_statement_finish (statement, error))
    return FALSE;
  return lsn_database_get_changes (db) > 0 || set_gone (error);
}

gboolean
lsn_row_delete (LsnDatabase *db, const LsnRecordInfo *info, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?", info->table);

  if (!lsn_database_run (db, error, sql, "i", id))
    return FALSE;
  return lsn_database_get_changes (db) > 0 || set_gone (error);
}
