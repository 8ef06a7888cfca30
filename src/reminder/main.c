/* SPDX-License-Identifier: GPL-3.0-or-later */

/* liaison-reminder [--workspace DIR]: notifications of what is due, with the window closed. */

#include "config.h"

#include "reminder/lsn-reminder.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>

/* By the D-Bus specification. */
#define DBUS_REQUEST_NAME_REPLY_PRIMARY_OWNER 1

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* Returns whether this is the one that serves this workspace in this session. */
static gboolean
own_name (GDBusConnection *bus, const char *app_id, GError **error)
{
  g_autofree char *name = g_strconcat (app_id, ".Reminder", NULL);
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                   "org.freedesktop.DBus", "RequestName",
                                   g_variant_new ("(su)", name,
                                                  (guint32) G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE),
                                   G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, error);
  guint32 reply = 0;

  if (answer)
    g_variant_get (answer, "(u)", &reply);
  return reply == DBUS_REQUEST_NAME_REPLY_PRIMARY_OWNER;
}

static char *
make_state_path (const char *workspace)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), LSN_DATA_NAME, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, workspace, -1);
  g_autofree char *name = g_strdup_printf ("reminder-%.8s", sum);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, name, NULL);
}

/* A workspace that is not the standard one is served by an application of its own name. */
static char *
make_app_id (const char *workspace, const char *standard)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, workspace, -1);

  if (g_str_equal (workspace, standard))
    return g_strdup (LSN_APP_ID);
  return g_strdup_printf ("%s.W%.8s", LSN_APP_ID, sum);
}

static void
set_up_language (void)
{
  const char *folder = g_getenv ("LIAISON_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder ? folder : LSN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  g_autofree char *standard = g_build_filename (g_get_user_data_dir (), LSN_DATA_NAME, NULL);
  const char *named = argc > 2 && g_str_equal (argv[1], "--workspace") ? argv[2] : standard;
  g_autofree char *workspace = g_canonicalize_filename (named, NULL);
  g_autofree char *app_id = make_app_id (workspace, standard);
  g_autofree char *state_path = make_state_path (workspace);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (LsnReminder) reminder = NULL;

  set_up_language ();
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (bus && !own_name (bus, app_id, &error) && error == NULL)
    return 0;
  if (error == NULL)
    reminder = lsn_reminder_new (bus, workspace, app_id, state_path, &error);
  if (reminder == NULL)
    {
      g_printerr ("liaison-reminder: %s\n", error->message);
      return 1;
    }

  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
