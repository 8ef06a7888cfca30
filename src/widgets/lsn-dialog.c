/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "widgets/lsn-dialog.h"

static gboolean
take_focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  gtk_widget_grab_focus (widget);
  return G_SOURCE_REMOVE;
}

void
lsn_dialog_present (AdwDialog *dialog, GtkWidget *parent)
{
  GtkWidget *focus = adw_dialog_get_focus (dialog);

  adw_dialog_present (dialog, parent);
  if (focus)
    gtk_widget_add_tick_callback (focus, take_focus_cb, NULL, NULL);
}
