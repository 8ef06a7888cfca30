/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-client-list-private.h"
#include "views/lsn-card-cargo.h"

static void
show_row (LsnClientList *self, GtkWidget *row)
{
  if (self->drop_row == row)
    return;
  if (self->drop_row)
    gtk_widget_remove_css_class (self->drop_row, "drop-here");
  g_set_weak_pointer (&self->drop_row, row);
  if (row)
    gtk_widget_add_css_class (row, "drop-here");
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, LsnClientList *self)
{
  GtkWidget *row =
      lsn_context_is_writable (self->context) ? lsn_client_list_find_row (self, x, y) : NULL;

  show_row (self, row);
  return row ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (GtkDropTarget *target, LsnClientList *self)
{
  show_row (self, NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LsnClientList *self)
{
  const LsnCardCargo *cargo = g_value_get_boxed (value);
  GtkWidget *row = lsn_client_list_find_row (self, x, y);
  GVariant *ids;

  show_row (self, NULL);
  if (row == NULL)
    return FALSE;
  ids = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, cargo->ids->data, cargo->ids->len,
                                   sizeof (gint64));
  return gtk_widget_activate_action (GTK_WIDGET (self), "app.tasks-client", "(@axx)", ids,
                                     lsn_client_peek_get_client (row));
}

void
lsn_client_list_take_cards (LsnClientList *self)
{
  GtkDropTarget *target = lsn_card_cargo_add_target (GTK_WIDGET (self), G_CALLBACK (drop_cb), self);

  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
}
