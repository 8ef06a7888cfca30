/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-workdays.h"
#include "widgets/lsn-key.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  LSN_TIMELINE_DAYS,
  LSN_TIMELINE_WEEKS,
  LSN_TIMELINE_MONTHS,
  LSN_TIMELINE_QUARTERS,
  N_LSN_TIMELINE_ZOOMS
} LsnTimelineZoom;

typedef enum
{
  LSN_TIMELINE_MILESTONE = 1 << 0, /* a moment: @start is @due */
  LSN_TIMELINE_DONE = 1 << 1,
  LSN_TIMELINE_LATE = 1 << 2,
  LSN_TIMELINE_CRITICAL = 1 << 3,
} LsnTimelineFlags;

/* Days are inclusive; LSN_DATE_NONE for a bar that has none. */
typedef struct
{
  char *title; /* owned */
  char *note;  /* owned, nullable: stands beside the bar */
  char *words; /* owned: all of it, for a screen reader and the tooltip */
  LsnDate start;
  LsnDate due;
  LsnDate base_start; /* what was meant at first; LSN_DATE_NONE for nothing */
  LsnDate base_due;
  LsnTimelineFlags flags;
} LsnTimelineBar;

/* The second one begins when the first one is over. */
typedef struct
{
  guint from;
  guint to;
} LsnTimelineLink;

/**
 * LsnTimeline: bars over days, with what waits for what; scrolls in both directions by itself.
 *
 * Only what is in sight is drawn. A bar is moved by its middle, made longer and shorter by its
 * edges, and linked by the dot behind it; all of that by keyboard as well. Nothing is changed here:
 * the signals `moved (bar, start, due)` and `linked (from, to)` say what the user wants, `activated
 * (bar)` what is to be opened. Property `selected`: a place, G_MAXUINT for none. Property
 * `zoom`. Property `editable`.
 */
#define LSN_TYPE_TIMELINE (lsn_timeline_get_type ())
G_DECLARE_FINAL_TYPE (LsnTimeline, lsn_timeline, LSN, TIMELINE, GtkWidget)

GtkWidget *lsn_timeline_new (void);

LsnTimelineBar *lsn_timeline_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;
void lsn_timeline_bar_free (LsnTimelineBar *bar);

/**
 * lsn_timeline_set:
 * @bars: (transfer none): element-type LsnTimelineBar; kept, so not to be changed any more
 * @links: (transfer none): element-type LsnTimelineLink; likewise
 * @workdays: shade the days that are not worked, and are where moved bars come to stand
 */
void lsn_timeline_set (LsnTimeline *self, GPtrArray *bars, GArray *links, LsnDate today,
                       LsnWorkdays *workdays);

LsnTimelineZoom lsn_timeline_get_zoom (LsnTimeline *self);
void lsn_timeline_set_zoom (LsnTimeline *self, LsnTimelineZoom zoom);

/* Whether a thin bar shows what was meant at first. */
void lsn_timeline_set_baseline (LsnTimeline *self, gboolean shown);

void lsn_timeline_set_editable (LsnTimeline *self, gboolean editable);

guint lsn_timeline_get_selected (LsnTimeline *self);
void lsn_timeline_select (LsnTimeline *self, guint bar);

/* Brings a day into sight, near the left edge. */
void lsn_timeline_show_day (LsnTimeline *self, LsnDate day);

extern const LsnKey lsn_timeline_keys[];

/* --- On paper --------------------------------------------------------------------------------- */

/**
 * lsn_timeline_paint_page:
 * @first_bar: the first of the bars of this page
 * @n_bars: how many stand on it
 *
 * Draws bars of all days from the first to the last into @width × @height, in dark ink, as large as
 * the width allows.
 *
 * Returns: (transfer full): what gsk_render_node_draw() puts on paper
 */
GskRenderNode *
lsn_timeline_paint_page (PangoContext *pango, GPtrArray *bars, GArray *links, LsnDate today,
                         LsnWorkdays *workdays, guint first_bar, guint n_bars, double width,
                         double height) G_GNUC_WARN_UNUSED_RESULT;

/* How many bars stand on a page of so many points. */
guint lsn_timeline_count_rows (double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnTimelineBar, lsn_timeline_bar_free)

G_END_DECLS
