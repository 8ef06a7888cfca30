/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * Scrolls the list of clients in the whole program: scroll-clients columns|list WORKSPACE
 *
 * What it finds first in the window of that kind is scrolled; `list` makes the window narrow,
 * `columns` asks for the table where a wide window has a client beside the list.
 */

#include "app/lsn-application.h"
#include "scroll.h"

#include <adwaita.h>

#define TRIES     3000
#define ASK_EVERY 200

static const char *kind;
static int tries = TRIES - 1;

static GtkWidget *
find_view (GtkWidget *widget, GType type)
{
  if (gtk_widget_get_mapped (widget) && g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_view (child, type);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
ask_for_table (GtkWidget *widget)
{
  if (gtk_widget_activate_action (widget, "clients.table", NULL))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_get_mapped (child) && ask_for_table (child))
        return TRUE;
    }
  return FALSE;
}

static gboolean
begin_cb (gpointer view)
{
  scroll_start (view, kind, "program");
  return G_SOURCE_REMOVE;
}

static gboolean
look_cb (gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);
  gboolean columns = g_str_equal (kind, "columns");
  GType type = columns ? GTK_TYPE_COLUMN_VIEW : GTK_TYPE_LIST_VIEW;
  GtkWidget *view = window ? find_view (GTK_WIDGET (window), type) : NULL;
  GtkAdjustment *adjustment = view ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)) : NULL;

  if (adjustment &&
      gtk_adjustment_get_upper (adjustment) > 10 * gtk_adjustment_get_page_size (adjustment))
    {
      g_timeout_add (1000, begin_cb, view);
      return G_SOURCE_REMOVE;
    }
  /* Not before the window has found its width. */
  if (window && columns && view == NULL && tries % ASK_EVERY == 0)
    ask_for_table (GTK_WIDGET (window));
  if (--tries == 0)
    g_error ("No long %s of clients in the window", kind);
  return G_SOURCE_CONTINUE;
}

static gboolean
open_cb (gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (window == NULL)
    return G_SOURCE_CONTINUE;
  if (g_str_equal (kind, "list"))
    gtk_window_set_default_size (window, 400, 720);
  g_action_group_activate_action (user_data, "page", g_variant_new_string ("clients"));
  g_timeout_add (20, look_cb, user_data);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (LsnApplication) application = NULL;

  if (argc != 3)
    return 2;
  kind = argv[1];
  application = lsn_application_new (argv[2]);
  g_timeout_add (500, open_cb, application);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
