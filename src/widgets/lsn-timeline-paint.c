/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-when.h"
#include "widgets/lsn-timeline-private.h"

#include <glib/gi18n-lib.h>

#define NARROWEST 3 /* a bar is never thinner */
#define DIAMOND   8 /* half of it */

/* Late and critical: libadwaita's colours that stand out on its backgrounds. */
static const GdkRGBA warning_light = { 0.85f, 0.40f, 0.0f, 1 };
static const GdkRGBA warning_dark = { 1.0f, 0.76f, 0.32f, 1 };
static const GdkRGBA error_light = { 0.76f, 0.0f, 0.06f, 1 };
static const GdkRGBA error_dark = { 1.0f, 0.58f, 0.55f, 1 };

/* --- Places ----------------------------------------------------------------------------------- */

double
lsn_timeline_get_x (const LsnTimelineScene *scene, LsnDate day)
{
  return scene->label_width + (day - scene->first) * scene->day_width - scene->x;
}

double
lsn_timeline_get_y (const LsnTimelineScene *scene, guint bar)
{
  return LSN_TIMELINE_HEADER + (double) bar * LSN_TIMELINE_ROW - scene->y;
}

LsnTimelineBar *
lsn_timeline_get_bar (const LsnTimelineScene *scene, guint bar)
{
  return g_ptr_array_index (scene->bars, bar);
}

void
lsn_timeline_get_ends (const LsnTimelineScene *scene, const LsnTimelineBar *bar, double *left,
                       double *right)
{
  *left = lsn_timeline_get_x (scene, bar->start);
  *right = MAX (lsn_timeline_get_x (scene, bar->due + 1), *left + NARROWEST);
  if (bar->flags & LSN_TIMELINE_MILESTONE)
    {
      double middle = (*left + lsn_timeline_get_x (scene, bar->due + 1)) / 2;

      *left = middle - DIAMOND;
      *right = middle + DIAMOND;
    }
}

void
lsn_timeline_frame (LsnTimelineScene *scene, int room)
{
  LsnDate first = scene->today;
  LsnDate last = scene->today;

  for (guint i = 0; i < scene->bars->len; i++)
    {
      const LsnTimelineBar *bar = lsn_timeline_get_bar (scene, i);

      if (bar->due == LSN_DATE_NONE)
        continue;
      first = MIN (first, bar->start);
      last = MAX (last, bar->due);
      if (bar->base_due != LSN_DATE_NONE)
        {
          first = MIN (first, bar->base_start);
          last = MAX (last, bar->base_due);
        }
    }
  first -= room;
  scene->first = first - (lsn_date_get_weekday (first) - 1);
  scene->n_days = last + 4 * room - scene->first + 1;
}

/* --- Strokes ---------------------------------------------------------------------------------- */

static GdkRGBA
fade (GdkRGBA color, float alpha)
{
  color.alpha *= alpha;
  return color;
}

static void
fill (GtkSnapshot *snapshot, double x, double y, double width, double height, GdkRGBA color)
{
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                                  (float) height));
}

static void
fill_round (GtkSnapshot *snapshot, double x, double y, double width, double height, double radius,
            GdkRGBA color)
{
  GskRoundedRect box;

  gsk_rounded_rect_init_from_rect (&box,
                                   &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                                        (float) height),
                                   (float) MIN (radius, width / 2));
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  fill (snapshot, x, y, width, height, color);
  gtk_snapshot_pop (snapshot);
}

static void
outline_round (GtkSnapshot *snapshot, double x, double y, double width, double height,
               double radius, float line, GdkRGBA color)
{
  const float widths[4] = { line, line, line, line };
  const GdkRGBA colors[4] = { color, color, color, color };
  GskRoundedRect box;

  gsk_rounded_rect_init_from_rect (&box,
                                   &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                                        (float) height),
                                   (float) MIN (radius, width / 2));
  gtk_snapshot_append_border (snapshot, &box, widths, colors);
}

