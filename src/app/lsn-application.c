/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-application.h"
#include "app/lsn-application-private.h"
#include "app/lsn-command-line.h"
#include "app/lsn-search-provider.h"
#include "app/lsn-session-settings.h"
#include "app/lsn-start-window.h"
#include "app/lsn-workspace-path.h"
#include "base/lsn-settings.h"
#include "base/lsn-home.h"
#include "model/lsn-model.h"
#include "widgets/lsn-dialog.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

/* Copying a large workspace keeps a core and the disk busy for seconds; the first look is the
 * user's. */
#define BACKUP_AFTER_S     20
#define BACKUP_EVERY_US    G_TIME_SPAN_DAY
#define SERVICE_TIMEOUT_MS 10000

/* An opening that takes longer is shown. */
#define PATIENCE_MS 700

struct _LsnApplication
{
  AdwApplication parent_instance;

  char *workspace;           /* owned */
  GSettings *settings;       /* owned, nullable */
  LsnStore *store;           /* owned, nullable until it is open */
  LsnContext *context;       /* owned, likewise */
  LsnSecrets *secrets;       /* owned, nullable until somebody asks */
  LsnBackground *background; /* owned, likewise */
  LsnSearchProvider *search; /* owned */
  GQueue waiting;  /* element-type GApplicationCommandLine, owned: came before the store was open */
  GQueue commands; /* element-type Pending, owned: likewise */
  gboolean wants_window;
  guint backup_source;
  guint end_source;
  GCancellable *opening;        /* owned, nullable: while the workspace is opened */
  LsnStartWindow *start_window; /* borrowed, nullable */
  guint patience_source;
  AdwToast *news; /* owned, nullable: told when the workspace is open again */
};

G_DEFINE_FINAL_TYPE (LsnApplication, lsn_application, ADW_TYPE_APPLICATION)

/* A command that came before the workspace was open, as when a notification's button started the
 * program. */
typedef struct
{
  const LsnCommand *command;
  GVariant *parameter; /* owned, nullable */
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_clear_pointer (&pending->parameter, g_variant_unref);
  g_free (pending);
}

LsnContext *
lsn_application_get_context (LsnApplication *self)
{
  return self->context;
}

LsnSecrets *
lsn_application_get_secrets (LsnApplication *self)
{
  if (self->secrets == NULL)
    self->secrets = lsn_secrets_new ();
  return self->secrets;
}

LsnBackground *
lsn_application_get_background (LsnApplication *self)
{
  g_autofree char *standard = lsn_workspace_path_dup_default ();
  const char *command[] = { LSN_LIBEXECDIR "/liaison-reminder", "--workspace", self->workspace,
                            NULL };

  if (g_str_equal (self->workspace, standard))
    command[1] = NULL;
  if (self->background == NULL)
    self->background =
        lsn_background_new (g_application_get_application_id (G_APPLICATION (self)), command,
                            self->context ? lsn_context_get_settings (self->context) : NULL);
  return self->background;
}

LsnWindow *
lsn_application_get_window (LsnApplication *self)
{
  /* The last used first; some that are of another kind, as that of an import, may be before it. */
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    {
      if (LSN_IS_WINDOW (l->data))
        return LSN_WINDOW (l->data);
    }
  return NULL;
}

