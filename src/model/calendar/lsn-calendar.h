/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/calendar/lsn-event-write.h"

G_BEGIN_DECLS

typedef enum
{
  LSN_CALENDAR_ITEM_DONE = 1 << 0,
  LSN_CALENDAR_ITEM_OVERDUE = 1 << 1, /* shown on today, where it was not done */
  LSN_CALENDAR_ITEM_REPEATS = 1 << 2,
  LSN_CALENDAR_ITEM_MOVABLE = 1 << 3,
  LSN_CALENDAR_ITEM_SIZABLE = 1 << 4, /* has an end of its own */
} LsnCalendarItemFlags;

/* Something that has a date, as the calendar shows it. */
typedef struct
{
  guint layer; /* its place among lsn_calendar_get_layers() */
  LsnCalendarItemFlags flags;
  gint64 id;
  gint64 open_id;    /* what the action of the layer opens, usually the same */
  char *occurrence;  /* owned, nullable: of a series the moment of this one */
  gint64 client_id;  /* 0 for none */
  char *client;      /* owned, nullable */
  char *title;       /* owned */
  char *place;       /* owned, nullable */
  char *link;        /* owned, nullable: of a meeting */
  const char *icon;  /* static */
  LsnEventTime time; /* on the user's wall clock */
  LsnDate due;       /* of what is overdue the day it was due, else the start */
} LsnCalendarItem;

void lsn_calendar_item_free (LsnCalendarItem *self);

#define LSN_CALENDAR_MAX 100000

/**
 * LsnCalendarSpan: what is on the days @from … @to, on the user's wall clock.
 *
 * Items come sorted by day; on each day what takes it whole first, then by time.
 */
typedef struct
{
  LsnDate from;
  LsnDate to;
  LsnDate today;
  GTimeZone *zone;  /* owned */
  guint layers;     /* a bit for each that is asked for */
  gint64 client_id; /* 0: of everybody */
  GPtrArray *items; /* out, owned; element-type LsnCalendarItem */
  gboolean is_more; /* out: there are more than LSN_CALENDAR_MAX */
} LsnCalendarSpan;

LsnCalendarSpan *lsn_calendar_span_new (LsnDate from, LsnDate to, LsnDate today,
                                        GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;
void lsn_calendar_span_free (LsnCalendarSpan *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_calendar_span_on_worker (LsnDatabase *db, gpointer span, GCancellable *cancellable,
                                      GError **error);

/* Moves an item to another time, by whatever is dated in it. */
typedef struct
{
  guint layer;
  gint64 id;
  char *occurrence; /* owned, nullable */
  LsnEventScope scope;
  LsnEventTime from; /* as it was shown */
  LsnEventTime to;
  char *zone; /* owned: that the times are in */
  gint64 now;
} LsnCalendarMove;

void lsn_calendar_move_free (LsnCalendarMove *self);

/* An LsnStoreFunc for the writer. LSN_STORE_ERROR_INVALID where it cannot be there. */
gboolean lsn_calendar_move_on_worker (LsnDatabase *db, gpointer move, GCancellable *cancellable,
                                      GError **error);

/**
 * LsnCalendarLayer: a kind of dated records, registered once in the table of lsn-calendar-layers.c.
 *
 * A layer is a query: whatever is dated stands in the calendar by one line there, without a change
 * of its views.
 */
typedef struct
{
  const char *name;          /* for the settings */
  const char *label;         /* N_() */
  const char *color;         /* "#rrggbb" */
  const char *action;        /* with the item's `open_id` as "x", opens it */
  const char *const *tables; /* the first is that of its records */
  gboolean (*load) (LsnDatabase *db, LsnCalendarSpan *span, guint layer, GError **error);
  gboolean (*move) (LsnDatabase *db, const LsnCalendarMove *move, GError **error); /* nullable */
} LsnCalendarLayer;

/* Returns: (array length=n_layers) */
const LsnCalendarLayer *lsn_calendar_get_layers (guint *n_layers);

#define LSN_CALENDAR_ALL_LAYERS G_MAXUINT

/* For the layers: a new item of @span, which has room for it. */
LsnCalendarItem *lsn_calendar_span_add (LsnCalendarSpan *self, guint layer, gint64 id);

/* What there is to plan: open follow-ups and cards that have no time of their own. */
typedef struct
{
  LsnDate today;
  GPtrArray *items; /* out, owned; element-type LsnCalendarItem */
} LsnToSchedule;

LsnToSchedule *lsn_to_schedule_new (LsnDate today) G_GNUC_WARN_UNUSED_RESULT;
void lsn_to_schedule_free (LsnToSchedule *self);
gboolean lsn_to_schedule_on_worker (LsnDatabase *db, gpointer list, GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnCalendarSpan, lsn_calendar_span_free)

G_END_DECLS
