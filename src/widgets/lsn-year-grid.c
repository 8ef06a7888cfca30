/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-year-grid.h"
#include "base/lsn-when.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MONTHS   12
#define MAX_DAYS 366
#define HEAD     30
#define WEEKS    6
#define WEEK     7
#define LEAST    190 /* as wide as a month wants to be */
#define ROW      23
#define GAP      18

struct _LsnYearGrid
{
  GtkWidget parent_instance;

  int year;
  LsnDate first; /* of the year */
  LsnDate today;
  guint counts[MAX_DAYS];
  gboolean off[MAX_DAYS];
  guint most;
  GtkWidget *buttons[MONTHS]; /* borrowed */
};

G_DEFINE_FINAL_TYPE (LsnYearGrid, lsn_year_grid, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_DAY,
  SIGNAL_MONTH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
get_columns (int width)
{
  return width >= 4 * (LEAST + GAP)   ? 4
         : width >= 3 * (LEAST + GAP) ? 3
         : width >= 2 * LEAST         ? 2
                                      : 1;
}

static int
get_height (int width)
{
  int columns = get_columns (width);

  return (MONTHS + columns - 1) / columns * (HEAD + WEEKS * ROW + GAP) + GAP;
}

/* Where the days of a month begin. */
static void
get_place (LsnYearGrid *self, int month, int *x, int *y, int *width)
{
  int columns = get_columns (gtk_widget_get_width (GTK_WIDGET (self)));
  int cell = (gtk_widget_get_width (GTK_WIDGET (self)) - GAP) / columns;

  *x = GAP + month % columns * cell;
  *y = GAP / 2 + month / columns * (HEAD + WEEKS * ROW + GAP);
  *width = cell - GAP;
}

static int
get_lead (LsnDate date)
{
  return (lsn_date_get_weekday (date) - lsn_when_get_first_weekday () + WEEK) % WEEK;
}

static GtkSizeRequestMode
lsn_year_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lsn_year_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST + 2 * GAP;
      *natural = 4 * (LEAST + GAP) + GAP;
    }
  else
    *minimum = *natural = get_height (for_size < 0 ? 4 * (LEAST + GAP) + GAP : for_size);
}

static void
lsn_year_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LsnYearGrid *self = LSN_YEAR_GRID (widget);

  for (int month = 0; month < MONTHS; month++)
    {
      int x, y, cell, natural, least;

      get_place (self, month, &x, &y, &cell);
      gtk_widget_measure (self->buttons[month], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural,
                          NULL, NULL);
      gtk_widget_measure (self->buttons[month], GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL,
                          NULL);
      gtk_widget_size_allocate (self->buttons[month],
                                &(GtkAllocation) { x, y, MIN (natural, MAX (cell, 1)),
                                                   MAX (HEAD - 6, least) },
                                -1);
    }
}

static void
snapshot_day (LsnYearGrid *self, GtkSnapshot *snapshot, LsnDate date, int x, int y, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int place = date - self->first;
  g_autoptr (GdkRGBA) accent =
      adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *text = NULL;
  GskRoundedRect shape;
  GdkRGBA ink;
  int day, text_width, text_height;

  lsn_date_split (date, NULL, NULL, &day);
  gsk_rounded_rect_init_from_rect (
      &shape, &GRAPHENE_RECT_INIT ((float) x + 1, (float) y + 1, (float) width - 2, ROW - 2), 5);
  gtk_widget_get_color (widget, &ink);
  if (self->off[place])
    ink.alpha *= 0.5f;
  if (self->counts[place] > 0 || date == self->today)
    {
      float share = (float) self->counts[place] / (float) MAX (self->most, 1);

      accent->alpha = date == self->today ? 1 : 0.12f + 0.45f * share;
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, accent, &shape.bounds);
      gtk_snapshot_pop (snapshot);
    }
  if (date == self->today)
    gdk_rgba_parse (&ink, "white");
  text = g_strdup_printf ("%d", day);
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) x + (float) (width - text_width) / 2,
                                                (float) y + (float) (ROW - text_height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
lsn_year_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LsnYearGrid *self = LSN_YEAR_GRID (widget);

  for (int month = 0; self->year && month < MONTHS; month++)
    {
      LsnDate first = lsn_date_new (self->year, month + 1, 1);
      LsnDate last = lsn_date_get_month_end (first);
      int lead = get_lead (first);
      int x, y, width;

      get_place (self, month, &x, &y, &width);
      for (LsnDate date = first; date <= last; date++)
        {
          int cell = lead + date - first;

          snapshot_day (self, snapshot, date, x + cell % WEEK * width / WEEK,
                        y + HEAD + cell / WEEK * ROW, width / WEEK);
        }
    }
  GTK_WIDGET_CLASS (lsn_year_grid_parent_class)->snapshot (widget, snapshot);
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, LsnYearGrid *self)
{
  for (int month = 0; self->year && month < MONTHS; month++)
    {
      LsnDate first = lsn_date_new (self->year, month + 1, 1);
      int left, top, width, cell;

      get_place (self, month, &left, &top, &width);
      if (x < left || x >= left + width || y < top + HEAD || y >= top + HEAD + WEEKS * ROW)
        continue;
      cell = (int) (y - top - HEAD) / ROW * WEEK + (int) ((x - left) * WEEK / width);
      cell -= get_lead (first);
      if (cell >= 0 && first + cell <= lsn_date_get_month_end (first))
        g_signal_emit (self, signals[SIGNAL_DAY], 0, first + cell);
    }
}

