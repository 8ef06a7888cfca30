/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "services/background/lsn-background.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libportal/portal.h>

#define BY_PORTAL "login-by-portal"

struct _LsnBackground
{
  GObject parent_instance;

  char *app_id;        /* owned */
  char **command;      /* owned */
  GSettings *settings; /* owned, nullable */
  XdpPortal *portal;   /* owned, nullable until it is needed */
};

G_DEFINE_FINAL_TYPE (LsnBackground, lsn_background, G_TYPE_OBJECT)

/* --- The entry in the autostart folder -------------------------------------------------------- */

static char *
dup_path (LsnBackground *self)
{
  g_autofree char *name = g_strconcat (self->app_id, ".Reminder.desktop", NULL);

  return g_build_filename (g_get_user_config_dir (), "autostart", name, NULL);
}

/* By the Desktop Entry Specification: an argument in quotes, what is special in them escaped, and
 * then once more as a string of a key file. */
static char *
dup_exec (char **command)
{
  g_autoptr (GString) exec = g_string_new (NULL);

  for (guint i = 0; command[i]; i++)
    {
      g_string_append (exec, i > 0 ? " \"" : "\"");
      for (const char *c = command[i]; *c; c++)
        {
          if (strchr ("\"`$\\", *c))
            g_string_append_c (exec, '\\');
          g_string_append_c (exec, *c);
          if (*c == '%')
            g_string_append_c (exec, '%');
        }
      g_string_append_c (exec, '"');
    }
  return g_string_free_and_steal (g_steal_pointer (&exec));
}

static gboolean
write_entry (LsnBackground *self, GError **error)
{
  g_autofree char *path = dup_path (self);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *exec = dup_exec (self->command);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, "Type", "Application");
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, "Name", "Liaison Reminders");
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, "Exec", exec);
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, "Icon", LSN_APP_ID);
  g_key_file_set_boolean (file, G_KEY_FILE_DESKTOP_GROUP, "NoDisplay", TRUE);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("The folder %s could not be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }
  return g_key_file_save_to_file (file, path, error);
}

static gboolean
remove_entry (LsnBackground *self, GError **error)
{
  g_autofree char *path = dup_path (self);

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("%s could not be removed: %s"),
               path, g_strerror (errno));
  return FALSE;
}

/* An entry that is there may be switched off, by the specification or by GNOME's programs. */
static gboolean
has_entry (LsnBackground *self)
{
  g_autofree char *path = dup_path (self);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  return g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL) &&
         !g_key_file_get_boolean (file, G_KEY_FILE_DESKTOP_GROUP, "Hidden", NULL) &&
         (!g_key_file_has_key (file, G_KEY_FILE_DESKTOP_GROUP, "X-GNOME-Autostart-enabled", NULL) ||
          g_key_file_get_boolean (file, G_KEY_FILE_DESKTOP_GROUP, "X-GNOME-Autostart-enabled",
                                  NULL));
}

/* --- Looking ---------------------------------------------------------------------------------- */

static void
look_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, has_entry (source));
}

void
lsn_background_get_async (LsnBackground *self, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->settings && g_settings_get_boolean (self->settings, BY_PORTAL))
    g_task_return_int (task, 1);
  else
    g_task_run_in_thread (task, look_on_thread);
}

int
lsn_background_get_finish (LsnBackground *self, GAsyncResult *result, GError **error)
{
  return (int) g_task_propagate_int (G_TASK (result), error);
}

/* --- Setting ---------------------------------------------------------------------------------- */

typedef struct
{
  gboolean enabled;
  gboolean by_portal;
} Setting;

static void
set_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Setting *setting = data;
  g_autoptr (GError) error = NULL;
  gboolean ok = setting->enabled && !setting->by_portal ? write_entry (source, &error)
                                                        : remove_entry (source, &error);

  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LsnBackground *self = g_task_get_source_object (task);
  Setting *setting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean granted = xdp_portal_request_background_finish (XDP_PORTAL (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      (error == NULL && setting->enabled && !granted))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                               _ ("The desktop does not allow Liaison to start at login."));
      return;
    }
  /* Any other error: there is no such portal here, and the entry does it. */
  setting->by_portal = error == NULL && setting->enabled;
  if (self->settings)
    g_settings_set_boolean (self->settings, BY_PORTAL, setting->by_portal);
  g_task_run_in_thread (task, set_on_thread);
}

void
lsn_background_set_async (LsnBackground *self, gboolean enabled, const char *reason,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) command = g_ptr_array_new_with_free_func (g_free);
  Setting *setting = g_new0 (Setting, 1);

  setting->enabled = enabled;
  g_task_set_task_data (task, setting, g_free);
  for (guint i = 0; self->command[i]; i++)
    g_ptr_array_add (command, g_strdup (self->command[i]));
  if (self->portal == NULL)
    self->portal = xdp_portal_new ();
  xdp_portal_request_background (self->portal, NULL, (char *) reason, command,
                                 enabled ? XDP_BACKGROUND_FLAG_AUTOSTART : XDP_BACKGROUND_FLAG_NONE,
                                 cancellable, asked_cb, g_steal_pointer (&task));
}

gboolean
lsn_background_set_finish (LsnBackground *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_background_finalize (GObject *object)
{
  LsnBackground *self = LSN_BACKGROUND (object);

  g_free (self->app_id);
  g_strfreev (self->command);
  g_clear_object (&self->settings);
  g_clear_object (&self->portal);

  G_OBJECT_CLASS (lsn_background_parent_class)->finalize (object);
}

static void
lsn_background_class_init (LsnBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lsn_background_finalize;
}

static void
lsn_background_init (LsnBackground *self)
{
}

LsnBackground *
lsn_background_new (const char *app_id, const char *const *command, GSettings *settings)
{
  LsnBackground *self = g_object_new (LSN_TYPE_BACKGROUND, NULL);

  self->app_id = g_strdup (app_id);
  self->command = g_strdupv ((char **) command);
  g_set_object (&self->settings, settings);
  return self;
}

gboolean
lsn_background_start (LsnBackground *self, GError **error)
{
  g_return_val_if_fail (LSN_IS_BACKGROUND (self), FALSE);

  return g_spawn_async (NULL, self->command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, error);
}
