/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/calendar/lsn-calendar.h"
#include "views/calendar/lsn-calendar-page.h"
#include "widgets/lsn-month-grid.h"
#include "widgets/lsn-time-grid.h"
#include "widgets/lsn-year-grid.h"

G_BEGIN_DECLS

/* What the files of the page share. */

typedef enum
{
  LSN_CALENDAR_MONTH,
  LSN_CALENDAR_WEEK,
  LSN_CALENDAR_DAY,
  LSN_CALENDAR_AGENDA,
  LSN_CALENDAR_YEAR,
  LSN_N_CALENDAR_VIEWS
} LsnCalendarView;

struct _LsnCalendarPage
{
  AdwNavigationPage parent_instance;

  LsnContext *context;       /* owned */
  GCancellable *cancellable; /* owned, nullable: of the read under way */
  gboolean again;
  guint tick_source;
  LsnCalendarView view;
  LsnDate anchor; /* a day of what is shown */
  LsnDate today;
  guint layers; /* a bit for each that is shown */
  gboolean by_client;
  gboolean narrow;
  gboolean scrolled;         /* to now, once */
  LsnCalendarSpan *span;     /* owned, nullable: what is shown */
  GHashTable *items;         /* owned: key → LsnCalendarItem of the span */
  GPtrArray *planned;        /* owned, nullable; element-type LsnCalendarItem: of the side list */
  GSimpleActionGroup *group; /* owned */

  LsnMonthGrid *month; /* borrowed, as the next */
  LsnMonthGrid *strip;
  LsnYearGrid *year;
  LsnTimeGrid *hours;

  /* Template widgets */
  GtkLabel *title_label;
  AdwBanner *error_banner;
  AdwToggleGroup *view_group;
  AdwToggleGroup *narrow_group;
  GtkStack *stack;
  AdwBin *month_bin;
  AdwBin *strip_bin;
  GtkScrolledWindow *year_window;
  GtkScrolledWindow *hours_window;
  GtkListView *agenda_list;
  GtkStack *agenda_stack;
  GtkMenuButton *layers_button;
  AdwOverlaySplitView *split;
  GtkListBox *plan_list;
  GtkStack *plan_stack;
};

/* The days that the view shows, and those of the title. */
void lsn_calendar_page_get_days (LsnCalendarPage *self, LsnDate *from, LsnDate *to);

/* Shows the span in the view. */
void lsn_calendar_page_show (LsnCalendarPage *self);

/* The grids, made once. */
void lsn_calendar_page_make_views (LsnCalendarPage *self);

void lsn_calendar_page_show_plan (LsnCalendarPage *self);
void lsn_calendar_page_make_plan (LsnCalendarPage *self);

/* The first free time of the shown days, in working hours, from now on. */
gboolean lsn_calendar_page_find_free (LsnCalendarPage *self, int minutes, LsnCalendarPlace *place);

/* Where an entry of a grid, or what is dragged from the list, is to be. */
void lsn_calendar_page_moved (LsnCalendarPage *self, const LsnCalendarItem *item,
                              const LsnCalendarPlace *place);
void lsn_calendar_page_open (LsnCalendarPage *self, const LsnCalendarItem *item);
void lsn_calendar_page_go (LsnCalendarPage *self, LsnCalendarView view, LsnDate anchor);

/* Words of an item: “15:00 – 16:00”, NULL for whole days; and all of it, for a screen reader. */
char *lsn_calendar_item_dup_hours (const LsnCalendarItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *lsn_calendar_item_dup_spoken (const LsnCalendarItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *lsn_calendar_item_dup_key (const LsnCalendarItem *item) G_GNUC_WARN_UNUSED_RESULT;
void lsn_calendar_item_get_color (const LsnCalendarItem *item, gboolean by_client, GdkRGBA *color);

G_END_DECLS
