/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-time-grid.h"
#include "base/lsn-when.h"
#include "widgets/lsn-month-grid.h"

#include <adwaita.h>

#define MAX_COLUMNS 7
#define HOUR        48
#define DAY_MINUTES 1440
#define EDGE        7
#define MARGIN      2

struct _LsnTimeGrid
{
  LsnCalendarGrid parent_instance;

  LsnDate first;
  int columns;
  gboolean off[MAX_COLUMNS];
  int work_from;
  int work_to;
  LsnDate today;
  int now;
};

G_DEFINE_FINAL_TYPE (LsnTimeGrid, lsn_time_grid, LSN_TYPE_CALENDAR_GRID)

static int
get_x (LsnTimeGrid *self, int column)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - LSN_CALENDAR_GUTTER;

  return LSN_CALENDAR_GUTTER + width * column / self->columns;
}

int
lsn_time_grid_get_y (LsnTimeGrid *self, int minute)
{
  return minute * HOUR / 60;
}

/* --- Places ----------------------------------------------------------------------------------- */

static gboolean
find_place (LsnCalendarGrid *grid, double x, double y, LsnDate *date, int *minute)
{
  LsnTimeGrid *self = LSN_TIME_GRID (grid);
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - LSN_CALENDAR_GUTTER;
  int column;

  if (x < LSN_CALENDAR_GUTTER || width <= 0)
    return FALSE;
  column = MIN ((int) ((x - LSN_CALENDAR_GUTTER) * self->columns / width), self->columns - 1);
  *date = self->first + column;
  *minute = CLAMP ((int) (y * 60 / HOUR), 0, DAY_MINUTES);
  return TRUE;
}

static LsnCalendarEdge
find_edge (LsnCalendarGrid *grid, GtkWidget *block, double x, double y)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (block, GTK_WIDGET (grid), &bounds))
    return LSN_CALENDAR_EDGE_NONE;
  if (y > bounds.origin.y + bounds.size.height - EDGE)
    return LSN_CALENDAR_EDGE_END;
  return y < bounds.origin.y + MIN (EDGE, bounds.size.height / 4) ? LSN_CALENDAR_EDGE_START
                                                                  : LSN_CALENDAR_EDGE_NONE;
}

static void
cover (LsnCalendarGrid *grid, const LsnCalendarPlace *place, GArray *rectangles)
{
  LsnTimeGrid *self = LSN_TIME_GRID (grid);

  for (int column = 0; column < self->columns; column++)
    {
      LsnDate date = self->first + column;
      int from = date == place->start ? MAX (place->start_minute, 0) : 0;
      int to = date == place->end && place->end_minute >= 0 ? place->end_minute : DAY_MINUTES;
      graphene_rect_t rectangle;

      if (date < place->start || date > place->end)
        continue;
      rectangle = GRAPHENE_RECT_INIT ((float) get_x (self, column) + MARGIN,
                                      (float) lsn_time_grid_get_y (self, from),
                                      (float) (get_x (self, column + 1) - get_x (self, column)) -
                                          2 * MARGIN,
                                      (float) lsn_time_grid_get_y (self, to - from));
      g_array_append_val (rectangles, rectangle);
    }
}

/* --- Layout ----------------------------------------------------------------------------------- */

static void
lsn_time_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 24 * HOUR;
}

/* What of an entry is on @date, as an entry of that day. */
static LsnCalendarEntry *
clip (const LsnCalendarEntry *entry, LsnDate date)
{
  LsnCalendarEntry *part = lsn_calendar_entry_new (entry->key);

  part->start = part->end = date;
  part->start_minute = entry->start == date ? entry->start_minute : 0;
  part->end_minute = entry->end == date ? entry->end_minute : DAY_MINUTES;
  return part;
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const LsnCalendarEntry *x = *(const LsnCalendarEntry *const *) a;
  const LsnCalendarEntry *y = *(const LsnCalendarEntry *const *) b;

  return x->start_minute != y->start_minute ? x->start_minute - y->start_minute
                                            : y->end_minute - x->end_minute;
}

static guint
allocate_day (LsnTimeGrid *self, int column, guint used)
{
  GPtrArray *entries = lsn_calendar_grid_get_entries (LSN_CALENDAR_GRID (self));
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_calendar_entry_unref);
  g_autofree int *columns = NULL;
  g_autofree int *n_columns = NULL;
  LsnDate date = self->first + column;
  int x = get_x (self, column) + MARGIN;
  int width = get_x (self, column + 1) - get_x (self, column) - 2 * MARGIN;

  for (guint i = 0; i < entries->len; i++)
    {
      LsnCalendarEntry *entry = g_ptr_array_index (entries, i);

      if (entry->start_minute < 0 || entry->start > date || entry->end < date)
        continue;
      g_ptr_array_add (parts, clip (entry, date));
      ((LsnCalendarEntry *) g_ptr_array_index (parts, parts->len - 1))->data = entry;
    }
  g_ptr_array_sort (parts, compare_starts);
  columns = g_new0 (int, parts->len + 1);
  n_columns = g_new0 (int, parts->len + 1);
  lsn_calendar_pack (parts, columns, n_columns);
  for (guint i = 0; i < parts->len; i++)
    {
      const LsnCalendarEntry *part = g_ptr_array_index (parts, i);
      int top = lsn_time_grid_get_y (self, part->start_minute);
      int height = lsn_time_grid_get_y (self, part->end_minute - part->start_minute);
      int left = width * columns[i] / n_columns[i];
      int right = width * (columns[i] + 1) / n_columns[i];

      gtk_widget_size_allocate (lsn_calendar_grid_use_block (LSN_CALENDAR_GRID (self), used++,
                                                             part->data),
                                &(GtkAllocation) { x + left, top + 1, MAX (right - left - 1, 1),
                                                   MAX (height - 2, 11) },
                                -1);
    }
  return used;
}

