/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-uri-opener.h"

#include <glib/gi18n-lib.h>

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkUriLauncher *launcher = GTK_URI_LAUNCHER (source);
  g_autoptr (LsnContext) context = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (gtk_uri_launcher_launch_finish (launcher, result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  message = g_strdup_printf (_ ("No program on this computer opens “%s”"),
                             gtk_uri_launcher_get_uri (launcher));
  lsn_context_tell (context, message);
}

void
lsn_uri_open (GtkWidget *parent, LsnContext *context, const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, launched_cb,
                           g_object_ref (context));
}
