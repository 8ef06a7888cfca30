/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/calendar/lsn-calendar.h"

#include <glib/gi18n-lib.h>

void
lsn_calendar_item_free (LsnCalendarItem *self)
{
  g_free (self->occurrence);
  g_free (self->client);
  g_free (self->title);
  g_free (self->place);
  g_free (self->link);
  g_free (self);
}

LsnCalendarSpan *
lsn_calendar_span_new (LsnDate from, LsnDate to, LsnDate today, GTimeZone *zone)
{
  LsnCalendarSpan *self = g_new0 (LsnCalendarSpan, 1);

  self->from = from;
  self->to = to;
  self->today = today;
  self->zone = g_time_zone_ref (zone);
  self->layers = LSN_CALENDAR_ALL_LAYERS;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_calendar_item_free);
  return self;
}

void
lsn_calendar_span_free (LsnCalendarSpan *self)
{
  g_time_zone_unref (self->zone);
  g_ptr_array_unref (self->items);
  g_free (self);
}

LsnCalendarItem *
lsn_calendar_span_add (LsnCalendarSpan *self, guint layer, gint64 id)
{
  LsnCalendarItem *item = g_new0 (LsnCalendarItem, 1);

  item->layer = layer;
  item->id = item->open_id = id;
  item->time.start_minute = item->time.end_minute = -1;
  g_ptr_array_add (self->items, item);
  self->is_more = self->items->len >= LSN_CALENDAR_MAX;
  return item;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const LsnCalendarItem *x = *(const LsnCalendarItem *const *) a;
  const LsnCalendarItem *y = *(const LsnCalendarItem *const *) b;

  if (x->time.start != y->time.start)
    return x->time.start - y->time.start;
  if (x->time.start_minute != y->time.start_minute)
    return x->time.start_minute - y->time.start_minute;
  if (x->time.end != y->time.end)
    return y->time.end - x->time.end;
  if (x->flags != y->flags)
    return (y->flags & LSN_CALENDAR_ITEM_OVERDUE) - (x->flags & LSN_CALENDAR_ITEM_OVERDUE);
  return x->id != y->id ? (x->id > y->id) - (x->id < y->id)
                        : g_strcmp0 (x->occurrence, y->occurrence);
}

gboolean
lsn_calendar_span_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  LsnCalendarSpan *self = data;
  guint n;
  const LsnCalendarLayer *layers = lsn_calendar_get_layers (&n);

  g_ptr_array_set_size (self->items, 0);
  self->is_more = FALSE;
  for (guint i = 0; i < n && !self->is_more; i++)
    {
      if ((self->layers & (1u << i)) && !layers[i].load (db, self, i, error))
        return FALSE;
    }
  g_ptr_array_sort (self->items, compare);
  return TRUE;
}

void
lsn_calendar_move_free (LsnCalendarMove *self)
{
  g_free (self->occurrence);
  g_free (self->zone);
  g_free (self);
}

gboolean
lsn_calendar_move_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                             GError **error)
{
  const LsnCalendarMove *move = data;
  guint n;
  const LsnCalendarLayer *layers = lsn_calendar_get_layers (&n);

  g_return_val_if_fail (move->layer < n, FALSE);
  if (layers[move->layer].move)
    return layers[move->layer].move (db, move, error);
  g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID,
                       _ ("This date is not moved in the calendar."));
  return FALSE;
}