/* Lines by points that follow one another. @n: 3 or 4; closed and filled */
static void
fill_corners (GtkSnapshot *snapshot, const double (*points)[2], guint n, GdkRGBA color)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;

  gsk_path_builder_move_to (builder, (float) points[0][0], (float) points[0][1]);
  for (guint i = 1; i < n; i++)
    gsk_path_builder_line_to (builder, (float) points[i][0], (float) points[i][1]);
  gsk_path_builder_close (builder);
  path = gsk_path_builder_free_to_path (builder);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &color);
}

/* @width: 0 for as much as it needs. Returns: how wide the text is. */
static double
write_text (GtkSnapshot *snapshot, PangoContext *pango, const char *text, double x, double y,
            double width, double scale, gboolean bold, GdkRGBA color)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (pango);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int text_width, text_height;

  pango_layout_set_text (layout, text, -1);
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) x, (float) (y - text_height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
  return text_width;
}

/* --- Days ------------------------------------------------------------------------------------- */

static LsnDate
find_next_step (const LsnTimelineScene *scene, LsnDate day, gboolean upper)
{
  int year, month;

  lsn_date_split (day, &year, &month, NULL);
  if (scene->zoom <= LSN_TIMELINE_WEEKS)
    {
      if (upper)
        return lsn_date_get_month_end (day) + 1;
      return scene->zoom == LSN_TIMELINE_DAYS ? day + 1 : day + 8 - lsn_date_get_weekday (day);
    }
  if (upper)
    return lsn_date_new (year + 1, 1, 1);
  if (scene->zoom == LSN_TIMELINE_MONTHS)
    return lsn_date_get_month_end (day) + 1;
  return month > 9 ? lsn_date_new (year + 1, 1, 1)
                   : lsn_date_new (year, (month - 1) / 3 * 3 + 4, 1);
}

static char *
dup_step_label (const LsnTimelineScene *scene, LsnDate day, gboolean upper)
{
  int year, month, number;

  lsn_date_split (day, &year, &month, &number);
  if (scene->zoom <= LSN_TIMELINE_WEEKS)
    return upper ? lsn_when_dup_month_heading (day) : g_strdup_printf ("%d", number);
  if (upper)
    return g_strdup_printf ("%d", year);
  if (scene->zoom == LSN_TIMELINE_MONTHS)
    return lsn_when_dup_month (month);
  /* Translators: a quarter of a year, as short as it gets */
  return g_strdup_printf (C_ ("timeline", "Q%d"), (month - 1) / 3 + 1);
}

static void
paint_days_off (GtkSnapshot *snapshot, const LsnTimelineScene *scene)
{
  LsnDate from = scene->first + (int) (scene->x / scene->day_width);
  LsnDate to = from + (int) ((scene->width - scene->label_width) / scene->day_width) + 1;
  GdkRGBA color = fade (scene->ink, 0.045f);

  if (scene->zoom > LSN_TIMELINE_WEEKS)
    return;
  for (LsnDate day = from; day <= to; day++)
    {
      if (!lsn_workdays_is_working (scene->workdays, day))
        fill (snapshot, lsn_timeline_get_x (scene, day), LSN_TIMELINE_HEADER, scene->day_width,
              scene->height - LSN_TIMELINE_HEADER, color);
    }
}

/* One line of the head, with a rule down the chart at each step. */
static void
paint_steps (GtkSnapshot *snapshot, PangoContext *pango, const LsnTimelineScene *scene,
             gboolean upper)
{
  LsnDate day = scene->first + (int) (scene->x / scene->day_width);
  double y = upper ? 12 : 32;

  if (scene->zoom == LSN_TIMELINE_WEEKS && !upper)
    day -= lsn_date_get_weekday (day) - 1;

  while (lsn_timeline_get_x (scene, day) < scene->width)
    {
      LsnDate next = find_next_step (scene, day, upper);
      double left = lsn_timeline_get_x (scene, day);
      double right = lsn_timeline_get_x (scene, next);
      double start = MAX (left, scene->label_width) + 4;
      g_autofree char *label = dup_step_label (scene, day, upper);
      gboolean is_today = scene->zoom == LSN_TIMELINE_DAYS && !upper && day == scene->today;

      if (left > scene->label_width)
        fill (snapshot, left, upper ? 0 : 22, 1, scene->height,
              fade (scene->ink, upper ? 0.14f : 0.05f));
      if (right - start > (upper ? 24 : 10) && (upper || left >= scene->label_width - 2))
        write_text (snapshot, pango, label, start, y, right - start - 2, upper ? 0.92 : 0.83,
                    upper || is_today,
                    is_today ? scene->accent : fade (scene->ink, upper ? 0.9f : 0.6f));
      day = next;
    }
}