static void
clicked_cb (GtkButton *button, LsnYearGrid *self)
{
  for (int month = 0; month < MONTHS; month++)
    {
      if (self->buttons[month] == GTK_WIDGET (button))
        g_signal_emit (self, signals[SIGNAL_MONTH], 0, lsn_date_new (self->year, month + 1, 1));
    }
}

static void
lsn_year_grid_dispose (GObject *object)
{
  LsnYearGrid *self = LSN_YEAR_GRID (object);

  for (int month = 0; month < MONTHS; month++)
    g_clear_pointer (&self->buttons[month], gtk_widget_unparent);

  G_OBJECT_CLASS (lsn_year_grid_parent_class)->dispose (object);
}

static void
lsn_year_grid_class_init (LsnYearGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_year_grid_dispose;
  widget_class->get_request_mode = lsn_year_grid_get_request_mode;
  widget_class->measure = lsn_year_grid_measure;
  widget_class->size_allocate = lsn_year_grid_size_allocate;
  widget_class->snapshot = lsn_year_grid_snapshot;

  signals[SIGNAL_DAY] = g_signal_new ("day", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_MONTH] = g_signal_new ("month", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
lsn_year_grid_init (LsnYearGrid *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->today = LSN_DATE_NONE;
  g_signal_connect (click, "released", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  for (int month = 0; month < MONTHS; month++)
    {
      self->buttons[month] = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (self->buttons[month]), gtk_label_new (NULL));
      gtk_widget_add_css_class (self->buttons[month], "flat");
      gtk_widget_add_css_class (self->buttons[month], "calendar-month");
      g_signal_connect (self->buttons[month], "clicked", G_CALLBACK (clicked_cb), self);
      gtk_widget_set_parent (self->buttons[month], GTK_WIDGET (self));
    }
}

GtkWidget *
lsn_year_grid_new (void)
{
  return g_object_new (LSN_TYPE_YEAR_GRID, NULL);
}

static void
label_month (LsnYearGrid *self, int month)
{
  LsnDate first = lsn_date_new (self->year, month + 1, 1);
  g_autofree char *name = lsn_when_dup_month (month + 1);
  g_autofree char *initial = g_utf8_substring (name, 0, 1);
  g_autofree char *capital = g_utf8_strup (initial, -1);
  g_autofree char *shown = g_strconcat (capital, name + strlen (initial), NULL);
  g_autofree char *spoken = NULL;
  guint n = 0;

  for (LsnDate date = first; date <= lsn_date_get_month_end (first); date++)
    n += self->counts[date - self->first];
  /* Translators: the name of a month, and how much is in it */
  spoken = g_strdup_printf (ngettext ("%1$s, %2$u thing", "%1$s, %2$u things", n), shown, n);
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->buttons[month]))), shown);
  gtk_widget_set_tooltip_text (self->buttons[month], spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[month]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
lsn_year_grid_set_year (LsnYearGrid *self, int year, LsnDate today, const guint *counts,
                        const gboolean *off)
{
  int n;

  self->year = year;
  self->first = lsn_date_new (year, 1, 1);
  self->today = today;
  self->most = 0;
  n = lsn_date_new (year, 12, 31) - self->first + 1;
  for (int i = 0; i < n; i++)
    {
      self->counts[i] = counts[i];
      self->off[i] = off[i];
      self->most = MAX (self->most, counts[i]);
    }
  for (int month = 0; month < MONTHS; month++)
    label_month (self, month);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
