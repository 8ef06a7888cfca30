/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-timeline-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define ROOM_DAYS                                                                                  \
  7 /* of empty days before the first bar; four times as many behind the last one                  \
     */

static const double day_widths[N_LSN_TIMELINE_ZOOMS] = { 36, 14, 4.5, 1.6 };

enum
{
  PROP_0,
  PROP_SELECTED,
  PROP_ZOOM,
  PROP_EDITABLE,
  N_PROPS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (LsnTimeline, lsn_timeline, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

const LsnKey lsn_timeline_keys[] = {
  { "Up", N_ ("The Bar Above"), "timeline.previous" },
  { "Down", N_ ("The Bar Below"), "timeline.next" },
  { "Return", N_ ("Open the Card or Milestone"), "timeline.open" },
  { "<Alt>Left", N_ ("A Day Earlier"), "timeline.earlier" },
  { "<Alt>Right", N_ ("A Day Later"), "timeline.later" },
  { "<Shift>Left", N_ ("End a Day Earlier"), "timeline.shorter" },
  { "<Shift>Right", N_ ("End a Day Later"), "timeline.longer" },
  { "l", N_ ("Draw a Link from Here to Another Bar"), "timeline.link" },
  { "t", N_ ("Show Today"), "timeline.today" },
  { "plus", N_ ("Zoom In"), "timeline.closer" },
  { "minus", N_ ("Zoom Out"), "timeline.farther" },
  { "Escape", N_ ("Let Go of What Is Dragged or Linked"), "timeline.cancel" },
  { "Left", N_ ("Scroll Back"), "timeline.left" },
  { "Right", N_ ("Scroll Ahead"), "timeline.right" },
  { NULL },
};

LsnTimelineBar *
lsn_timeline_bar_new (void)
{
  LsnTimelineBar *bar = g_new0 (LsnTimelineBar, 1);

  bar->start = bar->due = bar->base_start = bar->base_due = LSN_DATE_NONE;
  return bar;
}

void
lsn_timeline_bar_free (LsnTimelineBar *bar)
{
  g_free (bar->title);
  g_free (bar->note);
  g_free (bar->words);
  g_free (bar);
}

/* --- Scrolling -------------------------------------------------------------------------------- */

static void
configure (LsnTimeline *self)
{
  LsnTimelineScene *scene = &self->scene;
  double across = scene->label_width + scene->n_days * scene->day_width;
  double down = LSN_TIMELINE_HEADER + (double) (scene->bars->len + 1) * LSN_TIMELINE_ROW;

  if (self->adjustments[0])
    gtk_adjustment_configure (self->adjustments[0],
                              CLAMP (scene->x, 0, MAX (across - scene->width, 0)), 0,
                              MAX (across, scene->width), scene->day_width * 2, scene->width * 0.8,
                              scene->width);
  if (self->adjustments[1])
    gtk_adjustment_configure (self->adjustments[1],
                              CLAMP (scene->y, 0, MAX (down - scene->height, 0)), 0,
                              MAX (down, scene->height), LSN_TIMELINE_ROW, scene->height * 0.8,
                              scene->height);
}

static void
scrolled_cb (LsnTimeline *self)
{
  if (self->adjustments[0])
    self->scene.x = gtk_adjustment_get_value (self->adjustments[0]);
  if (self->adjustments[1])
    self->scene.y = gtk_adjustment_get_value (self->adjustments[1]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (LsnTimeline *self, guint axis, GtkAdjustment *adjustment)
{
  if (self->adjustments[axis])
    g_signal_handlers_disconnect_by_func (self->adjustments[axis], scrolled_cb, self);
  g_clear_object (&self->adjustments[axis]);
  if (adjustment == NULL)
    return;
  self->adjustments[axis] = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  configure (self);
}

/* Frames the days anew, so that the day at the left edge stays there. */
static void
frame (LsnTimeline *self)
{
  LsnTimelineScene *scene = &self->scene;
  LsnDate before = scene->first;
  double at = scene->x / MAX (scene->day_width, 0.1);

  scene->day_width = day_widths[scene->zoom];
  lsn_timeline_frame (scene, scene->zoom > LSN_TIMELINE_WEEKS ? ROOM_DAYS * 5 : ROOM_DAYS);
  scene->x = (at + (before == LSN_DATE_NONE ? 0 : before - scene->first)) * scene->day_width;
  configure (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lsn_timeline_show_day (LsnTimeline *self, LsnDate day)
{
  LsnTimelineScene *scene = &self->scene;

  if (scene->width <= scene->label_width || self->adjustments[0] == NULL)
    {
      self->wanted = day;
      return;
    }
  self->wanted = LSN_DATE_NONE;
  gtk_adjustment_set_value (self->adjustments[0], (day - scene->first) * scene->day_width -
                                                      (scene->width - scene->label_width) * 0.15);
}

void
lsn_timeline_scroll_to_bar (LsnTimeline *self, guint index)
{
  LsnTimelineScene *scene = &self->scene;
  const LsnTimelineBar *bar = lsn_timeline_get_bar (scene, index);
  double top = (double) index * LSN_TIMELINE_ROW;

  if (self->adjustments[1])
    gtk_adjustment_clamp_page (self->adjustments[1], top,
                               top + LSN_TIMELINE_HEADER + LSN_TIMELINE_ROW);
  if (bar->due != LSN_DATE_NONE && self->adjustments[0])
    {
      double left = (bar->start - scene->first) * scene->day_width;

      if (left < scene->x || left + scene->label_width > scene->x + scene->width - 40)
        lsn_timeline_show_day (self, bar->start);
    }
}

/* --- What is selected ------------------------------------------------------------------------- */

static void
describe (LsnTimeline *self, gboolean announce)
{
  const LsnTimelineScene *scene = &self->scene;
  const char *words = scene->selected < scene->bars->len
                          ? lsn_timeline_get_bar (scene, scene->selected)->words
                          : "";

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
  if (announce && *words)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

guint
lsn_timeline_get_selected (LsnTimeline *self)
{
  return self->scene.selected;
}

void
lsn_timeline_select (LsnTimeline *self, guint bar)
{
  if (bar >= self->scene.bars->len)
    bar = G_MAXUINT;
  if (self->scene.selected == bar)
    return;
  self->scene.selected = bar;
  if (bar != G_MAXUINT)
    lsn_timeline_scroll_to_bar (self, bar);
  describe (self, gtk_widget_has_focus (GTK_WIDGET (self)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* --- Keys ------------------------------------------------------------------------------------- */

static void
step (LsnTimeline *self, int by)
{
  LsnTimelineScene *scene = &self->scene;
  guint from = scene->link_from < scene->bars->len ? scene->link_to : scene->selected;
  guint to = from >= scene->bars->len
                 ? (by > 0 ? 0 : scene->bars->len - 1)
                 : (guint) CLAMP ((int) from + by, 0, (int) scene->bars->len - 1);

  if (scene->bars->len == 0)
    return;
  if (scene->link_from >= scene->bars->len)
    {
      lsn_timeline_select (self, to);
      return;
    }
  scene->link_to = to;
  lsn_timeline_scroll_to_bar (self, to);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), lsn_timeline_get_bar (scene, to)->words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (LSN_TIMELINE (widget), -1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (LSN_TIMELINE (widget), 1);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnTimeline *self = LSN_TIMELINE (widget);
  guint from = self->scene.link_from;
  guint to = self->scene.link_to;

  if (from < self->scene.bars->len)
    {
      lsn_timeline_cancel (self);
      if (to < self->scene.bars->len && to != from)
        g_signal_emit_by_name (self, "linked", from, to);
    }
  else if (self->scene.selected < self->scene.bars->len)
    {
      g_signal_emit_by_name (self, "activated", self->scene.selected);
    }
}

static void
link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnTimeline *self = LSN_TIMELINE (widget);
  LsnTimelineScene *scene = &self->scene;
  const LsnTimelineBar *bar;

  if (!self->editable || scene->selected >= scene->bars->len)
    return;
  bar = lsn_timeline_get_bar (scene, scene->selected);
  if (bar->due == LSN_DATE_NONE || (bar->flags & LSN_TIMELINE_MILESTONE))
    return;
  scene->link_from = scene->link_to = scene->selected;
  gtk_accessible_announce (GTK_ACCESSIBLE (self),
                           _ ("Choose the bar that waits with Up and Down, then press Enter"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_queue_draw (widget);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lsn_timeline_cancel (LSN_TIMELINE (widget));
}

void
lsn_timeline_place (LsnTimeline *self, guint index, LsnDate start, LsnDate *new_start,
                    LsnDate *new_due)
{
  const LsnTimelineBar *bar = lsn_timeline_get_bar (&self->scene, index);
  LsnWorkdays *workdays = self->scene.workdays;
  int days = lsn_workdays_count (workdays, bar->start, bar->due + 1);
  int way = start < bar->start ? -1 : 1;

  while (!lsn_workdays_is_working (workdays, start))
    start += way;
  *new_start = start;
  *new_due = bar->flags & LSN_TIMELINE_MILESTONE
                 ? start
                 : lsn_workdays_add (workdays, start, MAX (days, 1) - 1);
}

static void
nudge (LsnTimeline *self, int by, gboolean end_only)
{
  LsnTimelineScene *scene = &self->scene;
  const LsnTimelineBar *bar;
  LsnDate start, due;

  if (!self->editable || scene->selected >= scene->bars->len)
    return;
  bar = lsn_timeline_get_bar (scene, scene->selected);
  if (bar->due == LSN_DATE_NONE)
    {
      start = due = lsn_workdays_add (scene->workdays, scene->today, 1);
    }
  else if (end_only)
    {
      start = bar->start;
      due = lsn_workdays_add (scene->workdays, bar->due, by);
      if (due < start || (bar->flags & LSN_TIMELINE_MILESTONE))
        return;
    }
  else
    {
      lsn_timeline_place (self, scene->selected, lsn_workdays_add (scene->workdays, bar->start, by),
                          &start, &due);
    }
  g_signal_emit_by_name (self, "moved", scene->selected, start, due);
}

static void
earlier_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nudge (LSN_TIMELINE (widget), -1, FALSE);
}

static void
later_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nudge (LSN_TIMELINE (widget), 1, FALSE);
}

static void
shorter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nudge (LSN_TIMELINE (widget), -1, TRUE);
}

static void
longer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nudge (LSN_TIMELINE (widget), 1, TRUE);
}

static void
today_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lsn_timeline_show_day (LSN_TIMELINE (widget), LSN_TIMELINE (widget)->scene.today);
}

static void
closer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnTimelineZoom zoom = LSN_TIMELINE (widget)->scene.zoom;

  if (zoom > 0)
    lsn_timeline_set_zoom (LSN_TIMELINE (widget), zoom - 1);
}

static void
farther_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnTimelineZoom zoom = LSN_TIMELINE (widget)->scene.zoom;

  if (zoom + 1 < N_LSN_TIMELINE_ZOOMS)
    lsn_timeline_set_zoom (LSN_TIMELINE (widget), zoom + 1);
}

static void
scroll_by (LsnTimeline *self, int steps)
{
  if (self->adjustments[0])
    gtk_adjustment_set_value (self->adjustments[0],
                              gtk_adjustment_get_value (self->adjustments[0]) +
                                  steps * gtk_adjustment_get_step_increment (self->adjustments[0]));
}

static void
left_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  scroll_by (LSN_TIMELINE (widget), -1);
}

static void
right_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  scroll_by (LSN_TIMELINE (widget), 1);
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static void
lsn_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LsnTimeline *self = LSN_TIMELINE (widget);
  AdwStyleManager *style = adw_style_manager_get_default ();
  LsnTimelineScene *scene = &self->scene;
  g_autofree GdkRGBA *accent = NULL;
  GdkRGBA background;

  gtk_widget_get_color (widget, &scene->ink);
  accent = adw_style_manager_get_accent_color_rgba (style);
  scene->dark = adw_style_manager_get_dark (style);
  background = scene->dark ? (GdkRGBA) { 0, 0, 0, 1 } : (GdkRGBA) { 1, 1, 1, 1 };
  scene->accent = *accent;
  if (scene->dark)
    {
      /* As libadwaita does for what stands alone: lighter on dark. */
      scene->accent.red = accent->red + (1 - accent->red) * 0.35f;
      scene->accent.green = accent->green + (1 - accent->green) * 0.35f;
      scene->accent.blue = accent->blue + (1 - accent->blue) * 0.35f;
    }
  background.alpha = scene->dark ? 0.12f : 0.5f;
  gtk_snapshot_append_color (snapshot, &background,
                             &GRAPHENE_RECT_INIT (0, 0, (float) scene->width,
                                                  (float) scene->height));
  scene->focused = gtk_widget_has_visible_focus (widget);
  lsn_timeline_paint (snapshot, gtk_widget_get_pango_context (widget), scene);
}

static void
lsn_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LsnTimeline *self = LSN_TIMELINE (widget);
  LsnTimelineScene *scene = &self->scene;

  scene->width = width;
  scene->height = height;
  scene->label_width = (int) CLAMP (width * 0.3, 108, 260);
  configure (self);
  if (self->wanted != LSN_DATE_NONE)
    lsn_timeline_show_day (self, self->wanted);
}

static void
lsn_timeline_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 700 : 300;
}