static void
paint_today (GtkSnapshot *snapshot, const LsnTimelineScene *scene)
{
  double x = lsn_timeline_get_x (scene, scene->today) +
             (scene->zoom == LSN_TIMELINE_DAYS ? scene->day_width / 2 : 0);

  fill (snapshot, x - 0.75, LSN_TIMELINE_HEADER - 6, 1.5, scene->height, scene->accent);
  fill_round (snapshot, x - 4, LSN_TIMELINE_HEADER - 8, 8, 8, 4, scene->accent);
}

/* --- Bars ------------------------------------------------------------------------------------- */

static GdkRGBA
get_color (const LsnTimelineScene *scene, const LsnTimelineBar *bar)
{
  if (bar->flags & LSN_TIMELINE_DONE)
    return fade (scene->ink, 0.32f);
  if (bar->flags & LSN_TIMELINE_LATE)
    return scene->dark ? error_dark : error_light;
  if (bar->flags & LSN_TIMELINE_CRITICAL)
    return scene->dark ? warning_dark : warning_light;
  return scene->accent;
}

static void
paint_diamond (GtkSnapshot *snapshot, double x, double y, double half, GdkRGBA color)
{
  const double points[4][2] = {
    { x, y - half }, { x + half, y }, { x, y + half }, { x - half, y }
  };

  fill_corners (snapshot, points, 4, color);
}

static void
paint_baseline (GtkSnapshot *snapshot, const LsnTimelineScene *scene, const LsnTimelineBar *bar,
                double y)
{
  double left = lsn_timeline_get_x (scene, bar->base_start);
  double right = lsn_timeline_get_x (scene, bar->base_due + 1);
  GdkRGBA color = fade (scene->ink, 0.42f);

  if (bar->flags & LSN_TIMELINE_MILESTONE)
    paint_diamond (snapshot, (left + right) / 2, y + LSN_TIMELINE_ROW - 5, 4, color);
  else
    fill_round (snapshot, left, y + LSN_TIMELINE_ROW - 5, MAX (right - left, NARROWEST), 3, 1.5,
                color);
}