LsnWindow *
lsn_application_ensure_window (LsnApplication *self)
{
  LsnWindow *window = lsn_application_get_window (self);

  if (self->context == NULL)
    return NULL;
  if (window == NULL)
    window = lsn_window_new (GTK_APPLICATION (self), self->context);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
lsn_application_present_dialog (LsnApplication *self, AdwDialog *dialog)
{
  lsn_dialog_present (dialog, GTK_WIDGET (lsn_application_get_window (self)));
}

void
lsn_application_run (LsnApplication *self, const LsnCommand *command, GVariant *parameter)
{
  Pending *pending;

  if (self->context == NULL && (command->flags & LSN_COMMAND_UNOPENED) == 0)
    {
      pending = g_new0 (Pending, 1);
      pending->command = command;
      pending->parameter = parameter ? g_variant_ref (parameter) : NULL;
      g_queue_push_tail (&self->commands, pending);
      return;
    }
  if (command->flags & LSN_COMMAND_WINDOW)
    lsn_application_ensure_window (self);
  command->run (self, parameter);
}

/* --- Opening the workspace -------------------------------------------------------------------- */

static void
serve_waiting (LsnApplication *self)
{
  GApplicationCommandLine *command_line;

  while ((command_line = g_queue_pop_head (&self->waiting)))
    {
      lsn_command_line_serve (command_line, self->store);
      g_object_unref (command_line);
    }
}

static void open_workspace (LsnApplication *self);

static void
start_window_gone (gpointer data, GObject *window)
{
  LSN_APPLICATION (data)->start_window = NULL;
}

static void
cancel_cb (LsnApplication *self)
{
  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_application_quit (G_APPLICATION (self));
}

static gboolean
close_request_cb (LsnApplication *self)
{
  cancel_cb (self);
  return GDK_EVENT_PROPAGATE;
}

static LsnStartWindow *
ensure_start_window (LsnApplication *self)
{
  if (self->start_window == NULL)
    {
      self->start_window = lsn_start_window_new (GTK_APPLICATION (self), self->workspace);
      g_object_weak_ref (G_OBJECT (self->start_window), start_window_gone, self);
      g_signal_connect_object (self->start_window, "retry", G_CALLBACK (open_workspace), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->start_window, "cancel", G_CALLBACK (cancel_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->start_window, "close-request", G_CALLBACK (close_request_cb),
                               self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (self->start_window));
  return self->start_window;
}

static void
close_start_window (LsnApplication *self)
{
  LsnStartWindow *window = self->start_window;

  g_clear_handle_id (&self->patience_source, g_source_remove);
  if (window == NULL)
    return;
  g_object_weak_unref (G_OBJECT (window), start_window_gone, self);
  self->start_window = NULL;
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
progress_cb (const char *what, double fraction, gpointer user_data)
{
  LsnApplication *self = user_data;

  if (self->start_window)
    lsn_start_window_show_progress (self->start_window, what, fraction);
}

static gboolean
patience_cb (gpointer user_data)
{
  LsnApplication *self = user_data;

  self->patience_source = 0;
  if (self->wants_window)
    lsn_start_window_show_progress (ensure_start_window (self), _ ("Opening the workspace…"), -1);
  return G_SOURCE_REMOVE;
}

/* Whoever asked on the command line is not kept waiting for what the user does in the window. */
static void
refuse_waiting (LsnApplication *self, const GError *error)
{
  GApplicationCommandLine *command_line;

  while ((command_line = g_queue_pop_head (&self->waiting)))
    {
      g_application_command_line_printerr (command_line, "liaison: %s\n", error->message);
      g_application_command_line_set_exit_status (command_line, 1);
      g_application_command_line_done (command_line);
      g_object_unref (command_line);
    }
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lsn_store_backup_finish (LSN_STORE (source), result, &error);
  LsnWindow *window = lsn_application_get_window (self);

  if (self->context)
    lsn_context_set_job (self->context, NULL, 0);
  if (error && window)
    lsn_window_show_message (window, error->message, 0);
  /* What could not be read is for the next start; nobody waits for the room. */
  if (error == NULL && self->store)
    lsn_store_collect_files_async (self->store, NULL, NULL, NULL);
}

static gboolean
backup_cb (gpointer user_data)
{
  LsnApplication *self = user_data;

  self->backup_source = 0;
  lsn_context_set_job (self->context, _ ("Backing Up"), -1);
  lsn_store_backup_async (self->store, LSN_BACKUP_DAILY, BACKUP_EVERY_US, NULL, backed_up_cb,
                          g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
tell_news (LsnApplication *self)
{
  LsnWindow *window = lsn_application_get_window (self);

  if (window == NULL || self->context == NULL || self->news == NULL)
    return;
  lsn_window_add_toast (window, self->news);
  g_clear_object (&self->news);
}

/* The workspace and the working days are there: what waited is done. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnApplication *self = user_data;
  g_autoptr (LsnWorkdays) workdays = lsn_home_load_workdays_finish (result, NULL);
  g_autofree char *region = lsn_home_dup_phone_region (self->settings);

  lsn_search_provider_set_store (self->search, self->store);
  self->context = lsn_context_new (self->store, workdays, region, self->settings);
  lsn_session_settings_follow (self->context);
  lsn_command_set_writable (self, lsn_store_get_read_only (self->store) == NULL);
  serve_waiting (self);
  while (!g_queue_is_empty (&self->commands))
    {
      Pending *pending = g_queue_pop_head (&self->commands);

      lsn_application_run (self, pending->command, pending->parameter);
      pending_free (pending);
    }
  if (self->wants_window)
    lsn_application_ensure_window (self);
  close_start_window (self);
  tell_news (self);
  if (lsn_store_get_read_only (self->store) == NULL)
    self->backup_source = g_timeout_add_seconds (BACKUP_AFTER_S, backup_cb, self);
  g_application_release (G_APPLICATION (self));
}

static void replaced_cb (LsnApplication *self);

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnApplication *self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->opening);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  self->store = lsn_store_open_finish (result, &error);
  if (self->store)
    {
      g_signal_connect_object (self->store, "replaced", G_CALLBACK (replaced_cb), self,
                               G_CONNECT_SWAPPED);
      lsn_home_load_workdays_async (self->settings, NULL, loaded_cb, self);
      return;
    }
  lsn_search_provider_set_store (self->search, NULL);
  /* Whoever only searches in the shell is not met with a window. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      (self->wants_window || !g_queue_is_empty (&self->commands) ||
       !g_queue_is_empty (&self->waiting)))
    lsn_start_window_show_failure (ensure_start_window (self), error);
  refuse_waiting (self, error);
  g_application_release (G_APPLICATION (self));
}

/* The end of the session: what was written is folded back, and the next start need not look at all
 * of the workspace. */
static gboolean
signal_cb (gpointer application)
{
  g_application_quit (application);
  return G_SOURCE_CONTINUE;
}

static void
open_workspace (LsnApplication *self)
{
  if (self->opening || self->store)
    return;
  self->opening = g_cancellable_new ();
  g_clear_handle_id (&self->patience_source, g_source_remove);
  self->patience_source = g_timeout_add (PATIENCE_MS, patience_cb, self);
  g_application_hold (G_APPLICATION (self));
  lsn_store_open_async (self->workspace, lsn_model_get_schema (), g_get_real_name (), progress_cb,
                        self, self->opening, opened_cb, self);
}

static void
close_workspace (LsnApplication *self)
{
  g_clear_handle_id (&self->backup_source, g_source_remove);
  g_clear_object (&self->context);
  if (self->store)
    lsn_store_close (self->store);
  g_clear_object (&self->store);
}

/* A backup takes the place of the workspace: everything that shows the old one goes. */
static void
replaced_cb (LsnApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  g_application_hold (G_APPLICATION (self));
  self->wants_window = windows != NULL;
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (self))))
    gtk_window_destroy (windows->data);
  close_workspace (self);
  open_workspace (self);
  g_application_release (G_APPLICATION (self));
}

void
lsn_application_set_news (LsnApplication *self, AdwToast *news)
{
  g_set_object (&self->news, news);
  tell_news (self);
}

static void
lsn_application_startup (GApplication *application)
{
  LsnApplication *self = LSN_APPLICATION (application);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  G_APPLICATION_CLASS (lsn_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (LSN_APP_ID);
  lsn_command_install (self);

  gtk_css_provider_load_from_resource (provider, LSN_RESOURCE_BASE "/app/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  /* Started by the bus for one action, the program stays for a while: more may follow. */
  if (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE)
    g_application_set_inactivity_timeout (application, SERVICE_TIMEOUT_MS);

  self->end_source = g_unix_signal_add (SIGTERM, signal_cb, self);
  self->settings = lsn_settings_new ();
  open_workspace (self);
}

static void
lsn_application_activate (GApplication *application)
{
  LsnApplication *self = LSN_APPLICATION (application);

  self->wants_window = TRUE;
  lsn_application_ensure_window (self);
}

/* `--action NAME`, as the launcher says it where it cannot call on the bus. */
static gboolean
run_named (LsnApplication *self, GApplicationCommandLine *command_line)
{
  g_auto (GStrv) argv = g_application_command_line_get_arguments (command_line, NULL);
  const LsnCommand *command;

  if (argv[0] == NULL || g_strcmp0 (argv[1], "--action") != 0)
    return FALSE;
  command = argv[2] ? lsn_command_find (argv[2]) : NULL;
  if (command && command->parameter == NULL)
    {
      lsn_application_run (self, command, NULL);
      return TRUE;
    }
  g_application_command_line_printerr (command_line, _ ("There is no action “%s”.\n"),
                                       argv[2] ? argv[2] : "");
  g_application_command_line_set_exit_status (command_line, 2);
  return TRUE;
}

static gboolean
lsn_application_dbus_register (GApplication *application, GDBusConnection *connection,
                               const char *path, GError **error)
{
  LsnApplication *self = LSN_APPLICATION (application);
  g_autofree char *search_path = g_strconcat (path, "/SearchProvider", NULL);

  return G_APPLICATION_CLASS (lsn_application_parent_class)
             ->dbus_register (application, connection, path, error) &&
         lsn_search_provider_export (self->search, connection, search_path, error);
}

static void
lsn_application_dbus_unregister (GApplication *application, GDBusConnection *connection,
                                 const char *path)
{
  lsn_search_provider_unexport (LSN_APPLICATION (application)->search, connection);

  G_APPLICATION_CLASS (lsn_application_parent_class)
      ->dbus_unregister (application, connection, path);
}

static void
lsn_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  lsn_application_activate (application);
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);
      g_autoptr (GVariant) parameter = g_variant_ref_sink (g_variant_new_string (uri));

      lsn_application_run (LSN_APPLICATION (application), lsn_command_find ("import-file"),
                           parameter);
    }
}

static void
open_files (GApplication *application, GApplicationCommandLine *command_line, char **arguments)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; arguments[i]; i++)
    g_ptr_array_add (files,
                     g_application_command_line_create_file_for_arg (command_line, arguments[i]));
  lsn_application_open (application, (GFile **) files->pdata, (int) files->len, "");
}

