/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "services/background/lsn-background.h"

#include <glib/gstdio.h>

/* Start at login by the desktop's portal, which stands here on a connection of its own, and by the
 * autostart folder where there is none. */

#define PORTAL "org.freedesktop.portal.Desktop"

static const char interface_xml[] =
    "<node><interface name='org.freedesktop.portal.Background'>"
    "<method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}'"
    " direction='in'/><arg type='o' direction='out'/></method></interface></node>";

static const char *const command[] = { "/opt/li\"ai$son/liaison-reminder", "--workspace",
                                       "/tmp/50%", NULL };

typedef struct
{
  GDBusConnection *bus;
  guint name;
  GVariant *options; /* owned, nullable: of the last call */
  guint32 response;
  gboolean granted;
} Portal;

static void
called_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
           const char *method, GVariant *parameters, GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  Portal *portal = user_data;
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  const char *token;
  GVariantBuilder results;

  g_clear_pointer (&portal->options, g_variant_unref);
  portal->options = g_variant_ref (options);
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  request = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (portal->granted));
  g_dbus_connection_emit_signal (bus, sender, request, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", portal->response, &results), NULL);
}

static const GDBusInterfaceVTable vtable = { .method_call = called_cb };

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
portal_start (Portal *portal)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  gboolean owned = FALSE;

  *portal = (Portal) { .granted = TRUE };
  portal->bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (portal->bus, "/org/freedesktop/portal/desktop",
                                     node->interfaces[0], &vtable, portal, NULL, &error);
  g_assert_no_error (error);
  portal->name = g_bus_own_name_on_connection (portal->bus, PORTAL, G_BUS_NAME_OWNER_FLAGS_NONE,
                                               owned_cb, NULL, &owned, NULL);
  while (!owned)
    g_main_context_iteration (NULL, TRUE);
}

static void
portal_stop (Portal *portal)
{
  g_bus_unown_name (portal->name);
  g_dbus_connection_close_sync (portal->bus, NULL, NULL);
  g_object_unref (portal->bus);
  g_clear_pointer (&portal->options, g_variant_unref);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
set (LsnBackground *background, gboolean enabled, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lsn_background_set_async (background, enabled, "why", NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return lsn_background_set_finish (background, result, error);
}

static int
get (LsnBackground *background)
{
  g_autoptr (GAsyncResult) result = NULL;

  lsn_background_get_async (background, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return lsn_background_get_finish (background, result, NULL);
}

static char *
dup_entry (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart",
                           "app.liaison.Test.Reminder.desktop", NULL);
}

static void
test_entry (void)
{
  g_autoptr (LsnBackground) background = lsn_background_new ("app.liaison.Test", command, NULL);
  g_autofree char *path = dup_entry ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *exec = NULL;
  g_auto (GStrv) parsed = NULL;

  g_assert_cmpint (get (background), ==, 0);
  g_assert_true (set (background, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get (background), ==, 1);
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  exec = g_key_file_get_string (file, "Desktop Entry", "Exec", NULL);
  g_shell_parse_argv (exec, NULL, &parsed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (parsed[0], ==, command[0]);
  g_assert_cmpstr (parsed[2], ==, "/tmp/50%%");

  /* Another program switches it off; so does the user, and on again. */
  g_key_file_set_boolean (file, "Desktop Entry", "Hidden", TRUE);
  g_assert_true (g_key_file_save_to_file (file, path, NULL));
  g_assert_cmpint (get (background), ==, 0);
  g_assert_true (set (background, TRUE, NULL));
  g_assert_cmpint (get (background), ==, 1);
  g_assert_true (set (background, FALSE, NULL));
  g_assert_cmpint (get (background), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (set (background, FALSE, NULL));
  g_assert_finalize_object (g_steal_pointer (&background));
}

static void
test_portal (void)
{
  g_autoptr (LsnBackground) background = lsn_background_new ("app.liaison.Test", command, NULL);
  g_autofree char *path = dup_entry ();
  g_autoptr (GError) error = NULL;
  g_autofree const char **line = NULL;
  const char *reason;
  gboolean autostart;
  Portal portal;

  /* An entry of before, when there was no portal, gives way to it. */
  g_assert_true (set (background, TRUE, NULL));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  portal_start (&portal);
  g_assert_true (set (background, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (portal.options, "autostart", "b", &autostart));
  g_assert_true (autostart);
  g_assert_true (g_variant_lookup (portal.options, "commandline", "^a&s", &line));
  g_assert_cmpstrv (line, command);
  g_assert_true (g_variant_lookup (portal.options, "reason", "&s", &reason));
  g_assert_cmpstr (reason, ==, "why");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_true (set (background, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (portal.options, "autostart", "b", &autostart));
  g_assert_false (autostart);

  /* A refusal is one, and nothing goes round it. */
  portal.granted = FALSE;
  g_assert_false (set (background, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  portal.response = 1;
  g_assert_false (set (background, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  portal_stop (&portal);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/background/entry", test_entry);
  g_test_add_func ("/background/portal", test_portal);
  return g_test_run ();
}
