/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-application.h"
#include "app/lsn-command-line.h"
#include "app/lsn-import-flow.h"
#include "app/lsn-window.h"
#include "app/lsn-workspace-path.h"
#include "base/lsn-clock.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "model/followups/lsn-followup-write.h"
#include "model/lsn-model.h"
#include "views/capture/lsn-capture-dialog.h"
#include "views/clients/lsn-client-dialog.h"

#include <glib/gi18n-lib.h>

#define BACKUP_EVERY_US    G_TIME_SPAN_DAY
#define SERVICE_TIMEOUT_MS 10000

struct _LsnApplication
{
  AdwApplication parent_instance;

  char *workspace;     /* owned */
  LsnStore *store;     /* owned, nullable until it is open */
  LsnContext *context; /* owned, likewise */
  GQueue waiting; /* element-type GApplicationCommandLine, owned: came before the store was open */
  GQueue actions; /* element-type Pending, owned: likewise */
  gboolean wants_window;
};

G_DEFINE_FINAL_TYPE (LsnApplication, lsn_application, ADW_TYPE_APPLICATION)

/* An action that came before the workspace was open, as when a notification's button started the
 * program. */
typedef struct
{
  char *name;
  GVariant *parameter; /* owned, nullable */
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_free (pending->name);
  g_clear_pointer (&pending->parameter, g_variant_unref);
  g_free (pending);
}

/* Returns %FALSE, and keeps the action for later, while the workspace is not open. */
static gboolean
is_ready (LsnApplication *self, GSimpleAction *action, GVariant *parameter)
{
  Pending *pending;

  if (self->context)
    return TRUE;
  pending = g_new0 (Pending, 1);
  pending->name = g_strdup (g_action_get_name (G_ACTION (action)));
  pending->parameter = parameter ? g_variant_ref (parameter) : NULL;
  g_queue_push_tail (&self->actions, pending);
  return FALSE;
}

static LsnWindow *
get_window (LsnApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return LSN_IS_WINDOW (window) ? LSN_WINDOW (window) : NULL;
}

static LsnWindow *
ensure_window (LsnApplication *self)
{
  LsnWindow *window = get_window (self);

  if (self->context == NULL)
    return NULL;
  if (window == NULL)
    window = lsn_window_new (GTK_APPLICATION (self), self->context);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* --- Commands --------------------------------------------------------------------------------- */

static void
page_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnWindow *window;

  if (!is_ready (user_data, action, parameter))
    return;
  window = ensure_window (user_data);
  if (window)
    lsn_window_show_page (window, g_variant_get_string (parameter, NULL));
}

static void
open_client_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnWindow *window;

  if (!is_ready (user_data, action, parameter))
    return;
  window = ensure_window (user_data);
  if (window)
    lsn_window_open_client (window, g_variant_get_int64 (parameter), NULL);
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnWindow *window;

  if (!is_ready (user_data, action, parameter))
    return;
  window = ensure_window (user_data);
  if (window)
    lsn_window_focus_search (window);
}

static void
present_dialog (LsnApplication *self, AdwDialog *dialog)
{
  adw_dialog_present (dialog, GTK_WIDGET (get_window (self)));
}

static void
capture_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;

  if (is_ready (self, action, parameter) && ensure_window (self))
    present_dialog (self, lsn_capture_dialog_new (self->context,
                                                  parameter ? g_variant_get_int64 (parameter) : 0));
}

static void
new_client_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;

  if (is_ready (self, action, parameter) && ensure_window (self))
    present_dialog (self, lsn_client_dialog_new (self->context, NULL));
}

static void
add_person_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;

  if (is_ready (self, action, parameter) && ensure_window (self))
    present_dialog (self,
                    lsn_client_dialog_new_person (self->context, g_variant_get_int64 (parameter)));
}

static void
edit_client_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;
  g_autoptr (LsnRecord) client = NULL;

  if (!is_ready (self, action, parameter) || ensure_window (self) == NULL)
    return;
  client = lsn_record_pool_dup (lsn_context_get_clients (self->context),
                                g_variant_get_int64 (parameter));
  if (lsn_record_is_loaded (client))
    present_dialog (self, lsn_client_dialog_new (self->context, client));
}

static void
undo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;

  if (is_ready (self, action, parameter))
    lsn_context_undo (self->context, parameter ? g_variant_get_int64 (parameter) : 0);
}

static void
redo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;

  if (is_ready (self, action, parameter))
    lsn_context_redo (self->context);
}

static char *
dup_title (LsnApplication *self, gint64 followup_id)
{
  g_autoptr (LsnRecord) record =
      lsn_record_pool_dup (lsn_context_get_followups (self->context), followup_id);
  const char *title = lsn_record_get_text (record, LSN_FOLLOWUP_TITLE);

  return g_strdup (title ? title : _ ("Follow-up"));
}

