/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-welcome.h"

struct _LsnWelcome
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *first_row;
};

G_DEFINE_FINAL_TYPE (LsnWelcome, lsn_welcome, ADW_TYPE_BIN)

static gboolean
lsn_welcome_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LSN_WELCOME (widget)->first_row);
}

static void
lsn_welcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_WELCOME);

  G_OBJECT_CLASS (lsn_welcome_parent_class)->dispose (object);
}

static void
lsn_welcome_class_init (LsnWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_welcome_dispose;
  widget_class->grab_focus = lsn_welcome_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/lsn-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnWelcome, first_row);
}

static void
lsn_welcome_init (LsnWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