static void
paint_bar (GtkSnapshot *snapshot, PangoContext *pango, const LsnTimelineScene *scene, guint index)
{
  const LsnTimelineBar *bar = lsn_timeline_get_bar (scene, index);
  LsnTimelineBar shown = *bar;
  GdkRGBA color = get_color (scene, bar);
  double y = lsn_timeline_get_y (scene, index);
  double top = y + (LSN_TIMELINE_ROW - LSN_TIMELINE_BAR) / 2.0 - 1;
  double left, right;

  if (scene->baseline && bar->base_due != LSN_DATE_NONE)
    paint_baseline (snapshot, scene, bar, y);
  if (index == scene->dragged)
    {
      shown.start = scene->drag_start;
      shown.due = scene->drag_due;
    }
  if (shown.due == LSN_DATE_NONE)
    return;
  lsn_timeline_get_ends (scene, &shown, &left, &right);
  if (index == scene->dragged && bar->due != LSN_DATE_NONE)
    {
      double old_left, old_right;

      lsn_timeline_get_ends (scene, bar, &old_left, &old_right);
      outline_round (snapshot, old_left, top, old_right - old_left, LSN_TIMELINE_BAR, 5, 1,
                     fade (scene->ink, 0.3f));
    }
  if (bar->flags & LSN_TIMELINE_MILESTONE)
    {
      double middle = (left + right) / 2;

      paint_diamond (snapshot, middle, y + LSN_TIMELINE_ROW / 2.0 - 1, DIAMOND, color);
      if ((bar->flags & LSN_TIMELINE_CRITICAL) && !(bar->flags & LSN_TIMELINE_DONE))
        paint_diamond (snapshot, middle, y + LSN_TIMELINE_ROW / 2.0 - 1, 3,
                       scene->dark ? (GdkRGBA) { 0.1f, 0.1f, 0.1f, 1 } : (GdkRGBA) { 1, 1, 1, 1 });
    }
  else
    {
      fill_round (snapshot, left, top, right - left, LSN_TIMELINE_BAR, 5, fade (color, 0.78f));
      /* In grey, too, the critical path is told from the rest. */
      if ((bar->flags & LSN_TIMELINE_CRITICAL) && !(bar->flags & LSN_TIMELINE_DONE))
        outline_round (snapshot, left, top, right - left, LSN_TIMELINE_BAR, 5, 2, color);
    }
  if (index == scene->selected || index == scene->hovered || index == scene->link_from)
    {
      double middle = top + LSN_TIMELINE_BAR / 2.0;

      if (!(bar->flags & LSN_TIMELINE_MILESTONE))
        outline_round (snapshot, right + LSN_TIMELINE_DOT - 5, middle - 5, 10, 10, 5, 2,
                       scene->accent);
      right += LSN_TIMELINE_DOT + 2;
    }
  if (index == scene->dragged)
    {
      g_autofree char *from = lsn_when_dup_short (shown.start, scene->today);
      g_autofree char *to = lsn_when_dup_short (shown.due, scene->today);
      g_autofree char *days =
          shown.start == shown.due ? g_strdup (to) : g_strdup_printf ("%s – %s", from, to);

      write_text (snapshot, pango, days, right + 8, y + LSN_TIMELINE_ROW / 2.0 - 1, 0, 0.9, TRUE,
                  scene->ink);
    }
  else if (bar->note)
    {
      write_text (snapshot, pango, bar->note, right + 8, y + LSN_TIMELINE_ROW / 2.0 - 1, 0, 0.83,
                  FALSE, fade (scene->ink, 0.6f));
    }
}

/* From the end of one bar, @x and @y, down or up to the beginning of the other. */
static void
paint_link (GtkSnapshot *snapshot, double x, double y, double to_x, double to_y, GdkRGBA color)
{
  const double arrow[3][2] = { { to_x, to_y }, { to_x - 6, to_y - 4 }, { to_x - 6, to_y + 4 } };
  double way = to_y > y ? 1 : -1;
  double edge = y + way * LSN_TIMELINE_BAR / 2.0;

  x -= 5;
  if (to_x - 8 >= x)
    {
      fill (snapshot, x - 0.75, MIN (edge, to_y), 1.5, ABS (to_y - edge) + 0.75, color);
      fill (snapshot, x, to_y - 0.75, to_x - x - 4, 1.5, color);
    }
  else
    {
      /* The other one begins before: between the rows, and back. */
      double between = y + way * (LSN_TIMELINE_ROW / 2.0 + 1);
      double back = to_x - 11;

      fill (snapshot, x - 0.75, MIN (edge, between), 1.5, ABS (between - edge) + 0.75, color);
      fill (snapshot, back, between - 0.75, x - back, 1.5, color);
      fill (snapshot, back - 0.75, MIN (between, to_y), 1.5, ABS (to_y - between) + 0.75, color);
      fill (snapshot, back, to_y - 0.75, to_x - back - 4, 1.5, color);
    }
  fill_corners (snapshot, arrow, 3, color);
}

