/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "widgets/lsn-calendar-block.h"

G_BEGIN_DECLS

/**
 * LsnCalendarGrid: what calendars of days and of hours have in common: blocks that are used again,
 * which one drags and resizes, empty room in which one draws a new entry, and a place for what is
 * dragged from a list. Escape ends any of it.
 *
 * Signals, whose structs are borrowed: `open (LsnCalendarEntry *)`, `remove (LsnCalendarEntry *)`,
 * `moved (LsnCalendarEntry *, LsnCalendarPlace *)`, `created (LsnCalendarPlace *)`,
 * `dropped (LsnCalendarCargo *, LsnCalendarPlace *)`, `day (int date)`: a day is asked for.
 */
#define LSN_TYPE_CALENDAR_GRID (lsn_calendar_grid_get_type ())
G_DECLARE_DERIVABLE_TYPE (LsnCalendarGrid, lsn_calendar_grid, LSN, CALENDAR_GRID, GtkWidget)

typedef enum
{
  LSN_CALENDAR_EDGE_START = -1,
  LSN_CALENDAR_EDGE_NONE = 0,
  LSN_CALENDAR_EDGE_END = 1,
} LsnCalendarEdge;

struct _LsnCalendarGridClass
{
  GtkWidgetClass parent_class;

  gboolean by_days; /* places are whole days */
  /* %FALSE outside of the days. @minute: -1 where places are whole days */
  gboolean (*find) (LsnCalendarGrid *self, double x, double y, LsnDate *date, int *minute);
  LsnCalendarEdge (*find_edge) (LsnCalendarGrid *self, GtkWidget *block, double x, double y);
  /* Adds the rectangles (element-type graphene_rect_t) that a place covers. */
  void (*cover) (LsnCalendarGrid *self, const LsnCalendarPlace *place, GArray *rectangles);
};

#define LSN_CALENDAR_SNAP 15

/* What a day is, besides what stands on it. */
typedef struct
{
  char *name;   /* nullable: of a holiday */
  gboolean off; /* nobody works */
  int load;     /* how much of the working hours is taken, in hundredths; -1: not told */
} LsnCalendarDay;

void lsn_calendar_day_clear (LsnCalendarDay *day);

/* @entries: (element-type LsnCalendarEntry): sorted by their start */
void lsn_calendar_grid_set_entries (LsnCalendarGrid *self, GPtrArray *entries);
GPtrArray *lsn_calendar_grid_get_entries (LsnCalendarGrid *self);

/* For the allocation: the @index-th block, made where there is none yet, showing @entry. */
GtkWidget *
lsn_calendar_grid_use_block (LsnCalendarGrid *self, guint index, LsnCalendarEntry *entry);
/* Hides the blocks from the @used-th on, and gives the focus back to what had it. */
void lsn_calendar_grid_end_blocks (LsnCalendarGrid *self, guint used);

/* After the children, in `snapshot`: where what is dragged will be. */
void lsn_calendar_grid_snapshot_ghost (LsnCalendarGrid *self, GtkSnapshot *snapshot);

/* A colour of the style at @alpha of its strength. */
void lsn_calendar_grid_get_ink (GtkWidget *widget, float alpha, GdkRGBA *ink);

G_END_DECLS