static void
followup_done_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;
  LsnFollowupDone *done;
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;

  if (!is_ready (self, action, parameter))
    return;
  done = g_new0 (LsnFollowupDone, 1);
  done->id = g_variant_get_int64 (parameter);
  done->now = lsn_clock_now ();
  done->today = lsn_context_get_today (self->context);
  done->log = TRUE;
  done->workdays = lsn_workdays_ref (lsn_context_get_workdays (self->context));
  title = dup_title (self, done->id);
  message = g_strdup_printf (_ ("Done: “%s”"), title);
  lsn_context_write (self->context, _ ("Done"), message, lsn_followup_done_on_worker, done,
                     (GDestroyNotify) lsn_followup_done_free);
}

static LsnDate
get_snooze_date (LsnApplication *self, const char *target, int *minute)
{
  LsnDate today = lsn_context_get_today (self->context);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  *minute = -1;
  if (g_str_equal (target, "hour"))
    return lsn_date_from_instant (lsn_clock_now () + G_TIME_SPAN_HOUR, zone, minute);
  if (g_str_equal (target, "three-days"))
    return today + 3;
  if (g_str_equal (target, "week"))
    return today + 7;
  if (g_str_equal (target, "month"))
    return lsn_date_add_months (today, 1);
  return lsn_workdays_get_next (lsn_context_get_workdays (self->context), today);
}

static void
followup_snooze_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;
  LsnFollowupSnooze *snooze;
  const char *target;
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;

  if (!is_ready (self, action, parameter))
    return;
  snooze = g_new0 (LsnFollowupSnooze, 1);
  g_variant_get (parameter, "(x&s)", &snooze->id, &target);
  snooze->date = get_snooze_date (self, target, &snooze->minute);
  snooze->zone = g_strdup (g_time_zone_get_identifier (zone));
  title = dup_title (self, snooze->id);
  message = g_strdup_printf (_ ("Snoozed: “%s”"), title);
  lsn_context_write (self->context, _ ("Snooze"), message, lsn_followup_snooze_on_worker, snooze,
                     (GDestroyNotify) lsn_followup_snooze_free);
}

static void
call (LsnApplication *self, const char *phone, gint64 client_id)
{
  g_autofree char *normal =
      lsn_channel_dup_normal ("phone", phone, lsn_context_get_region (self->context));
  g_autofree char *uri = lsn_channel_dup_uri ("phone", normal);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  LsnWindow *window = ensure_window (self);

  if (uri == NULL || window == NULL)
    return;
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (window), NULL, NULL, NULL);
  if (client_id)
    lsn_window_open_client (window, client_id, "call");
}

static void
followup_call_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;
  g_autoptr (LsnRecord) record = NULL;

  if (!is_ready (self, action, parameter))
    return;
  record = lsn_record_pool_dup (lsn_context_get_followups (self->context),
                                g_variant_get_int64 (parameter));
  call (self, lsn_record_get_text (record, LSN_FOLLOWUP_PHONE),
        lsn_record_get_int64 (record, LSN_FOLLOWUP_CLIENT_ID));
}

static gboolean
find_client_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *id = data;

  return lsn_database_get_int64 (db, 0, id, error, "SELECT client_id FROM followup WHERE id = ?",
                                 "i", *id);
}

static void
client_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnApplication) self = user_data;
  gint64 *client_id = lsn_store_finish (LSN_STORE (source), result, NULL);
  LsnWindow *window = ensure_window (self);

  if (window && client_id && *client_id)
    lsn_window_open_client (window, *client_id, NULL);
}

/* Opens what a follow-up is about: its client, else the day. */
static void
open_followup_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);

  if (!is_ready (self, action, parameter))
    return;
  ensure_window (self);
  lsn_store_read_async (self->store, find_client_on_worker, g_memdup2 (&id, sizeof id), g_free,
                        NULL, client_found_cb, g_object_ref (self));
}

static void
call_client_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;
  g_autoptr (LsnRecord) record = NULL;

  if (!is_ready (self, action, parameter))
    return;
  record = lsn_record_pool_dup (lsn_context_get_clients (self->context),
                                g_variant_get_int64 (parameter));
  call (self, lsn_record_get_text (record, LSN_CLIENT_PHONE), lsn_record_get_id (record));
}

