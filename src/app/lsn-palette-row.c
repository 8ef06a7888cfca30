/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-palette-row.h"
#include "views/lsn-client-peek.h"
#include "widgets/lsn-keycap.h"
#include "widgets/lsn-text-label.h"

struct _LsnPaletteRow
{
  GtkListBoxRow parent_instance;

  LsnPaletteItem *item; /* owned, nullable */
  GtkWidget *avatar;    /* borrowed, as all below */
  GtkWidget *image;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *keycap;
};

G_DEFINE_FINAL_TYPE (LsnPaletteRow, lsn_palette_row, GTK_TYPE_LIST_BOX_ROW)

static void
lsn_palette_row_dispose (GObject *object)
{
  g_clear_object (&LSN_PALETTE_ROW (object)->item);

  G_OBJECT_CLASS (lsn_palette_row_parent_class)->dispose (object);
}

static void
lsn_palette_row_class_init (LsnPaletteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_palette_row_dispose;
}

static void
lsn_palette_row_init (LsnPaletteRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->avatar = adw_avatar_new (24, NULL, TRUE);
  self->image = gtk_image_new ();
  self->title = lsn_text_label_new (NULL, NULL);
  self->subtitle = lsn_text_label_new (NULL, "caption");
  self->keycap = lsn_keycap_new (NULL);
  gtk_widget_set_size_request (self->image, 24, 24);
  gtk_widget_set_hexpand (self->subtitle, TRUE);
  gtk_widget_add_css_class (self->subtitle, "dim-label");
  gtk_box_append (GTK_BOX (box), self->avatar);
  gtk_box_append (GTK_BOX (box), self->image);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->subtitle);
  gtk_box_append (GTK_BOX (box), self->keycap);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

GtkWidget *
lsn_palette_row_new (void)
{
  return g_object_new (LSN_TYPE_PALETTE_ROW, NULL);
}

void
lsn_palette_row_set_item (LsnPaletteRow *self, LsnPaletteItem *item)
{
  const char *icon, *about, *title;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), item != NULL);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  icon = lsn_palette_item_get_icon (item);
  title = lsn_palette_item_get_title (item);
  about = lsn_palette_item_get_subtitle (item);
  label = g_strjoin (", ", title, about, NULL);
  lsn_client_peek_mark (self->title, lsn_palette_item_get_client_id (item));
  gtk_widget_set_visible (self->avatar, icon == NULL);
  gtk_widget_set_visible (self->image, icon != NULL);
  if (icon)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon);
  else
    adw_avatar_set_text (ADW_AVATAR (self->avatar), title);
  lsn_text_label_set (self->title, title);
  lsn_text_label_set (self->subtitle, about);
  lsn_keycap_set (self->keycap, lsn_palette_item_get_key (item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

LsnPaletteItem *
lsn_palette_row_get_item (LsnPaletteRow *self)
{
  return self->item;
}