static void
lsn_time_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LsnTimeGrid *self = LSN_TIME_GRID (widget);
  guint used = 0;

  for (int column = 0; column < self->columns; column++)
    used = allocate_day (self, column, used);
  lsn_calendar_grid_end_blocks (LSN_CALENDAR_GRID (self), used);
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *color, int x, int y, int width, int height)
{
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                                  (float) height));
}

static void
snapshot_hours (LsnTimeGrid *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget);
  GdkRGBA line, words;

  lsn_calendar_grid_get_ink (widget, 0.1f, &line);
  lsn_calendar_grid_get_ink (widget, 0.6f, &words);
  for (int hour = 1; hour < 24; hour++)
    {
      g_autofree char *text = lsn_when_dup_time (hour * 60);
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
      int text_width, text_height;

      pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
      pango_layout_set_attributes (layout, attributes);
      pango_layout_get_pixel_size (layout, &text_width, &text_height);
      fill (snapshot, &line, LSN_CALENDAR_GUTTER, hour * HOUR, width - LSN_CALENDAR_GUTTER, 1);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT ((float) (LSN_CALENDAR_GUTTER - 8 - text_width),
                                                    (float) (hour * HOUR - text_height / 2)));
      gtk_snapshot_append_layout (snapshot, layout, &words);
      gtk_snapshot_restore (snapshot);
    }
}

static void
snapshot_now (LsnTimeGrid *self, GtkSnapshot *snapshot)
{
  const GdkRGBA red = { 0.88f, 0.11f, 0.14f, 1 };
  int column = self->today - self->first;
  int y = lsn_time_grid_get_y (self, self->now);

  if (self->today == LSN_DATE_NONE || column < 0 || column >= self->columns)
    return;
  fill (snapshot, &red, get_x (self, column), y, get_x (self, column + 1) - get_x (self, column),
        2);
  fill (snapshot, &red, get_x (self, column), y - 3, 3, 8);
}

static void
lsn_time_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LsnTimeGrid *self = LSN_TIME_GRID (widget);
  int height = gtk_widget_get_height (widget);
  GdkRGBA shade, line;

  lsn_calendar_grid_get_ink (widget, 0.035f, &shade);
  lsn_calendar_grid_get_ink (widget, 0.12f, &line);
  for (int column = 0; column < self->columns; column++)
    {
      int x = get_x (self, column);
      int width = get_x (self, column + 1) - x;

      if (self->off[column])
        fill (snapshot, &shade, x, 0, width, height);
      else
        {
          fill (snapshot, &shade, x, 0, width, lsn_time_grid_get_y (self, self->work_from));
          fill (snapshot, &shade, x, lsn_time_grid_get_y (self, self->work_to), width,
                height - lsn_time_grid_get_y (self, self->work_to));
        }
      fill (snapshot, &line, x, 0, 1, height);
    }
  snapshot_hours (self, snapshot);
  GTK_WIDGET_CLASS (lsn_time_grid_parent_class)->snapshot (widget, snapshot);
  snapshot_now (self, snapshot);
  lsn_calendar_grid_snapshot_ghost (LSN_CALENDAR_GRID (self), snapshot);
}

static void
lsn_time_grid_class_init (LsnTimeGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnCalendarGridClass *grid_class = LSN_CALENDAR_GRID_CLASS (klass);

  widget_class->measure = lsn_time_grid_measure;
  widget_class->size_allocate = lsn_time_grid_size_allocate;
  widget_class->snapshot = lsn_time_grid_snapshot;
  grid_class->find = find_place;
  grid_class->find_edge = find_edge;
  grid_class->cover = cover;
}

static void
lsn_time_grid_init (LsnTimeGrid *self)
{
  self->columns = 1;
  self->today = LSN_DATE_NONE;
  self->work_to = DAY_MINUTES;
}

GtkWidget *
lsn_time_grid_new (void)
{
  return g_object_new (LSN_TYPE_TIME_GRID, NULL);
}

void
lsn_time_grid_set_days (LsnTimeGrid *self, LsnDate first, int columns, const LsnCalendarDay *days,
                        int work_from, int work_to)
{
  g_return_if_fail (columns >= 1 && columns <= MAX_COLUMNS);

  self->first = first;
  self->columns = columns;
  for (int i = 0; i < columns; i++)
    self->off[i] = days[i].off;
  self->work_from = work_from;
  self->work_to = work_to;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lsn_time_grid_set_now (LsnTimeGrid *self, LsnDate today, int minute)
{
  self->today = today;
  self->now = minute;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