/* With a path, that file is tried; without, the user is asked for one. */
static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;
  g_autoptr (GFile) file = NULL;
  LsnWindow *window;

  if (!is_ready (self, action, parameter))
    return;
  if (parameter)
    file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  window = ensure_window (self);
  if (window)
    lsn_import_flow_start (GTK_WINDOW (window), self->context, file);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnApplication *self = user_data;
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);

  adw_about_dialog_set_application_name (about, "Liaison");
  adw_about_dialog_set_application_icon (about, LSN_APP_ID);
  adw_about_dialog_set_version (about, LSN_VERSION);
  adw_about_dialog_set_developer_name (about, _ ("The Liaison founders"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (about, _ ("No client is forgotten."));
  if (ensure_window (self))
    present_dialog (self, dialog);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static const GActionEntry actions[] = {
  { "page", page_action, "s" },
  { "open-client", open_client_action, "x" },
  { "search", search_action },
  { "capture", capture_action },
  { "capture-for", capture_action, "x" },
  { "quick-note", capture_action },
  { "new-client", new_client_action },
  { "edit-client", edit_client_action, "x" },
  { "add-person", add_person_action, "x" },
  { "call-client", call_client_action, "x" },
  { "followup-done", followup_done_action, "x" },
  { "followup-snooze", followup_snooze_action, "(xs)" },
  { "followup-call", followup_call_action, "x" },
  { "open-followup", open_followup_action, "x" },
  { "import", import_action },
  { "import-file", import_action, "s" },
  { "undo", undo_action },
  { "undo-entry", undo_action, "x" },
  { "redo", redo_action },
  { "about", about_action },
  { "quit", quit_action },
};

static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.capture", { "<Control>space", "<Control><Shift>a" } },
  { "app.new-client", { "<Control>n" } },
  { "app.search", { "<Control>f", "<Control>k" } },
  { "app.undo", { "<Control>z" } },
  { "app.redo", { "<Control><Shift>z" } },
  { "app.page('today')", { "<Control>1" } },
  { "app.page('clients')", { "<Control>2" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
};

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

/* The workspace cannot be opened: the user reads why, and nothing was touched. */
static void
show_failure (LsnApplication *self, const GError *error)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("The Workspace Cannot Be Opened"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 400);
  gtk_window_present (GTK_WINDOW (window));
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lsn_store_backup_finish (LSN_STORE (source), result, &error);
  LsnWindow *window = get_window (self);

  if (error && window)
    lsn_window_show_message (window, error->message, 0);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnApplication *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnWorkdays) workdays = lsn_workdays_load ("ru", NULL);

  self->store = lsn_store_open_finish (result, &error);
  if (self->store == NULL)
    {
      show_failure (self, error);
      g_application_release (G_APPLICATION (self));
      return;
    }

  if (workdays == NULL)
    workdays = lsn_workdays_new_plain ();
  self->context = lsn_context_new (self->store, workdays, "RU");
  serve_waiting (self);
  while (!g_queue_is_empty (&self->actions))
    {
      Pending *pending = g_queue_pop_head (&self->actions);

      g_action_group_activate_action (G_ACTION_GROUP (self), pending->name, pending->parameter);
      pending_free (pending);
    }
  if (self->wants_window)
    ensure_window (self);
  lsn_store_backup_async (self->store, BACKUP_EVERY_US, NULL, backed_up_cb, g_object_ref (self));
  g_application_release (G_APPLICATION (self));
}

static void
lsn_application_startup (GApplication *application)
{
  LsnApplication *self = LSN_APPLICATION (application);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  G_APPLICATION_CLASS (lsn_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (LSN_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           (const char *const *) accels[i].keys);

  gtk_css_provider_load_from_resource (provider, LSN_RESOURCE_BASE "/app/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  /* Started by the bus for one action, the program stays for a while: more may follow. */
  if (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE)
    g_application_set_inactivity_timeout (application, SERVICE_TIMEOUT_MS);

  g_application_hold (application);
  lsn_store_open_async (self->workspace, lsn_model_get_schema (), g_get_real_name (), NULL,
                        opened_cb, self);
}

static void
lsn_application_activate (GApplication *application)
{
  LsnApplication *self = LSN_APPLICATION (application);

  self->wants_window = TRUE;
  ensure_window (self);
}

static int
lsn_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  LsnApplication *self = LSN_APPLICATION (application);

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

  g_clear_object (&self->context);
  if (self->store)
    lsn_store_close (self->store);
  g_clear_object (&self->store);
}

static void
lsn_application_finalize (GObject *object)
{
  LsnApplication *self = LSN_APPLICATION (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_queue_clear_full (&self->actions, pending_free);
  g_free (self->workspace);

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
  application_class->shutdown = lsn_application_shutdown;
}

static void
lsn_application_init (LsnApplication *self)
{
  g_queue_init (&self->waiting);
  g_queue_init (&self->actions);
}

LsnApplication *
lsn_application_new (const char *workspace)
{
  g_autofree char *id = lsn_workspace_path_dup_app_id (workspace);
  LsnApplication *self = g_object_new (LSN_TYPE_APPLICATION, "application-id", id, "flags",
                                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                                       LSN_RESOURCE_BASE, NULL);

  self->workspace = g_strdup (workspace);
  return self;
}