static void
paint_links (GtkSnapshot *snapshot, const LsnTimelineScene *scene, guint first, guint last)
{
  for (guint i = 0; i < scene->links->len; i++)
    {
      const LsnTimelineLink *link = &g_array_index (scene->links, LsnTimelineLink, i);
      const LsnTimelineBar *from = lsn_timeline_get_bar (scene, link->from);
      const LsnTimelineBar *to = lsn_timeline_get_bar (scene, link->to);
      gboolean critical = (from->flags & to->flags & LSN_TIMELINE_CRITICAL) != 0;
      double left, right, to_left, to_right;

      if (MAX (link->from, link->to) < first || MIN (link->from, link->to) > last ||
          from->due == LSN_DATE_NONE || to->due == LSN_DATE_NONE)
        continue;
      lsn_timeline_get_ends (scene, from, &left, &right);
      lsn_timeline_get_ends (scene, to, &to_left, &to_right);
      paint_link (snapshot, right,
                  lsn_timeline_get_y (scene, link->from) + LSN_TIMELINE_ROW / 2.0 - 1, to_left,
                  lsn_timeline_get_y (scene, link->to) + LSN_TIMELINE_ROW / 2.0 - 1,
                  critical ? (scene->dark ? warning_dark : warning_light)
                           : fade (scene->ink, 0.45f));
    }
}

/* The link that is being drawn. */
static void
paint_new_link (GtkSnapshot *snapshot, const LsnTimelineScene *scene)
{
  const LsnTimelineBar *from = lsn_timeline_get_bar (scene, scene->link_from);
  double x = scene->link_x;
  double y = scene->link_y;
  double left, right;

  lsn_timeline_get_ends (scene, from, &left, &right);
  if (scene->link_to != G_MAXUINT && scene->link_to != scene->link_from &&
      lsn_timeline_get_bar (scene, scene->link_to)->due != LSN_DATE_NONE)
    {
      double to_left, to_right;

      lsn_timeline_get_ends (scene, lsn_timeline_get_bar (scene, scene->link_to), &to_left,
                             &to_right);
      x = to_left;
      y = lsn_timeline_get_y (scene, scene->link_to) + LSN_TIMELINE_ROW / 2.0 - 1;
      outline_round (snapshot, to_left - 3, y - 12, to_right - to_left + 6, 24, 7, 2,
                     scene->accent);
    }
  paint_link (snapshot, right,
              lsn_timeline_get_y (scene, scene->link_from) + LSN_TIMELINE_ROW / 2.0 - 1, x, y,
              scene->accent);
}

/* --- All of it -------------------------------------------------------------------------------- */

static void
paint_titles (GtkSnapshot *snapshot, PangoContext *pango, const LsnTimelineScene *scene,
              guint first, guint last)
{
  for (guint i = first; i <= last && i < scene->bars->len; i++)
    {
      const LsnTimelineBar *bar = lsn_timeline_get_bar (scene, i);
      gboolean done = (bar->flags & LSN_TIMELINE_DONE) != 0;
      double middle = lsn_timeline_get_y (scene, i) + LSN_TIMELINE_ROW / 2.0 - 1;
      GdkRGBA ink = done ? fade (scene->ink, 0.55f) : scene->ink;
      double x = 12;

      if (bar->flags & LSN_TIMELINE_MILESTONE)
        {
          paint_diamond (snapshot, x + 5, middle, 5, fade (ink, 0.8f));
          x += 16;
        }
      if (done)
        {
          write_text (snapshot, pango, "✓", x, middle, 0, 0.9, FALSE, ink);
          x += 16;
        }
      else if (bar->flags & LSN_TIMELINE_LATE)
        {
          write_text (snapshot, pango, "!", x, middle, 0, 1, TRUE,
                      scene->dark ? error_dark : error_light);
          x += 10;
        }
      write_text (snapshot, pango, bar->title, x, middle, scene->label_width - x - 8, 0.95,
                  (bar->flags & LSN_TIMELINE_MILESTONE) != 0, ink);
    }
}

