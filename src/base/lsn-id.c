/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-id.h"

#define EPOCH_MS    G_GINT64_CONSTANT (1577836800000) /* 2020-01-01T00:00:00Z */
#define RANDOM_BITS 21
#define RANDOM_MASK ((G_GINT64_CONSTANT (1) << RANDOM_BITS) - 1)

static GMutex mutex;
static gint64 last;

gint64
lsn_id_new (void)
{
  gint64 now = MAX (g_get_real_time () / 1000 - EPOCH_MS, 1);
  gint64 id = (now << RANDOM_BITS) | (g_random_int () & RANDOM_MASK);

  /* A burst within one millisecond, or a clock set back, goes on from the last id by a small random
   * step, so that order holds and a second machine still does not guess the next one. */
  g_mutex_lock (&mutex);
  if (id <= last)
    id = last + g_random_int_range (1, 64);
  last = id;
  g_mutex_unlock (&mutex);

  return id;
}

void
lsn_id_follow (gint64 id)
{
  g_mutex_lock (&mutex);
  last = MAX (last, id);
  g_mutex_unlock (&mutex);
}

gint64
lsn_id_get_time (gint64 id)
{
  return ((id >> RANDOM_BITS) + EPOCH_MS) * 1000;
}
