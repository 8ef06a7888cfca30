/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-calendar-block.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define EDGE         3
#define STEP_MINUTES 15
#define SHORT        30 /* a block below this height has one line */

LsnCalendarEntry *
lsn_calendar_entry_new (const char *key)
{
  LsnCalendarEntry *self = g_new0 (LsnCalendarEntry, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->key = g_strdup (key);
  self->start_minute = self->end_minute = -1;
  return self;
}

LsnCalendarEntry *
lsn_calendar_entry_ref (LsnCalendarEntry *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lsn_calendar_entry_unref (LsnCalendarEntry *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->key);
  g_free (self->title);
  g_free (self->spoken);
  g_free (self);
}

static LsnCalendarCargo *
cargo_copy (LsnCalendarCargo *cargo)
{
  return g_memdup2 (cargo, sizeof *cargo);
}

G_DEFINE_BOXED_TYPE (LsnCalendarCargo, lsn_calendar_cargo, cargo_copy, g_free)

/* --- Where entries stand ---------------------------------------------------------------------- */

static int
get_end (const LsnCalendarEntry *entry)
{
  /* What takes no time is as tall as what takes a quarter of an hour. */
  return MAX (entry->end_minute, entry->start_minute + STEP_MINUTES);
}

void
lsn_calendar_pack (GPtrArray *entries, int *columns, int *n_columns)
{
  guint cluster = 0; /* the first of those that hang together */
  int cluster_end = -1;
  int width = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const LsnCalendarEntry *entry = g_ptr_array_index (entries, i);
      int column = 0;

      if (entry->start_minute >= cluster_end)
        {
          for (guint j = cluster; j < i; j++)
            n_columns[j] = width;
          cluster = i;
          width = 0;
        }
      for (guint j = cluster; j < i; j++)
        {
          const LsnCalendarEntry *other = g_ptr_array_index (entries, j);

          if (columns[j] == column && get_end (other) > entry->start_minute)
            {
              column++;
              j = cluster - 1; /* look at all of them again */
            }
        }
      columns[i] = column;
      width = MAX (width, column + 1);
      cluster_end = MAX (cluster_end, get_end (entry));
    }
  for (guint j = cluster; j < entries->len; j++)
    n_columns[j] = width;
}

int
lsn_calendar_stack (GPtrArray *entries, LsnDate first, LsnDate last, int *lanes)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (LsnDate));

  for (guint i = 0; i < entries->len; i++)
    {
      const LsnCalendarEntry *entry = g_ptr_array_index (entries, i);
      guint lane = 0;

      lanes[i] = -1;
      if (entry->end < first || entry->start > last)
        continue;
      while (lane < ends->len && g_array_index (ends, LsnDate, lane) >= MAX (entry->start, first))
        lane++;
      if (lane == ends->len)
        g_array_set_size (ends, lane + 1);
      g_array_index (ends, LsnDate, lane) = entry->end;
      lanes[i] = (int) lane;
    }
  return (int) ends->len;
}

/* --- The block -------------------------------------------------------------------------------- */

struct _LsnCalendarBlock
{
  GtkWidget parent_instance;

  LsnCalendarEntry *entry; /* owned, nullable */
  gboolean by_days;
  GtkWidget *icon;        /* borrowed */
  GtkWidget *inscription; /* borrowed */
};

G_DEFINE_FINAL_TYPE (LsnCalendarBlock, lsn_calendar_block, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  SIGNAL_REMOVE,
  SIGNAL_NUDGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const LsnKey lsn_calendar_block_keys[] = {
  { "Return", N_ ("Open"), "block.open" },
  { "space", N_ ("Open"), "block.open" },
  { "Delete", N_ ("Delete"), "block.remove" },
  { "<Alt>Left", N_ ("A Day Back"), "block.left" },
  { "<Alt>Right", N_ ("A Day On"), "block.right" },
  { "<Alt>Up", N_ ("Earlier, or a Week Back"), "block.up" },
  { "<Alt>Down", N_ ("Later, or a Week On"), "block.down" },
  { "<Shift>Up", N_ ("End Earlier"), "block.shorter" },
  { "<Shift>Down", N_ ("End Later"), "block.longer" },
  { NULL },
};

static void
nudge (LsnCalendarBlock *self, int days, int minutes, int end_days, int end_minutes)
{
  gboolean whole = self->entry == NULL || self->entry->start_minute < 0;

  if (self->entry == NULL || !self->entry->movable ||
      ((end_days || end_minutes) && !self->entry->sizable))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  if (whole)
    minutes = end_minutes = 0;
  else
    end_days = 0;
  g_signal_emit (self, signals[SIGNAL_NUDGE], 0, days, minutes, end_days, end_minutes);
}

static void
left (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nudge (LSN_CALENDAR_BLOCK (widget), -1, 0, 0, 0);
}

static void
right (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nudge (LSN_CALENDAR_BLOCK (widget), 1, 0, 0, 0);
}

static void
up (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnCalendarBlock *self = LSN_CALENDAR_BLOCK (widget);

  nudge (self, self->by_days ? -7 : 0, self->by_days ? 0 : -STEP_MINUTES, 0, 0);
}

static void
down (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnCalendarBlock *self = LSN_CALENDAR_BLOCK (widget);

  nudge (self, self->by_days ? 7 : 0, self->by_days ? 0 : STEP_MINUTES, 0, 0);
}

static void
shorter (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nudge (LSN_CALENDAR_BLOCK (widget), 0, 0, -1, -STEP_MINUTES);
}

static void
longer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nudge (LSN_CALENDAR_BLOCK (widget), 0, 0, 1, STEP_MINUTES);
}

