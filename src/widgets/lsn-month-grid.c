/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-month-grid.h"
#include "base/lsn-when.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MAX_DAYS   42
#define HEAD       28 /* the names of the weekdays */
#define NUMBER     26 /* the number of a day */
#define STRIP_HEAD 46
#define LINE       22 /* of an entry, with the gap below it */
#define MAX_LINES  4  /* of a strip */
#define EDGE       7

struct _LsnMonthGrid
{
  LsnCalendarGrid parent_instance;

  gboolean strip;
  LsnDate first;
  LsnDate today;
  LsnDate month;
  int columns;
  int rows;
  LsnCalendarDay days[MAX_DAYS];
  GtkWidget *buttons[MAX_DAYS]; /* borrowed */
  GtkWidget *more[MAX_DAYS];    /* borrowed */
  int hidden[MAX_DAYS];         /* entries without a place */
};

G_DEFINE_FINAL_TYPE (LsnMonthGrid, lsn_month_grid, LSN_TYPE_CALENDAR_GRID)

static int
get_gutter (LsnMonthGrid *self)
{
  return self->strip ? LSN_CALENDAR_GUTTER : LSN_CALENDAR_WEEK_GUTTER;
}

static int
get_head (LsnMonthGrid *self)
{
  return self->strip ? 0 : HEAD;
}

/* Where a cell begins; also that behind the last one. */
static int
get_x (LsnMonthGrid *self, int column)
{
  int gutter = get_gutter (self);
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - gutter;

  return gutter + width * column / self->columns;
}

static int
get_y (LsnMonthGrid *self, int row)
{
  int head = get_head (self);
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - head;

  return head + height * row / self->rows;
}

/* --- Places ----------------------------------------------------------------------------------- */

static gboolean
find_place (LsnCalendarGrid *grid, double x, double y, LsnDate *date, int *minute)
{
  LsnMonthGrid *self = LSN_MONTH_GRID (grid);
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - get_gutter (self);
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - get_head (self);
  int column, row;

  *minute = -1;
  if (x < get_gutter (self) || y < get_head (self) || width <= 0 || height <= 0)
    return FALSE;
  column = (int) ((x - get_gutter (self)) * self->columns / width);
  row = (int) ((y - get_head (self)) * self->rows / height);
  if (column >= self->columns || row >= self->rows)
    return FALSE;
  *date = self->first + row * self->columns + column;
  return TRUE;
}

static LsnCalendarEdge
find_edge (LsnCalendarGrid *grid, GtkWidget *block, double x, double y)
{
  LsnCalendarEntry *entry = lsn_calendar_block_get_entry (LSN_CALENDAR_BLOCK (block));
  graphene_rect_t bounds;

  if (entry->start_minute >= 0 || !gtk_widget_compute_bounds (block, GTK_WIDGET (grid), &bounds))
    return LSN_CALENDAR_EDGE_NONE;
  if (x > bounds.origin.x + bounds.size.width - EDGE)
    return LSN_CALENDAR_EDGE_END;
  return x < bounds.origin.x + EDGE ? LSN_CALENDAR_EDGE_START : LSN_CALENDAR_EDGE_NONE;
}

static void
cover (LsnCalendarGrid *grid, const LsnCalendarPlace *place, GArray *rectangles)
{
  LsnMonthGrid *self = LSN_MONTH_GRID (grid);

  for (int row = 0; row < self->rows; row++)
    {
      LsnDate first = self->first + row * self->columns;
      LsnDate from = MAX (place->start, first);
      LsnDate to = MIN (place->end, first + self->columns - 1);
      graphene_rect_t rectangle;
      int top = get_y (self, row) + (self->strip ? STRIP_HEAD - 2 : NUMBER);

      if (from > to)
        continue;
      rectangle =
          GRAPHENE_RECT_INIT ((float) get_x (self, from - first) + 2, (float) top,
                              (float) (get_x (self, to - first + 1) - get_x (self, from - first)) -
                                  4,
                              (float) (get_y (self, row + 1) - top - 2));
      g_array_append_val (rectangles, rectangle);
    }
}

/* --- Layout ----------------------------------------------------------------------------------- */

