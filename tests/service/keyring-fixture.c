/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "service/keyring-fixture.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define STORE_NAME "org.freedesktop.secrets"
#define STORE_PATH "/org/freedesktop/secrets"
#define SERVICE    "org.freedesktop.Secret.Service"
#define RIDDEN     "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
#define LOGIN      "/org/freedesktop/secrets/collection/login"

static GSubprocess *daemon_process;
static GDBusConnection *bus; /* ours: the one under test is another */

static GDBusConnection *
connect_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static GVariant *
call (const char *path, const char *interface, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer;

  if (bus == NULL)
    bus = connect_bus ();
  answer = g_dbus_connection_call_sync (bus, STORE_NAME, path, interface, method, parameters, NULL,
                                        G_DBUS_CALL_FLAGS_NONE, 20000, NULL, &error);
  g_assert_no_error (error);
  return answer;
}

static gboolean
is_owned (void)
{
  g_autoptr (GVariant) answer = NULL;
  gboolean owned;

  if (bus == NULL)
    bus = connect_bus ();
  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus", "NameHasOwner",
                                        g_variant_new ("(s)", STORE_NAME), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (answer);
  g_variant_get (answer, "(b)", &owned);
  return owned;
}

static void
wait_owned (gboolean owned)
{
  while (is_owned () != owned)
    g_usleep (2000);
}

void
keyring_start (gboolean with_keyring)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      with_keyring ? G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                   : G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *control = g_build_filename (g_get_user_runtime_dir (), "keyring", NULL);

  g_assert_null (daemon_process);
  g_subprocess_launcher_unsetenv (launcher, "ASAN_OPTIONS");
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  daemon_process =
      g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground",
                                   "--components=secrets", "--control-directory", control,
                                   with_keyring ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  if (with_keyring)
    {
      GOutputStream *input = g_subprocess_get_stdin_pipe (daemon_process);

      g_output_stream_write_all (input, KEYRING_PASSWORD, strlen (KEYRING_PASSWORD), NULL, NULL,
                                 &error);
      g_assert_no_error (error);
      g_output_stream_close (input, NULL, &error);
      g_assert_no_error (error);
    }
  wait_owned (TRUE);
}

void
keyring_stop (void)
{
  g_subprocess_force_exit (daemon_process);
  g_subprocess_wait (daemon_process, NULL, NULL);
  g_clear_object (&daemon_process);
  wait_owned (FALSE);
}

void
keyring_forget (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "keyrings", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

static void
signal_daemon (int number)
{
  g_subprocess_send_signal (daemon_process, number);
}

void
keyring_freeze (void)
{
  signal_daemon (SIGSTOP);
}

void
keyring_thaw (void)
{
  signal_daemon (SIGCONT);
}

static gboolean
is_locked (void)
{
  g_autoptr (GVariant) answer =
      call (LOGIN, "org.freedesktop.DBus.Properties", "Get",
            g_variant_new ("(ss)", "org.freedesktop.Secret.Collection", "Locked"));
  g_autoptr (GVariant) value = NULL;

  g_variant_get (answer, "(v)", &value);
  return g_variant_get_boolean (value);
}

void
keyring_lock (void)
{
  const char *const paths[] = { LOGIN, NULL };
  g_autoptr (GVariant) answer = call (STORE_PATH, SERVICE, "Lock", g_variant_new ("(^ao)", paths));

  g_assert_true (is_locked ());
}

/* The daemon's own back door, which the login of a desktop uses: no window asks. */
void
keyring_unlock (void)
{
  g_autoptr (GVariant) session = call (STORE_PATH, SERVICE, "OpenSession",
                                       g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_autoptr (GVariant) answer = NULL;
  const char *path;

  g_variant_get (session, "(v&o)", NULL, &path);
  answer = call (STORE_PATH, RIDDEN, "UnlockWithMasterPassword",
                 g_variant_new ("(o(o@ay@ays))", LOGIN, path,
                                g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, NULL, 0, 1),
                                g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, KEYRING_PASSWORD,
                                                           strlen (KEYRING_PASSWORD), 1),
                                "text/plain"));
  g_assert_false (is_locked ());
}

/* --- A prompter that dismisses ---------------------------------------------------------------- */

static GDBusConnection *prompter;
static guint prompter_name;
static guint n_dismissed;

