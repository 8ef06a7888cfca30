/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "reminder/lsn-reminder-clock.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

typedef struct
{
  GSource source;
  int fd;
} Clock;

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  Clock *clock = (Clock *) source;
  guint64 fired;

  /* ECANCELED tells that the clock was set: look again, too. */
  if (read (clock->fd, &fired, sizeof fired) < 0 && errno != ECANCELED && errno != EAGAIN)
    return G_SOURCE_REMOVE;
  return callback (user_data);
}

static void
finalize (GSource *source)
{
  close (((Clock *) source)->fd);
}

static GSourceFuncs funcs = { .dispatch = dispatch, .finalize = finalize };

GSource *
lsn_reminder_clock_new (GError **error)
{
  int fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  GSource *source;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   "The clock cannot be watched: %s", g_strerror (errno));
      return NULL;
    }
  source = g_source_new (&funcs, sizeof (Clock));
  ((Clock *) source)->fd = fd;
  g_source_add_unix_fd (source, fd, G_IO_IN);
  g_source_set_static_name (source, "lsn-reminder-clock");
  return source;
}

void
lsn_reminder_clock_set (GSource *source, gint64 at)
{
  struct itimerspec when = { .it_value = { .tv_sec = at / G_USEC_PER_SEC,
                                           .tv_nsec = at % G_USEC_PER_SEC * 1000 } };

  timerfd_settime (((Clock *) source)->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when,
                   NULL);
}