static void
lsn_month_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  LsnMonthGrid *self = LSN_MONTH_GRID (widget);
  GPtrArray *entries = lsn_calendar_grid_get_entries (LSN_CALENDAR_GRID (self));
  g_autofree int *lanes = g_new (int, entries->len + 1);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 200;
  else if (self->strip)
    *minimum = *natural =
        STRIP_HEAD + LINE * CLAMP (lsn_calendar_stack (entries, self->first,
                                                       self->first + self->columns - 1, lanes),
                                   1, MAX_LINES);
  else
    {
      *minimum = HEAD + self->rows * (NUMBER + LINE);
      *natural = HEAD + self->rows * (NUMBER + 4 * LINE);
    }
}

static void
day_clicked_cb (GtkButton *button, LsnMonthGrid *self)
{
  for (int i = 0; i < MAX_DAYS; i++)
    {
      if (self->buttons[i] == GTK_WIDGET (button) || self->more[i] == GTK_WIDGET (button))
        g_signal_emit_by_name (self, "day", self->first + i);
    }
}

static void
set_button_text (GtkWidget *button, const char *text)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static GtkWidget *
make_button (LsnMonthGrid *self, const char *css_class)
{
  GtkWidget *button = gtk_button_new ();

  /* A label of the button's own would take the place of the name that says the whole day. */
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (NULL));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, css_class);
  g_signal_connect (button, "clicked", G_CALLBACK (day_clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  int minimum_width, minimum_height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &minimum_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (child,
                            &(GtkAllocation) { x, y, MAX (width, minimum_width),
                                               MAX (height, minimum_height) },
                            -1);
}

/* An entry has its line where there is one, and no day of it needs that line for “+3”. */
static gboolean
has_room (const LsnCalendarEntry *entry, int lane, int lines, const gboolean *overflows,
          LsnDate first, LsnDate last)
{
  if (lane < lines - 1)
    return TRUE;
  if (lane > lines - 1)
    return FALSE;
  for (LsnDate date = MAX (entry->start, first); date <= MIN (entry->end, last); date++)
    {
      if (overflows[date - first])
        return FALSE;
    }
  return TRUE;
}

static guint
allocate_row (LsnMonthGrid *self, int row, guint used)
{
  GPtrArray *entries = lsn_calendar_grid_get_entries (LSN_CALENDAR_GRID (self));
  g_autofree int *lanes = g_new (int, entries->len + 1);
  LsnDate first = self->first + row * self->columns;
  LsnDate last = first + self->columns - 1;
  int top = get_y (self, row) + (self->strip ? STRIP_HEAD : NUMBER);
  int lines = MAX ((get_y (self, row + 1) - top) / LINE, 1);
  gboolean overflows[MAX_DAYS] = { FALSE };

  lsn_calendar_stack (entries, first, last, lanes);
  for (guint i = 0; i < entries->len; i++)
    {
      const LsnCalendarEntry *entry = g_ptr_array_index (entries, i);

      if (lanes[i] >= lines)
        for (LsnDate date = MAX (entry->start, first); date <= MIN (entry->end, last); date++)
          overflows[date - first] = TRUE;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      LsnCalendarEntry *entry = g_ptr_array_index (entries, i);
      int from = MAX (entry->start, first) - first;
      int to = MIN (entry->end, last) - first;

      if (lanes[i] < 0)
        continue;
      if (has_room (entry, lanes[i], lines, overflows, first, last))
        gtk_widget_size_allocate (
            lsn_calendar_grid_use_block (LSN_CALENDAR_GRID (self), used++, entry),
            &(GtkAllocation) { get_x (self, from) + 2, top + lanes[i] * LINE,
                               MAX (get_x (self, to + 1) - get_x (self, from) - 4, 1), LINE - 2 },
            -1);
      else
        for (int column = from; column <= to; column++)
          self->hidden[row * self->columns + column]++;
    }
  for (int column = 0; column < self->columns; column++)
    {
      int i = row * self->columns + column;
      GtkWidget *more = self->more[i];

      gtk_widget_set_child_visible (more, self->hidden[i] > 0);
      if (self->hidden[i] == 0)
        continue;
      allocate (more, get_x (self, column) + 2, top + (lines - 1) * LINE,
                get_x (self, column + 1) - get_x (self, column) - 4, LINE - 2);
    }
  return used;
}

static void
label_more (LsnMonthGrid *self)
{
  for (int i = 0; i < MAX_DAYS; i++)
    {
      g_autofree char *text = g_strdup_printf ("+%d", self->hidden[i]);

      if (self->hidden[i] > 0)
        set_button_text (self->more[i], text);
    }
}

static void
lsn_month_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LsnMonthGrid *self = LSN_MONTH_GRID (widget);
  int n = self->columns * self->rows;
  guint used = 0;

  memset (self->hidden, 0, sizeof self->hidden);
  for (int i = 0; i < MAX_DAYS; i++)
    {
      int column = i % self->columns;
      int row = i / self->columns;

      gtk_widget_set_child_visible (self->buttons[i], i < n);
      gtk_widget_set_child_visible (self->more[i], FALSE);
      if (i >= n)
        continue;
      if (self->strip)
        {
          int natural;
          int cell = get_x (self, column + 1) - get_x (self, column);

          gtk_widget_measure (self->buttons[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural,
                              NULL, NULL);
          allocate (self->buttons[i], get_x (self, column) + MAX ((cell - natural) / 2, 0), 6,
                    natural, STRIP_HEAD - 20);
        }
      else
        allocate (self->buttons[i], get_x (self, column) + 2, get_y (self, row) + 2, NUMBER - 2,
                  NUMBER - 4);
    }
  for (int row = 0; row < self->rows; row++)
    used = allocate_row (self, row, used);
  label_more (self);
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
write_text (GtkWidget *widget, GtkSnapshot *snapshot, const char *text, int x, int y, int width,
            gboolean centered, float alpha)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GdkRGBA ink;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, centered ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  lsn_calendar_grid_get_ink (widget, alpha, &ink);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static int
get_week_number (LsnDate monday)
{
  int year;
  LsnDate first;

  lsn_date_split (monday + 3, &year, NULL, NULL);
  first = lsn_date_new (year, 1, 4);
  first -= lsn_date_get_weekday (first) - 1;
  return (monday - first) / 7 + 1;
}

static void
snapshot_cell (LsnMonthGrid *self, GtkSnapshot *snapshot, int i)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int column = i % self->columns;
  int row = i / self->columns;
  int x = get_x (self, column);
  int y = get_y (self, row);
  int width = get_x (self, column + 1) - x;
  int height = get_y (self, row + 1) - y;
  const LsnCalendarDay *day = &self->days[i];
  GdkRGBA ink;

  if (day->off)
    {
      lsn_calendar_grid_get_ink (widget, 0.035f, &ink);
      fill (snapshot, &ink, x, y, width, height);
    }
  lsn_calendar_grid_get_ink (widget, 0.12f, &ink);
  if (!self->strip)
    fill (snapshot, &ink, x, y, width, 1);
  if (column > 0 || self->strip)
    fill (snapshot, &ink, x, y, 1, height);
  if (day->name && !self->strip && width > 70)
    write_text (widget, snapshot, day->name, x + NUMBER + 4, y + 6, width - NUMBER - 8, FALSE,
                0.55f);
  if (self->strip && day->load >= 0)
    {
      g_autoptr (GdkRGBA) accent =
          adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
      int full = MAX (width - 16, 0);

      fill (snapshot, &ink, x + 8, STRIP_HEAD - 6, full, 3);
      fill (snapshot, accent, x + 8, STRIP_HEAD - 6, full * MIN (day->load, 100) / 100, 3);
    }
}

static void
lsn_month_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LsnMonthGrid *self = LSN_MONTH_GRID (widget);

  for (int i = 0; i < self->columns * self->rows; i++)
    snapshot_cell (self, snapshot, i);
  for (int column = 0; !self->strip && column < self->columns; column++)
    {
      g_autofree char *name =
          lsn_when_dup_weekday (lsn_date_get_weekday (self->first + column), TRUE);

      write_text (widget, snapshot, name, get_x (self, column), 6,
                  get_x (self, column + 1) - get_x (self, column), TRUE, 0.7f);
    }
  for (int row = 0; !self->strip && row < self->rows; row++)
    {
      LsnDate first = self->first + row * self->columns;
      g_autofree char *number = NULL;

      first += (8 - lsn_date_get_weekday (first)) % 7; /* the Monday of the row */
      number = g_strdup_printf ("%d", get_week_number (first));
      write_text (widget, snapshot, number, 0, get_y (self, row) + 6, LSN_CALENDAR_WEEK_GUTTER,
                  TRUE, 0.45f);
    }
  GTK_WIDGET_CLASS (lsn_month_grid_parent_class)->snapshot (widget, snapshot);
  lsn_calendar_grid_snapshot_ghost (LSN_CALENDAR_GRID (self), snapshot);
}