static void
ready (const char *sender, const char *path, const char *reply)
{
  g_dbus_connection_call (prompter, sender, path, "org.gnome.keyring.internal.Prompter.Callback",
                          "PromptReady",
                          g_variant_new ("(s@a{sv}s)", reply,
                                         g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0),
                                         ""),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

static void
prompter_cb (GDBusConnection *connection, const char *sender, const char *object_path,
             const char *interface, const char *method, GVariant *parameters,
             GDBusMethodInvocation *invocation, gpointer user_data)
{
  g_autofree char *path = NULL;

  g_variant_get_child (parameters, 0, "o", &path);
  g_dbus_method_invocation_return_value (invocation, NULL);
  if (g_str_equal (method, "BeginPrompting"))
    {
      ready (sender, path, "");
    }
  else if (g_str_equal (method, "PerformPrompt"))
    {
      n_dismissed++;
      ready (sender, path, "no");
    }
  else
    {
      g_dbus_connection_call (connection, sender, path,
                              "org.gnome.keyring.internal.Prompter.Callback", "PromptDone", NULL,
                              NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
    }
}

void
keyring_dismiss_begin (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = prompter_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (
      "<node><interface name='org.gnome.keyring.internal.Prompter'>"
      "<method name='BeginPrompting'><arg type='o' direction='in'/></method>"
      "<method name='PerformPrompt'><arg type='o' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='a{sv}' direction='in'/><arg type='s' direction='in'/></method>"
      "<method name='StopPrompting'><arg type='o' direction='in'/></method>"
      "</interface></node>",
      NULL);

  n_dismissed = 0;
  prompter = connect_bus ();
  g_dbus_connection_register_object (prompter, "/org/gnome/keyring/Prompter", node->interfaces[0],
                                     &vtable, NULL, NULL, NULL);
  prompter_name =
      g_bus_own_name_on_connection (prompter, "org.gnome.keyring.SystemPrompter",
                                    G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

guint
keyring_dismiss_end (void)
{
  g_bus_unown_name (prompter_name);
  g_dbus_connection_close_sync (prompter, NULL, NULL);
  g_clear_object (&prompter);
  return n_dismissed;
}

/* --- A store that hangs ----------------------------------------------------------------------- */

static GDBusConnection *hung;

static GDBusMessage *
swallow (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  g_object_unref (message);
  return NULL;
}

void
keyring_hang_begin (void)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  hung = connect_bus ();
  answer = g_dbus_connection_call_sync (hung, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus", "RequestName",
                                        g_variant_new ("(su)", STORE_NAME, 0), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (hung, swallow, NULL, NULL);
}

void
keyring_hang_end (void)
{
  g_dbus_connection_close_sync (hung, NULL, NULL);
  g_clear_object (&hung);
  wait_owned (FALSE);
}

/* --- The heartbeat ---------------------------------------------------------------------------- */

#define BEAT_MS 5

struct _Heartbeat
{
  GThread *thread;
  int stop; /* atomic */
  guint source;
  gint64 last;
  gint64 longest;
};

/* How long the machine lets a thread wait that does nothing but sleep. */
static gpointer
sleep_on_thread (gpointer data)
{
  Heartbeat *self = data;
  gint64 last = g_get_monotonic_time ();
  gint64 longest = 0;

  while (!g_atomic_int_get (&self->stop))
    {
      gint64 now;

      g_usleep (BEAT_MS * 1000);
      now = g_get_monotonic_time ();
      longest = MAX (longest, now - last);
      last = now;
    }
  return g_memdup2 (&longest, sizeof longest);
}

static gboolean
beat_cb (gpointer user_data)
{
  Heartbeat *self = user_data;
  gint64 now = g_get_monotonic_time ();

  self->longest = MAX (self->longest, now - self->last);
  self->last = now;
  return G_SOURCE_CONTINUE;
}

Heartbeat *
heartbeat_begin (void)
{
  Heartbeat *self = g_new0 (Heartbeat, 1);

  self->last = g_get_monotonic_time ();
  self->thread = g_thread_new ("heartbeat", sleep_on_thread, self);
  self->source = g_timeout_add_full (G_PRIORITY_HIGH, BEAT_MS, beat_cb, self, NULL);
  return self;
}

double
heartbeat_end (Heartbeat *self)
{
  g_autofree gint64 *machine = NULL;
  double stall_ms;

  beat_cb (self);
  g_source_remove (self->source);
  g_atomic_int_set (&self->stop, 1);
  machine = g_thread_join (self->thread);
  stall_ms = (double) MAX (0, self->longest - *machine) / 1000;
  g_free (self);
  return stall_ms;
}

/* --- The canary ------------------------------------------------------------------------------- */

#define CANARY_LENGTH 24
/* What the program does not use for data is left out: the shadow of the sanitizers. */
#define MAX_MAPPING ((gsize) 256 << 20)

static guchar
canary_letter (gsize i)
{
  return (guchar) ('a' + (i * i * 7 + i * 11 + 3) % 26);
}

static gboolean
is_canary (const guchar *bytes)
{
  for (gsize i = 0; i < CANARY_LENGTH; i++)
    {
      if (bytes[i] != canary_letter (i))
        return FALSE;
    }
  return TRUE;
}

static guint
count_canaries (const guchar *bytes, gsize length)
{
  guint count = 0;

  for (gsize i = 0; i + CANARY_LENGTH <= length; i++)
    count += is_canary (bytes + i);
  return count;
}

char *
canary_new (void)
{
  char *canary = g_malloc0 (CANARY_LENGTH + 1);

  for (gsize i = 0; i < CANARY_LENGTH; i++)
    canary[i] = (char) canary_letter (i);
  return canary;
}

void
canary_free (char *canary)
{
  explicit_bzero (canary, CANARY_LENGTH);
  g_free (canary);
}

guint
canary_count (void)
{
  FILE *maps = fopen ("/proc/self/maps", "re");
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  char line[1024];
  guint count = 0;

  g_assert_nonnull (maps);
  g_assert_cmpint (memory, >=, 0);
  while (fgets (line, sizeof line, maps))
    {
      gsize start, end, length;
      char access[8];
      guchar *copy;
      gssize n;

      if (sscanf (line, "%zx-%zx %4s", &start, &end, access) != 3 || access[0] != 'r' ||
          access[1] != 'w' || end - start > MAX_MAPPING)
        continue;
      /* Outside of the heap, and gone before the next mapping is read. */
      length = end - start;
      copy = mmap (NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      g_assert_true (copy != MAP_FAILED);
      n = pread (memory, copy, length, (off_t) start);
      count += n > 0 ? count_canaries (copy, (gsize) n) : 0;
      munmap (copy, length);
    }
  close (memory);
  fclose (maps);
  return count;
}

char *
canary_find_file (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      char *found;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          found = canary_find_file (path);
          if (found)
            return found;
        }
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
               g_file_get_contents (path, &content, &length, NULL) &&
               count_canaries ((guchar *) content, length) > 0)
        {
          return g_steal_pointer (&path);
        }
    }
  return NULL;
}
