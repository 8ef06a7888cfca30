/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "reminder/lsn-reminder-watch.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <sys/inotify.h>
#include <unistd.h>

/* A hard-working window writes often; one look a second is enough. */
#define REST_MS 1000

#define LOGIN1    "org.freedesktop.login1"
#define TIMEDATE1 "org.freedesktop.timedate1"

struct _LsnReminderWatch
{
  char *folder; /* owned */
  GSourceOnceFunc look;
  gpointer user_data;
  int fd; /* -1 while the folder is not watched */
  guint source;
  guint rest_source;
  GCancellable *cancellable;   /* owned */
  GDBusConnection *system_bus; /* owned, nullable */
};

/* --- The workspace ---------------------------------------------------------------------------- */

static gboolean written_cb (int fd, GIOCondition condition, gpointer user_data);

/* Returns whether anything had happened. */
static gboolean
drain (LsnReminderWatch *self, gboolean *gone)
{
  char buffer[4096] __attribute__ ((aligned (__alignof__ (struct inotify_event))));
  gboolean any = FALSE;
  ssize_t length;

  *gone = FALSE;
  while ((length = read (self->fd, buffer, sizeof buffer)) > 0)
    {
      any = TRUE;
      for (char *at = buffer; at < buffer + length;)
        {
          const struct inotify_event *event = (const struct inotify_event *) (gpointer) at;

          *gone = *gone || (event->mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF));
          at += sizeof *event + event->len;
        }
    }
  return any;
}

static void
stop (LsnReminderWatch *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

static void
rested_cb (gpointer user_data)
{
  LsnReminderWatch *self = user_data;
  gboolean gone;

  self->rest_source = 0;
  drain (self, &gone);
  if (gone)
    stop (self);
  else
    self->source = g_unix_fd_add (self->fd, G_IO_IN, written_cb, self);
  self->look (self->user_data);
}

/* The first write of a burst ends the listening for a while. */
static gboolean
written_cb (int fd, GIOCondition condition, gpointer user_data)
{
  LsnReminderWatch *self = user_data;

  self->source = 0;
  self->rest_source = g_timeout_add_once (REST_MS, rested_cb, self);
  return G_SOURCE_REMOVE;
}

void
lsn_reminder_watch_retry (LsnReminderWatch *self)
{
  if (self->fd >= 0)
    return;
  self->fd = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  if (self->fd < 0)
    return;
  if (inotify_add_watch (self->fd, self->folder,
                         IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF |
                             IN_ONLYDIR) < 0)
    {
      stop (self);
      return;
    }
  self->source = g_unix_fd_add (self->fd, G_IO_IN, written_cb, self);
}

/* --- The machine ------------------------------------------------------------------------------ */

static void
system_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
           const char *signal, GVariant *parameters, gpointer user_data)
{
  LsnReminderWatch *self = user_data;
  gboolean begins = FALSE;

  if (g_str_equal (signal, "PrepareForSleep") &&
      g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &begins);
  if (!begins)
    self->look (self->user_data);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnReminderWatch *self = user_data;
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      /* A machine without a system bus: the kernel's clock and the regular check serve. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("No system bus: %s", error->message);
      return;
    }
  self->system_bus = bus;
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  g_dbus_connection_signal_subscribe (bus, LOGIN1, LOGIN1 ".Manager", "PrepareForSleep", NULL, NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, system_cb, self, NULL);
  g_dbus_connection_signal_subscribe (bus, TIMEDATE1, "org.freedesktop.DBus.Properties",
                                      "PropertiesChanged", "/org/freedesktop/timedate1", NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, system_cb, self, NULL);
}

/* --- Its life --------------------------------------------------------------------------------- */

LsnReminderWatch *
lsn_reminder_watch_new (const char *folder, GSourceOnceFunc look, gpointer user_data)
{
  LsnReminderWatch *self = g_new0 (LsnReminderWatch, 1);

  self->folder = g_strdup (folder);
  self->look = look;
  self->user_data = user_data;
  self->fd = -1;
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, connected_cb, self);
  lsn_reminder_watch_retry (self);
  return self;
}

void
lsn_reminder_watch_free (LsnReminderWatch *self)
{
  stop (self);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_object (&self->system_bus);
  g_free (self->folder);
  g_free (self);
}
