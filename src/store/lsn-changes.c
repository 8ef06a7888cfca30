/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-changes.h"

struct _LsnChanges
{
  gatomicrefcount ref_count;
  GHashTable *tables; /* owned; interned name → GHashTable of gint64 (owned) → LsnChange */
  gint64 batch;
  gboolean batch_gone;
};

G_DEFINE_BOXED_TYPE (LsnChanges, lsn_changes, lsn_changes_ref, lsn_changes_unref)

LsnChanges *
lsn_changes_new (void)
{
  LsnChanges *self = g_new0 (LsnChanges, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->tables =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  return self;
}

LsnChanges *
lsn_changes_ref (LsnChanges *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lsn_changes_unref (LsnChanges *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->tables);
  g_free (self);
}

void
lsn_changes_add (LsnChanges *self, const char *table, gint64 id, LsnChange change)
{
  GHashTable *rows = g_hash_table_lookup (self->tables, table);
  guint present;

  if (rows == NULL)
    {
      rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_hash_table_insert (self->tables, (gpointer) g_intern_string (table), rows);
    }

  present = GPOINTER_TO_UINT (g_hash_table_lookup (rows, &id));
  if ((present | change) != present)
    g_hash_table_replace (rows, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (present | change));
}

gint64
lsn_changes_get_batch (LsnChanges *self)
{
  return self->batch;
}

gboolean
lsn_changes_is_batch_gone (LsnChanges *self)
{
  return self->batch_gone;
}

void
lsn_changes_set_batch (LsnChanges *self, gint64 batch, gboolean gone)
{
  self->batch = batch;
  self->batch_gone = gone;
}

gboolean
lsn_changes_is_empty (LsnChanges *self)
{
  return self->batch == 0 && g_hash_table_size (self->tables) == 0;
}

gboolean
lsn_changes_touches (LsnChanges *self, const char *table)
{
  return self->batch != 0 || g_hash_table_contains (self->tables, table);
}

LsnChange
lsn_changes_get (LsnChanges *self, const char *table, gint64 id)
{
  GHashTable *rows = g_hash_table_lookup (self->tables, table);

  return rows ? GPOINTER_TO_UINT (g_hash_table_lookup (rows, &id)) : 0;
}

guint
lsn_changes_count (LsnChanges *self, const char *table)
{
  GHashTable *rows = g_hash_table_lookup (self->tables, table);

  return rows ? g_hash_table_size (rows) : 0;
}

void
lsn_changes_foreach (LsnChanges *self, const char *table, LsnChangesFunc func, gpointer user_data)
{
  GHashTableIter tables;
  gpointer name;
  gpointer rows;

  g_hash_table_iter_init (&tables, self->tables);
  while (g_hash_table_iter_next (&tables, &name, &rows))
    {
      GHashTableIter iter;
      gpointer id;
      gpointer change;

      if (table && !g_str_equal (table, name))
        continue;
      g_hash_table_iter_init (&iter, rows);
      while (g_hash_table_iter_next (&iter, &id, &change))
        func (name, *(gint64 *) id, GPOINTER_TO_UINT (change), user_data);
    }
}

static void
append_id (const char *table, gint64 id, LsnChange change, gpointer user_data)
{
  g_array_append_val (user_data, id);
}

GArray *
lsn_changes_dup_ids (LsnChanges *self, const char *table)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  lsn_changes_foreach (self, table, append_id, ids);
  return ids;
}