/* --- Days ------------------------------------------------------------------------------------- */

static void
toggle_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
label_day (LsnMonthGrid *self, int i)
{
  LsnDate date = self->first + i;
  GtkWidget *button = self->buttons[i];
  g_autofree char *exact = lsn_when_dup_exact (date, LSN_WHEN_NO_TIME);
  g_autofree char *spoken =
      self->days[i].name ? g_strdup_printf ("%s, %s", exact, self->days[i].name) : g_strdup (exact);
  g_autofree char *text = NULL;
  g_autofree char *more = NULL;
  int month, this_month = 0, day;

  lsn_date_split (date, NULL, &month, &day);
  if (self->month != LSN_DATE_NONE)
    lsn_date_split (self->month, NULL, &this_month, NULL);
  if (self->strip)
    {
      g_autofree char *weekday = lsn_when_dup_weekday (lsn_date_get_weekday (date), TRUE);

      /* Translators: the day above a column of the week: “Mon 23” */
      text = g_strdup_printf (C_ ("day of a week", "%s %d"), weekday, day);
    }
  else
    text = g_strdup_printf ("%d", day);
  set_button_text (button, text);
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  /* Translators: a button that shows what else is on a day, which follows */
  more = g_strdup_printf (_ ("More on %s"), exact);
  gtk_widget_set_tooltip_text (self->more[i], more);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  more, -1);
  toggle_class (button, "today", date == self->today);
  toggle_class (button, "dim-label", this_month != 0 && month != this_month);
  toggle_class (button, "holiday", self->days[i].name != NULL && self->days[i].off);
}

