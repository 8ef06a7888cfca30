/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "widgets/lsn-timeline.h"

G_BEGIN_DECLS

#define LSN_TIMELINE_HEADER 44
#define LSN_TIMELINE_ROW    32
#define LSN_TIMELINE_BAR    18 /* height of a bar in its row */
#define LSN_TIMELINE_DOT    10 /* from the end of a bar to the middle of the dot that links it */

/* What is painted, and where it stands. */
typedef struct
{
  GPtrArray *bars;       /* owned */
  GArray *links;         /* owned */
  LsnWorkdays *workdays; /* owned */
  LsnDate today;
  LsnDate first; /* the day at the left edge of the chart */
  int n_days;
  LsnTimelineZoom zoom;
  double day_width;
  int label_width;
  int width; /* of all that is in sight */
  int height;
  double x; /* how far it is scrolled */
  double y;
  gboolean baseline;
  gboolean focused;
  guint selected; /* G_MAXUINT for none, as the next ones */
  guint hovered;
  guint dragged; /* the bar that is on its way to @drag_start … @drag_due */
  LsnDate drag_start;
  LsnDate drag_due;
  guint link_from; /* the bar that a link is drawn from, to the pointer or to @link_to */
  guint link_to;
  double link_x;
  double link_y;
  gboolean dark;
  GdkRGBA ink;
  GdkRGBA accent;
} LsnTimelineScene;

void lsn_timeline_paint (GtkSnapshot *snapshot, PangoContext *pango, const LsnTimelineScene *scene);

double lsn_timeline_get_x (const LsnTimelineScene *scene, LsnDate day);
double lsn_timeline_get_y (const LsnTimelineScene *scene, guint bar);

/* Where the ink of a bar begins and ends. */
void lsn_timeline_get_ends (const LsnTimelineScene *scene, const LsnTimelineBar *bar, double *left,
                            double *right);
LsnTimelineBar *lsn_timeline_get_bar (const LsnTimelineScene *scene, guint bar);

/* The first day and how many there are, with room on both sides. */
void lsn_timeline_frame (LsnTimelineScene *scene, int room);

struct _LsnTimeline
{
  GtkWidget parent_instance;

  LsnTimelineScene scene;
  GtkAdjustment *adjustments[2]; /* owned; across, down */
  GtkScrollablePolicy policies[2];
  gboolean editable;
  LsnDate wanted; /* to be shown as soon as there is room, LSN_DATE_NONE for none */

  int drag_kind;
  double drag_x;
  double drag_y;
  GtkGesture *drag; /* borrowed */
};

void lsn_timeline_scroll_to_bar (LsnTimeline *self, guint bar);

/* Adds the pointer. */
void lsn_timeline_add_pointer (LsnTimeline *self);

/* Lets go of what is dragged; nothing happens. */
void lsn_timeline_cancel (LsnTimeline *self);

/* The days of a bar that begins on @start, on working days and as long as it was. */
void lsn_timeline_place (LsnTimeline *self, guint bar, LsnDate start, LsnDate *new_start,
                         LsnDate *new_due);

G_END_DECLS
