/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-about-dialog.h"
#include "base/lsn-home.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

static const char *const developers[] = { N_ ("The Liaison founders"), NULL };

/* Names of works of others. */
static const char *const works[] = {
  "GTK",      "libadwaita", "GLib",           "SQLite",
  "ICU",      "libsecret",  "libphonenumber", "libstemmer",
  "uchardet", "JSON-GLib",  "libportal",      "Evolution Data Server",
  NULL
};

static void
add (GString *text, const char *name, const char *value)
{
  g_string_append_printf (text, "%s: %s\n", name, value ? value : "—");
}

/* In English, as who reads it may not know the user's language, and without anything of a client.
 */
static char *
dup_debug_info (LsnContext *context)
{
  GString *text = g_string_new (NULL);
  GdkDisplay *display = gdk_display_get_default ();
  GtkSettings *settings = gtk_settings_get_for_display (display);
  LsnStore *store = lsn_context_get_store (context);
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autofree char *gtk = g_strdup_printf ("%u.%u.%u", gtk_get_major_version (),
                                          gtk_get_minor_version (), gtk_get_micro_version ());
  g_autofree char *adw = g_strdup_printf ("%u.%u.%u", adw_get_major_version (),
                                          adw_get_minor_version (), adw_get_micro_version ());
  g_autofree char *glib =
      g_strdup_printf ("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);
  g_autofree char *font = NULL;

  g_object_get (settings, "gtk-font-name", &font, NULL);
  add (text, "Liaison", LSN_VERSION);
  add (text, "Application id", g_application_get_application_id (g_application_get_default ()));
  add (text, "GTK", gtk);
  add (text, "libadwaita", adw);
  add (text, "GLib", glib);
  add (text, "System", system);
  add (text, "Desktop", g_getenv ("XDG_CURRENT_DESKTOP"));
  add (text, "Display", G_OBJECT_TYPE_NAME (display));
  add (text, "Font", font);
  add (text, "Messages", setlocale (LC_MESSAGES, NULL));
  add (text, "Dates", setlocale (LC_TIME, NULL));
  add (text, "Settings", lsn_context_get_settings (context) ? "installed" : "not installed");
  add (text, "Phone region", lsn_context_get_region (context));
  add (text, "Workspace", lsn_store_get_read_only (store) ? "read-only" : "writable");
  return g_string_free (text, FALSE);
}

AdwDialog *
lsn_about_dialog_new (LsnContext *context)
{
  AdwDialog *self =
      adw_about_dialog_new_from_appdata (LSN_RESOURCE_BASE "/metainfo.xml", LSN_VERSION);
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (self);
  const char *names[G_N_ELEMENTS (developers)] = { NULL };
  g_autofree char *debug_info = dup_debug_info (context);

  for (guint i = 0; developers[i]; i++)
    names[i] = _ (developers[i]);
  adw_about_dialog_set_version (about, LSN_VERSION);
  adw_about_dialog_set_developer_name (about, names[0]);
  adw_about_dialog_set_developers (about, names);
  adw_about_dialog_set_artists (about, names);
  /* Translators: your names, one a line */
  adw_about_dialog_set_translator_credits (about, _ ("translator-credits"));
  adw_about_dialog_set_copyright (about, _ ("© 2026 The Liaison founders"));
  adw_about_dialog_add_acknowledgement_section (about, _ ("Stands On"), (const char **) works);
  adw_about_dialog_set_debug_info (about, debug_info);
  adw_about_dialog_set_debug_info_filename (about, "liaison-debug-info.txt");
  return self;
}