void
lsn_month_grid_set_days (LsnMonthGrid *self, LsnDate first, int columns, int rows, LsnDate today,
                         LsnDate month, const LsnCalendarDay *days)
{
  g_return_if_fail (columns * rows <= MAX_DAYS);

  self->first = first;
  self->columns = columns;
  self->rows = rows;
  self->today = today;
  self->month = month;
  for (int i = 0; i < columns * rows; i++)
    {
      lsn_calendar_day_clear (&self->days[i]);
      self->days[i] = days[i];
      self->days[i].name = g_strdup (days[i].name);
      label_day (self, i);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_month_grid_dispose (GObject *object)
{
  LsnMonthGrid *self = LSN_MONTH_GRID (object);

  for (int i = 0; i < MAX_DAYS; i++)
    {
      g_clear_pointer (&self->buttons[i], gtk_widget_unparent);
      g_clear_pointer (&self->more[i], gtk_widget_unparent);
      lsn_calendar_day_clear (&self->days[i]);
    }

  G_OBJECT_CLASS (lsn_month_grid_parent_class)->dispose (object);
}

static void
lsn_month_grid_class_init (LsnMonthGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnCalendarGridClass *grid_class = LSN_CALENDAR_GRID_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_month_grid_dispose;
  widget_class->measure = lsn_month_grid_measure;
  widget_class->size_allocate = lsn_month_grid_size_allocate;
  widget_class->snapshot = lsn_month_grid_snapshot;
  grid_class->by_days = TRUE;
  grid_class->find = find_place;
  grid_class->find_edge = find_edge;
  grid_class->cover = cover;
}

static void
lsn_month_grid_init (LsnMonthGrid *self)
{
  self->columns = 7;
  self->rows = 1;
  self->today = self->month = LSN_DATE_NONE;
  for (int i = 0; i < MAX_DAYS; i++)
    {
      self->buttons[i] = make_button (self, "calendar-day");
      self->more[i] = make_button (self, "calendar-more");
    }
}

GtkWidget *
lsn_month_grid_new (gboolean strip)
{
  LsnMonthGrid *self = g_object_new (LSN_TYPE_MONTH_GRID, NULL);

  self->strip = strip;
  for (int i = 0; strip && i < MAX_DAYS; i++)
    gtk_widget_add_css_class (self->buttons[i], "of-week");
  return GTK_WIDGET (self);
}
