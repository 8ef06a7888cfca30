/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/capture/lsn-capture-chip.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnCaptureChip
{
  GtkBox parent_instance;

  char *name;         /* owned */
  GtkWidget *main;    /* what it is corrected by */
  GtkWidget *content; /* nullable: icon and label of `main` */
  GtkWidget *icon;    /* nullable likewise */
  GtkWidget *label;   /* nullable likewise */
  GtkWidget *cross;
};

enum
{
  CLICKED,
  CHOSEN,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnCaptureChip, lsn_capture_chip, GTK_TYPE_BOX)

static void
clicked_cb (LsnCaptureChip *self)
{
  g_signal_emit (self, signals[CLICKED], 0);
}

static void
removed_cb (LsnCaptureChip *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static gboolean
remove_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LsnCaptureChip *self = LSN_CAPTURE_CHIP (widget);

  if (!gtk_widget_get_visible (self->cross))
    return GDK_EVENT_PROPAGATE;
  removed_cb (self);
  return GDK_EVENT_STOP;
}

/* --- Choices ---------------------------------------------------------------------------------- */

static void
choice_cb (GtkButton *button, gpointer user_data)
{
  LsnCaptureChip *self = user_data;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->main));
  g_signal_emit (self, signals[CHOSEN], 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

static GtkWidget *
make_choice (LsnCaptureChip *self, const char *label, const char *icon, guint index)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  if (icon)
    gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (content), lsn_text_label_new (label, NULL));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (choice_cb), self, 0);
  return button;
}

void
lsn_capture_chip_set_choices (LsnCaptureChip *self, const char *const *labels,
                              const char *const *icons, guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *popover = gtk_popover_new ();

  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (box), make_choice (self, labels[i], icons ? icons[i] : NULL, i));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->name, -1);
  if (!GTK_IS_MENU_BUTTON (self->main))
    {
      GtkWidget *menu = gtk_menu_button_new ();

      g_object_ref (self->content);
      gtk_button_set_child (GTK_BUTTON (self->main), NULL);
      gtk_menu_button_set_child (GTK_MENU_BUTTON (menu), self->content);
      g_object_unref (self->content);
      gtk_box_remove (GTK_BOX (self), self->main);
      gtk_box_prepend (GTK_BOX (self), menu);
      self->main = menu;
    }
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->main), popover);
}

/* --- Showing ---------------------------------------------------------------------------------- */

void
lsn_capture_chip_show (LsnCaptureChip *self, const char *icon, const char *text, gboolean removable)
{
  g_autofree char *spoken = NULL;
  g_autofree char *taking = g_strdup_printf (_ ("Remove: %s"), text ? text : self->name);

  if (text)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "blank");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "blank");
  gtk_widget_set_visible (self->cross, text && removable);
  gtk_widget_set_tooltip_text (self->cross, taking);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cross), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  taking, -1);
  if (self->content == NULL)
    return;
  if (icon)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  gtk_widget_set_visible (self->icon, gtk_image_get_icon_name (GTK_IMAGE (self->icon)) != NULL);
  lsn_text_label_set (self->label, text ? text : self->name);

  /* Translators: what it is about and what was understood: “Client: Romashka” */
  spoken = text ? g_strdup_printf (_ ("%s: %s"), self->name, text) : g_strdup (self->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->main), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_widget_set_tooltip_text (self->main, self->name);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_capture_chip_finalize (GObject *object)
{
  g_free (LSN_CAPTURE_CHIP (object)->name);

  G_OBJECT_CLASS (lsn_capture_chip_parent_class)->finalize (object);
}

static void
lsn_capture_chip_class_init (LsnCaptureChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lsn_capture_chip_finalize;

  signals[CLICKED] =
      g_signal_new ("clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[REMOVED] =
      g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, remove_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, remove_cb, NULL);
}

static void
lsn_capture_chip_init (LsnCaptureChip *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "capture-chip");
  self->cross = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->cross, "cross");
  gtk_box_append (GTK_BOX (self), self->cross);
  g_signal_connect_swapped (self->cross, "clicked", G_CALLBACK (removed_cb), self);
}

GtkWidget *
lsn_capture_chip_new (const char *name, const char *icon, GtkWidget *main)
{
  LsnCaptureChip *self = g_object_new (LSN_TYPE_CAPTURE_CHIP, NULL);

  self->name = g_strdup (name);
  self->main = main;
  if (main == NULL)
    {
      self->content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      self->icon = icon ? gtk_image_new_from_icon_name (icon) : gtk_image_new ();
      self->label = lsn_text_label_new (name, NULL);
      gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (self->label), 28);
      gtk_box_append (GTK_BOX (self->content), self->icon);
      gtk_box_append (GTK_BOX (self->content), self->label);
      self->main = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (self->main), self->content);
      g_signal_connect_swapped (self->main, "clicked", G_CALLBACK (clicked_cb), self);
    }
  gtk_box_prepend (GTK_BOX (self), self->main);
  lsn_capture_chip_show (self, NULL, NULL, FALSE);
  return GTK_WIDGET (self);
}
