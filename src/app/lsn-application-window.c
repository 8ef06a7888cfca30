/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-about-dialog.h"
#include "app/lsn-application-private.h"
#include "app/lsn-palette.h"
#include "app/lsn-shortcuts-dialog.h"
#include "views/preferences/lsn-preferences-data.h"
#include "views/preferences/lsn-preferences-dialog.h"

#include <glib/gi18n-lib.h>

static void
page (LsnApplication *self, GVariant *parameter)
{
  lsn_window_show_page (lsn_application_get_window (self), g_variant_get_string (parameter, NULL));
}

static void
search (LsnApplication *self, GVariant *parameter)
{
  lsn_window_focus_search (lsn_application_get_window (self));
}

static void
palette (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (
      self, lsn_palette_new (lsn_application_get_context (self),
                             lsn_window_get_visited (lsn_application_get_window (self)),
                             parameter ? g_variant_get_string (parameter, NULL) : NULL));
}

static void
shortcuts (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (self, lsn_shortcuts_dialog_new ());
}

static void
close_window (LsnApplication *self, GVariant *parameter)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window)
    gtk_window_close (window);
}

static void
preferences (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  AdwDialog *dialog = lsn_preferences_dialog_new (context, lsn_application_get_secrets (self),
                                                  lsn_application_get_background (self));

  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), lsn_preferences_data_new (context));
  lsn_application_present_dialog (self, dialog);
}

static void
about (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (self, lsn_about_dialog_new (lsn_application_get_context (self)));
}

static void
quit (LsnApplication *self, GVariant *parameter)
{
  g_application_quit (G_APPLICATION (self));
}

const LsnCommand lsn_window_commands[] = {
  { "page", N_ ("Go to Page"), LSN_COMMAND_GROUP_GENERAL, "s",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, page },
  { "search", N_ ("_Search in Place"), LSN_COMMAND_GROUP_GENERAL, NULL, LSN_COMMAND_WINDOW,
    "<Control>f", "edit-find-symbolic", search },
  { "palette", N_ ("Search _Everything"), LSN_COMMAND_GROUP_GENERAL, NULL,
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, "<Control>k", "system-search-symbolic", palette },
  { "find", N_ ("Search for Words"), LSN_COMMAND_GROUP_GENERAL, "s",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "system-search-symbolic", palette },
  { "preferences", N_ ("_Preferences"), LSN_COMMAND_GROUP_GENERAL, NULL, LSN_COMMAND_WINDOW,
    "<Control>comma", "preferences-system-symbolic", preferences },
  { "shortcuts", N_ ("_Keyboard Shortcuts"), LSN_COMMAND_GROUP_GENERAL, NULL, LSN_COMMAND_WINDOW,
    "<Control>question", "preferences-desktop-keyboard-shortcuts-symbolic", shortcuts },
  { "about", N_ ("_About Liaison"), LSN_COMMAND_GROUP_GENERAL, NULL, LSN_COMMAND_WINDOW, NULL,
    "help-about-symbolic", about },
  { "close", N_ ("_Close Window"), LSN_COMMAND_GROUP_GENERAL, NULL, LSN_COMMAND_UNOPENED,
    "<Control>w", "window-close-symbolic", close_window },
  { "quit", N_ ("_Quit"), LSN_COMMAND_GROUP_GENERAL, NULL, LSN_COMMAND_UNOPENED, "<Control>q",
    "application-exit-symbolic", quit },
  { NULL },
};