static int
lsn_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  LsnApplication *self = LSN_APPLICATION (application);
  g_auto (GStrv) argv = g_application_command_line_get_arguments (command_line, NULL);

  if (run_named (self, command_line))
    return g_application_command_line_get_exit_status (command_line);
  if (argv[0] && g_strcmp0 (argv[1], LSN_COMMAND_LINE_OPEN) == 0)
    {
      open_files (application, command_line, argv + 2);
      return 0;
    }
  if (!lsn_command_line_is_command (command_line))
    {
      g_application_activate (application);
      return 0;
    }
  if (self->store)
    lsn_command_line_serve (command_line, self->store);
  else
    g_queue_push_tail (&self->waiting, g_object_ref (command_line));
  return 0;
}

static void
lsn_application_shutdown (GApplication *application)
{
  LsnApplication *self = LSN_APPLICATION (application);

  G_APPLICATION_CLASS (lsn_application_parent_class)->shutdown (application);

  g_clear_handle_id (&self->end_source, g_source_remove);
  if (self->context)
    lsn_drafts_flush (lsn_context_get_drafts (self->context));
  lsn_search_provider_set_store (self->search, NULL);
  close_start_window (self);
  g_clear_object (&self->secrets);
  g_clear_object (&self->background);
  close_workspace (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->news);
  g_clear_object (&self->opening);
}

