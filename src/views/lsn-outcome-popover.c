/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-outcome-popover.h"

#include <glib/gi18n-lib.h>

static void
answered_cb (GtkEntry *entry)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER);
  const gint64 *followup_id = g_object_get_data (G_OBJECT (entry), "followup-id");
  g_autofree char *outcome = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  gtk_widget_activate_action (popover, "app.followup-done-with", "(xs)", *followup_id, outcome);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
done_cb (GtkWidget *entry)
{
  g_signal_emit_by_name (entry, "activate");
}

static gboolean
remove_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover))
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, remove_cb, g_object_ref (popover), g_object_unref);
}

void
lsn_outcome_popover_show (GtkWidget *row, gint64 followup_id)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Done"));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("What came of it?"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 28);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Outcome"), -1);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, row);
  g_object_set_data_full (G_OBJECT (entry), "followup-id",
                          g_memdup2 (&followup_id, sizeof followup_id), g_free);
  g_signal_connect (entry, "activate", G_CALLBACK (answered_cb), NULL);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (done_cb), entry);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}
