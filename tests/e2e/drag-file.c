/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

/* drag-file PATH: a file manager of one file: a window all of which may be dragged as that file. */

static void
closed_cb (GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GFile) file = argc > 1 ? g_file_new_for_commandline_arg (argv[1]) : NULL;
  GFile *files[] = { file };
  g_autoptr (GdkContentProvider) content = NULL;
  GtkDragSource *source;
  GdkFileList *list;
  GtkWidget *window;
  GtkWidget *label;

  if (file == NULL)
    return 2;
  gtk_init ();
  list = gdk_file_list_new_from_array (files, 1);
  content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);

  label = gtk_label_new ("A file");
  source = gtk_drag_source_new ();
  gtk_drag_source_set_content (source, content);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "A Folder");
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 120);
  gtk_window_set_child (GTK_WINDOW (window), label);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (closed_cb), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  return 0;
}