static void
lsn_application_finalize (GObject *object)
{
  LsnApplication *self = LSN_APPLICATION (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_queue_clear_full (&self->commands, pending_free);
  g_free (self->workspace);
  g_object_unref (self->search);

  G_OBJECT_CLASS (lsn_application_parent_class)->finalize (object);
}

static void
lsn_application_class_init (LsnApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lsn_application_finalize;
  application_class->startup = lsn_application_startup;
  application_class->activate = lsn_application_activate;
  application_class->command_line = lsn_application_command_line;
  application_class->open = lsn_application_open;
  application_class->shutdown = lsn_application_shutdown;
  application_class->dbus_register = lsn_application_dbus_register;
  application_class->dbus_unregister = lsn_application_dbus_unregister;
}

static void
lsn_application_init (LsnApplication *self)
{
  g_queue_init (&self->waiting);
  g_queue_init (&self->commands);
  self->search = lsn_search_provider_new (self);
}

LsnApplication *
lsn_application_new (const char *workspace)
{
  g_autofree char *id = lsn_workspace_path_dup_app_id (workspace);
  LsnApplication *self =
      g_object_new (LSN_TYPE_APPLICATION, "application-id", id, "flags",
                    G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                    "resource-base-path", LSN_RESOURCE_BASE, NULL);

  self->workspace = g_strdup (workspace);
  return self;
}
