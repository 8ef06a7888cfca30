/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-reorder.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LsnReorderFunc func;
  GObject *owner; /* borrowed */
} Reorder;

static const char *const key = "lsn-reorder";

static GtkListBox *
get_list (GtkListBoxRow *row)
{
  return GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row)));
}

/* Puts @row in front of the one that is at @position now; past the last one for the end. */
static void
move (GtkListBoxRow *row, int position)
{
  const Reorder *reorder = g_object_get_data (G_OBJECT (row), key);
  GtkListBox *list = get_list (row);
  int present = gtk_list_box_row_get_index (row);

  if (position < 0 || position == present || position == present + 1)
    return;
  g_object_ref (row);
  gtk_list_box_remove (list, GTK_WIDGET (row));
  gtk_list_box_insert (list, GTK_WIDGET (row), position > present ? position - 1 : position);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  reorder->func (reorder->owner, list, row);
  g_object_unref (row);
}

static gboolean
move_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (widget);
  gboolean down = g_variant_get_boolean (args);
  int present = gtk_list_box_row_get_index (row);

  if (!down || gtk_list_box_get_row_at_index (get_list (row), present + 1))
    move (row, down ? present + 2 : present - 1);
  return TRUE;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer row)
{
  return gdk_content_provider_new_typed (GTK_TYPE_LIST_BOX_ROW, row);
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, GtkWidget *row)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkListBoxRow *row)
{
  GtkListBoxRow *dragged = g_value_get_object (value);
  int position = gtk_list_box_row_get_index (row);

  if (dragged == NULL || g_object_get_data (G_OBJECT (dragged), key) == NULL ||
      gtk_widget_get_parent (GTK_WIDGET (dragged)) != gtk_widget_get_parent (GTK_WIDGET (row)))
    return FALSE;
  move (dragged, y > gtk_widget_get_height (GTK_WIDGET (row)) / 2.0 ? position + 1 : position);
  return TRUE;
}

static void
add_keys (GtkWidget *row)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const guint keyvals[] = { GDK_KEY_Up, GDK_KEY_Down };

  for (guint i = 0; i < G_N_ELEMENTS (keyvals); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyvals[i], GDK_ALT_MASK),
                                                gtk_callback_action_new (move_key_cb, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_boolean (i == 1));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_widget_add_controller (row, keys);
}

GtkWidget *
lsn_reorder_add (GtkListBoxRow *row, LsnReorderFunc func, GObject *owner)
{
  const Reorder reorder = { func, owner };
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_LIST_BOX_ROW, GDK_ACTION_MOVE);

  g_object_set_data_full (G_OBJECT (row), key, g_memdup2 (&reorder, sizeof reorder), g_free);
  gtk_widget_add_css_class (handle, "dim-label");
  gtk_widget_set_tooltip_text (handle, _ ("Drag, or Alt+Up and Alt+Down"));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), row);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  add_keys (GTK_WIDGET (row));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (target));
  return handle;
}
