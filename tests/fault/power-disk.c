/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "power-disk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512

typedef struct
{
  GByteArray *bytes;
  gboolean exists;
} State;

struct _PowerDisk
{
  struct
  {
    State durable;
    GByteArray *image;  /* what a cut left, kept to spare the memory's making */
    GPtrArray *pending; /* element-type FaultRecord, borrowed: since the last sync */
  } files[N_FAULT_FILES];
};

static const char *const names[N_FAULT_FILES] = { "workspace.db", "workspace.db-wal",
                                                  "workspace.db-journal" };

PowerDisk *
power_disk_new (void)
{
  PowerDisk *self = g_new0 (PowerDisk, 1);

  for (guint i = 0; i < N_FAULT_FILES; i++)
    {
      self->files[i].durable.bytes = g_byte_array_new ();
      self->files[i].image = g_byte_array_new ();
      self->files[i].pending = g_ptr_array_new ();
    }
  return self;
}

void
power_disk_free (PowerDisk *self)
{
  for (guint i = 0; i < N_FAULT_FILES; i++)
    {
      g_byte_array_unref (self->files[i].durable.bytes);
      g_byte_array_unref (self->files[i].image);
      g_ptr_array_unref (self->files[i].pending);
    }
  g_free (self);
}

static void
set_size (GByteArray *bytes, gsize size)
{
  gsize present = bytes->len;

  g_byte_array_set_size (bytes, (guint) size);
  if (size > present)
    memset (bytes->data + present, 0, size - present);
}

/* @keep: the chance of each sector to arrive. */
static void
put (GByteArray *bytes, const FaultRecord *write, GRand *rand, double keep)
{
  gint64 end = write->offset + write->size;

  for (gint64 from = write->offset; from < end;)
    {
      gint64 to = MIN ((from / SECTOR + 1) * SECTOR, end);

      if (keep >= 1 || g_rand_double (rand) < keep)
        {
          if (bytes->len < to)
            set_size (bytes, (gsize) to);
          memcpy (bytes->data + from, write->data + (from - write->offset), (gsize) (to - from));
        }
      from = to;
    }
}

static void
settle (State *state, const FaultRecord *record)
{
  switch (record->op)
    {
    case FAULT_CREATE:
      state->exists = TRUE;
      break;
    case FAULT_WRITE:
      put (state->bytes, record, NULL, 1);
      break;
    case FAULT_TRUNCATE:
      set_size (state->bytes, (gsize) record->offset);
      break;
    case FAULT_DELETE:
      state->exists = FALSE;
      set_size (state->bytes, 0);
      break;
    case FAULT_READ:
    case FAULT_SYNC:
    case FAULT_MARK:
    default:
      break;
    }
}

void
power_disk_tell (PowerDisk *self, const FaultRecord *record)
{
  GPtrArray *pending;

  if (record->op == FAULT_MARK)
    return;

  pending = self->files[record->file].pending;
  g_ptr_array_add (pending, (gpointer) record);
  if (record->op != FAULT_SYNC && !(record->op == FAULT_DELETE && record->durable))
    return;
  for (guint i = 0; i < pending->len; i++)
    settle (&self->files[record->file].durable, pending->pdata[i]);
  g_ptr_array_set_size (pending, 0);
}

/* What comes after a deletion that did not arrive went to a file without a name. */
static void
settle_by_chance (State *state, GPtrArray *pending, GRand *rand)
{
  static const double chances[] = { 0, 0.1, 0.5, 0.9, 1 };
  double keep = chances[g_rand_int_range (rand, 0, G_N_ELEMENTS (chances))];
  gboolean tear = g_rand_boolean (rand);
  gboolean reorder = g_rand_boolean (rand);
  g_autoptr (GPtrArray) order = g_ptr_array_copy (pending, NULL, NULL);

  for (guint i = 1; reorder && i < order->len; i++)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
      FaultRecord *one = order->pdata[i];
      FaultRecord *other = order->pdata[j];

      if (one->op == FAULT_WRITE && other->op == FAULT_WRITE)
        {
          order->pdata[i] = other;
          order->pdata[j] = one;
        }
    }

  for (guint i = 0; i < order->len; i++)
    {
      const FaultRecord *record = order->pdata[i];

      if (record->op == FAULT_WRITE && tear)
        put (state->bytes, record, rand, keep);
      else if (g_rand_double (rand) < keep)
        settle (state, record);
      else if (record->op == FAULT_DELETE)
        return;
    }
}

static void
write_file (const char *path, GByteArray *bytes)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes->data, bytes->len), ==, bytes->len);
  close (fd);
}

void
power_disk_cut (PowerDisk *self, GRand *rand, const char *folder)
{
  for (guint i = 0; i < N_FAULT_FILES; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      GByteArray *durable = self->files[i].durable.bytes;
      State state = { .bytes = self->files[i].image, .exists = self->files[i].durable.exists };

      g_byte_array_set_size (state.bytes, 0);
      g_byte_array_append (state.bytes, durable->data, durable->len);
      settle_by_chance (&state, self->files[i].pending, rand);
      if (state.exists)
        write_file (path, state.bytes);
      else
        g_unlink (path);
    }
}