static void
open_entry (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_OPEN], 0);
}

static void
remove_entry (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVE], 0);
}

static void
lsn_calendar_block_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LsnCalendarBlock *self = LSN_CALENDAR_BLOCK (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA fill, edge;
  GskRoundedRect shape;

  if (self->entry == NULL)
    return;
  edge = self->entry->color;
  fill = edge;
  fill.alpha = dark ? 0.32f : 0.18f;
  if (self->entry->done)
    {
      fill.alpha *= 0.4f;
      edge.alpha = 0.5f;
    }
  gsk_rounded_rect_init_from_rect (&shape,
                                   &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height), 5);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &fill,
                             &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gtk_snapshot_append_color (snapshot, &edge,
                             &GRAPHENE_RECT_INIT (gtk_widget_get_direction (widget) ==
                                                          GTK_TEXT_DIR_RTL
                                                      ? (float) (width - EDGE)
                                                      : 0,
                                                  0, EDGE, (float) height));
  gtk_snapshot_pop (snapshot);
  GTK_WIDGET_CLASS (lsn_calendar_block_parent_class)->snapshot (widget, snapshot);
}

static GtkSizeRequestMode
lsn_calendar_block_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
lsn_calendar_block_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
lsn_calendar_block_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LsnCalendarBlock *self = LSN_CALENDAR_BLOCK (widget);
  gboolean has_icon = gtk_widget_get_visible (self->icon) && width > 40;
  int x = EDGE + 4;

  gtk_widget_set_child_visible (self->icon, has_icon);
  if (has_icon)
    {
      gtk_widget_size_allocate (self->icon, &(GtkAllocation) { x, 1, 14, MIN (height, 18) }, -1);
      x += 17;
    }
  gtk_inscription_set_wrap_mode (GTK_INSCRIPTION (self->inscription), PANGO_WRAP_WORD_CHAR);
  gtk_inscription_set_yalign (GTK_INSCRIPTION (self->inscription), height < SHORT ? 0.5f : 0);
  gtk_widget_size_allocate (self->inscription,
                            &(GtkAllocation) { x, height < SHORT ? 0 : 2, MAX (width - x - 3, 0),
                                               MAX (height - (height < SHORT ? 0 : 3), 0) },
                            -1);
}

static void
lsn_calendar_block_dispose (GObject *object)
{
  LsnCalendarBlock *self = LSN_CALENDAR_BLOCK (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->inscription, gtk_widget_unparent);
  g_clear_pointer (&self->entry, lsn_calendar_entry_unref);

  G_OBJECT_CLASS (lsn_calendar_block_parent_class)->dispose (object);
}

static void
lsn_calendar_block_class_init (LsnCalendarBlockClass *klass)
{
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "block.open", open_entry }, { "block.remove", remove_entry },
    { "block.left", left },       { "block.right", right },
    { "block.up", up },           { "block.down", down },
    { "block.shorter", shorter }, { "block.longer", longer },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_calendar_block_dispose;
  widget_class->snapshot = lsn_calendar_block_snapshot;
  widget_class->get_request_mode = lsn_calendar_block_get_request_mode;
  widget_class->measure = lsn_calendar_block_measure;
  widget_class->size_allocate = lsn_calendar_block_size_allocate;

  signals[SIGNAL_OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NUDGE] =
      g_signal_new ("nudge", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
  lsn_key_install (widget_class, lsn_calendar_block_keys);
  gtk_widget_class_set_css_name (widget_class, "calendarblock");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
lsn_calendar_block_init (LsnCalendarBlock *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 12);
  gtk_widget_add_css_class (self->icon, "error");
  gtk_widget_set_visible (self->icon, FALSE);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->inscription = gtk_inscription_new (NULL);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->inscription), 0);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->inscription), 0);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (self->inscription), 0);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (self->inscription), 0);
  gtk_widget_set_parent (self->inscription, GTK_WIDGET (self));
}

GtkWidget *
lsn_calendar_block_new (void)
{
  return g_object_new (LSN_TYPE_CALENDAR_BLOCK, NULL);
}

void
lsn_calendar_block_set_entry (LsnCalendarBlock *self, LsnCalendarEntry *entry)
{
  g_autoptr (PangoAttrList) attributes = NULL;

  if (self->entry == entry)
    return;
  g_clear_pointer (&self->entry, lsn_calendar_entry_unref);
  if (entry == NULL)
    return;
  self->entry = lsn_calendar_entry_ref (entry);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (entry->done)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  gtk_inscription_set_attributes (GTK_INSCRIPTION (self->inscription), attributes);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->inscription), entry->title);
  gtk_widget_set_visible (self->icon, entry->late);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), entry->spoken);
  if (entry->done)
    gtk_widget_add_css_class (GTK_WIDGET (self), "done");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "done");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  entry->spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

LsnCalendarEntry *
lsn_calendar_block_get_entry (LsnCalendarBlock *self)
{
  return self->entry;
}

void
lsn_calendar_block_set_by_days (LsnCalendarBlock *self, gboolean by_days)
{
  self->by_days = by_days;
}
