/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-import-ahead.h"

#define BATCH_RECORDS 64
#define N_BATCHES     4

typedef struct
{
  LsnImportRecord *records[BATCH_RECORDS]; /* owned */
  guint n;
  gboolean last;
  GError *error; /* owned, nullable: why it is the last */
} Batch;

struct _LsnImportAhead
{
  const LsnImport *import; /* borrowed */
  LsnImportPrepare prepare;
  GThread *thread;    /* owned */
  GAsyncQueue *empty; /* owned; of Batch: for the thread to fill */
  GAsyncQueue *full;  /* owned; of Batch */
  Batch batches[N_BATCHES];
  int stopped;    /* atomic */
  Batch *current; /* nullable: whose records are taken */
  guint taken;
};

static void
fill (LsnImportAhead *self, Batch *batch)
{
  batch->n = 0;
  while (batch->n < BATCH_RECORDS && !g_atomic_int_get (&self->stopped))
    {
      LsnImportRecord *record = batch->records[batch->n];

      if (!self->import->next (self->import->source, record, &batch->error))
        {
          batch->last = TRUE;
          return;
        }
      self->prepare (record, self->import);
      batch->n++;
    }
}

static gpointer
thread_func (gpointer data)
{
  LsnImportAhead *self = data;
  Batch *batch;

  do
    {
      batch = g_async_queue_pop (self->empty);
      if (g_atomic_int_get (&self->stopped))
        break;
      fill (self, batch);
      g_async_queue_push (self->full, batch);
    }
  while (!batch->last);
  return NULL;
}

LsnImportAhead *
lsn_import_ahead_new (const LsnImport *import, LsnImportPrepare prepare)
{
  LsnImportAhead *self = g_new0 (LsnImportAhead, 1);

  self->import = import;
  self->prepare = prepare;
  self->empty = g_async_queue_new ();
  self->full = g_async_queue_new ();
  for (guint i = 0; i < N_BATCHES; i++)
    {
      for (guint j = 0; j < BATCH_RECORDS; j++)
        self->batches[i].records[j] = lsn_import_record_new ();
      g_async_queue_push (self->empty, &self->batches[i]);
    }
  self->thread = g_thread_new ("lsn-import", thread_func, self);
  return self;
}

void
lsn_import_ahead_free (LsnImportAhead *self)
{
  /* The thread may wait for a batch to fill. */
  g_atomic_int_set (&self->stopped, TRUE);
  g_async_queue_push (self->empty, &self->batches[0]);
  g_thread_join (self->thread);
  for (guint i = 0; i < N_BATCHES; i++)
    {
      for (guint j = 0; j < BATCH_RECORDS; j++)
        lsn_import_record_free (self->batches[i].records[j]);
      g_clear_error (&self->batches[i].error);
    }
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->full);
  g_free (self);
}

LsnImportRecord *
lsn_import_ahead_next (LsnImportAhead *self, GError **error)
{
  while (self->current == NULL || self->taken == self->current->n)
    {
      if (self->current && self->current->last)
        {
          if (self->current->error)
            g_propagate_error (error, g_steal_pointer (&self->current->error));
          return NULL;
        }
      if (self->current)
        g_async_queue_push (self->empty, self->current);
      self->current = g_async_queue_pop (self->full);
      self->taken = 0;
    }
  return self->current->records[self->taken++];
}
