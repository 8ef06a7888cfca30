/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-overflow-box.h"

struct _LsnOverflowBox
{
  GtkWidget parent_instance;

  int spacing;
  GtkWidget *kept; /* borrowed, nullable: one of the children */
};

G_DEFINE_FINAL_TYPE (LsnOverflowBox, lsn_overflow_box, GTK_TYPE_WIDGET)

static int
get_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
lsn_overflow_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  LsnOverflowBox *self = LSN_OVERFLOW_BOX (widget);

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
          continue;
        }
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static void
allocate_child (GtkWidget *child, int x, int width, int height, int total)
{
  gboolean rtl = gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { rtl ? total - x - width : x, 0, width, height };

  gtk_widget_size_allocate (child, &place, -1);
}

static void
lsn_overflow_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LsnOverflowBox *self = LSN_OVERFLOW_BOX (widget);
  gboolean kept_waits = self->kept && gtk_widget_should_layout (self->kept);
  int reserved = kept_waits ? get_width (self->kept) + self->spacing : 0;
  gboolean full = FALSE;
  int x = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int natural;
      gboolean fits;

      if (!gtk_widget_should_layout (child))
        continue;
      natural = get_width (child);
      if (child == self->kept)
        {
          reserved = 0;
          natural = MIN (natural, MAX (width - x, 0));
        }
      fits = child == self->kept || (!full && x + natural + reserved <= width);
      full = full || !fits;
      gtk_widget_set_child_visible (child, fits);
      if (!fits)
        continue;
      allocate_child (child, x, natural, height, width);
      x += natural + self->spacing;
    }
}

static GtkSizeRequestMode
lsn_overflow_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
lsn_overflow_box_dispose (GObject *object)
{
  lsn_overflow_box_remove_all (LSN_OVERFLOW_BOX (object));

  G_OBJECT_CLASS (lsn_overflow_box_parent_class)->dispose (object);
}

static void
lsn_overflow_box_class_init (LsnOverflowBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_overflow_box_dispose;
  widget_class->measure = lsn_overflow_box_measure;
  widget_class->size_allocate = lsn_overflow_box_size_allocate;
  widget_class->get_request_mode = lsn_overflow_box_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lsn_overflow_box_init (LsnOverflowBox *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lsn_overflow_box_new (int spacing)
{
  LsnOverflowBox *self = g_object_new (LSN_TYPE_OVERFLOW_BOX, NULL);

  self->spacing = spacing;
  return GTK_WIDGET (self);
}

void
lsn_overflow_box_append (LsnOverflowBox *self, GtkWidget *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
lsn_overflow_box_remove_all (LsnOverflowBox *self)
{
  GtkWidget *child;

  self->kept = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
}

void
lsn_overflow_box_set_kept (LsnOverflowBox *self, GtkWidget *child)
{
  g_return_if_fail (child == NULL || gtk_widget_get_parent (child) == GTK_WIDGET (self));

  if (self->kept == child)
    return;
  self->kept = child;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
