/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-card-cargo.h"

static LsnCardCargo *
card_cargo_copy (LsnCardCargo *cargo)
{
  LsnCardCargo *copy = g_new0 (LsnCardCargo, 1);

  copy->ids = g_array_ref (cargo->ids);
  return copy;
}

static void
card_cargo_free (LsnCardCargo *cargo)
{
  g_array_unref (cargo->ids);
  g_free (cargo);
}

G_DEFINE_BOXED_TYPE (LsnCardCargo, lsn_card_cargo, card_cargo_copy, card_cargo_free)

static LsnColumnCargo *
column_cargo_copy (LsnColumnCargo *cargo)
{
  return g_memdup2 (cargo, sizeof *cargo);
}

static void
column_cargo_free (LsnColumnCargo *cargo)
{
  g_free (cargo);
}

G_DEFINE_BOXED_TYPE (LsnColumnCargo, lsn_column_cargo, column_cargo_copy, column_cargo_free)

GdkContentProvider *
lsn_card_cargo_new_provider (GArray *ids)
{
  LsnCardCargo cargo = { ids };

  return gdk_content_provider_new_typed (LSN_TYPE_CARD_CARGO, &cargo);
}

GtkDropTarget *
lsn_card_cargo_add_target (GtkWidget *widget, GCallback drop, gpointer user_data)
{
  GtkDropTarget *target = gtk_drop_target_new (LSN_TYPE_CARD_CARGO, GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "drop", drop, user_data);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
  return target;
}

void
lsn_card_cargo_set_icon (GdkDrag *drag, GtkWidget *card, guint n)
{
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (card);
  g_autoptr (GdkPaintable) still = gdk_paintable_get_current_image (live);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *picture = gtk_picture_new_for_paintable (still);
  gboolean animate = TRUE;

  g_object_get (gtk_widget_get_settings (card), "gtk-enable-animations", &animate, NULL);
  gtk_widget_set_size_request (picture, gtk_widget_get_width (card), gtk_widget_get_height (card));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), picture);
  gtk_widget_add_css_class (overlay, "board-lifted");
  if (animate)
    gtk_widget_add_css_class (overlay, "tilted");
  if (n > 1)
    {
      g_autofree char *text = g_strdup_printf ("%u", n);
      GtkWidget *badge = gtk_label_new (text);

      gtk_widget_add_css_class (overlay, "stack");
      gtk_widget_add_css_class (badge, "board-badge");
      gtk_widget_add_css_class (badge, "numeric");
      gtk_widget_set_halign (badge, GTK_ALIGN_END);
      gtk_widget_set_valign (badge, GTK_ALIGN_START);
      gtk_overlay_add_overlay (GTK_OVERLAY (overlay), badge);
    }
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), overlay);
  gdk_drag_set_hotspot (drag, gtk_widget_get_width (card) / 2, 24);
}