static void
focus_cb (LsnTimeline *self)
{
  if (gtk_widget_has_focus (GTK_WIDGET (self)) && self->scene.selected == G_MAXUINT)
    lsn_timeline_select (self, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
query_tooltip_cb (LsnTimeline *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  guint bar = keyboard ? self->scene.selected : self->scene.hovered;

  if (bar >= self->scene.bars->len)
    return FALSE;
  gtk_tooltip_set_text (tooltip, lsn_timeline_get_bar (&self->scene, bar)->words);
  return TRUE;
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LsnTimeline *self = LSN_TIMELINE (object);

  switch (id)
    {
    case PROP_SELECTED:
      g_value_set_uint (value, self->scene.selected);
      break;
    case PROP_ZOOM:
      g_value_set_uint (value, self->scene.zoom);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lsn_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LsnTimeline *self = LSN_TIMELINE (object);

  switch (id)
    {
    case PROP_SELECTED:
      lsn_timeline_select (self, g_value_get_uint (value));
      break;
    case PROP_ZOOM:
      lsn_timeline_set_zoom (self, g_value_get_uint (value));
      break;
    case PROP_EDITABLE:
      lsn_timeline_set_editable (self, g_value_get_boolean (value));
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lsn_timeline_dispose (GObject *object)
{
  LsnTimeline *self = LSN_TIMELINE (object);

  set_adjustment (self, 0, NULL);
  set_adjustment (self, 1, NULL);
  g_clear_pointer (&self->scene.bars, g_ptr_array_unref);
  g_clear_pointer (&self->scene.links, g_array_unref);
  g_clear_pointer (&self->scene.workdays, lsn_workdays_unref);

  G_OBJECT_CLASS (lsn_timeline_parent_class)->dispose (object);
}

static void
lsn_timeline_class_init (LsnTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "timeline.previous", previous_action }, { "timeline.next", next_action },
    { "timeline.open", open_action },         { "timeline.earlier", earlier_action },
    { "timeline.later", later_action },       { "timeline.shorter", shorter_action },
    { "timeline.longer", longer_action },     { "timeline.link", link_action },
    { "timeline.today", today_action },       { "timeline.closer", closer_action },
    { "timeline.farther", farther_action },   { "timeline.cancel", cancel_action },
    { "timeline.left", left_action },         { "timeline.right", right_action },
  };

  object_class->get_property = lsn_timeline_get_property;
  object_class->set_property = lsn_timeline_set_property;
  object_class->dispose = lsn_timeline_dispose;
  widget_class->snapshot = lsn_timeline_snapshot;
  widget_class->size_allocate = lsn_timeline_size_allocate;
  widget_class->measure = lsn_timeline_measure;

  properties[PROP_SELECTED] =
      g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, G_MAXUINT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ZOOM] =
      g_param_spec_uint ("zoom", NULL, NULL, 0, N_LSN_TIMELINE_ZOOMS - 1, LSN_TIMELINE_WEEKS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EDITABLE] =
      g_param_spec_boolean ("editable", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_UINT);
  g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_INT, G_TYPE_INT);
  g_signal_new ("linked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
  lsn_key_install (widget_class, lsn_timeline_keys);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lsn_timeline_init (LsnTimeline *self)
{
  LsnTimelineScene *scene = &self->scene;

  scene->bars = g_ptr_array_new ();
  scene->links = g_array_new (FALSE, FALSE, sizeof (LsnTimelineLink));
  scene->workdays = lsn_workdays_new_plain ();
  scene->zoom = LSN_TIMELINE_WEEKS;
  scene->day_width = day_widths[scene->zoom];
  scene->first = self->wanted = LSN_DATE_NONE;
  scene->selected = scene->hovered = scene->dragged = G_MAXUINT;
  scene->link_from = scene->link_to = G_MAXUINT;
  scene->baseline = TRUE;
  self->editable = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Timeline"), -1);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_cb), NULL);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  lsn_timeline_add_pointer (self);
}

GtkWidget *
lsn_timeline_new (void)
{
  return g_object_new (LSN_TYPE_TIMELINE, NULL);
}

void
lsn_timeline_set (LsnTimeline *self, GPtrArray *bars, GArray *links, LsnDate today,
                  LsnWorkdays *workdays)
{
  LsnTimelineScene *scene = &self->scene;

  lsn_timeline_cancel (self);
  g_ptr_array_ref (bars);
  g_ptr_array_unref (scene->bars);
  scene->bars = bars;
  g_array_ref (links);
  g_array_unref (scene->links);
  scene->links = links;
  lsn_workdays_ref (workdays);
  lsn_workdays_unref (scene->workdays);
  scene->workdays = workdays;
  scene->today = today;
  scene->hovered = G_MAXUINT;
  if (scene->selected >= bars->len)
    scene->selected = G_MAXUINT;
  frame (self);
  describe (self, FALSE);
}

LsnTimelineZoom
lsn_timeline_get_zoom (LsnTimeline *self)
{
  return self->scene.zoom;
}

void
lsn_timeline_set_zoom (LsnTimeline *self, LsnTimelineZoom zoom)
{
  if (self->scene.zoom == zoom)
    return;
  self->scene.zoom = zoom;
  frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

void
lsn_timeline_set_baseline (LsnTimeline *self, gboolean shown)
{
  self->scene.baseline = shown;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lsn_timeline_set_editable (LsnTimeline *self, gboolean editable)
{
  if (self->editable == editable)
    return;
  self->editable = editable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}
