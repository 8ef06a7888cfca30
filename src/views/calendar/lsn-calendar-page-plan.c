/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-when.h"
#include "views/calendar/lsn-calendar-page-private.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

#define USUAL_MINUTES 60

/* The side list: what is to be done and has no time yet, to be dragged onto an hour. */

static const LsnCalendarItem *
get_item (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "item");
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  const LsnCalendarItem *item =
      get_item (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)));
  LsnCalendarCargo cargo = { .minutes = USUAL_MINUTES };

  if (item == NULL)
    return NULL;
  cargo.kind = item->layer;
  cargo.id = item->id;
  return gdk_content_provider_new_typed (LSN_TYPE_CALENDAR_CARGO, &cargo);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static GtkWidget *
make_row (LsnCalendarPage *self, LsnCalendarItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *due = lsn_when_dup_due (item->due, LSN_WHEN_NO_TIME, self->today);
  g_autofree char *detail =
      item->client ? g_strdup_printf ("%s · %s", due, item->client) : g_strdup (due);
  g_autofree char *spoken = lsn_calendar_item_dup_spoken (item);
  GtkWidget *title = lsn_text_label_new (item->title, NULL);
  GtkWidget *when = lsn_text_label_new (detail, "caption");
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_widget_add_css_class (when, item->flags & LSN_CALENDAR_ITEM_OVERDUE ? "error" : "dim-label");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), when);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "item", item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_tooltip_text (row, _ ("Drag onto an hour, or press Enter for the next free one"));
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), NULL);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  return row;
}

/* By keyboard it goes to the first free hour of the shown days, in working time, from now on. */
static void
activated_cb (LsnCalendarPage *self, GtkListBoxRow *row)
{
  const LsnCalendarItem *item = get_item (GTK_WIDGET (row));
  LsnCalendarPlace place;

  if (item && lsn_calendar_page_find_free (self, USUAL_MINUTES, &place))
    lsn_calendar_page_moved (self, item, &place);
}

void
lsn_calendar_page_show_plan (LsnCalendarPage *self)
{
  gtk_list_box_remove_all (self->plan_list);
  for (guint i = 0; self->planned && i < self->planned->len; i++)
    gtk_list_box_append (self->plan_list, make_row (self, g_ptr_array_index (self->planned, i)));
  gtk_stack_set_visible_child_name (self->plan_stack,
                                    self->planned && self->planned->len > 0 ? "list" : "empty");
}

void
lsn_calendar_page_make_plan (LsnCalendarPage *self)
{
  g_signal_connect_object (self->plan_list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
}