void
lsn_timeline_paint (GtkSnapshot *snapshot, PangoContext *pango, const LsnTimelineScene *scene)
{
  guint first = (guint) MAX (0, scene->y / LSN_TIMELINE_ROW);
  guint last = first + (guint) (scene->height / LSN_TIMELINE_ROW) + 1;
  double body = scene->height - LSN_TIMELINE_HEADER;
  double chart = scene->width - scene->label_width;

  if (chart <= 0 || body <= 0)
    return;
  /* The days. */
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) scene->label_width, 0,
                                                         (float) chart, (float) scene->height));
  paint_days_off (snapshot, scene);
  paint_steps (snapshot, pango, scene, FALSE);
  paint_steps (snapshot, pango, scene, TRUE);
  gtk_snapshot_pop (snapshot);

  /* The selected row, across. */
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, LSN_TIMELINE_HEADER,
                                                         (float) scene->width, (float) body));
  if (scene->selected < scene->bars->len)
    {
      double y = lsn_timeline_get_y (scene, scene->selected);

      fill (snapshot, 0, y, scene->width, LSN_TIMELINE_ROW, fade (scene->accent, 0.13f));
      if (scene->focused)
        outline_round (snapshot, 2, y + 1, scene->label_width - 4, LSN_TIMELINE_ROW - 2, 6, 2,
                       fade (scene->accent, 0.6f));
    }
  paint_titles (snapshot, pango, scene, first, last);
  gtk_snapshot_pop (snapshot);

  /* The bars. */
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT ((float) scene->label_width, LSN_TIMELINE_HEADER,
                                               (float) chart, (float) body));
  paint_links (snapshot, scene, first, last);
  for (guint i = first; i <= last && i < scene->bars->len; i++)
    paint_bar (snapshot, pango, scene, i);
  if (scene->link_from < scene->bars->len)
    paint_new_link (snapshot, scene);
  gtk_snapshot_pop (snapshot);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) scene->label_width, 0,
                                                         (float) chart, (float) scene->height));
  paint_today (snapshot, scene);
  gtk_snapshot_pop (snapshot);
  fill (snapshot, 0, LSN_TIMELINE_HEADER - 1, scene->width, 1, fade (scene->ink, 0.14f));
  fill (snapshot, scene->label_width - 1, 0, 1, scene->height, fade (scene->ink, 0.14f));
}

/* --- On paper --------------------------------------------------------------------------------- */

guint
lsn_timeline_count_rows (double height)
{
  return (guint) MAX (1, (height - LSN_TIMELINE_HEADER) / LSN_TIMELINE_ROW);
}

GskRenderNode *
lsn_timeline_paint_page (PangoContext *pango, GPtrArray *bars, GArray *links, LsnDate today,
                         LsnWorkdays *workdays, guint first_bar, guint n_bars, double width,
                         double height)
{
  const double widths[N_LSN_TIMELINE_ZOOMS] = { 22, 6, 2.2, 0 };
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  LsnTimelineScene scene = { .bars = bars, .links = links, .workdays = workdays, .today = today };

  scene.selected = scene.hovered = scene.dragged = scene.link_from = scene.link_to = G_MAXUINT;
  scene.baseline = TRUE;
  scene.ink = (GdkRGBA) { 0.1f, 0.1f, 0.1f, 1 };
  scene.accent = (GdkRGBA) { 0.21f, 0.52f, 0.89f, 1 };
  scene.label_width = (int) (width * 0.28);
  scene.width = (int) width;
  scene.height = (int) MIN (height, LSN_TIMELINE_HEADER + n_bars * LSN_TIMELINE_ROW);
  scene.y = (double) first_bar * LSN_TIMELINE_ROW;
  lsn_timeline_frame (&scene, 4);
  scene.day_width = (width - scene.label_width) / MAX (scene.n_days, 1);
  while (scene.zoom < LSN_TIMELINE_QUARTERS && scene.day_width < widths[scene.zoom])
    scene.zoom++;
  lsn_timeline_paint (snapshot, pango, &scene);
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}
