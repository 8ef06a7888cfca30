/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-application-private.h"
#include "views/calendar/lsn-event-dialog.h"
#include "views/calendar/lsn-minutes-dialog.h"

#include <glib/gi18n-lib.h>

static void
new_event (LsnApplication *self, GVariant *parameter)
{
  LsnEventTime time;

  if (parameter)
    g_variant_get (parameter, "(iiii)", &time.start, &time.start_minute, &time.end,
                   &time.end_minute);
  lsn_application_present_dialog (self, lsn_event_dialog_new_at (lsn_application_get_context (self),
                                                                 parameter ? &time : NULL));
}

static void
edit_event (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (self,
                                  lsn_event_dialog_new (lsn_application_get_context (self),
                                                        g_variant_get_int64 (parameter), NULL));
}

static void
edit_occurrence (LsnApplication *self, GVariant *parameter)
{
  const char *occurrence;
  gint64 id;

  g_variant_get (parameter, "(x&s)", &id, &occurrence);
  lsn_application_present_dialog (self, lsn_event_dialog_new (lsn_application_get_context (self),
                                                              id, occurrence));
}

/* Only links that are known to lead to a meeting are opened. */
static void
join_meeting (LsnApplication *self, GVariant *parameter)
{
  g_autofree char *link = lsn_event_find_link (g_variant_get_string (parameter, NULL));
  g_autoptr (GtkUriLauncher) launcher = link ? gtk_uri_launcher_new (link) : NULL;

  if (launcher)
    gtk_uri_launcher_launch (launcher, GTK_WINDOW (lsn_application_get_window (self)), NULL, NULL,
                             NULL);
}

static void
event_minutes (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (self, lsn_minutes_dialog_new (lsn_application_get_context (self),
                                                                g_variant_get_int64 (parameter)));
}

const LsnCommand lsn_calendar_commands[] = {
  { "new-event", N_ ("New _Event"), LSN_COMMAND_GROUP_CALENDAR, NULL,
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW, "<Control><Shift>e", "list-add-symbolic", new_event },
  { "new-event-at", N_ ("New Event"), LSN_COMMAND_GROUP_CALENDAR, "(iiii)",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, new_event },
  { "edit-event", N_ ("Edit Event"), LSN_COMMAND_GROUP_CALENDAR, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, edit_event },
  { "edit-occurrence", N_ ("Edit Event"), LSN_COMMAND_GROUP_CALENDAR, "(xs)",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, edit_occurrence },
  { "event-minutes", N_ ("_Minutes"), LSN_COMMAND_GROUP_CALENDAR, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, event_minutes },
  { "join-meeting", N_ ("Join"), LSN_COMMAND_GROUP_CALENDAR, "s",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, join_meeting },
  { NULL },
};
