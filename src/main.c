/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-application.h"
#include "app/lsn-command-line.h"
#include "app/lsn-workspace-path.h"
#include "model/lsn-model.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

/* Hands the line to the program that has the workspace open. */
static int
forward (const char *workspace, char **argv, const GError *busy)
{
  g_autofree char *id = lsn_workspace_path_dup_app_id (workspace);
  g_autoptr (GApplication) launcher =
      g_application_new (id, G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_IS_LAUNCHER);

  if (!g_application_register (launcher, NULL, NULL))
    {
      g_printerr ("liaison: %s\n", busy->message);
      return 1;
    }
  return g_application_run (launcher, (int) g_strv_length (argv), argv);
}

/* A backup takes its place when the workspace is opened the next time, which is now. */
static void
finish_restore (const char *workspace, int *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnStore) store =
      lsn_store_open (workspace, lsn_model_get_guest_schema (), g_get_real_name (), &error);

  if (store)
    {
      lsn_store_close (store);
      return;
    }
  g_printerr ("liaison: %s\n", error->message);
  *code = 1;
}

static int
run_command (const char *workspace, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnStore) store =
      lsn_store_open (workspace, lsn_model_get_guest_schema (), g_get_real_name (), &error);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) errors = g_string_new (NULL);
  g_autofree char *folder = g_get_current_dir ();
  gboolean replaced;
  int code;

  if (g_error_matches (error, LSN_STORE_ERROR, LSN_STORE_ERROR_BUSY))
    return forward (workspace, argv, error);
  if (g_error_matches (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT) &&
      lsn_command_line_rescue (workspace, argv + 1, folder, &error))
    {
      g_print ("%s\n", _ ("Restored. The damaged file stays beside it."));
      return 0;
    }
  if (store == NULL)
    {
      g_printerr ("liaison: %s\n", error->message);
      return 1;
    }

  code = lsn_command_line_run (store, argv + 1, folder, out, errors);
  replaced = lsn_store_is_replaced (store);
  lsn_store_close (store);
  if (replaced)
    finish_restore (workspace, &code);
  g_print ("%s", out->str);
  g_printerr ("%s", errors->str);
  return code;
}

/* In the window, be it there or not. */
static int
open_files (const char *workspace, char **argv)
{
  g_autoptr (LsnApplication) application = lsn_application_new (workspace);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) line = NULL;

  g_strv_builder_add (builder, argv[0]);
  g_strv_builder_add (builder, LSN_COMMAND_LINE_OPEN);
  g_strv_builder_addv (builder,
                       (const char **) argv + 1 + g_str_equal (argv[1], LSN_COMMAND_LINE_OPEN));
  line = g_strv_builder_end (builder);
  return g_application_run (G_APPLICATION (application), (int) g_strv_length (line), line);
}

int
main (int argc, char *argv[])
{
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_autofree char *named = NULL;
  g_autofree char *workspace = NULL;
  g_autoptr (LsnApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("LIAISON_LOCALE_DIR") ? g_getenv ("LIAISON_LOCALE_DIR")
                                                                   : LSN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Liaison");

  {
    g_auto (GStrv) taken = g_steal_pointer (&arguments);

    named = lsn_command_line_take_workspace (taken);
    workspace = named ? g_canonicalize_filename (named, NULL) : lsn_workspace_path_dup_default ();
    if (taken[0] && taken[1] && (g_str_equal (taken[1], "--help") || g_str_equal (taken[1], "-h")))
      {
        g_print ("%s", lsn_command_line_get_usage ());
        return 0;
      }
    if (taken[0] && taken[1] && g_str_equal (taken[1], "--version"))
      {
        g_print ("liaison %s\n", LSN_VERSION);
        return 0;
      }
    if (taken[0] && taken[1] && lsn_command_line_names_files (taken + 1))
      return open_files (workspace, taken);
    if (taken[0] && taken[1] && !g_str_has_prefix (taken[1], "--gapplication") &&
        !g_str_equal (taken[1], "--action"))
      return run_command (workspace, taken);

    application = lsn_application_new (workspace);
    return g_application_run (G_APPLICATION (application), (int) g_strv_length (taken), taken);
  }
}
