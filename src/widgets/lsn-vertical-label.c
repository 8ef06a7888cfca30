/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-vertical-label.h"
#include "widgets/lsn-text-label.h"

struct _LsnVerticalLabel
{
  GtkWidget parent_instance;

  GtkWidget *label; /* borrowed */
};

G_DEFINE_FINAL_TYPE (LsnVerticalLabel, lsn_vertical_label, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
lsn_vertical_label_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
lsn_vertical_label_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  GtkOrientation other = orientation == GTK_ORIENTATION_HORIZONTAL ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL;

  gtk_widget_measure (LSN_VERTICAL_LABEL (widget)->label, other, -1, minimum, natural, NULL, NULL);
}

static void
lsn_vertical_label_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GskTransform *transform =
      gsk_transform_rotate (gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) width, 0)),
                            90);

  gtk_widget_allocate (LSN_VERTICAL_LABEL (widget)->label, height, width, -1, transform);
}

static void
lsn_vertical_label_dispose (GObject *object)
{
  LsnVerticalLabel *self = LSN_VERTICAL_LABEL (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (lsn_vertical_label_parent_class)->dispose (object);
}

static void
lsn_vertical_label_class_init (LsnVerticalLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_vertical_label_dispose;
  widget_class->get_request_mode = lsn_vertical_label_get_request_mode;
  widget_class->measure = lsn_vertical_label_measure;
  widget_class->size_allocate = lsn_vertical_label_size_allocate;
}

static void
lsn_vertical_label_init (LsnVerticalLabel *self)
{
  self->label = lsn_text_label_new (NULL, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
lsn_vertical_label_new (const char *css_class)
{
  LsnVerticalLabel *self = g_object_new (LSN_TYPE_VERTICAL_LABEL, NULL);

  gtk_widget_add_css_class (self->label, css_class);
  return GTK_WIDGET (self);
}

void
lsn_vertical_label_set_text (LsnVerticalLabel *self, const char *text)
{
  lsn_text_label_set (self->label, text);
}
