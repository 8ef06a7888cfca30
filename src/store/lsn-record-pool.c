/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-record-pool.h"

/* SQLite's limit of parameters is far above; this keeps one read within a frame. */
#define BATCH_ROWS 256

struct _LsnRecordPool
{
  GObject parent_instance;

  LsnStore *store; /* owned */
  GType record_type;
  const LsnRecordInfo *info;
  GHashTable *records; /* owned; gint64 (owned) → LsnRecord (weak) */
  GArray *wanted;      /* owned; ids to read in the next turn */
  guint read_source;
  GCancellable *cancellable; /* owned */
};

G_DEFINE_FINAL_TYPE (LsnRecordPool, lsn_record_pool, G_TYPE_OBJECT)

typedef struct
{
  LsnRecordPool *pool; /* borrowed: the pool outlives what it holds weakly, or forgets it first */
  gint64 id;
} WeakEntry;

static void
record_gone_cb (gpointer user_data, GObject *record)
{
  WeakEntry *entry = user_data;

  g_hash_table_remove (entry->pool->records, &entry->id);
  g_free (entry);
}

/* Weak notifies are taken back one by one when the pool goes first. */
static GQuark
entry_quark (void)
{
  static GQuark quark;

  if (G_UNLIKELY (quark == 0))
    quark = g_quark_from_static_string ("lsn-record-pool-entry");
  return quark;
}

static void
keep_weakly (LsnRecordPool *self, gint64 id, LsnRecord *record)
{
  WeakEntry *entry = g_new (WeakEntry, 1);

  entry->pool = self;
  entry->id = id;
  g_object_weak_ref (G_OBJECT (record), record_gone_cb, entry);
  g_object_set_qdata (G_OBJECT (record), entry_quark (), entry);
  g_hash_table_insert (self->records, g_memdup2 (&id, sizeof id), record);
}

/* --- Reading ---------------------------------------------------------------------------------- */

typedef struct
{
  const LsnRecordInfo *info;
  GArray *ids;     /* owned */
  GPtrArray *rows; /* owned, nullable; element-type LsnRow */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_array_unref (self->ids);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_rows_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->rows = lsn_row_load_ids (db, reading->info, reading->ids, error);
  return reading->rows != NULL;
}

static void
give_row (LsnRecordPool *self, LsnRow *row)
{
  gint64 id = lsn_row_get_int64 (row, 0);
  LsnRecord *record = g_hash_table_lookup (self->records, &id);

  if (record == NULL)
    {
      lsn_row_free (row);
      return;
    }

  g_object_ref (record);
  lsn_record_take_row (record, row);
  g_object_unref (record);
}

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Reading *reading = lsn_store_finish (LSN_STORE (source), result, &error);
  LsnRecordPool *self = user_data;

  if (reading == NULL)
    {
      /* The list that asked has an error of its own to show when the store fails; the rows stay
       * empty. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("Rows could not be read: %s", error->message);
      return;
    }

  for (guint i = 0; i < reading->rows->len; i++)
    give_row (self, g_ptr_array_index (reading->rows, i));
  g_ptr_array_set_free_func (reading->rows, NULL);
}

static gboolean
read_wanted_cb (gpointer user_data)
{
  LsnRecordPool *self = user_data;

  self->read_source = 0;
  for (guint at = 0; at < self->wanted->len; at += BATCH_ROWS)
    {
      Reading *reading = g_new0 (Reading, 1);
      guint count = MIN (BATCH_ROWS, self->wanted->len - at);

      reading->info = self->info;
      reading->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_vals (reading->ids, &g_array_index (self->wanted, gint64, at), count);
      lsn_store_read_async (self->store, read_rows_on_worker, reading, reading_free,
                            self->cancellable, rows_read_cb, self);
    }
  g_array_set_size (self->wanted, 0);
  return G_SOURCE_REMOVE;
}

static void
want (LsnRecordPool *self, gint64 id)
{
  g_array_append_val (self->wanted, id);
  if (self->read_source == 0)
    {
      self->read_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, read_wanted_cb, self, NULL);
      g_source_set_name_by_id (self->read_source, "lsn-record-pool-read");
    }
}

static void
changed_cb (LsnRecordPool *self, LsnChanges *changes)
{
  gboolean all = lsn_changes_get_batch (changes) != 0;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 id = *(gint64 *) key;

      if (all || lsn_changes_get (changes, self->info->table, id))
        want (self, id);
    }
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_record_pool_dispose (GObject *object)
{
  LsnRecordPool *self = LSN_RECORD_POOL (object);
  GHashTableIter iter;
  gpointer record;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->read_source, g_source_remove);
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    {
      WeakEntry *entry = g_object_steal_qdata (record, entry_quark ());

      g_object_weak_unref (record, record_gone_cb, entry);
      g_free (entry);
      g_hash_table_iter_remove (&iter);
    }

  G_OBJECT_CLASS (lsn_record_pool_parent_class)->dispose (object);
}

static void
lsn_record_pool_finalize (GObject *object)
{
  LsnRecordPool *self = LSN_RECORD_POOL (object);

  g_hash_table_unref (self->records);
  g_array_unref (self->wanted);
  g_object_unref (self->cancellable);
  g_object_unref (self->store);

  G_OBJECT_CLASS (lsn_record_pool_parent_class)->finalize (object);
}

static void
lsn_record_pool_class_init (LsnRecordPoolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lsn_record_pool_dispose;
  object_class->finalize = lsn_record_pool_finalize;
}

static void
lsn_record_pool_init (LsnRecordPool *self)
{
  self->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
}

LsnRecordPool *
lsn_record_pool_new (LsnStore *store, GType record_type)
{
  LsnRecordPool *self = g_object_new (LSN_TYPE_RECORD_POOL, NULL);
  g_autoptr (GTypeClass) klass = g_type_class_ref (record_type);

  g_assert (g_type_is_a (record_type, LSN_TYPE_RECORD));

  self->store = g_object_ref (store);
  self->record_type = record_type;
  self->info = LSN_RECORD_CLASS (klass)->info;
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

LsnStore *
lsn_record_pool_get_store (LsnRecordPool *self)
{
  return self->store;
}

GType
lsn_record_pool_get_record_type (LsnRecordPool *self)
{
  return self->record_type;
}

static LsnRecord *
make_record (LsnRecordPool *self, gint64 id)
{
  LsnRecord *record = g_object_new (self->record_type, NULL);

  keep_weakly (self, id, record);
  return record;
}

LsnRecord *
lsn_record_pool_dup (LsnRecordPool *self, gint64 id)
{
  LsnRecord *record = g_hash_table_lookup (self->records, &id);
  LsnRow *row;

  if (record)
    return g_object_ref (record);

  record = make_record (self, id);
  row = lsn_row_new (self->info);
  lsn_row_set_int64 (row, 0, id);
  lsn_record_take_row (record, row);
  want (self, id);
  return record;
}

GPtrArray *
lsn_record_pool_take_rows (LsnRecordPool *self, GPtrArray *rows)
{
  GPtrArray *records = g_ptr_array_new_full (rows->len, g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      LsnRow *row = g_ptr_array_index (rows, i);
      gint64 id = lsn_row_get_int64 (row, 0);
      LsnRecord *record = g_hash_table_lookup (self->records, &id);

      record = record ? g_object_ref (record) : make_record (self, id);
      lsn_record_take_row (record, lsn_row_copy (row));
      g_ptr_array_add (records, record);
    }
  return records;
}
